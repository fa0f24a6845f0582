// Counts of the events that overlap a window of days, kept up as the window moves.
// A move touches only the events that enter or leave: those that start between the old and the new last day, and those
// that end between the old and the new first day.

/** How many numbers in a sorted array are smaller than a value. */
export const below = (sorted, value, length = sorted.length) => {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Counts by code among the events whose `fails & bits` is zero. */
export class Tally {
  /**
   * @param {number} bits which clauses count
   * @param {Int32Array} codes a code for each event, negative for none; or, with `from`, for each link of an event
   * @param {number} size how many codes there are
   * @param {Int32Array|null} from where the links of each event begin
   * @param {boolean} named whether to keep the sum of positions, which names the event where a code counts only one
   */
  constructor({ bits, codes, size, from = null, named = false }) {
    Object.assign(this, { bits, codes, from });
    this.counts = new Int32Array(size);
    this.sums = named ? new Float64Array(size) : null;
  }

  clear() {
    this.counts.fill(0);
    this.sums?.fill(0);
  }

  /** Counts anew all events that pass and overlap the window, or all that pass where there is none. */
  recount(events, fails, window) {
    this.clear();
    const { start, end, weight } = events;
    const [first, last] = window ?? [-Infinity, Infinity];
    const until = window ? below(start, last + 1, events.undated) : events.count;
    const { bits, codes, from, counts, sums } = this;
    for (let i = 0; i < until; i += 1) {
      if ((fails[i] & bits) !== 0 || (window && end[i] < first)) continue;
      const w = weight ? weight[i] : 1;
      if (from) for (let k = from[i]; k < from[i + 1]; k += 1) counts[codes[k]] += w;
      else if (codes[i] >= 0) {
        counts[codes[i]] += w;
        if (sums) sums[codes[i]] += i;
      }
    }
  }

  /** Adds or takes away an event: `sign` 1 or -1, `by` the same for as many events as it stands for. */
  add(event, sign, by = sign) {
    const { codes, from, counts, sums } = this;
    if (from) {
      for (let k = from[event]; k < from[event + 1]; k += 1) counts[codes[k]] += by;
      return;
    }
    const code = codes[event];
    if (code < 0) return;
    counts[code] += by;
    if (sums) sums[code] += sign * event;
  }
}

export class WindowCounts {
  constructor(events, selection) {
    this.events = events;
    this.selection = selection;
    this.tallies = [];
    this.window = null;
    this.total = 0;
  }

  track(tally) {
    this.tallies.push(tally);
    return tally;
  }

  untrack(tally) {
    this.tallies = this.tallies.filter((kept) => kept !== tally);
  }

  holds(event) {
    const { window, events } = this;
    return !window || (events.start[event] <= window[1] && events.end[event] >= window[0] && events.start[event] <= events.end[event]);
  }

  /** Moves the window: `[first day, last day]`, or null for all time, events without days included. */
  move(window) {
    const before = this.window;
    const { events } = this;
    if (!before || !window || this.fresh !== true) {
      this.window = window;
      this.recount();
      return;
    }
    const [lo, hi] = [below(events.ends, window[0]), below(events.start, window[1] + 1, events.undated)];
    if (Math.abs(hi - this.hi) + Math.abs(lo - this.lo) > events.count / 2) {
      this.window = window;
      this.recount();
      return;
    }
    this.window = window;
    const { byEnd, start, end } = events;
    const [first, last] = before;
    for (let i = this.hi; i < hi; i += 1) if (end[i] >= first) this.apply(i, 1);
    const grownTo = Math.max(last, window[1]);
    for (let k = lo; k < this.lo; k += 1) if (start[byEnd[k]] <= grownTo && start[byEnd[k]] <= end[byEnd[k]]) this.apply(byEnd[k], 1);
    const grownFrom = Math.min(first, window[0]);
    for (let i = hi; i < this.hi; i += 1) if (end[i] >= grownFrom) this.apply(i, -1);
    for (let k = this.lo; k < lo; k += 1) if (start[byEnd[k]] <= window[1] && start[byEnd[k]] <= end[byEnd[k]]) this.apply(byEnd[k], -1);
    this.lo = lo;
    this.hi = hi;
  }

  /** Counts everything anew: after a clause changed. */
  recount() {
    const { events, window, tallies } = this;
    const { fails } = this.selection;
    for (const tally of tallies) tally.recount(events, fails, window);
    this.total = 0;
    if (window) {
      this.lo = below(events.ends, window[0]);
      this.hi = below(events.start, window[1] + 1, events.undated);
      for (let i = 0; i < this.hi; i += 1) if (fails[i] === 0 && events.end[i] >= window[0]) this.total += events.weight ? events.weight[i] : 1;
    } else for (let i = 0; i < events.count; i += 1) if (fails[i] === 0) this.total += events.weight ? events.weight[i] : 1;
    this.fresh = true;
  }

  /** Counts one tally anew, after its codes changed. */
  recountOne(tally) {
    tally.recount(this.events, this.selection.fails, this.window);
  }

  apply(event, sign) {
    const fails = this.selection.fails[event];
    const { tallies } = this;
    const { weight } = this.events;
    const by = weight ? sign * weight[event] : sign;
    if (fails === 0) this.total += by;
    for (let t = 0; t < tallies.length; t += 1) if ((fails & tallies[t].bits) === 0) tallies[t].add(event, sign, by);
  }
}
