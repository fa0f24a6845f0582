// Where the axis is marked, from hours to centuries, and with what words.

import { dateOf, dayOf } from "./i18n.js";

const hours = (n) => ({ unit: "hour", n, days: n / 24 });
const days = (n) => ({ unit: "day", n, days: n });
const months = (n) => ({ unit: "month", n, days: n * 30.4 });
const years = (n) => ({ unit: "year", n, days: n * 365.25 });
const STEPS = [
  hours(1), hours(3), hours(6), hours(12), days(1), days(2), { unit: "week", n: 1, days: 7 }, { unit: "week", n: 2, days: 14 },
  months(1), months(3), months(6), years(1), years(2), years(5), years(10), years(20), years(50), years(100), years(200), years(500), years(1000),
];

const NARROWEST_LABEL = { hour: 52, day: 34, week: 46, month: 50, year: 52 };

/** First mark at or before a day, and the following ones, of a step. */
export function* marks(step, from, to) {
  const date = dateOf(Math.floor(from));
  const [y, m] = [date.getUTCFullYear(), date.getUTCMonth()];
  if (step.unit === "hour" || step.unit === "day") {
    for (let k = Math.floor(from / step.days); k * step.days <= to; k += 1) yield k * step.days;
  } else if (step.unit === "week") {
    // Day 0 was a Thursday: Mondays are the days ≡ 4 (mod 7).
    for (let day = Math.floor((from - 4) / step.days) * step.days + 4; day <= to; day += step.days) yield day;
  } else {
    const length = step.unit === "month" ? step.n : step.n * 12;
    for (let k = Math.floor((y * 12 + m) / length); ; k += 1) {
      const day = dayOf(Math.floor((k * length) / 12), (((k * length) % 12) + 12) % 12);
      if (day > to) return;
      yield day;
    }
  }
}

const MINOR = {
  hour: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  day: { day: "numeric" },
  week: { day: "numeric", month: "short" },
  month: { month: "short" },
  year: { year: "numeric" },
};
const MAJOR = {
  hour: { step: days(1), options: { weekday: "short", day: "numeric", month: "long", year: "numeric" } },
  day: { step: months(1), options: { month: "long", year: "numeric" } },
  week: { step: years(1), options: { year: "numeric" } },
  month: { step: years(1), options: { year: "numeric" } },
};

/** Marks of the axis: `minor` with labels, `major` with labels that stay in sight while their period does. */
export const ticksOf = (scale, words) => {
  const wide = (step) => Math.max(NARROWEST_LABEL[step.unit], step.unit === "week" ? 56 : 0);
  const step = STEPS.find((s) => s.days * scale.pixelsPerDay >= wide(s)) ?? STEPS[STEPS.length - 1];
  const [from, to] = scale.domain;
  const minor = [...marks(step, from, to)].map((day) => ({ day, label: words.date(day, MINOR[step.unit]) }));
  const above = MAJOR[step.unit];
  const major = above
    ? [...marks(above.step, from, to)].map((day) => ({ day, ...majorLabel(day, above, words) }))
    : [];
  return { step, minor, major };
};

const majorLabel = (day, { step, options }, words) => {
  const label = words.date(day, options);
  const last = nextMark(step, day) - 1;
  const parts = step.unit === "day" ? undefined : step.unit === "month" ? { month: "long", year: "numeric" } : { year: "numeric" };
  const beside = words.besideRange(day, last, parts);
  return { label, beside: beside ? `${isolate(label)} (${isolate(beside)})` : label };
};

/** Keeps a piece of text together where right-to-left and left-to-right meet. */
const isolate = (text) => `\u2068${text}\u2069`;

const BIN_STEPS = [
  days(1), { unit: "week", n: 1, days: 7 }, months(1), months(3), years(1), years(5), years(10), years(50), years(100), years(500),
];

/** The finest calendar unit whose bars are wide enough, and the days where its bars begin. */
export const binsOf = (scale, narrowest = 8) => {
  const step = BIN_STEPS.find((s) => s.days * scale.pixelsPerDay >= narrowest) ?? BIN_STEPS[BIN_STEPS.length - 1];
  const [from, to] = scale.domain;
  const edges = [...marks(step, from, to)];
  edges.push(nextMark(step, edges[edges.length - 1] ?? Math.floor(from)));
  return { step, edges };
};

const nextMark = (step, day) => {
  const after = marks(step, day, day + step.days * 2.5);
  for (const mark of after) if (mark > day) return mark;
  return day + Math.ceil(step.days);
};

export const UNITS = {
  day: days(1), week: { unit: "week", n: 1, days: 7 }, month: months(1), quarter: months(3), year: years(1),
};

/** First day of the unit that holds a day, and of the next one. */
export const unitAround = (unit, day) => {
  const step = UNITS[unit];
  let [first, next] = [day, day + 1];
  for (const mark of marks(step, day, day + step.days * 2.5)) {
    if (mark <= day) first = mark;
    else {
      next = mark;
      break;
    }
  }
  return [first, next];
};
