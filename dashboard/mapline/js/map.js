// The map: deck.gl for land, areas and swarms of dots; a canvas above it for bubbles, signs, ways and names.

import { Basemap } from "./basemap.js";
import { bounded, fitTo, Projector } from "./camera.js";
import { Clusters } from "./clusters.js";
import { el } from "./dom.js";
import { Dots } from "./map-dots.js";
import { Fan } from "./map-fan.js";
import { fitCanvas } from "./glyphs.js";
import { paintLabels } from "./labels.js";
import { paintAreaMark, paintBubble, paintEvent, paintExtent, paintHalo, paintRadius, paintWay } from "./map-paint.js";
import { strokeFeatures } from "./map-lines.js";
import { Links } from "./map-links.js";
import { Marks } from "./map-marks.js";
import { MapGestures } from "./map-gestures.js";
import { colourOf } from "./timeline-paint.js";
import { fade, groupOf, GROUPS, rgb } from "./theme.js";
import { Selection } from "./selection.js";
import { Tally } from "./window.js";

const MOST_WAYS = 400;
const MOST_OBSTACLES = 400;
const EDGE = 8;
const OUTLINE = 1.2;
const N = GROUPS.length;

export class MapView {
  constructor(view, basemapFolder, description) {
    this.view = view;
    this.globe = false;
    this.marks = new Marks(this);
    this.surface = el("div", { class: "map-surface" });
    this.names = el("canvas", { class: "map-ink", "aria-hidden": "true" });
    this.canvas = el("canvas", { class: "map-ink", "aria-hidden": "true" });
    this.node = el("div", { class: "map-body", tabindex: "0", role: "application", "aria-label": view.words.say("map"), "aria-description": view.words.say("map.hint") },
      this.surface, this.names, this.canvas);
    this.basemap = new Basemap(basemapFolder, description, view.config.tiles, () => this.refresh());
    this.camera = bounded({ longitude: 20, latitude: 25, zoom: 1 }, false);
    this.bits = Selection.except("map");
    this.dots = new Dots(this);
    this.fan = new Fan(this);
    this.links = new Links(this);
    this.gestures = new MapGestures(this);
  }

  get items() {
    return this.marks.items;
  }

  /** Takes up new records. */
  load() {
    const { events, counts } = this.view;
    const groupOfType = events.values.type.map(groupOf);
    const placeGroup = events.place.map((place, i) => (place < 0 ? -1 : place * N + groupOfType[events.type[i]]));
    this.tally = counts.track(new Tally({ bits: this.bits, codes: placeGroup, size: events.places.count * N, named: true }));
    const weights = new Int32Array(events.places.count);
    events.place.forEach((place, i) => { if (place >= 0) weights[place] += events.weightOf(i); });
    this.clusters = new Clusters(events.places, weights);
    this.areas = Array.from({ length: events.places.count }, (_, p) => p).filter((p) => events.places.isArea[p] && weights[p] > 0);
    this.ways = [];
    for (let i = 0; i < events.count; i += 1) if (events.origin[i] >= 0 && events.place[i] >= 0 && events.origin[i] !== events.place[i]) this.ways.push(i);
    this.dots.load();
    this.fan.of = null;
  }

  /** Starts deck.gl once the first picture stands: getting hold of a graphics card keeps the page for up to a second. */
  startLater() {
    this.starting = requestAnimationFrame(() => {
      this.waiting = setTimeout(() => {
        this.start();
        this.refresh();
      });
    });
  }

  start() {
    const { deck } = globalThis;
    try {
      this.deck = new deck.Deck({
        parent: this.surface, width: "100%", height: "100%",
        views: this.deckView(), viewState: this.camera, controller: false, layers: [],
        useDevicePixels: Math.min(2, globalThis.devicePixelRatio || 1), pickingRadius: 0,
        style: { position: "absolute", inset: "0" },
        onError: (error) => this.warn(error),
      });
    } catch (error) {
      this.deck = null;
      this.warn(error);
    }
  }

