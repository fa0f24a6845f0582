// The whole picture: holds what is shown, lets map and timeline hear of one another, tells Python of finished gestures.

import { Ahead } from "./ahead.js";
import { Events } from "./columns.js";
import { Controls } from "./controls.js";
import { el } from "./dom.js";
import { Words } from "./i18n.js";
import { groupings } from "./lanes.js";
import { Legend } from "./legend.js";
import { MapView } from "./map.js";
import { binsInSight, suffices } from "./overview.js";
import { Pick } from "./pick.js";
import { Player } from "./play.js";
import { filterOf, lensOf, Selection } from "./selection.js";
import { same, Sight } from "./sight.js";
import { savePicture } from "./snapshot.js";
import { readTheme } from "./theme.js";
import { Timeline } from "./timeline.js";
import { Tooltip } from "./tooltip.js";
import { WindowCounts } from "./window.js";

const SMALL = 620;
export class View {
  constructor(parent, { style, basemap }) {
    this.parent = parent;
    this.basemapFolder = basemap;
    this.turn = 0;
    this.gesture = 0;
    this.given = {};
    this.window = null;
    this.sight = new Sight(this);
    this.ahead = new Ahead(this);
    this.lens = null;
    this.selected = null;
    this.hovered = new Set();
    this.published = [];
    this.root = el("div", { class: "mapline" }, el("div", { class: "skeleton", role: "status" }));
    this.root.view = this;
    this.onPicture = ({ detail }) => savePicture(this, detail);
    this.onAsk = ({ detail }) => Object.assign(detail, this.cameraNow());
    document.addEventListener("dateline:picture", this.onPicture);
    document.addEventListener("dateline:camera", this.onAsk);
    if (!style) {
      this.styled = Promise.resolve();
      parent.append(this.root);
      return;
    }
    const sheet = el("link", { rel: "stylesheet", href: style });
    this.styled = new Promise((resolve) => {
      sheet.addEventListener("load", resolve);
      sheet.addEventListener("error", resolve);
    });
    this.root.style.visibility = "hidden";
    this.styled.then(() => { this.root.style.visibility = ""; });
    parent.append(sheet, this.root);
  }

  nextTurn() {
    this.turn += 1;
    return this.turn;
  }

  isLast(turn) {
    return turn === this.turn;
  }

  get calm() {
    return matchMedia("(prefers-reduced-motion: reduce)").matches;
  }

  fail(error) {
    console.error("Dateline:", error);
    this.root.replaceChildren(el("p", { role: "alert", text: String(error.message ?? error) }));
  }

  /** Takes up what Python sends: builds anew what changed, leaves alone what did not. */
  update(config, records, words) {
    const rebuilt = config.words !== this.config?.words || config.direction !== this.config?.direction;
    const reloaded = config.records !== this.config?.records;
    this.gesture = Math.max(this.gesture, config.seen);
    const current = config.seen >= this.gesture;
    const before = this.config ?? { view: {} };
    config = { ...config, clauses: this.ahead.settle(config.clauses) };
    this.config = config;
    this.published = config.published;
    if (rebuilt) this.build(config, words);
    if (reloaded || rebuilt) this.load(records, config);
    this.applyTheme(config.theme);

    if (reloaded || rebuilt || !same(config.clauses, before.clauses)) {
      if (current && !same(config.clauses.lens, before.clauses?.lens)) this.lens = config.clauses.lens ?? null;
      this.selection.set("lens", lensOf(this.events, this.lens));
      this.filtered();
      if (before.clauses && !same(config.clauses.days, before.clauses.days)) this.timeline.fitAsked();
    }
    const changed = (part) => current && !same(config.view[part], this.given[part]);
    if (changed("brush") && !same(config.view.brush, this.window)) this.setWindow(config.view.brush, null);
    const places = ["bbox", "lasso", "seen"];
    if (places.some(changed) && !this.sight.isAt(config.view)) this.sight.take(config.view);
    if (changed("camera") && config.view.camera) this.look(config.view.camera, config.view.seen);
    else if (!this.looked) this.map.fit();
    else if (places.some(changed)) this.followLater(config.view.seen);
    this.looked = true;
    if (reloaded && config.overview) requestAnimationFrame(() => this.gone || this.arrived());
    if (current && config.lanes !== this.given.lanes && config.lanes !== this.grouping && groupings(this.events).includes(config.lanes)) this.group(config.lanes, false);
    if (current && config.selected !== this.selected) {
      this.select(config.selected, false);
      if (config.selected !== null && !changed("camera")) this.reveal(config.selected);
    }
    this.given = { ...config.view, lanes: config.lanes };
    this.tell();
  }

