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

  /** Puts the clause of a source: one byte an event, 1 where it passes; or null to take it off. */
  set(source, passes) {
    const bit = SOURCES[source];
    const { fails } = this;
    if (!passes && !(this.active & bit)) return false;
    this.active = passes ? this.active | bit : this.active & ~bit;
    const keep = ~bit & ALL;
    if (!passes) for (let i = 0; i < fails.length; i += 1) fails[i] &= keep;
    else for (let i = 0; i < fails.length; i += 1) fails[i] = passes[i] === 1 ? fails[i] & keep : fails[i] | bit;
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

/** Which rows are named: by a list, or by one bit each. */
const rowsOf = (rows, count) => {
  const wanted = new Uint8Array(count);
  if (Array.isArray(rows)) rows.forEach((row) => { wanted[row] = 1; });
  else {
    const bits = Uint8Array.from(atob(rows.bits), (c) => c.charCodeAt(0));
    for (let i = 0; i < count; i += 1) wanted[i] = (bits[i >> 3] >> (i & 7)) & 1;
  }
  return wanted;
};

const keepCodes = (passes, column, wanted) => {
  for (let i = 0; i < passes.length; i += 1) if (column[i] < 0 || wanted[column[i]] === 0) passes[i] = 0;
};

const keepLinks = (passes, links, from, wanted) => {
  for (let i = 0; i < passes.length; i += 1) {
    let any = 0;
    for (let k = from[i]; k < from[i + 1]; k += 1) any |= wanted[links[k]];
    if (any === 0) passes[i] = 0;
  }
};

const keepDays = (passes, { start, end }, [first, last]) => {
  const from = first ?? -Infinity;
  const to = last ?? Infinity;
  for (let i = 0; i < passes.length; i += 1) if (start[i] > end[i] || start[i] > to || end[i] < from) passes[i] = 0;
};

/** What passes the clauses that Python sends, or null if they let everything through. */
export const filterOf = (events, clauses) => {
  const codes = Object.entries(clauses.codes ?? {});
  if (codes.length === 0 && !clauses.days && !clauses.rows) return null;
  const passes = clauses.rows ? rowsOf(clauses.rows, events.count) : new Uint8Array(events.count).fill(1);
  for (const [column, chosen] of codes) {
    const wanted = oneOf(chosen, events.values[column]?.length ?? 0);
    if (column === "actor") keepLinks(passes, events.actors, events.actorsFrom, wanted);
    else keepCodes(passes, events[column], wanted);
  }
  if (clauses.days) keepDays(passes, events, clauses.days);
  return passes;
};

/** What a lens shows: only what has no date, no place, or needs a publication date; null without a lens. */
export const lensOf = (events, lens) => {
  const tests = {
    undated: (i) => events.start[i] > events.end[i],
    unplaced: (i) => events.place[i] < 0,
    needs_date: (i) => (events.flags[i] & NEEDS_ANCHOR) !== 0,
  };
  const test = tests[lens];
  return test ? Uint8Array.from(events.flags, (_, i) => (test(i) ? 1 : 0)) : null;
};

/** What lies in a box and, within it, in a lasso (a ring of [lon, lat]); null without a box. */
export const placeFilterOf = (events, bbox, ring = null) => {
  if (!bbox) return null;
  const { places } = events;
  const inside = new Uint8Array(places.count);
  for (let p = 0; p < places.count; p += 1) {
    inside[p] = places.meets(p, bbox) && (!ring || places.isArea[p] || inRing(ring, places.lon[p], places.lat[p])) ? 1 : 0;
  }
  const passes = new Uint8Array(events.count).fill(1);
  keepCodes(passes, events.place, inside);
  return passes;
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