  /** Without WebGL the bubbles and names still stand; says what is missing. */
  warn(error) {
    console.warn("Dateline: map", error);
    if (this.note || !/webgl|device|context/i.test(String(error?.message))) return;
    this.note = el("p", { class: "map-note", role: "status", text: this.view.words.say("no_webgl") });
    this.node.append(this.note);
  }

  deckView() {
    const { MapView: Flat, _GlobeView: Globe } = globalThis.deck;
    return this.globe ? new Globe({ id: "globe", resolution: 8 }) : new Flat({ id: "flat", repeat: false });
  }

  setGlobe(globe) {
    this.globe = globe;
    this.camera = bounded({ ...this.camera, zoom: globe ? Math.min(this.camera.zoom, 3) : this.camera.zoom }, globe);
    this.deck?.setProps({ views: this.deckView() });
    this.moved(true);
    this.refresh();
  }

  resize() {
    this.width = this.node.clientWidth;
    this.height = this.node.clientHeight;
    if (this.pendingFit) this.fit(this.pendingFit === "all" ? null : this.pendingFit);
    this.project();
    this.refresh();
  }

  /** Shows all placed events that pass, or those given. */
  fit(events = null, { smooth = false } = {}) {
    if (!this.width) {
      this.pendingFit = events ?? "all";
      return;
    }
    this.pendingFit = null;
    const chosen = events ? events.map((i) => this.view.events.place[i]).filter((p) => p >= 0) : this.placesThatPass();
    const points = chosen.flatMap((p) => this.cornersOf(p));
    const target = bounded(fitTo(points, this.width, this.height, this.room()), this.globe);
    if (smooth) this.flyTo(target);
    else {
      this.camera = target;
      this.moved(false);
    }
  }

  /** Pixels to leave free at the sides: for the tools, and for the legend where it is open. */
  room() {
    const small = this.width < 560;
    const tools = small ? 74 : 80;
    const legend = this.view.legend.node.hidden || small ? (small ? 34 : 44) : 270;
    const [left, right] = this.view.words.direction === "rtl" ? [tools, legend] : [legend, tools];
    return { left, right, top: small ? 28 : 40, bottom: small ? 44 : 44 };
  }

  cornersOf(p) {
    const { places } = this.view.events;
    if (!places.isArea[p] || Number.isNaN(places.west[p]) || places.east[p] - places.west[p] > 120 || places.west[p] > places.east[p]) return [[places.lon[p], places.lat[p]]];
    return [[places.west[p], places.south[p]], [places.east[p], places.north[p]]];
  }

  placesThatPass() {
    const found = [];
    for (let p = 0; p < this.view.events.places.count; p += 1) if (this.marks.countAt(p) > 0) found.push(p);
    return found.length ? found : [];
  }

  /** Flies to a camera; `own`: where the user asked to look, not where a chosen event happens to lie. */
  flyTo(target, own = true) {
    cancelAnimationFrame(this.flight);
    this.view.hover([], null);
    const from = { ...this.camera };
    const turn = ((target.longitude - from.longitude + 540) % 360) - 180;
    const time = this.view.calm ? 0 : 420;
    const begun = performance.now();
    const step = (now) => {
      const t = time ? Math.min(1, (now - begun) / time) : 1;
      const s = t * t * (3 - 2 * t);
      this.camera = bounded({
        longitude: from.longitude + turn * s,
        latitude: from.latitude + (target.latitude - from.latitude) * s,
        zoom: from.zoom + (target.zoom - from.zoom) * s,
      }, this.globe);
      this.moved(t >= 1, own);
      if (t < 1) this.flight = requestAnimationFrame(step);
    };
    step(begun);
  }

  /** After the camera moved; `finished` when a gesture is over. */
  moved(finished, own = true) {
    this.project();
    this.deck?.setProps({ viewState: { ...this.camera } });
    if (Math.floor(this.camera.zoom * 2) !== this.detail) this.refresh();
    else {
      this.paint();
      this.paintNames();
    }
    this.view.panned(finished, own);
  }