  build(config, { strings, labels, map }) {
    const camera = this.map?.camera;
    this.teardown();
    this.words = new Words({ strings, labels, language: config.language, direction: config.direction });
    this.root.setAttribute("dir", config.direction);
    this.root.setAttribute("lang", config.language);
    this.root.setAttribute("role", "group");
    this.root.setAttribute("aria-label", this.words.say("title"));
    this.theme = readTheme(this.root, config.theme);
    this.grouping = this.grouping ?? config.lanes;
    this.tip = new Tooltip(this);
    this.legend = new Legend(this);
    this.player = new Player(this);
    this.pick = new Pick(this);
    this.map = new MapView(this, this.basemapFolder, map);
    if (camera) {
      this.map.camera = camera;
      this.looked = true;
    }
    this.timeline = new Timeline(this);
    this.controls = new Controls(this);
    this.root.replaceChildren(...this.controls.frame(this.map.node, this.timeline.node, this.legend.node), this.tip.node);
    this.map.startLater();
    this.sizes = new ResizeObserver(() => this.resize());
    this.sizes.observe(this.root);
  }

  load(records, config) {
    this.events = new Events(records);
    this.selection = new Selection(this.events);
    this.counts = new WindowCounts(this.events, this.selection);
    this.counts.window = this.window;
    this.hovered = new Set();
    this.selected = null;
    this.grouping = groupings(this.events).includes(this.grouping ?? config.lanes) ? this.grouping ?? config.lanes : "type";
    this.legend.load();
    this.map.load();
    this.timeline.load();
    this.legend.build();
    this.selection.set("legend", this.legend.clause());
    this.selection.set("map", this.sight.passes());
    this.selection.set("filters", filterOf(this.events, config.clauses));
    this.counts.recount();
    this.resize();
    this.timeline.brush.set(this.window);
  }

  resize() {
    this.root.classList.toggle("small", this.root.clientWidth < SMALL);
    this.map.resize();
    this.timeline.resize();
  }

  applyTheme(wish) {
    const theme = readTheme(this.root, wish);
    const same_ = this.theme && JSON.stringify(theme) === JSON.stringify({ ...this.theme, mirrored: undefined });
    this.root.classList.toggle("dark", theme.dark);
    this.root.classList.toggle("dark-forced", wish === "dark");
    this.root.classList.toggle("light-forced", wish === "light");
    if (same_ && this.themed) return;
    this.themed = true;
    this.theme = theme;
    this.map.dots.paint();
    this.map.refresh();
    this.timeline.redraw();
    this.legend.build();
  }

  /** One drawing for many events of the same kind. */
  frame(draw) {
    this.drawing = draw;
    if (this.framed) return;
    this.framed = requestAnimationFrame(() => {
      this.framed = null;
      if (!this.gone) this.drawing();
    });
  }

  // ---- the brush -------------------------------------------------------------------------

  /** The brush moved. Nothing is asked of the server; only the end of the gesture is told. */
  brushed(window, finished) {
    const begun = performance.now();
    this.window = window;
    this.counts.move(window);
    this.map.brushed();
    this.timeline.countLanes();
    this.legend.count();
    this.controls.count();
    this.lastMove = performance.now() - begun;
    if (finished) this.send();
  }

