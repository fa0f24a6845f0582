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

/** Which codes are wanted, each one further on: the first stands for none at all. */
const oneOf = (codes, size) => {
  const wanted = new Uint8Array(size + 1);
  for (const code of codes) wanted[code + 1] = 1;
  return wanted;
};

/** Which rows are named: by a list, by one bit each, or by the distance of each to the one before. */
export const rowsOf = (rows, count) => {
  const wanted = new Uint8Array(count);
  if (Array.isArray(rows)) rows.forEach((row) => { wanted[row] = 1; });
  else {
    const bytes = Uint8Array.from(atob(rows.bits ?? rows.gaps), (c) => c.charCodeAt(0));
    if (rows.bits) for (let i = 0; i < count; i += 1) wanted[i] = (bytes[i >> 3] >> (i & 7)) & 1;
    else {
      let row = 0;
      for (let k = 0; k < bytes.length; k += 1) {
        let gap = 0;
        let shift = 0;
        for (; bytes[k] & 0x80; k += 1, shift += 7) gap |= (bytes[k] & 0x7f) << shift;
        row += gap | (bytes[k] << shift);
        wanted[row] = 1;
      }
    }
  }
  return wanted;
};

const keepCodes = (passes, column, wanted, more = null) => {
  if (more) for (let i = 0; i < passes.length; i += 1) passes[i] &= wanted[column[i] + 1] | more[i];
  else for (let i = 0; i < passes.length; i += 1) passes[i] &= wanted[column[i] + 1];
};

/** Which events have one of these values elsewhere than in their own row: in another place or report of theirs. */
const foundFurther = ({ count, further, values }, codes) => {
  const found = new Uint8Array(count);
  const wanted = oneOf(codes, values.at.length);
  for (let k = 0; k < further.count; k += 1) found[further.row[k]] |= wanted[further.at[k] + 1];
  return found;
};

/** Keeps events that have a place or a country of these, where they are drawn or elsewhere. */
const keepAt = (passes, events, at) => {
  const { places } = events;
  const byId = oneOf(at.place, places.count);
  const byCountry = oneOf(at.country, events.values.country.length);
  const chosen = new Uint8Array(places.count + 1);
  for (let p = 0; p < places.count; p += 1) chosen[p + 1] = byId[p + 1] | byCountry[places.countryCode[p] + 1];
  const found = foundFurther(events, at.at);
  for (let i = 0; i < found.length; i += 1) found[i] |= chosen[events.place[i] + 1];
  for (let i = 0; i < passes.length; i += 1) passes[i] &= found[i];
};

const keepLinks = (passes, links, from, wanted) => {
  for (let i = 0; i < passes.length; i += 1) {
    let any = 0;
    for (let k = from[i]; k < from[i + 1]; k += 1) any |= wanted[links[k] + 1];
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
  if (codes.length === 0 && !clauses.at && !clauses.days && !clauses.rows) return null;
  const passes = clauses.rows ? rowsOf(clauses.rows, events.count) : new Uint8Array(events.count).fill(1);
  for (const [column, chosen] of codes) {
    const wanted = oneOf(chosen, events.values[column]?.length ?? 0);
    if (column === "actor") keepLinks(passes, events.actors, events.actorsFrom, wanted);
    else keepCodes(passes, events[column], wanted, clauses.also?.[column] ? foundFurther(events, clauses.also[column]) : null);
  }
  if (clauses.at) keepAt(passes, events, clauses.at);
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
  const inside = new Uint8Array(places.count + 1);
  for (let p = 0; p < places.count; p += 1) inside[p + 1] = places.meets(p, bbox) && (!ring || reached(ring, places, p)) ? 1 : 0;
  const passes = new Uint8Array(events.count).fill(1);
  keepCodes(passes, events.place, inside);
  return passes;
};

/** Whether a ring holds a place, or has a corner in the extent of an area. */
const reached = (ring, places, p) => {
  if ([0, 360, -360].some((turn) => inRing(ring, places.lon[p] + turn, places.lat[p]))) return true;
  return places.hasExtent(p) && ring.some(([lon, lat]) => {
    const x = ((((lon + 180) % 360) + 360) % 360) - 180;
    return places.meets(p, [x, lat, x, lat]);
  });
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
