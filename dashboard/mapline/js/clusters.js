// Places that lie too close together to be told apart are counted as one, at every zoom the same way, whatever the
// filters: bubbles stay where they are while a brush moves, only their numbers change.

const NEAR = 46;
const DEEPEST = 13;

const mercator = (lon, lat) => {
  const bounded = Math.max(-85, Math.min(85, lat));
  const y = Math.log(Math.tan(Math.PI / 4 + (bounded * Math.PI) / 360));
  return [(lon + 180) / 360, 0.5 - y / (2 * Math.PI)];
};

export class Clusters {
  /**
   * @param {Places} places
   * @param {Int32Array} weights how many events each place has in all
   */
  constructor(places, weights) {
    this.places = places;
    this.x = new Float64Array(places.count);
    this.y = new Float64Array(places.count);
    for (let p = 0; p < places.count; p += 1) [this.x[p], this.y[p]] = mercator(places.lon[p], places.lat[p]);
    this.order = Int32Array.from({ length: places.count }, (_, p) => p)
      .filter((p) => weights[p] > 0 && !places.isArea[p])
      .sort((a, b) => weights[b] - weights[a] || a - b);
    this.levels = new Map();
  }

  /** The cluster of each place at a zoom (-1 for areas), and the place that each cluster is drawn at. */
  at(zoom) {
    const level = Math.min(DEEPEST, Math.max(0, Math.floor(zoom * 2) / 2));
    if (!this.levels.has(level)) this.levels.set(level, this.build(level));
    return this.levels.get(level);
  }

  build(level) {
    const { x, y, order } = this;
    const of = new Int32Array(x.length).fill(-1);
    const seeds = [];
    const size = 512 * 2 ** level;
    const near = level >= DEEPEST ? 0 : NEAR;
    const grid = new Map();
    const cells = Math.ceil(size / NEAR) + 3;
    for (const p of order) {
      const [px, py] = [x[p] * size, y[p] * size];
      const [cx, cy] = [Math.floor(px / NEAR) + 1, Math.floor(py / NEAR) + 1];
      let best = -1;
      let closest = near * near;
      for (let gx = cx - 1; near && gx <= cx + 1; gx += 1) {
        for (let gy = cy - 1; gy <= cy + 1; gy += 1) {
          for (const cluster of grid.get(gx * cells + gy) ?? []) {
            const seed = seeds[cluster];
            const apart = (x[seed] * size - px) ** 2 + (y[seed] * size - py) ** 2;
            if (apart < closest) [best, closest] = [cluster, apart];
          }
        }
      }
      if (best < 0) {
        best = seeds.length;
        seeds.push(p);
        const key = cx * cells + cy;
        if (grid.has(key)) grid.get(key).push(best);
        else grid.set(key, [best]);
      }
      of[p] = best;
    }
    return { of, seeds: Int32Array.from(seeds) };
  }
}

/** Sums a tally of places × groups over clusters: counts, counts by group, how many places, and the event of a single. */
export const sumClusters = ({ of, seeds }, tally, groups) => {
  const total = new Int32Array(seeds.length);
  const byGroup = new Int32Array(seeds.length * groups);
  const places = new Int32Array(seeds.length);
  const sums = new Float64Array(seeds.length);
  const { counts } = tally;
  for (let p = 0; p < of.length; p += 1) {
    const cluster = of[p];
    if (cluster < 0) continue;
    let any = 0;
    for (let g = 0; g < groups; g += 1) {
      const count = counts[p * groups + g];
      if (count === 0) continue;
      any += count;
      byGroup[cluster * groups + g] += count;
      sums[cluster] += tally.sums[p * groups + g];
    }
    if (any > 0) {
      total[cluster] += any;
      places[cluster] += 1;
    }
  }
  return { total, byGroup, places, sums };
};
