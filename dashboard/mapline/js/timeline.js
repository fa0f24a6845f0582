// The timeline: histogram, axis and lanes on one scale, with the brush across all of them.

import { Brush } from "./brush.js";
import { el } from "./dom.js";
import { drawGlyph, fitCanvas } from "./glyphs.js";
import { countBins } from "./histogram.js";
import { today } from "./i18n.js";
import { countLanes, groupBy, layOut, orderLanes } from "./lanes.js";
import { binsOf, ticksOf } from "./time-ticks.js";
import { TimeScale } from "./time-scale.js";
import { TimelineGestures } from "./timeline-gestures.js";
import { AXIS, colourOf, HISTOGRAM, paintAxis, paintGuides, paintHistogram, paintLanes } from "./timeline-paint.js";
import { fade } from "./theme.js";
import { below, Tally } from "./window.js";

const LABELS = 148;
const NARROW = 560;

export class Timeline {
  /** `view` is the whole picture: it holds events, selection, counts, words and theme, and hears of gestures. */
  constructor(view) {
    this.view = view;
    this.folded = new Set();
    this.order = "count";
    this.scale = new TimeScale({ width: 600, mirrored: view.words.direction === "rtl", domain: [0, 1] });
    this.canvases = Object.fromEntries(["histogram", "axis", "lanes", "ink"].map((name) => [name, el("canvas", { class: name, "aria-hidden": "true" })]));
    this.top = el("div", { class: "time-top" }, this.canvases.histogram, this.canvases.axis);
    this.names = el("div", { class: "lane-names" });
    this.sheet = el("div", { class: "lane-sheet" }, this.names);
    this.pane = el("div", { class: "lane-pane", tabindex: "-1", on: { scroll: () => this.paintScrolled() } }, this.sheet);
    this.plot = el("div", { class: "time-plot" });
    this.node = el("div", { class: "time-body", tabindex: "0", role: "group", "aria-label": view.words.say("timeline"), "aria-description": view.words.say("timeline.hint") },
      this.top, this.canvases.lanes, this.pane, this.plot, this.canvases.ink);
    this.brush = new Brush({
      plot: this.plot,
      scale: () => this.scale,
      words: view.words,
      onMove: (window, finished) => view.brushed(window, finished),
      bar: (x) => this.barAt(x),
    });
    this.gestures = new TimelineGestures(this);
  }

  /** Takes up new records. */
  load() {
    this.now = today();
    if (!this.view.config.overview || !this.fitted) this.scale.fit(this.daysAsked());
    this.fitted = true;
    this.setGrouping(this.view.grouping);
  }

  setGrouping(grouping) {
    const { view } = this;
    this.group = groupBy(view.events, grouping);
    this.folded.clear();
    if (this.tally) view.counts.untrack(this.tally);
    this.tally = view.counts.track(new Tally({ bits: 0xff, codes: this.group.codes, size: this.group.size, from: this.group.from }));
    view.counts.recountOne(this.tally);
    this.recount();
  }

  /** After a clause other than the brush changed. */
  recount() {
    const { events, selection, words } = this.view;
    this.lanes = orderLanes(this.group, countLanes(events, this.group, selection.fails), this.order, words);
    this.redraw();
  }

  resize() {
    const width = this.node.clientWidth;
    this.narrow = width < NARROW;
    this.labels = this.narrow ? 0 : LABELS;
    this.left = this.scale.mirrored ? 0 : this.labels;
    this.scale.width = Math.max(60, width - this.labels);
    this.node.classList.toggle("narrow", this.narrow);
    this.plot.style.left = `${this.left}px`;
    this.plot.style.width = `${this.scale.width}px`;
    this.redraw();
  }

  /** Lays out and draws everything anew: after zooming, panning, resizing or another filter. */
  redraw() {
    if (!this.lanes || !this.node.isConnected || !this.left && this.left !== 0) return;
    const { events, selection, words, theme } = this.view;
    const { scale } = this;
    theme.mirrored = scale.mirrored;
    this.ticks = ticksOf(scale, words);
    this.bins = binsOf(scale);
    this.binned = countBins(events, this.bins.edges, selection.fails);
    this.layout = layOut({ events, fails: selection.fails, group: this.group, lanes: this.lanes, scale, folded: this.folded, headroom: this.narrow ? 15 : 0 });
    this.paintTop();
    this.sheet.style.height = `${this.layout.height + 4}px`;
    this.nameLanes();
    this.paintScrolled();
    this.brush.draw();
  }

