// The timeline's lanes: which events stand in which lane, and in which row of it.

import { ABOUT, OPEN_END, OPEN_START } from "./columns.js";
import { GROUPS, groupOf } from "./theme.js";

export const GROUPINGS = ["actor", "type", "country", "source", "status"];
const OF_COUNTS = ["type", "country", "status"];

/** What lanes may stand for: counts by cell do not know actors and sources. */
export const groupings = (events) => (events?.weight ? OF_COUNTS : GROUPINGS);
const COLUMN = { actor: "actor", type: "type", country: "country", source: "outlet", status: "status" };
const MOST_LANES = 80;
const MOST_MARKS = 2500;
const MOST_ROWS = 6;
const ROW = 13;
const STRIP = 20;
export const STRIP_COLUMN = 3;
/** Pixels to which an event leads away whose day no words tell. */
export const WHISKER = 12;
const GAP = 11;
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
export const countLanes = (events, { codes, from, size }, fails) => {
  const counts = new Int32Array(size);
  const first = new Int32Array(size).fill(-1);
  const last = new Int32Array(size).fill(-1);
  for (let i = 0; i < events.count; i += 1) {
    if (fails[i] !== 0) continue;
    const [a, b] = from ? [from[i], from[i + 1]] : [i, i + 1];
    for (let k = a; k < b; k += 1) {
      const code = codes[k];
      if (last[code] === i) continue;
      last[code] = i;
      if (first[code] < 0) first[code] = i;
      counts[code] += events.weight ? events.weight[i] : 1;
    }
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

/** How an event is drawn: a dot, a dot about where it lies, a bar that it fills, or a span of days within which it lies. */
export const kindOf = (events, event) => {
  const precision = events.values.date_precision[events.precision[event]];
  if (events.flags[event] & ABOUT) return "about";
  if (events.start[event] === events.end[event]) return "dot";
  return CALENDAR_UNITS.has(precision) ? "within" : "bar";
};

/**
 * Places marks in lanes and rows for what is in sight.
 * With too many marks the lanes become strips that say how many by colour and height.
 */
export const layOut = ({ events, fails, group, lanes, scale, folded, headroom }) => {
  const rank = new Int32Array(group.size).fill(-1);
  lanes.forEach((lane, i) => { rank[lane.code] = i; });
  const perLane = collect({ events, fails, group, rank, lanes: lanes.length, scale });
  const dense = perLane === null;
  const strips = dense || folded.size > 0 ? countStrips({ events, fails, group, rank, lanes: lanes.length, scale }) : null;
  let top = 0;
  const placed = lanes.map((lane, i) => {
    const asStrip = dense || folded.has(lane.code);
    const rows = asStrip ? null : packRows(events, perLane[i], scale);
    const height = headroom + GAP + (asStrip ? STRIP : Math.max(1, rows.count) * ROW);
    const strip = asStrip ? strips.counts.subarray(i * strips.columns * GROUPS.length, (i + 1) * strips.columns * GROUPS.length) : null;
    const laid = { ...lane, top, height, headroom, asStrip, strip, folded: folded.has(lane.code), marks: rows?.marks ?? [] };
    for (const mark of laid.marks) mark.y = top + headroom + GAP / 2 + (mark.row + 0.5) * ROW;
    top += height;
    return laid;
  });
  return { lanes: placed, height: top, dense };
};

/** Events in sight by lane, or null if they are too many to be drawn one by one. */
const collect = ({ events, fails, group, rank, lanes, scale }) => {
  if (events.weight) return null;
  const [from, to] = scale.domain;
  const perLane = Array.from({ length: lanes }, () => []);
  let marks = 0;
  for (let i = 0; i < events.undated && events.start[i] < to; i += 1) {
    if (fails[i] !== 0 || events.end[i] < from - 1) continue;
    lanesOf(group, i, (code) => {
      if (rank[code] < 0) return;
      perLane[rank[code]].push(i);
      marks += 1;
    });
    if (marks > MOST_MARKS) return null;
  }
  return perLane;
};

/** How many events of each group overlap each column of pixels, lane by lane; columns run as time does. */
const countStrips = ({ events, fails, group, rank, lanes, scale }) => {
  const columns = Math.ceil(scale.width / STRIP_COLUMN);
  const n = GROUPS.length;
  const row = columns * n;
  const changes = new Int32Array(lanes * row + row);
  const { start, end, undated, type } = events;
  const groupOfType = events.values.type.map(groupOf);
  const [from, to] = scale.domain;
  const perDay = columns / (to - from);
  for (let i = 0; i < undated && start[i] < to; i += 1) {
    if (fails[i] !== 0 || end[i] < from - 1) continue;
    const a = Math.max(0, Math.floor((start[i] - from) * perDay));
    const b = Math.min(columns, Math.floor((end[i] + 0.99 - from) * perDay) + 1);
    if (b <= a) continue;
    const g = groupOfType[type[i]] ?? n - 1;
    const [k0, k1] = group.from ? [group.from[i], group.from[i + 1]] : [i, i + 1];
    for (let k = k0; k < k1; k += 1) {
      const lane = rank[group.codes[k]];
      if (lane < 0) continue;
      const w = events.weight ? events.weight[i] : 1;
      changes[lane * row + a * n + g] += w;
      if (b < columns) changes[lane * row + b * n + g] -= w;
    }
  }
  for (let lane = 0; lane < lanes; lane += 1) {
    for (let at = lane * row + n; at < (lane + 1) * row; at += 1) changes[at] += changes[at - n];
  }
  return { counts: changes, columns };
};

const packRows = (events, inSight, scale) => {
  const ends = [];
  const marks = inSight.map((event) => {
    const start = events.start[event] === OPEN_START ? Math.min(scale.domain[0], events.end[event]) : events.start[event];
    const end = events.end[event] === OPEN_END ? Math.max(scale.domain[1], events.start[event]) : events.end[event];
    const [x, width] = scale.extent(start, end);
    const kind = kindOf(events, event);
    const wide = Math.max(width, kind === "about" ? 2 * WHISKER : 11);
    const from = x + width / 2 - wide / 2;
    const near = scale.mirrored ? scale.width - (from + wide) : from;
    let row = ends.findIndex((end_) => end_ <= near);
    if (row < 0) row = ends.length < MOST_ROWS ? ends.length : ends.indexOf(Math.min(...ends));
    ends[row] = near + wide + 2;
    return { event, x, width, row, kind };
  });
  return { marks, count: ends.length };
};
