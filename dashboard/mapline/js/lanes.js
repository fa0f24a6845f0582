// The timeline's lanes: which events stand in which lane, and in which row of it.

import { OPEN_END, OPEN_START } from "./columns.js";

export const GROUPINGS = ["actor", "type", "country", "source", "status"];
const COLUMN = { actor: "actor", type: "type", country: "country", source: "outlet", status: "status" };
const MOST_LANES = 80;
const MOST_MARKS = 2500;
const MOST_ROWS = 8;
const ROW = 13;
const STRIP = 20;
const GAP = 9;
const CALENDAR_UNITS = new Set(["week", "month", "quarter", "season", "year", "decade", "century"]);

/** Lane codes of the events: one a event, or for actors several. The last code is the lane of those that have none. */
export const groupBy = (events, grouping) => {
  const column = COLUMN[grouping];
  const values = events.values[column];
  const none = values.length;
  if (grouping !== "actor") {
    return { grouping, column, values, size: none + 1, from: null, codes: events[column].map((code) => (code < 0 ? none : code)) };
  }
  const from = new Int32Array(events.count + 1);
  for (let i = 0; i < events.count; i += 1) {
    from[i + 1] = from[i] + Math.max(1, events.actorsFrom[i + 1] - events.actorsFrom[i]);
  }
  const codes = new Int32Array(from[events.count]);
  for (let i = 0; i < events.count; i += 1) {
    const actors = events.actorsOf(i);
    if (actors.length === 0) codes[from[i]] = none;
    else codes.set(actors, from[i]);
  }
  return { grouping, column, values, size: none + 1, from, codes };
};

/** Runs over the lanes of an event; an actor that is named twice is one lane. */
const lanesOf = (group, event, visit) => {
  if (!group.from) visit(group.codes[event]);
  else {
    for (let k = group.from[event]; k < group.from[event + 1]; k += 1) {
      const code = group.codes[k];
      let again = false;
      for (let j = group.from[event]; j < k; j += 1) again ||= group.codes[j] === code;
      if (!again) visit(code);
    }
  }
};

/** How many events pass in each lane, and the first of them in time. */
export const countLanes = (events, group, fails) => {
  const counts = new Int32Array(group.size);
  const first = new Int32Array(group.size).fill(-1);
  for (let i = 0; i < events.count; i += 1) {
    if (fails[i] !== 0) continue;
    lanesOf(group, i, (code) => {
      if (first[code] < 0) first[code] = i;
      counts[code] += 1;
    });
  }
  return { counts, first };
};

export const laneName = (group, code, words) =>
  (code === group.values.length ? words.say("lane.none") : words.label(group.column, group.values[code]));

/** Lanes in the order they stand, those without events left out. */
export const orderLanes = (group, { counts, first }, order, words) => {
  const lanes = [];
  for (let code = 0; code < group.size; code += 1) {
    if (counts[code] > 0) lanes.push({ code, count: counts[code], first: first[code], name: laneName(group, code, words) });
  }
  const none = group.values.length;
  const collator = new Intl.Collator(words.locale);
  const by = {
    count: (a, b) => b.count - a.count || a.first - b.first,
    time: (a, b) => a.first - b.first,
    name: (a, b) => collator.compare(a.name, b.name),
  }[order];
  return lanes.sort((a, b) => (a.code === none) - (b.code === none) || by(a, b)).slice(0, MOST_LANES);
};

/** How an event is drawn: a dot, a bar that it fills, or a span of days within which it lies. */
export const kindOf = (events, event) => {
  const precision = events.values.date_precision[events.precision[event]];
  if (events.start[event] === events.end[event]) return "dot";
  return CALENDAR_UNITS.has(precision) ? "within" : "bar";
};

/**
 * Places marks in lanes and rows for what is in sight.
 * With too many marks a lane becomes a strip whose shade says how many.
 */
export const layOut = ({ events, fails, group, lanes, scale, folded, headroom }) => {
  const rank = new Int32Array(group.size).fill(-1);
  lanes.forEach((lane, i) => { rank[lane.code] = i; });
  const [from, to] = scale.domain;
  const perLane = lanes.map(() => []);
  let marks = 0;
  for (let i = 0; i < events.undated && events.start[i] < to; i += 1) {
    if (fails[i] !== 0 || events.end[i] < from - 1) continue;
    lanesOf(group, i, (code) => {
      if (rank[code] >= 0) {
        perLane[rank[code]].push(i);
        marks += 1;
      }
    });
  }
  const dense = marks > MOST_MARKS;
  let top = 0;
  const placed = lanes.map((lane, i) => {
    const inSight = perLane[i];
    const asStrip = dense || folded.has(lane.code);
    const rows = asStrip ? null : packRows(events, inSight, scale);
    const height = headroom + GAP + (asStrip ? STRIP : Math.max(1, rows.count) * ROW);
    const laid = { ...lane, top, height, headroom, inSight, asStrip, folded: folded.has(lane.code), marks: rows?.marks ?? [] };
    for (const mark of laid.marks) mark.y = top + headroom + GAP / 2 + (mark.row + 0.5) * ROW;
    top += height;
    return laid;
  });
  return { lanes: placed, height: top, dense };
};

const packRows = (events, inSight, scale) => {
  const ends = [];
  const marks = inSight.map((event) => {
    const start = events.start[event] === OPEN_START ? Math.min(scale.domain[0], events.end[event]) : events.start[event];
    const end = events.end[event] === OPEN_END ? Math.max(scale.domain[1], events.start[event]) : events.end[event];
    const [x, width] = scale.extent(start, end);
    const kind = kindOf(events, event);
    const wide = Math.max(width, 11);
    const from = x + width / 2 - wide / 2;
    const near = scale.mirrored ? scale.width - (from + wide) : from;
    let row = ends.findIndex((end_) => end_ <= near);
    if (row < 0) row = ends.length < MOST_ROWS ? ends.length : ends.indexOf(Math.min(...ends));
    ends[row] = near + wide + 2;
    return { event, x, width, row, kind };
  });
  return { marks, count: ends.length };
};