  /** Drawn anew after zooming or panning; says so when it came to rest. */
  moved() {
    this.redraw();
    clearTimeout(this.settling);
    this.settling = setTimeout(() => this.view.timed(), 300);
  }

  get published() {
    return this.view.published.filter((day) => day >= this.scale.domain[0] && day <= this.scale.domain[1]);
  }

  get nowInSight() {
    return this.now >= this.scale.domain[0] && this.now <= this.scale.domain[1] ? this.now : null;
  }

  shifted(canvas, height) {
    const ctx = fitCanvas(canvas, this.node.clientWidth, height);
    ctx.beginPath();
    ctx.rect(this.left, 0, this.scale.width, height);
    ctx.clip();
    ctx.translate(this.left, 0);
    return ctx;
  }

  paintTop() {
    const { theme, words } = this.view;
    const { scale } = this;
    const ctx = this.shifted(this.canvases.histogram, HISTOGRAM);
    ctx.save();
    paintHistogram(ctx, { scale, bins: this.bins, counts: this.binned, theme, words, height: HISTOGRAM, width: scale.width });
    ctx.restore();
    this.paintBeyond(ctx);
    paintAxis(this.shifted(this.canvases.axis, AXIS), { scale, ticks: this.ticks, theme, words, width: scale.width, published: this.published, now: this.nowInSight });
  }

  /** How many events lie before and after what is in sight. */
  paintBeyond(ctx) {
    const { events, theme, words } = this.view;
    const [from, to] = this.scale.domain;
    const undated = events.count - events.undated;
    const before = events.weigh(undated, below(events.ends, Math.floor(from)), events.byEnd);
    const after = events.weigh(below(events.start, Math.ceil(to), events.undated), events.undated);
    ctx.font = `11px ${theme.font}`;
    ctx.textBaseline = "middle";
    ctx.fillStyle = theme.faint;
    const { width, mirrored } = this.scale;
    const [left, right] = mirrored ? [after, before] : [before, after];
    ctx.textAlign = "left";
    if (left > 0) ctx.fillText(`‹ ${words.short(left)}`, 4, 24);
    ctx.textAlign = "right";
    if (right > 0) ctx.fillText(`${words.short(right)} ›`, width - 4, mirrored ? 24 : 8);
  }

  paintScrolled() {
    if (!this.layout) return;
    const { events, theme } = this.view;
    const { scale } = this;
    const height = this.pane.clientHeight;
    this.canvases.lanes.style.top = `${HISTOGRAM + AXIS}px`;
    const ctx = this.shifted(this.canvases.lanes, height);
    paintGuides(ctx, { scale, ticks: this.ticks, theme, width: scale.width, height, published: this.published, now: this.nowInSight });
    paintLanes(ctx, { events, layout: this.layout, scale, theme, scrolled: this.pane.scrollTop, width: scale.width, height });
    this.paintInk();
  }

  /** Names and numbers of the lanes, as buttons that fold them. */
  nameLanes() {
    const { words } = this.view;
    this.names.replaceChildren(...this.layout.lanes.map((lane) => {
      const count = el("span", { class: "lane-count" });
      lane.countNode = count;
      return el("button", {
        type: "button", class: "lane-name", title: lane.name, "aria-expanded": String(!lane.folded),
        "aria-label": words.say(lane.folded ? "lane.expand" : "lane.collapse", { name: lane.name }),
        style: { top: `${lane.top}px`, height: this.narrow ? "" : `${lane.height}px` },
        on: { click: () => this.fold(lane.code) },
      }, el("span", { class: "lane-label", dir: "auto", text: lane.name }), count);
    }));
    this.countLanes();
  }

  fold(code) {
    if (!this.folded.delete(code)) this.folded.add(code);
    this.redraw();
    const at = this.layout.lanes.findIndex((lane) => lane.code === code);
    this.names.children[at]?.focus();
  }

  /** Numbers beside the lanes, after the window moved. */
  countLanes() {
    const { words, window } = this.view;
    for (const lane of this.layout?.lanes ?? []) {
      const inWindow = this.tally.counts[lane.code];
      const text = window && inWindow !== lane.count ? `${words.short(inWindow)}/${words.short(lane.count)}` : words.short(lane.count);
      if (lane.countNode.textContent !== text) lane.countNode.textContent = text;
    }
  }

