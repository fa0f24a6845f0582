// The records as typed arrays: one position an event, sorted by first day, those without days last.

import { below } from "./window.js";

export const OPEN_START = -(2 ** 31);
export const OPEN_END = 2 ** 31 - 1;
export const NEEDS_ANCHOR = 1;
export const UNSURE = 2;
export const CORRECTED = 4;
export const ABOUT = 8;
const AREAS = new Set(["admin2", "admin1", "country", "region"]);

/** Codes as 32-bit integers, so that every counting loop sees one kind of array. */
const codes = (column) => Int32Array.from(column);

/** Positions in the order of some keys, smallest first. */
const orderBy = (keys) => {
  const n = keys.length;
  const packed = new Float64Array(n);
  for (let i = 0; i < n; i += 1) packed[i] = (keys[i] - OPEN_START) * 2_097_152 + i;
  packed.sort();
  const order = new Int32Array(n);
  for (let i = 0; i < n; i += 1) order[i] = packed[i] % 2_097_152;
  return order;
};

export class Places {
  constructor(table, values) {
    this.count = table.count;
    for (const name of ["lat", "lon", "radius", "west", "south", "east", "north"]) this[name] = table[name];
    this.precision = Array.from(table.precision, (code) => values.place_precision[code] ?? "city");
    this.country = Array.from(table.country, (code) => values.country[code] ?? null);
    this.countryCode = codes(table.country);
    this.admin1 = table.admin1;
    this.name = table.name;
    this.id = values.place;
    this.isArea = Uint8Array.from(this.precision, (precision) => (AREAS.has(precision) ? 1 : 0));
  }

  /** Whether a place is an area whose bounds are known. */
  hasExtent(place) {
    return this.isArea[place] === 1 && this.west[place] === this.west[place];
  }

  /** Whether a place meets a box: a point lies in it, an area's extent overlaps it. */
  meets(place, [west, south, east, north]) {
    const hasExtent = this.hasExtent(place);
    const s = hasExtent ? this.south[place] : this.lat[place];
    const n = hasExtent ? this.north[place] : this.lat[place];
    if (n < south || s > north) return false;
    const w = hasExtent ? this.west[place] : this.lon[place];
    const e = hasExtent ? this.east[place] : this.lon[place];
    return pieces(w, e).some(([a, b]) => pieces(west, east).some(([c, d]) => a <= d && b >= c));
  }
}

/** A span of longitudes in pieces that do not cross the antimeridian. */
const pieces = (west, east) => (west <= east ? [[west, east]] : [[west, 180], [-180, east]]);

export class Events {
  constructor(parcel) {
    const { events, actors, places, further, links, values, id } = parcel;
    this.id = id;
    this.values = values;
    this.count = events.count;
    this.start = events.start;
    this.end = events.end;
    for (const name of ["precision", "type", "status", "language", "outlet", "place", "origin"]) this[name] = codes(events[name]);
    this.flags = events.flags;
    this.summary = events.summary ?? null;
    this.weight = events.weight ?? null;
    this.total = this.weight ? this.weight.reduce((sum, n) => sum + n, 0) : this.count;
    this.further = further;
    this.links = links;
    this.places = new Places(places, values);
    this.country = this.place.map((place) => (place < 0 ? -1 : this.places.countryCode[place]));

    const counts = events.actors;
    this.actorsFrom = new Int32Array(this.count + 1);
    for (let i = 0; i < this.count; i += 1) this.actorsFrom[i + 1] = this.actorsFrom[i] + counts[i];
    this.actors = codes(actors.actor);

    this.byEnd = orderBy(this.end);
    this.ends = this.byEnd.map((event) => this.end[event]);
    this.undated = this.count;
    while (this.undated > 0 && this.start[this.undated - 1] > this.end[this.undated - 1]) this.undated -= 1;
    this.extent = this.daysInAll();
  }

  /** For how many events a row stands. */
  weightOf(row) {
    return this.weight ? this.weight[row] : 1;
  }

  /** For how many events the rows of a range stand, of some order or as they are. */
  weigh(from, to, order = null) {
    if (!this.weight) return Math.max(0, to - from);
    let sum = 0;
    for (let i = from; i < to; i += 1) sum += this.weight[order ? order[i] : i];
    return sum;
  }

  isDated(event) {
    return this.start[event] <= this.end[event];
  }

  actorsOf(event) {
    return this.actors.subarray(this.actorsFrom[event], this.actorsFrom[event + 1]);
  }

  /** First and last day that any event names, open ends left aside. */
  daysInAll() {
    let first = Infinity;
    let last = -Infinity;
    for (let i = 0; i < this.undated; i += 1) {
      const { [i]: start } = this.start;
      const { [i]: end } = this.end;
      if (start !== OPEN_START) {
        if (start < first) first = start;
        if (start > last) last = start;
      }
      if (end !== OPEN_END) {
        if (end > last) last = end;
        if (end < first) first = end;
      }
    }
    return first <= last ? [first, last] : null;
  }

  /** First and last day of where most events lie, if a few far ones would squeeze them; else of all. */
  get focus() {
    if (!this.extent) return null;
    const from = below(this.start, OPEN_START + 1, this.undated);
    const to = below(this.ends, OPEN_END);
    const first = this.start[Math.min(this.undated - 1, from + Math.floor((this.undated - from) * 0.04))];
    const last = this.ends[Math.max(0, to - 1 - Math.floor((to - (this.count - this.undated)) * 0.04))];
    const [start, end] = this.extent;
    return first <= last && last - first < (end - start) * 0.6 ? [first, last] : this.extent;
  }

  /** Events by place: positions of the events at place p are `list[from[p] … from[p + 1])`. */
  get byPlace() {
    this.placeIndex ??= indexBy(this.place, this.places.count);
    return this.placeIndex;
  }
}

/** Positions grouped by code, in their order; negative codes are left out. */
export const indexBy = (column, size) => {
  const from = new Int32Array(size + 1);
  for (const code of column) if (code >= 0) from[code + 1] += 1;
  for (let i = 0; i < size; i += 1) from[i + 1] += from[i];
  const next = from.slice(0, size);
  const list = new Int32Array(from[size]);
  column.forEach((code, i) => {
    if (code >= 0) {
      list[next[code]] = i;
      next[code] += 1;
    }
  });
  return { from, list };
};
