// A selection is a set of clauses, each with its source; a view leaves out its own.
// An event carries one bit for each source whose clause it fails. The timeline's own clause is the window of `window.js`.

import { NEEDS_ANCHOR } from "./columns.js";

export const SOURCES = { filters: 1, map: 2, legend: 4, lens: 8 };
const ALL = 0xff;

export class Selection {
  constructor(events) {
    this.events = events;
    this.fails = new Uint8Array(events.count);
    this.active = 0;
  }

  /** Puts the clause of a source: `passes(event)`, or null to take it off. */
  set(source, passes) {
    const bit = SOURCES[source];
    const { fails } = this;
    if (!passes && !(this.active & bit)) return false;
    this.active = passes ? this.active | bit : this.active & ~bit;
    for (let i = 0; i < fails.length; i += 1) {
      fails[i] = !passes || passes(i) ? fails[i] & ~bit : fails[i] | bit;
    }
    return true;
  }

  /** Bits that count for a view that leaves out the clauses of some sources. */
  static except(...sources) {
    return sources.reduce((bits, source) => bits & ~SOURCES[source], ALL);
  }
}

const oneOf = (codes, size) => {
  const wanted = new Uint8Array(size + 1);
  for (const code of codes) wanted[code] = 1;
  return wanted;
};

const rowsOf = (rows, count) => {
  const wanted = new Uint8Array(count);
  if (Array.isArray(rows)) rows.forEach((row) => { wanted[row] = 1; });
  else {
    const bits = Uint8Array.from(atob(rows.bits), (c) => c.charCodeAt(0));
    for (let i = 0; i < count; i += 1) wanted[i] = (bits[i >> 3] >> (i & 7)) & 1;
  }
  return wanted;
};

/** The predicate of the clauses that Python sends, or null if they let everything through. */
export const filterOf = (events, clauses) => {
  const tests = [];
  for (const [column, chosen] of Object.entries(clauses.codes ?? {})) {
    const wanted = oneOf(chosen, events.values[column]?.length ?? 0);
    if (column === "actor") {
      tests.push((i) => {
        for (let k = events.actorsFrom[i]; k < events.actorsFrom[i + 1]; k += 1) if (wanted[events.actors[k]]) return true;
        return false;
      });
    } else {
      const column_ = events[column];
      tests.push((i) => column_[i] >= 0 && wanted[column_[i]] === 1);
    }
  }
  if (clauses.days) {
    const [first, last] = clauses.days;
    const from = first ?? -Infinity;
    const to = last ?? Infinity;
    tests.push((i) => events.start[i] <= events.end[i] && events.start[i] <= to && events.end[i] >= from);
  }
  if (clauses.rows) {
    const wanted = rowsOf(clauses.rows, events.count);
    tests.push((i) => wanted[i] === 1);
  }
  if (tests.length === 0) return null;
  return tests.length === 1 ? tests[0] : (i) => tests.every((test) => test(i));
};

/** The predicate of a lens: only what has no date, no place, or needs a publication date. */
export const lensOf = (events, lens) => {
  if (lens === "undated") return (i) => !events.isDated(i);
  if (lens === "unplaced") return (i) => events.place[i] < 0;
  if (lens === "needs_date") return (i) => (events.flags[i] & NEEDS_ANCHOR) !== 0;
  return null;
};

/** The predicate of a box and, within it, a lasso (a ring of [lon, lat]). */
export const placeFilterOf = (events, bbox, ring = null) => {
  if (!bbox) return null;
  const { places } = events;
  const inside = new Uint8Array(places.count);
  for (let p = 0; p < places.count; p += 1) {
    inside[p] = places.meets(p, bbox) && (!ring || places.isArea[p] || inRing(ring, places.lon[p], places.lat[p])) ? 1 : 0;
  }
  return (i) => events.place[i] >= 0 && inside[events.place[i]] === 1;
};

const inRing = (ring, x, y) => {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    const [xi, yi] = ring[i];
    const [xj, yj] = ring[j];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
};