  /** Sets the window from elsewhere; `finished` null: Python set it and need not be told. */
  setWindow(window, finished = true) {
    this.timeline.brush.set(window);
    this.brushed(window, finished === true);
  }

  // ---- the map ---------------------------------------------------------------------------

  /** The camera moved; `own`: by the user's hand, not on the way to a chosen event. */
  panned(finished, own = true) {
    this.controls.scale();
    if (!finished) return;
    if ((own ? this.sight.catchUp() : this.looked) || this.isCoarse) this.send();
    this.controls.tools();
    this.keepCamera();
  }

  /** Takes a box or a lasso that was drawn, or none. */
  drawn(box, ring = null) {
    this.sight.draw(box, ring);
    this.controls.tools();
    this.send();
  }

  /** How many events there are, shown or not. */
  get all() {
    return this.config.overview?.total ?? this.events.total;
  }

  /** Whether the picture shows more than the counts that are here can tell. */
  get isCoarse() {
    const { overview } = this.config;
    return Boolean(overview && this.map.projector && !suffices(overview, binsInSight(this)));
  }

  /** Another part of very many events arrived: what is in view filters it, and it may not suffice. */
  arrived() {
    if (this.sight.catchUp() || this.isCoarse) this.send();
    this.controls.tools();
  }

  /** The timeline came to rest. */
  timed() {
    if (this.config?.overview && this.isCoarse) this.send();
  }

  /** Shows who acts on whom, or no longer. */
  setLinks(on) {
    this.map.links.on = on;
    this.map.paint();
    this.controls.tools();
  }

  setFollow(follow) {
    this.sight.setFollow(follow);
    this.controls.tools();
    this.send();
  }

  tool(name) {
    this.map.gestures.take(name);
    this.controls.tools();
  }

  look({ lon, lat, zoom }, seen = null) {
    const camera = { longitude: lon, latitude: lat, zoom };
    if (this.looked && this.map.width) {
      this.map.flyTo(camera, !seen);
      return;
    }
    this.map.pendingFit = null;
    this.map.camera = camera;
    if (this.map.width) this.map.moved(false);
    this.followLater(seen);
  }

  /** Where no part in view was given, the one that is in view filters, and Python hears of it. */
  followLater(seen) {
    if (seen) return;
    requestAnimationFrame(() => {
      if (!this.gone && this.map.width && this.sight.catchUp()) this.send();
    });
  }

