// How many events each bar of the histogram holds: in all, certainly, and possibly.
// An event lies *certainly* in a bar if all its days do; it is *possible* in every bar that it overlaps besides.

export const countBins = (events, edges, fails) => {
  const bars = edges.length - 1;
  const first = edges[0];
  const last = edges[bars];
  const barOf = new Int32Array(last - first);
  for (let bar = 0; bar < bars; bar += 1) barOf.fill(bar, edges[bar] - first, edges[bar + 1] - first);

  const all = new Int32Array(bars + 1);
  const certain = new Int32Array(bars);
  const overlap = new Int32Array(bars + 1);
  const { start, end, undated, weight } = events;
  for (let i = 0; i < undated; i += 1) {
    const s = start[i];
    if (s >= last) break;
    const e = end[i];
    if (e < first) continue;
    const a = s < first ? 0 : barOf[s - first];
    const b = e >= last ? bars - 1 : barOf[e - first];
    const w = weight ? weight[i] : 1;
    all[a] += w;
    all[b + 1] -= w;
    if (fails[i] !== 0) continue;
    overlap[a] += w;
    overlap[b + 1] -= w;
    if (a === b && s >= first && e < last) certain[a] += w;
  }
  for (let bar = 1; bar < bars; bar += 1) {
    all[bar] += all[bar - 1];
    overlap[bar] += overlap[bar - 1];
  }
  const possible = certain.map((count, bar) => overlap[bar] - count);
  return { all: all.subarray(0, bars), certain, possible };
};

/** A round number at or above a count, for the top of the scale. */
export const roundTop = (count) => {
  const size = 10 ** Math.floor(Math.log10(Math.max(1, count)));
  return [1, 2, 3, 4, 5, 6, 8, 10].map((n) => n * size).find((n) => n >= count);
};
