// The swarm of dots under the counted bubbles, filtered on the graphics card.

import { groupOf, GROUPS, rgb } from "./theme.js";
import { timeFilter } from "./time-filter.js";

const DOTS_FROM = 300;
const SHARED = 4;
const EVER = [-3e9, 3e9];
const N = GROUPS.length;

export class Dots {
  constructor(map) {
    this.map = map;
  }

  /**
   * Columns for the graphics card. Where events share places, a dot is a place that has any left, which a tally knows;
   * where each has its own, a dot is an event, which the graphics card filters by its days.
   */
  load() {
    const { events } = this.map.view;
    const { places } = events;
    const all = Int32Array.from({ length: places.count }, (_, p) => p).filter((p) => !places.isArea[p]);
    this.arePlaces = all.length * SHARED < events.count;
    this.dotted = this.arePlaces ? all : Int32Array.from(events.place.keys()).filter((i) => events.place[i] >= 0 && !places.isArea[events.place[i]]);
    const n = this.dotted.length;
    this.columns = { position: new Float32Array(n * 2), starts: new Float32Array(n), ends: new Float32Array(n), colour: null, passes: null };
    for (let k = 0; k < n; k += 1) {
      const place = this.arePlaces ? this.dotted[k] : events.place[this.dotted[k]];
      this.columns.position[2 * k] = places.lon[place];
      this.columns.position[2 * k + 1] = places.lat[place];
      this.columns.starts[k] = this.arePlaces ? EVER[0] : events.start[this.dotted[k]];
      this.columns.ends[k] = this.arePlaces ? EVER[1] : events.end[this.dotted[k]];
    }
    this.paint();
    this.pass();
  }

  paint() {
    const { events, theme } = this.map.view;
    const colours = theme.groups.map((hex) => rgb(hex, 150));
    const groupOfType = events.values.type.map(groupOf);
    const { from, list } = this.arePlaces ? events.byPlace : {};
    const colour = new Uint8Array(this.dotted.length * 4);
    for (let k = 0; k < this.dotted.length; k += 1) {
      const event = this.arePlaces ? list[from[this.dotted[k]]] : this.dotted[k];
      colour.set(colours[groupOfType[events.type[event]] ?? N - 1], 4 * k);
    }
    this.columns.colour = colour;
  }

  /** Which dots pass: of places, those with an event left; of events, those that pass the clauses but the map's and the brush. */
  pass() {
    const { fails } = this.map.view.selection;
    const { dotted, arePlaces } = this;
    const { bits } = this.map;
    const passes = new Float32Array(dotted.length);
    if (arePlaces) for (let k = 0; k < passes.length; k += 1) passes[k] = this.map.marks.countAt(dotted[k]) > 0 ? 1 : 0;
    else for (let k = 0; k < passes.length; k += 1) passes[k] = (fails[dotted[k]] & bits) === 0 ? 1 : 0;
    this.columns.passes = passes;
  }

  /** The layer, or null where so few are placed that signs and bubbles say it all. */
  layer(window) {
    const n = this.dotted.length;
    if (n <= DOTS_FROM) return null;
    this.extension ??= timeFilter();
    const { position, colour, starts, ends, passes } = this.columns;
    return new globalThis.deck.ScatterplotLayer({
      id: "dots",
      data: {
        length: n,
        attributes: {
          getPosition: { value: position, size: 2 },
          getFillColor: { value: colour, size: 4, normalized: true },
          getStart: { value: starts, size: 1 },
          getEnd: { value: ends, size: 1 },
          getPass: { value: passes, size: 1 },
        },
      },
      radiusUnits: "pixels", getRadius: 2, stroked: false, extensions: [this.extension], range: window ?? EVER,
    });
  }
}
