// What the map filters by: a box or a lasso that was drawn, else what is in view, if only that counts.
// The part in view follows the user's own moves. A flight to a chosen event shows where it is and filters nothing.

import { placeFilterOf } from "./selection.js";

const MOST_CORNERS = 40;
/** Whether two plain values are alike; one that is missing is none. */
export const same = (a, b) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

export class Sight {
  constructor(view) {
    this.view = view;
    this.box = null;
    this.ring = null;
    this.inView = null;
    this.follow = true;
  }

  get bounds() {
    return this.box ?? this.inView;
  }

  /** What lies in it, one byte an event; null where the map filters nothing. */
  passes() {
    return placeFilterOf(this.view.events, this.bounds, this.ring);
  }

  /** The part in view as it would filter now: null where nothing lies outside. */
  now() {
    const { events, map } = this.view;
    if (!map.projector) return null;
    const bounds = map.projector.bounds();
    for (let p = 0; p < events.places.count; p += 1) if (!events.places.meets(p, bounds)) return bounds.map(round);
    return null;
  }

  /** Whether the picture shows another part than the one that filters. */
  get isElsewhere() {
    return this.follow && !this.box && !same(this.now(), this.inView);
  }

  /** Lets what is in view now filter; gives whether that is a change. */
  catchUp() {
    if (this.box || !this.follow) return false;
    const next = this.now();
    if (same(next, this.inView)) return false;
    this.inView = next;
    this.apply();
    return true;
  }

  apply() {
    this.view.clauseChanged("map", this.passes());
  }

  /** Takes a box, within it a lasso, or neither. */
  draw(box, ring = null) {
    this.box = box;
    this.ring = ring && thinned(ring);
    this.inView = null;
    if (box || !this.catchUp()) this.apply();
  }

  /** Takes what Python gives; a part in view is kept until the user moves the map. */
  take({ bbox, lasso, seen }) {
    this.box = bbox;
    this.ring = lasso;
    this.inView = bbox || !this.follow ? null : seen;
    this.apply();
  }

  isAt({ bbox, lasso, seen }) {
    return same(bbox, this.box) && same(lasso, this.ring) && (Boolean(bbox) || same(seen, this.inView));
  }

  setFollow(follow) {
    this.follow = follow;
    if (this.box) return;
    this.inView = follow ? this.now() : null;
    this.apply();
  }

  clear() {
    this.box = this.ring = this.inView = null;
  }
}

const round = (degrees) => Math.round(degrees * 1e4) / 1e4;

/** A ring of at most so many corners: the least telling ones are left out, one after the other. */
export const thinned = (ring) => {
  const kept = ring.map(([lon, lat]) => [round(lon), round(lat)]);
  const size = (i) => {
    const [a, b, c] = [kept[(i + kept.length - 1) % kept.length], kept[i], kept[(i + 1) % kept.length]];
    return Math.abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1]));
  };
  while (kept.length > MOST_CORNERS) {
    let least = 0;
    for (let i = 1; i < kept.length; i += 1) if (size(i) < size(least)) least = i;
    kept.splice(least, 1);
  }
  return kept;
};
