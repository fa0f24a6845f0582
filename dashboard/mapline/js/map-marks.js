// What is drawn on the map's canvas: bubbles, single events and areas, where each lies and which events it stands for.

import { sumClusters } from "./clusters.js";
import { bubbleRadius } from "./map-paint.js";
import { GROUPS } from "./theme.js";

const N = GROUPS.length;

export class Marks {
  constructor(map) {
    this.map = map;
    this.items = [];
  }

  get events() {
    return this.map.view.events;
  }

  /** The clusters of the present zoom. */
  get level() {
    return this.map.clusters.at(this.map.camera.zoom);
  }

  countAt(place) {
    let sum = 0;
    for (let g = 0; g < N; g += 1) sum += this.map.tally.counts[place * N + g];
    return sum;
  }

  sharesAt(place) {
    return Array.from(this.map.tally.counts.subarray(place * N, place * N + N));
  }

  singleAt(place) {
    let sum = 0;
    for (let g = 0; g < N; g += 1) sum += this.map.tally.sums[place * N + g];
    return sum;
  }

  /** What is drawn on the canvas: where, how large, and of which events. */
  gather() {
    const { map, events, level } = this;
    const { places } = events;
    const items = [];
    const sight = 40;
    const visible = (at) => at && at[0] > -sight && at[1] > -sight && at[0] < map.width + sight && at[1] < map.height + sight;
    const { total, byGroup, places: held, sums } = sumClusters(level, map.tally, N);
    for (let c = 0; c < total.length; c += 1) {
      if (total[c] === 0) continue;
      const p = level.seeds[c];
      const at = map.projector.at(places.lon[p], places.lat[p]);
      if (!visible(at)) continue;
      const count = total[c];
      items.push({
        kind: count === 1 ? "event" : "cluster", x: at[0], y: at[1], r: count === 1 ? 7 : bubbleRadius(count), count,
        shares: Array.from(byGroup.subarray(c * N, c * N + N)), event: count === 1 ? sums[c] : null, place: p, cluster: c, onePlace: held[c] === 1,
      });
      if (count === 1) items[items.length - 1].place = events.place[sums[c]];
    }
    for (const item of items) if (item.kind === "event") [item.x, item.y] = map.projector.at(places.lon[item.place], places.lat[item.place]) ?? [item.x, item.y];
    for (const p of map.areas) {
      const count = this.countAt(p);
      const at = count > 0 && map.projector.at(places.lon[p], places.lat[p]);
      if (!visible(at)) continue;
      items.push({ kind: "area", x: at[0], y: at[1], r: Math.min(20, 10 + 1.8 * Math.log2(count)), count, shares: this.sharesAt(p), event: count === 1 ? this.singleAt(p) : null, place: p, onePlace: true });
    }
    separate(items);
    this.items = items;
  }

  /** Whether one of these events is in what an item stands for. */
  concerns(item, some) {
    const { events, level } = this;
    for (const event of some) {
      const place = events.place[event];
      if (place < 0) continue;
      if (item.kind === "area" ? place === item.place : !events.places.isArea[place] && level.of[place] === item.cluster) return true;
    }
    return false;
  }

  /** Events that an item stands for and that pass, at most so many. */
  eventsOf(item, most = 200) {
    if (item.kind === "link") return [];
    const { events, level } = this;
    const { bits, view: { selection, counts } } = this.map;
    const { from, list } = events.byPlace;
    const found = [];
    const take = (p) => {
      for (let k = from[p]; k < from[p + 1] && found.length < most; k += 1) {
        if ((selection.fails[list[k]] & bits) === 0 && counts.holds(list[k])) found.push(list[k]);
      }
    };
    if (item.onePlace && item.kind === "area") take(item.place);
    else for (let p = 0; p < level.of.length && found.length < most; p += 1) if (level.of[p] === item.cluster) take(p);
    return found;
  }

  /** Positions of the places that an item stands for and where anything passes, each `[lon, lat]`. */
  placesIn(item) {
    const { level, events: { places } } = this;
    const points = [];
    for (let p = 0; p < level.of.length; p += 1) if (level.of[p] === item.cluster && this.countAt(p) > 0) points.push([places.lon[p], places.lat[p]]);
    return points;
  }
}

/** Moves area marks off the bubbles they would hide. */
const separate = (items) => {
  for (const area of items) {
    if (area.kind !== "area") continue;
    for (let turn = 0; turn < 4; turn += 1) {
      const hit = items.find((other) => other !== area && Math.hypot(other.x - area.x, other.y - area.y) < other.r + area.r + 3);
      if (!hit) break;
      const [dx, dy] = [area.x - hit.x, area.y - hit.y];
      const apart = Math.hypot(dx, dy) || 1;
      const need = hit.r + area.r + 4 - apart;
      area.x += (apart === 1 && !dx && !dy ? 1 : dx / apart) * need;
      area.y += (dy / apart) * need;
    }
  }
};
