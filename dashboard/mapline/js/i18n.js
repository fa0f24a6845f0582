// Words, numbers and dates as the interface's language writes them.

const DAY = 86_400_000;
export const dateOf = (day) => new Date(Math.round(day * 24) * 3_600_000);
export const today = () => Math.floor(Date.now() / DAY);
/** The number of a day; months and days may overflow. */
export const dayOf = (year, month = 0, date = 1) => {
  const moment = new Date(0);
  moment.setUTCFullYear(year, month, date);
  return Math.floor(moment.getTime() / DAY);
};

/** A day as `2023-09-04`, for inputs. */
export const isoDay = (day) => dateOf(day).toISOString().slice(0, 10).replace(/^\+0*/, "");
export const parseIsoDay = (text) => {
  const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (!found) return null;
  const moment = new Date(0);
  moment.setUTCFullYear(Number(found[1]), Number(found[2]) - 1, Number(found[3]));
  return Math.floor(moment.getTime() / DAY);
};

const PERIODS = new Set(["week", "month", "quarter", "season", "year", "decade", "century"]);
const OPEN_START = -(2 ** 31);
const OPEN_END = 2 ** 31 - 1;

export class Words {
  constructor({ strings, labels, language, direction }) {
    this.strings = strings;
    this.labels = labels;
    this.language = language;
    this.direction = direction;
    this.locale = supported(strings.locale) ?? supported(language) ?? "en";
    this.plurals = new Intl.PluralRules(this.locale);
    this.numbers = new Intl.NumberFormat(this.locale);
    this.compact = new Intl.NumberFormat(this.locale, { notation: "compact", maximumFractionDigits: 1 });
    this.formats = new Map();
    this.countries = new Intl.DisplayNames([this.locale], { type: "region", fallback: "code" });
    this.tongues = new Intl.DisplayNames([this.locale], { type: "language", fallback: "code" });
  }

  /** A string with its {names} filled in; the key itself where there is none. */
  say(key, values = {}) {
    const text = this.strings[key] ?? key;
    return fill(typeof text === "string" ? text : text.other, values);
  }

  /** A string in the plural form of a number. */
  count(key, n, values = {}) {
    const forms = this.strings[key] ?? key;
    const text = typeof forms === "string" ? forms : (forms[this.plurals.select(n)] ?? forms.other);
    return fill(text, { n: this.number(n), ...values });
  }

  number(n) {
    return this.numbers.format(n);
  }

  short(n) {
    return n < 10_000 ? this.numbers.format(n) : this.compact.format(n);
  }

  /** The name of a value of a column. */
  label(column, value) {
    const given = this.labels[column]?.[value] ?? this.strings[`${column}.${value}`];
    if (given) return given;
    try {
      if (column === "country" && value) return this.countries.of(value);
      if (column === "language" && value) return this.tongues.of(value);
    } catch {
      return value;
    }
    return value;
  }

  format(options, calendar = "gregory") {
    const name = `${calendar}:${JSON.stringify(options)}`;
    if (!this.formats.has(name)) this.formats.set(name, new Intl.DateTimeFormat(this.locale, { timeZone: "UTC", calendar, ...options }));
    return this.formats.get(name);
  }

  date(day, options, calendar = "gregory") {
    return this.format(options, calendar).format(dateOf(day));
  }

  day(day) {
    return this.date(day, { year: "numeric", month: "short", day: "numeric" });
  }

  /** The day in the calendar that is shown beside the first, or null. */
  beside(day, options = { year: "numeric", month: "long", day: "numeric" }) {
    const calendar = this.strings["calendar.beside"];
    return calendar ? this.date(day, options, calendar) : null;
  }

  /** First and last day in the calendar that is shown beside the first, or null. */
  besideRange(first, last, options = { year: "numeric", month: "long", day: "numeric" }) {
    const calendar = this.strings["calendar.beside"];
    return calendar ? this.format(options, calendar).formatRange(dateOf(first), dateOf(last)) : null;
  }

  /** First and last day as short as they can be written. */
  range(first, last) {
    if (first === last) return this.day(first);
    return this.format({ year: "numeric", month: "short", day: "numeric" }).formatRange(dateOf(first), dateOf(last));
  }

  /** The days of an event as their precision allows: a month is a month, not its first day. */
  span(start, end, precision) {
    if (start > end) return this.say("date.none");
    if (start === OPEN_START) return this.say("date.until", { day: this.day(end) });
    if (end === OPEN_END) return this.say("date.since", { day: this.day(start) });
    if (!PERIODS.has(precision)) return this.range(start, end);
    return this.say("date.within", { period: this.period(start, end, precision) });
  }

  period(start, end, precision) {
    const days = end - start + 1;
    const first = dateOf(start);
    if (precision === "month" && days <= 31 && first.getUTCDate() === 1) {
      return this.date(start, { year: "numeric", month: "long" });
    }
    if (precision === "year" && (days === 365 || days === 366) && first.getUTCMonth() === 0) {
      return this.date(start, { year: "numeric" });
    }
    return this.range(start, end);
  }
}

const supported = (locale) => {
  try {
    return locale && Intl.DateTimeFormat.supportedLocalesOf(locale)[0];
  } catch {
    return undefined;
  }
};

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
