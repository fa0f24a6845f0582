// A page that stands alone: the same map, timeline and panels as in the dashboard, on records that it carries itself.

import { keepFile } from "../mapline/js/basemap.js";
import { provide, wanted } from "../mapline/js/parcels.js";
import { SOURCES } from "../mapline/js/selection.js";
import { View } from "../mapline/js/view.js";
import evidencePanel from "../panels/evidence.js";
import filtersPanel from "../panels/filters.js";
import nothingPanel from "../panels/nothing.js";
import recordsPanel from "../panels/records.js";
import storyPanel from "../panels/story.js";

const PAGE = 50;
const BASEMAP = "basemap:";
const read = (id) => JSON.parse(document.getElementById(id).textContent);

/** Bytes that stand in the page as text. */
const bytesOf = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));

const unpack = async (text) => {
  return new Response(new Blob([bytesOf(text)]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
};

const keepBasemap = (divisions) => {
  const nothing = { type: "FeatureCollection", features: [] };
  const files = read("data-basemap");
  const most = (name) => files[name] ?? files[name.replace("high", "medium")];
  for (const asset of ["countries", "borders", "division-borders", "divisions"]) {
    for (const detail of ["low", "medium", "high"]) {
      const name = `${asset}-${detail}.json`;
      const given = asset === "divisions" ? () => Promise.resolve(structuredClone(divisions)) : () => (most(name) ? unpack(most(name)) : Promise.resolve(nothing));
      keepFile(BASEMAP + name, given);
    }
  }
  for (const code of ["en", "ar", "fr", "es", "ru", "uk", "ko", "zh"]) {
    for (const kind of ["labels", "division-labels"]) {
      const name = `${kind}-${code}.json`;
      keepFile(BASEMAP + name, () => (files[name] ? unpack(files[name]) : Promise.resolve(nothing)));
    }
  }
};

const fold = (text) => text.normalize("NFKD").replace(/\p{M}|ـ/gu, "").replace(/[أإآٱ]/g, "ا").replace(/ى/g, "ي").replace(/ة/g, "ه").toLowerCase();

class Page {
  constructor(records) {
    Object.assign(this, records);
    this.view = { ...this.opens, page: 0 };
    this.sheets = Object.fromEntries(["mapline", "panels"].map((name) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(document.getElementById(`${name}-style`).textContent.trim());
      return [name, sheet];
    }));
    this.hosts = {};
    this.rowOf = new Map(this.ids.map((id, row) => [id, row]));
    this.folded = this.rows.map((row) => fold(row.summary ?? ""));
    this.members = Object.fromEntries(this.facets.map(({ part, options }) => [part, new Map(options.map((o) => [o.value, new Set(o.rows)]))]));
  }

  host(name, sheet) {
    if (!this.hosts[name]) {
      const root = document.getElementById(name).attachShadow({ mode: "open" });
      root.adoptedStyleSheets = [this.sheets[sheet]];
      this.hosts[name] = root;
    }
    return this.hosts[name];
  }

  panel(name, draw, data) {
    const setTriggerValue = (trigger, value) => {
      if (trigger === "set") this.set(value.part, value.value);
      else if (trigger === "turn") { this.view.page = value; this.paint(); }
    };
    draw({ data: { language: this.language, direction: this.direction, ...data }, parentElement: this.host(name, "panels"), setTriggerValue });
  }

  start() {
    this.map = new View(this.host("map", "mapline"), { style: null, basemap: BASEMAP });
    this.map.ahead.destroy();
    this.map.setStateValue = (_, state) => this.moved(state);
    this.send();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.map.applyTheme("auto"));
    if (this.story) this.tell(1);
    else this.paint();
  }

  /** What the map and the timeline filter by, besides their own gestures. */
  send() {
    const { view, map } = this;
    const told = this.telling ? this.telling.rows : null;
    const rows = this.filters().length || view.text || view.since || view.until || told ? this.passing() : null;
    map.update({
      records: this.parcel.id, words: "words", seen: map.gesture, language: this.language, direction: this.direction, theme: "auto",
      lanes: view.lanes, published: this.published, selected: this.rowOf.get(view.event) ?? null,
      clauses: { codes: {}, ...(rows ? { rows } : {}), ...(view.lens ? { lens: view.lens } : {}) },
      view: { camera: view.camera, brush: view.brush, bbox: view.box },
    }, this.parcel, this.mapWords);
  }

  filters() {
    return this.facets.filter(({ part }) => this.view[part]?.length);
  }

  /** Whether a row passes the panels' filters; one facet may be left out. */
  passes(row, without = null) {
    const { view } = this;
    if (this.telling?.rows && !this.telling.rows.has(row)) return false;
    if (view.text && !this.folded[row].includes(fold(view.text))) return false;
    if (view.since || view.until) {
      const { start, end } = this.parcel.events;
      if (start[row] > end[row]) return false;
      if (view.since && end[row] < dayOf(view.since)) return false;
      if (view.until && start[row] > dayOf(view.until)) return false;
    }
    return this.facets.every(({ part }) => part === without || !view[part]?.length || view[part].some((value) => this.members[part].get(value)?.has(row)));
  }

  passing() {
    return this.ids.map((_, row) => row).filter((row) => this.passes(row));
  }

  /** A gesture on the map or the timeline ended. */
  moved(state) {
    const { view } = this;
    Object.assign(view, { brush: state.brush, box: state.bbox_kind === "drawn" ? state.bbox : null, lens: state.lens, camera: state.camera, lanes: state.lanes, page: 0 });
    view.event = state.selected === null ? null : this.ids[state.selected];
    this.paint();
  }

  /** A panel asked for a change. */
  set(part, value) {
    const { view } = this;
    if (part === "step") return this.tell(Number(value));
    if (part === "leave") return this.tell(null);
    if (part === "all") {
      for (const { part: facet } of this.facets) view[facet] = [];
      Object.assign(view, { text: "", since: null, until: null, brush: null, box: null, lens: null });
      this.send();
      this.map.reset();
      return undefined;
    }
    if (part === "dates") [view.since, view.until] = value;
    else if (part === "actor") view.actors = [...new Set([...(view.actors ?? []), value])].filter((id) => this.members.actors.has(id));
    else if (part in view || this.members[part]) view[part] = value;
    view.page = 0;
    this.send();
    this.paint();
    return undefined;
  }

  tell(number) {
    this.telling = number ? { ...this.story[number - 1], rows: this.story[number - 1].rows && new Set(this.story[number - 1].rows) } : null;
    document.body.classList.toggle("telling", Boolean(this.telling));
    if (this.telling) Object.assign(this.view, this.telling.view);
    this.send();
    this.paint();
  }

  paint() {
    const { view, map, words } = this;
    const shown = [];
    for (let row = 0; row < this.ids.length; row += 1) if (map.selection.fails[row] === 0 && map.counts.holds(row)) shown.push(row);
    shown.sort((a, b) => this.order[a] - this.order[b]);
    document.getElementById("counts").textContent = map.words.count("shown", this.ids.length, { shown: map.words.number(shown.length) });
    document.getElementById("explore").hidden = !this.story || Boolean(this.telling);
    if (this.telling) this.panel("story", storyPanel, { ...this.telling.data, leave: words.leave });
    this.panel("filters", filtersPanel, this.filtersData());
    const pages = Math.ceil(shown.length / PAGE);
    view.page = Math.min(view.page, Math.max(0, pages - 1));
    const on = shown.slice(view.page * PAGE, (view.page + 1) * PAGE);
    const number = (n) => map.words.number(n);
    const range = words.range.replace("{from}", number(view.page * PAGE + 1)).replace("{to}", number(view.page * PAGE + on.length)).replace("{n}", number(shown.length));
    document.getElementById("nothing").hidden = shown.length > 0;
    if (!shown.length) this.panel("nothing", nothingPanel, { ...words.nothing, loosen: [] });
    this.panel("records", recordsPanel, { words: words.records, selected: view.event, page: view.page, pages, range, rows: on.map((row) => this.rows[row]) });
    this.panel("evidence", evidencePanel, { words: words.evidence, readonly: true, selected: view.event, event: this.evidence[view.event] ?? null });
  }

  filtersData() {
    const { view, map, words } = this;
    const elsewhere = (row) => (map.selection.fails[row] & ~SOURCES.filters) === 0 && map.counts.holds(row);
    const set = this.filters().length || view.text || view.since || view.until || view.brush || view.box || view.lens;
    return {
      words: words.filters, text: view.text ?? "", since: view.since, until: view.until, any: Boolean(set), digits: words.digits,
      chips: [], open: ["actors", "types", "statuses", "places"],
      facets: this.facets.map(({ part, label, options }) => {
        const rows = this.ids.map((_, row) => row).filter((row) => elsewhere(row) && this.passes(row, part));
        const counted = options.map((o) => {
          const count = rows.reduce((sum, row) => sum + this.members[part].get(o.value).has(row), 0);
          return { value: o.value, label: o.label, glyph: part === "statuses" ? o.value : undefined, count, shown: map.words.number(count) };
        });
        const chosen = view[part] ?? [];
        return { part, label, chosen, chosenLabel: plural(words.chosen, chosen.length, map.words), options: counted.filter((o) => o.count > 0 || chosen.includes(o.value)).sort((a, b) => b.count - a.count) };
      }),
    };
  }
}

const plural = (forms, n, words) => (forms[words.plurals.select(n)] ?? forms.other).replace("{n}", words.number(n));
const dayOf = (text) => Math.round(Date.parse(`${text}T00:00:00Z`) / 86_400_000);

const records = read("data-records");
keepBasemap(records.divisions);
document.getElementById("title").textContent = records.title;
document.getElementById("about").textContent = records.about;
document.getElementById("credits").textContent = records.credits;
const link = document.getElementById("link");
link.textContent = records.words.open;
if (/^https?:/.test(records.link)) link.href = records.link;
else link.hidden = true;
document.getElementById("explore").textContent = records.words.story;
provide(records.parcel, bytesOf(records.parcel.packed));
wanted(records.parcel.id).then((parcel) => {
  const page = new Page({ ...records, parcel });
  document.getElementById("explore").addEventListener("click", () => page.tell(1));
  page.start();
});