  /** The camera stands in the address, without a round trip. */
  keepCamera() {
    const { longitude, latitude, zoom } = this.map.camera;
    const text = `map=${latitude.toFixed(4)},${longitude.toFixed(4)},${zoom.toFixed(2)}`;
    const { hash, pathname, search } = globalThis.location;
    const rest = hash.replace(/^#/, "").split("&").filter((part) => part && !part.startsWith("map="));
    history.replaceState(history.state, "", `${pathname}${search}#${[...rest, text].join("&")}`);
  }

  // ---- clauses ---------------------------------------------------------------------------

  /** The clause of a source changed. */
  clauseChanged(source, passes, told = false) {
    if (!this.selection.set(source, passes)) return;
    this.refilter(source);
    if (told) this.send();
  }

  refilter(source = null) {
    this.counts.recount();
    if (source !== "map") this.map.dots.pass();
    this.map.refresh();
    this.timeline.recount();
    this.legend.count();
    this.controls.count();
  }

  /** What the screens filter by changed. */
  filtered() {
    this.selection.set("filters", filterOf(this.events, this.config.clauses));
    this.refilter();
  }

  setLens(lens) {
    this.lens = this.lens === lens ? null : lens;
    this.clauseChanged("lens", lensOf(this.events, this.lens), false);
    this.controls.tools();
    this.send();
  }

  group(grouping, told = true) {
    this.grouping = grouping;
    this.timeline.setGrouping(grouping);
    this.controls.tools();
    if (told) this.send();
  }

  /** Takes off everything that was set here. */
  reset() {
    this.legend.reset();
    this.lens = null;
    this.selection.set("legend", null);
    this.selection.set("lens", null);
    this.sight.clear();
    this.selection.set("map", null);
    this.setWindow(null, false);
    this.refilter();
    this.map.fit(null, { smooth: true });
    this.controls.tools();
    this.send();
  }

  // ---- pointing and choosing -------------------------------------------------------------

  hover(events, pointer) {
    if (pointer && events.length === 1) this.tip.event(events[0], pointer);
    else this.tip.hide();
    this.highlight(events);
  }

  hoverItem(item, pointer) {
    const events = item ? (item.event !== null && item.event !== undefined ? [item.event] : this.map.marks.eventsOf(item)) : [];
    if (item?.kind === "link") this.tip.link(item, pointer);
    else if (item && events.length) this.tip.item(item, events, pointer);
    else this.tip.hide();
    this.highlight(events);
  }

  hoverBar([first, last], bins, binned, pointer) {
    const bar = bins.edges.indexOf(first);
    if (bar < 0 || bar >= binned.all.length) return;
    this.tip.bar([first, last], { all: binned.all[bar], certain: binned.certain[bar], possible: binned.possible[bar] }, pointer);
    this.highlight([]);
  }

  highlight(events) {
    if (events.length === this.hovered.size && events.every((event) => this.hovered.has(event))) return;
    this.hovered = new Set(events);
    this.map.paint();
    this.timeline.paintInk();
  }

  select(event, told = true) {
    this.selected = event ?? null;
    if (this.selected !== null) {
      if (told) this.reveal(event);
      this.announce(this.words.say("selected", { event: this.tip.sentence(event) }));
    }
    this.map.paint();
    this.timeline.paintInk();
    this.controls.tools();
    if (told) this.send();
  }

  /** Brings an event into sight on both pictures. */
  reveal(event) {
    this.timeline.reveal(event);
    if (this.map.width) this.map.reveal(event);
  }

  /** Steps to the next or previous event in time that passes. */
  stepEvent(sign) {
    const { events, selection, counts } = this;
    let i = this.selected ?? (sign > 0 ? -1 : events.count);
    for (i += sign; i >= 0 && i < events.count; i += sign) {
      if (selection.fails[i] === 0 && counts.holds(i)) {
        this.select(i);
        return;
      }
    }
  }

  // ---- telling ---------------------------------------------------------------------------

  playing() {
    this.controls.tools();
  }

  announce(text) {
    this.controls.announce(text);
  }

  tell() {
    this.controls.count();
    this.controls.tools();
    this.controls.scale();
  }

  /** A gesture is finished: Python hears of the state as a whole, once. */
  send() {
    if (this.gone) return;
    this.gesture += 1;
    const { box, ring, bounds } = this.sight;
    this.setStateValue("state", {
      gesture: this.gesture,
      records: this.events.id,
      brush: this.window,
      bbox: bounds,
      bbox_kind: box ? "drawn" : bounds ? "view" : null,
      ring,
      camera: this.cameraNow(),
      selected: this.selected,
      lanes: this.grouping,
      lens: this.lens,
      bins: this.config.overview ? binsInSight(this) : null,
      ...this.legend.left(),
    });
    this.controls.summarise();
  }

  /** Where the map looks now. */
  cameraNow() {
    const { longitude, latitude, zoom } = this.map.camera;
    return { lon: round(longitude), lat: round(latitude), zoom: Math.round(zoom * 100) / 100 };
  }

  teardown() {
    this.sizes?.disconnect();
    this.player?.pause();
    this.pick?.destroy();
    this.map?.destroy();
  }

  destroy() {
    this.gone = true;
    document.removeEventListener("dateline:picture", this.onPicture);
    document.removeEventListener("dateline:camera", this.onAsk);
    this.ahead.destroy();
    cancelAnimationFrame(this.framed);
    this.teardown();
    this.root.remove();
  }
}

const round = (degrees) => Math.round(degrees * 1e4) / 1e4;
