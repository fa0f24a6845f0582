// On demand: who acts on whom. An arc for each pair of countries that the acting and the other actors belong to, in the
// colour of what is done most, with its number; it follows brush and filters as everything does.

import { paintWay } from "./map-paint.js";
import { GROUPS, groupOf } from "./theme.js";

const MOST = 60;
const N = GROUPS.length;

export class Links {
  constructor(map) {
    this.map = map;
    this.on = false;
    this.items = [];
  }

  /** Counts of the events that pass, by pair of countries and group of types. */
  tally() {
    const { events, selection, counts } = this.map.view;
    const { links } = events;
    const homes = events.values.home.length;
    const groupOfType = events.values.type.map(groupOf);
    const found = new Map();
    for (let k = 0; k < links.count; k += 1) {
      const row = links.row[k];
      if (selection.fails[row] !== 0 || !counts.holds(row)) continue;
      const pair = links.source[k] * homes + links.target[k];
      if (!found.has(pair)) found.set(pair, new Int32Array(N));
      found.get(pair)[groupOfType[events.type[row]] ?? N - 1] += 1;
    }
    return [...found].map(([pair, shares]) => ({
      source: events.values.home[Math.floor(pair / homes)], target: events.values.home[pair % homes],
      shares, count: shares.reduce((a, b) => a + b, 0),
    })).sort((a, b) => b.count - a.count).slice(0, MOST);
  }

  paint(ctx, { theme, words }) {
    this.items = [];
    if (!this.on) return;
    const { map } = this;
    const homes = map.basemap.homes(words.language);
    for (const link of this.tally().reverse()) {
      const [from, to] = [link.source, link.target].map((code) => homes.get(code)).map((at) => at && map.projector.at(...at));
      if (!from || !to) continue;
      const main = link.shares.indexOf(Math.max(...link.shares));
      const middle = paintWay(ctx, from, to, { colour: theme.groups[main], dashed: false, strong: false, theme, width: 1.4 + 1.1 * Math.log2(link.count), side: 1 });
      if (middle) this.items.push({ ...link, kind: "link", x: middle[0], y: middle[1], r: 10, event: null, place: -1 });
    }
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.font = `600 11.5px ${theme.font}`;
    ctx.lineJoin = "round";
    const written = [];
    for (const { x, y, count } of [...this.items].reverse()) {
      if (written.some((at) => Math.abs(at[0] - x) < 22 && Math.abs(at[1] - y) < 14)) continue;
      written.push([x, y]);
      ctx.lineWidth = 4;
      ctx.strokeStyle = theme.paper;
      ctx.strokeText(words.short(count), x, y);
      ctx.fillStyle = theme.ink;
      ctx.fillText(words.short(count), x, y);
    }
  }
}
