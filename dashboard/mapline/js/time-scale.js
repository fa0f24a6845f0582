// Days to pixels and back. Time runs the way the interface's language is read: from right to left in Arabic.

const NARROWEST = 2;
const WIDEST = 366 * 4000;

export class TimeScale {
  constructor({ width, mirrored, domain }) {
    Object.assign(this, { width, mirrored, domain });
  }

  get span() {
    return this.domain[1] - this.domain[0];
  }

  get pixelsPerDay() {
    return this.width / this.span;
  }

  x(day) {
    const along = ((day - this.domain[0]) / this.span) * this.width;
    return this.mirrored ? this.width - along : along;
  }

  day(x) {
    const along = this.mirrored ? this.width - x : x;
    return this.domain[0] + (along / this.width) * this.span;
  }

  /** Left edge and width of the days `start` to `end`, both inclusive. */
  extent(start, end) {
    const a = this.x(start);
    const b = this.x(end + 1);
    return a < b ? [a, b - a] : [b, a - b];
  }

  /** Moves by pixels as they lie on the screen. */
  pan(pixels) {
    const days = ((this.mirrored ? -pixels : pixels) / this.width) * this.span;
    this.domain = [this.domain[0] + days, this.domain[1] + days];
  }

  /** Zooms around a point of the screen; a factor above one shows less time. */
  zoom(factor, x) {
    const span = Math.min(WIDEST, Math.max(NARROWEST, this.span / factor));
    const centre = this.day(x);
    const share = (centre - this.domain[0]) / this.span;
    this.domain = [centre - share * span, centre + (1 - share) * span];
  }

  /** Shows these days with a little room on both sides. */
  fit([first, last]) {
    const room = Math.max(1.5, (last - first + 1) * 0.04);
    this.domain = [first - room, last + 1 + room];
  }
}