  project() {
    this.projector = new Projector(this.camera, this.width, this.height, this.globe);
  }

  /** Layers and canvas anew: after zooming in steps, another filter, theme or basemap. */
  refresh() {
    if (!this.width || !this.tally) return;
    this.detail = Math.floor(this.camera.zoom * 2);
    this.under = this.basemap.layers(this.camera.zoom, this.view.theme, this.globe);
    this.layer();
    this.paint();
    this.paintNames();
  }

  /**
   * Borders, and names of countries and regions, clear of where bubbles may stand and of the signs that stand now.
   * They are written anew when the camera moves: a brush never moves them.
   */
  paintNames() {
    const { events, theme, words } = this.view;
    const level = this.clusters.at(this.camera.zoom);
    const taken = this.items.map(({ x, y, r }) => ({ x, y, r }));
    for (const p of level.seeds) {
      const at = this.projector.at(events.places.lon[p], events.places.lat[p]);
      if (at && at[0] > 0 && at[1] > 0 && at[0] < this.width && at[1] < this.height) taken.push({ x: at[0], y: at[1], r: 13 });
      if (taken.length > MOST_OBSTACLES) break;
    }
    const ctx = fitCanvas(this.names, this.width, this.height);
    if (!this.globe) for (const lines of this.basemap.lines(this.camera.zoom, theme)) strokeFeatures(ctx, lines.features, this.projector, lines);
    if (!this.basemap.tiles) paintLabels(ctx, { names: this.basemap.labels(words.language, this.camera.zoom), projector: this.projector, theme, taken });
  }

  /** After the brush moved. */
  brushed() {
    if (!this.width || !this.tally) return;
    if (this.dots.arePlaces) this.dots.pass();
    this.layer();
    this.paint();
  }

  layer() {
    if (!this.deck) return;
    const { GeoJsonLayer } = globalThis.deck;
    const { theme, window } = this.view;
    this.shaded = this.shadedAreas();
    this.deck.setProps({
      layers: [
        this.under[0],
        this.shaded.length > 0 && new GeoJsonLayer({
          id: "areas", data: this.shaded, stroked: this.globe, filled: true,
          getFillColor: (f) => f.fill, getLineColor: (f) => rgb(f.line, 190), lineWidthUnits: "pixels", getLineWidth: OUTLINE,
        }),
        ...this.under.slice(1),
        this.dots.layer(window),
      ].filter(Boolean),
    });
    this.surface.style.background = theme.sea;
  }

  shadedAreas() {
    const { events, theme } = this.view;
    const { places } = events;
    const shaded = [];
    this.bare = [];
    for (const p of this.areas) {
      const count = this.marks.countAt(p);
      if (count === 0) continue;
      const shares = this.marks.sharesAt(p);
      const colour = theme.groups[shares.indexOf(Math.max(...shares))];
      const feature = this.basemap.area({ country: places.country[p], admin1: places.admin1[p], precision: places.precision[p] }, this.camera.zoom);
      if (feature) {
        const alpha = Math.round(30 + 16 * Math.min(5, Math.log2(count + 1)));
        shaded.push({ ...feature, fill: rgb(colour, alpha), line: colour });
      } else this.bare.push([p, colour]);
    }
    return shaded;
  }

