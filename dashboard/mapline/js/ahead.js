// A choice in the filters' panel that the browser can apply by itself is shown at once; the server's answer follows.

const COLUMNS = { types: "type", statuses: "status", languages: "language", sources: "outlet" };
const OF_COUNTS = new Set(["types", "statuses"]);
const UNNAMED = "unknown";
const PATIENCE = 4000;

export class Ahead {
  constructor(view) {
    this.view = view;
    this.wanted = null;
    this.listener = (event) => this.hear(event.detail ?? {});
    globalThis.addEventListener("dateline:set", this.listener);
  }

  hear({ part, value }) {
    const { view } = this;
    const { config, events } = view;
    const column = COLUMNS[part];
    this.wanted = null;
    if (!events || !column || !Array.isArray(value) || (config.overview && !OF_COUNTS.has(part))) return;
    const codes = value.map((name) => (name === UNNAMED && column === "outlet" ? -1 : events.values[column].indexOf(name)));
    if (codes.some((code, i) => code < 0 && value[i] !== UNNAMED)) return;
    const { [column]: before, ...others } = config.clauses.codes ?? {};
    const chosen = value.length ? { ...others, [column]: codes.sort((a, b) => a - b) } : others;
    const { [column]: told, ...also } = config.clauses.also ?? {};
    const further = value.map((name) => events.values.at.indexOf(`${column}:${name}`)).filter((code) => code >= 0).sort((a, b) => a - b);
    if (further.length) also[column] = further;
    const { also: before_, ...rest } = config.clauses;
    this.wanted = Object.keys(also).length ? { ...rest, codes: chosen, also } : { ...rest, codes: chosen };
    this.until = performance.now() + PATIENCE;
    view.config = { ...config, clauses: this.wanted };
    view.filtered();
  }

  /** The clauses to show when the server sends some: those asked for, until it has them too or time is up. */
  settle(clauses) {
    if (!this.wanted) return clauses;
    const has = text(clauses) === text(this.wanted);
    if (!has && performance.now() < this.until) return this.wanted;
    this.wanted = null;
    return clauses;
  }

  destroy() {
    globalThis.removeEventListener("dateline:set", this.listener);
  }
}

/** Clauses as text, whatever the order of their names. */
const text = ({ codes = {}, ...others }) => JSON.stringify([Object.entries(codes).sort(), Object.entries(others).sort()]);
