// Plays through time: a window that moves, one that grows, or one step at a time.

import { UNITS, marks, unitAround } from "./time-ticks.js";

const BEAT = 900;

export class Player {
  constructor(view) {
    this.view = view;
    this.playing = false;
    this.window = "moving";
    this.unit = null;
    this.speed = 1;
    this.loop = false;
  }

  get step() {
    if (this.unit) return this.unit;
    const extent = this.view.events?.extent ?? [0, 1];
    const days = extent[1] - extent[0];
    return days > 366 * 12 ? "year" : days > 366 * 2 ? "quarter" : days > 120 ? "month" : days > 30 ? "week" : "day";
  }

  toggle() {
    if (this.playing) this.pause();
    else this.play();
  }

  play() {
    this.playing = true;
    if (!this.view.window || this.atEnd()) this.view.setWindow(this.firstWindow(), false);
    this.view.playing();
    this.beat();
  }

  pause() {
    if (!this.playing) return;
    this.playing = false;
    clearTimeout(this.timer);
    this.view.playing();
    this.view.brushed(this.view.window, true);
  }

  beat() {
    this.timer = setTimeout(() => {
      if (!this.playing) return;
      if (this.atEnd()) {
        if (!this.loop) {
          this.pause();
          return;
        }
        this.view.setWindow(this.firstWindow(), false);
      } else this.view.setWindow(this.next(1), false);
      this.beat();
    }, BEAT / this.speed);
  }

  /** One step forward or back by hand. */
  stepBy(sign) {
    this.view.setWindow(this.view.window ? this.next(sign) : this.firstWindow(), true);
  }

  firstWindow() {
    const [first] = this.view.events.extent;
    const [from, to] = unitAround(this.step, first);
    return [from, to - 1];
  }

  atEnd() {
    return this.view.window[1] >= this.view.events.extent[1];
  }

  next(sign) {
    const { window } = this.view;
    const [first, last] = window;
    const [, after] = unitAround(this.step, last);
    const [before] = unitAround(this.step, last);
    if (this.window === "growing") return [first, sign > 0 ? this.after(last + 1) - 1 : Math.max(first, (last + 1 === after ? before : before) - 1)];
    if (this.window === "single") {
      const [from, to] = unitAround(this.step, sign > 0 ? last + 1 : first - 1);
      return [from, to - 1];
    }
    if (sign > 0) {
      const to = this.after(last + 1);
      return [this.shifted(first, to - 1 - last, 1), to - 1];
    }
    const [from] = unitAround(this.step, first - 1);
    return [from, last - (first - from)];
  }

  /** First mark of the step's unit after a day. */
  after(day) {
    for (const mark of marks(UNITS[this.step], day, day + UNITS[this.step].days * 3)) if (mark > day) return mark;
    return day + UNITS[this.step].days;
  }

  /** A window's first day that keeps to the unit where it began on one. */
  shifted(first, by) {
    const [mark, next] = unitAround(this.step, first);
    return mark === first ? next : first + by;
  }
}