  paint() {
    if (!this.width || !this.projector || !this.tally) return;
    const { view } = this;
    const { events, theme, words } = view;
    const { places } = events;
    const ctx = fitCanvas(this.canvas, this.width, this.height);
    this.marks.gather();
    const pen = { theme, words, events, size: null };
    if (!this.globe) strokeFeatures(ctx, this.shaded ?? [], this.projector, { colour: ({ line }) => fade(line, 0.75), width: OUTLINE });
    for (const [p, colour] of this.bare ?? []) this.outline(ctx, p, colour);
    for (const item of this.items) {
      if (item.kind !== "area" && places.radius[item.place] > 0 && item.onePlace) {
        paintRadius(ctx, item.x, item.y, places.radius[item.place] / this.projector.kilometresPerPixel(), theme.groups[item.shares.indexOf(Math.max(...item.shares))]);
      }
    }
    this.paintWays(ctx);
    this.links.paint(ctx, pen);
    const drawn = [...this.items].sort((a, b) => (a.kind === "area" ? -1 : 0) - (b.kind === "area" ? -1 : 0) || b.count - a.count);
    for (const item of drawn) {
      if (item.kind === "area") paintAreaMark(ctx, item, pen);
      else if (item.kind === "event") paintEvent(ctx, item, pen);
      else paintBubble(ctx, item, pen);
      if (this.marks.concerns(item, view.hovered)) paintHalo(ctx, item, theme, false);
      if (view.selected !== null && this.marks.concerns(item, [view.selected])) paintHalo(ctx, item, theme, true);
    }
    this.fan.paint(ctx, pen);
    this.gestures.paint(ctx, theme);
  }

  outline(ctx, p, colour) {
    const { places } = this.view.events;
    if (Number.isNaN(places.west[p])) return;
    const [w, e] = [places.west[p], places.east[p] < places.west[p] ? places.east[p] + 360 : places.east[p]];
    if (e - w > 170) return;
    paintExtent(ctx, [[w, places.north[p]], [e, places.north[p]], [e, places.south[p]], [w, places.south[p]]].map(([x, y]) => this.projector.at(x, y)), colour);
  }

  paintWays(ctx) {
    const { events, selection, counts, theme, hovered, selected } = this.view;
    const { places } = events;
    let drawn = 0;
    for (const event of this.ways) {
      if ((selection.fails[event] & this.bits) !== 0 || !counts.holds(event)) continue;
      const from = this.projector.at(places.lon[events.origin[event]], places.lat[events.origin[event]]);
      const to = this.projector.at(places.lon[events.place[event]], places.lat[events.place[event]]);
      if (!from || !to) continue;
      const status = events.values.status[events.status[event]];
      const strong = hovered.has(event) || selected === event;
      paintWay(ctx, from, to, { colour: strong ? theme.ink : colourOf(events, event, theme), dashed: status !== "occurred" && status !== "ongoing", strong, theme });
      drawn += 1;
      if (drawn >= MOST_WAYS) return;
    }
  }

  /** What lies at a point of the screen. */
  itemAt(x, y) {
    const near = (list) => {
      let best = null;
      let nearest = Infinity;
      for (const item of list) {
        const apart = Math.hypot(item.x - x, item.y - y) - item.r;
        if (apart < 5 && apart < nearest) [best, nearest] = [item, apart];
      }
      return best;
    };
    return (this.fan.of && near(this.fan.leaves)) || near(this.items) || near(this.links.items);
  }

  /** What a click or Enter on an item does. */
  open(item) {
    if (item.kind === "link") return;
    const areCounts = this.view.events.weight !== null;
    if (item.count === 1 && item.event !== null && !areCounts) this.view.select(item.event);
    else if ((item.onePlace && !areCounts) || this.camera.zoom >= 12) this.fan.open(item);
    else {
      const target = fitTo(this.marks.placesIn(item), this.width, this.height, this.room());
      const zoom = Math.max(this.camera.zoom + 1, Math.min(this.camera.zoom + 4, target.zoom));
      this.flyTo(bounded({ ...target, zoom }, this.globe));
    }
  }

  /** Brings an event's place into sight. */
  reveal(event) {
    const { events } = this.view;
    const p = events.place[event];
    if (p < 0) return;
    const at = this.projector.at(events.places.lon[p], events.places.lat[p]);
    if (at && at[0] > EDGE && at[1] > EDGE && at[0] < this.width - EDGE && at[1] < this.height - EDGE) return;
    this.flyTo(bounded({ ...this.camera, longitude: events.places.lon[p], latitude: events.places.lat[p] }, this.globe), false);
  }

  destroy() {
    cancelAnimationFrame(this.flight);
    cancelAnimationFrame(this.starting);
    clearTimeout(this.waiting);
    this.deck?.finalize();
  }
}
