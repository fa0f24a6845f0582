// The brush: a window of days that is drawn, moved and resized with a mouse, a finger or the keyboard.

import { el } from "./dom.js";
import { unitAround } from "./time-ticks.js";

const GRIP = 9;
const SMALLEST_TARGET = 24;

export class Brush {
  /**
   * @param {object} options
   * @param {HTMLElement} options.plot element that the time axis runs across
   * @param {() => TimeScale} options.scale
   * @param {Words} options.words
   * @param {(window, finished: boolean) => void} options.onMove
   * @param {(x: number) => [number, number]} options.bar days of the bar at a point, for a click
   */
  constructor({ plot, scale, words, onMove, bar }) {
    Object.assign(this, { plot, scale, words, onMove, bar });
    this.window = null;
    this.shade = el("div", { class: "brush-shade" });
    this.band = el("div", { class: "brush-band", tabindex: "0", role: "slider" }, this.shade);
    this.first = el("div", { class: "brush-handle", tabindex: "0", role: "slider" });
    this.last = el("div", { class: "brush-handle", tabindex: "0", role: "slider" });
    this.veils = [el("div", { class: "veil" }), el("div", { class: "veil" })];
    for (const [part, node] of this.parts()) node.addEventListener("keydown", (event) => this.onKey(part, event));
    plot.append(...this.veils, this.band, this.first, this.last);
  }

  parts() {
    return [["whole", this.band], ["first", this.first], ["last", this.last]];
  }

  /** Sets the window without telling anybody. */
  set(window) {
    this.window = window;
    this.draw();
  }

  draw() {
    const { window } = this;
    for (const node of [this.band, this.first, this.last, ...this.veils]) node.hidden = !window;
    if (!window) return;
    const scale = this.scale();
    const [x, width] = scale.extent(window[0], window[1]);
    const right = x + width;
    const wide = Math.max(width, SMALLEST_TARGET);
    place(this.band, x + (width - wide) / 2, wide);
    this.shade.style.width = `${width}px`;
    const [early, late] = scale.mirrored ? [right, x] : [x, right];
    for (const [node, edge, before] of [[this.first, early, !scale.mirrored], [this.last, late, scale.mirrored]]) {
      node.classList.toggle("before", before);
      node.style.transform = `translateX(${clamp(edge, scale) - (before ? SMALLEST_TARGET : 0)}px)`;
    }
    place(this.veils[0], 0, Math.max(0, x));
    place(this.veils[1], Math.min(scale.width, right), Math.max(0, scale.width - right));
    const [low, high] = scale.domain.map(Math.floor);
    for (const [part, node] of this.parts()) {
      const value = window[part === "last" ? 1 : 0];
      const name = { whole: "brush.whole", first: "brush.start", last: "brush.end" }[part];
      const text = part === "whole" ? this.words.range(...window) : this.words.day(value);
      node.setAttribute("aria-label", this.words.say(name));
      node.setAttribute("aria-valuemin", String(Math.min(low, value)));
      node.setAttribute("aria-valuemax", String(Math.max(high, value)));
      node.setAttribute("aria-valuenow", String(value));
      node.setAttribute("aria-valuetext", text);
    }
  }

  /** Which part of the brush lies under a point. */
  partAt(x) {
    if (!this.window) return "new";
    const scale = this.scale();
    const [left, width] = scale.extent(this.window[0], this.window[1]);
    const right = left + width;
    const [first, last] = scale.mirrored ? [right, left] : [left, right];
    const [toFirst, toLast] = [Math.abs(x - first), Math.abs(x - last)];
    if (Math.min(toFirst, toLast) <= GRIP) return toFirst < toLast ? "first" : "last";
    return x > left && x < right ? "whole" : "new";
  }

  /** Begins a drag at a point; gives what follows it. */
  begin(x) {
    const part = this.partAt(x);
    const from = this.scale().day(x);
    const before = this.window ? [...this.window] : null;
    return { part, from, before, x, moved: false };
  }

  drag(gesture, x) {
    if (!gesture.moved && Math.abs(x - gesture.x) < 4) return;
    gesture.moved = true;
    const day = this.scale().day(x);
    if (gesture.part === "new") this.put([Math.floor(Math.min(gesture.from, day)), Math.floor(Math.max(gesture.from, day))], false);
    else if (gesture.part === "whole") {
      const shift = Math.round(day - gesture.from);
      this.put([gesture.before[0] + shift, gesture.before[1] + shift], false);
    } else if (gesture.part === "first") this.put(sorted([Math.round(day), gesture.before[1]]), false);
    else this.put(sorted([gesture.before[0], Math.round(day) - 1]), false);
  }

  finish(gesture) {
    if (gesture.moved) this.put(this.window, true);
    else if (gesture.part === "new") this.put(this.bar(gesture.x), true);
    else if (gesture.part === "whole") {
      const bar = this.bar(gesture.x);
      this.put(bar[0] === this.window[0] && bar[1] === this.window[1] ? null : bar, true);
    }
  }

  put(window, finished) {
    this.window = window;
    this.onMove(window, finished);
    this.draw();
  }

  onKey(part, event) {
    if (!this.window) return;
    const scale = this.scale();
    const forward = scale.mirrored ? "ArrowLeft" : "ArrowRight";
    const back = scale.mirrored ? "ArrowRight" : "ArrowLeft";
    const unit = event.shiftKey ? coarser(scale) : finer(scale);
    const [first, last] = this.window;
    let next = null;
    const shift = (sign) => {
      const edge = part === "last" ? last + 1 : first;
      const [from, to] = unitAround(unit, sign > 0 ? edge : edge - 1);
      const by = sign > 0 ? to - edge : from - edge;
      if (part === "whole") return [first + by, last + by];
      return part === "first" ? [Math.min(first + by, last), last] : [first, Math.max(last + by, first)];
    };
    if (event.key === forward || event.key === "ArrowUp" || event.key === "PageUp") next = shift(1);
    else if (event.key === back || event.key === "ArrowDown" || event.key === "PageDown") next = shift(-1);
    else if (event.key === "Home") next = part === "last" ? [first, first] : [Math.floor(scale.domain[0]), part === "whole" ? Math.floor(scale.domain[0]) + last - first : last];
    else if (event.key === "End") next = part === "first" ? [last, last] : [part === "whole" ? Math.floor(scale.domain[1]) - (last - first) : first, Math.floor(scale.domain[1])];
    else if (event.key === "Escape" || event.key === "Delete") {
      event.preventDefault();
      event.stopPropagation();
      this.put(null, true);
      return;
    }
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    this.put(next, false);
    clearTimeout(this.settling);
    this.settling = setTimeout(() => this.onMove(this.window, true), 350);
  }
}

const sorted = ([a, b]) => (a <= b ? [a, b] : [b, a]);
const place = (node, x, width) => {
  node.style.transform = `translateX(${x}px)`;
  node.style.width = `${width}px`;
};
const clamp = (x, scale) => Math.max(-1, Math.min(scale.width + 1, x));
const finer = (scale) => (scale.pixelsPerDay > 3 ? "day" : scale.pixelsPerDay > 0.2 ? "month" : "year");
const coarser = (scale) => (scale.pixelsPerDay > 3 ? "week" : scale.pixelsPerDay > 0.2 ? "quarter" : "year");