  /** What is highlighted and selected, on a canvas of its own. */
  paintInk() {
    const { view, scale } = this;
    const paneTop = HISTOGRAM + AXIS;
    const height = this.node.clientHeight;
    const ctx = fitCanvas(this.canvases.ink, this.node.clientWidth, height);
    if (!this.layout) return;
    ctx.beginPath();
    ctx.rect(this.left, 0, scale.width, height);
    ctx.clip();
    ctx.translate(this.left, 0);
    const { hovered, selected } = view;
    if (selected === null && !hovered.size) return;
    for (const lane of this.layout.lanes) {
      for (const mark of lane.marks) {
        const isHovered = hovered.has(mark.event);
        if (!isHovered && mark.event !== selected) continue;
        const y = mark.y - this.pane.scrollTop + paneTop;
        if (y < paneTop) continue;
        this.ring(ctx, mark, y, mark.event === selected);
      }
    }
    const { events } = view;
    const spans = [...hovered].slice(0, 200);
    if (selected !== null) spans.push(selected);
    for (const event of spans) {
      if (!events.isDated(event)) continue;
      const [x, width] = scale.extent(Math.max(events.start[event], Math.floor(scale.domain[0])), Math.min(events.end[event], Math.ceil(scale.domain[1])));
      ctx.fillStyle = event === selected ? view.theme.ink : fade(view.theme.ink, 0.6);
      ctx.fillRect(x, HISTOGRAM - 3, Math.max(2, width), 3);
    }
  }

  ring(ctx, mark, y, strong) {
    const { theme, events } = this.view;
    const status = events.values.status[events.status[mark.event]];
    ctx.strokeStyle = theme.ink;
    ctx.lineWidth = strong ? 2 : 1.5;
    ctx.beginPath();
    const wide = Math.max(mark.width, 12);
    ctx.roundRect(mark.x + mark.width / 2 - wide / 2 - 2.5, y - 7.5, wide + 5, 15, 7.5);
    ctx.stroke();
    if (mark.kind === "dot" || mark.kind === "about") drawGlyph(ctx, status, mark.x + mark.width / 2, y, 4.8, { colour: colourOf(events, mark.event, theme), paper: theme.paper });
  }

  /** The days of the bar at a point. */
  barAt(x) {
    const day = Math.floor(this.scale.day(x));
    const { edges } = this.bins;
    const next = edges.findIndex((edge) => edge > day);
    return next > 0 ? [edges[next - 1], edges[next] - 1] : [day, day];
  }

  /** The event drawn at a point of the lanes, or null. */
  eventAt(x, y) {
    const down = y - HISTOGRAM - AXIS + this.pane.scrollTop;
    if (!this.layout || y < HISTOGRAM + AXIS) return null;
    let best = null;
    let nearest = 9;
    for (const lane of this.layout.lanes) {
      if (down < lane.top || down > lane.top + lane.height) continue;
      for (const mark of lane.marks) {
        const aside = Math.max(0, mark.x - x, x - mark.x - mark.width);
        const apart = Math.hypot(aside, (mark.y - down) * 1.3);
        if (apart < nearest) [best, nearest] = [mark.event, apart];
      }
    }
    return best;
  }

  /** Brings an event into sight. */
  reveal(event) {
    const { events } = this.view;
    if (!this.layout || !events.isDated(event)) return;
    const [from, to] = this.scale.domain;
    const span = this.scale.span;
    if (events.end[event] < from || events.start[event] > to) {
      const middle = Math.max(events.start[event], Math.min(events.end[event], (from + to) / 2));
      this.scale.domain = [middle - span / 2, middle + span / 2];
      this.redraw();
    }
    for (const lane of this.layout.lanes) {
      const mark = lane.marks.find((m) => m.event === event);
      if (!mark) continue;
      const { scrollTop, clientHeight } = this.pane;
      if (mark.y < scrollTop + 10 || mark.y > scrollTop + clientHeight - 10) this.pane.scrollTop = mark.y - clientHeight / 2;
      return;
    }
  }

  /** The days that the page filters by, as far as there are events; where it leaves an end open, that of where most lie. */
  daysAsked() {
    const { events, config } = this.view;
    if (!events.extent) return [this.now - 30, this.now];
    const [first, last] = events.focus;
    const [since, until] = config.clauses.days ?? [];
    const from = Math.max(since ?? first, events.extent[0]);
    const to = Math.min(until ?? last, events.extent[1]);
    return from <= to ? [from, to] : [first, last];
  }

  fitAsked() {
    this.scale.fit(this.daysAsked());
    this.moved();
  }

  fitAll() {
    this.scale.fit(this.view.events.extent ?? [this.now - 30, this.now]);
    this.moved();
  }
}
