// The evidence of one event: the sentence that says so, marked inside its report, and how it was read.

function quote(d) {
  return el("blockquote", { lang: d.language, dir: d.direction },
    d.before && el("span", { class: "around" }, d.before),
    el("mark", {}, d.said),
    d.after && el("span", { class: "around" }, d.after));
}

export default function ({ data, parentElement, setTriggerValue }) {
  const w = data.words;
  const e = data.event;
  const set = (part, value) => setTriggerValue("set", { part, value });

  const c = data.correct;
  const told = data.told;
  const ask = (what) => setTriggerValue("do", { action: "correct", ...what });

  const fact = (name, value, notes = [], part = null) =>
    el("div", { class: "fact" },
      el("dt", {}, name, corrected(part)),
      el("dd", {}, typeof value === "string" ? el("span", { class: "value", dir: "auto" }, value) : value, notes.filter(Boolean).map((n) => el("small", { dir: "auto" }, n))));

  const doers = () =>
    el("ul", { class: "doers" }, e.who.map((a) =>
      el("li", {}, el("button", { type: "button", class: "link", dir: "auto", "data-focus": `actor-${a.id}`, onclick: () => set("actor", a.id) }, a.name),
        el("small", {}, a.role))));

  const sure = (parts) =>
    el("ul", { class: "sure" },
      parts.map((p) =>
        el("li", {}, el("span", {}, p.label),
          el("meter", { min: 0, max: 1, value: p.value, "aria-label": `${p.label}: ${p.shown}` }), el("b", {}, p.shown))));

  const corrected = (part) => {
    const by = part && e.corrected?.[part];
    if (!by) return null;
    return el("details", { class: "corrected" }, el("summary", { "data-focus": `was-${part}` }, w.corrected),
      el("small", { dir: "auto" }, by.was), el("small", { dir: "auto" }, [by.by, by.why].filter(Boolean).join(" · ")));
  };

  const differences = () =>
    told?.differ.length > 0 && el("div", { class: "differ" }, el("h3", {}, w.differ),
      el("dl", {}, told.differ.map((d) => el("div", { class: "fact" }, el("dt", {}, d.part),
        el("dd", {}, d.readings.map((r) => el("p", {}, el("b", { dir: "auto" }, r.value), el("small", { dir: "auto" }, r.told))))))));

  const extras = (cells, of) =>
    cells?.length > 0 && el("details", { class: "extras" }, el("summary", { "data-focus": `extras-${of}` }, w.extras),
      el("dl", {}, cells.map((c) => el("div", { class: "fact" }, el("dt", { dir: "auto" }, c.name), el("dd", { dir: "auto" }, c.value)))));

  const mentions = () =>
    e.mentions?.length > 0 && el("details", { class: "extras" }, el("summary", { "data-focus": "mentions" }, w.mentions),
      el("ul", {}, e.mentions.map((m) => el("li", {},
        safeHref(m.url) ? el("a", { href: safeHref(m.url), target: "_blank", rel: "noopener noreferrer", dir: "auto" }, m.outlet) : el("span", { dir: "auto" }, m.outlet),
        m.note && el("small", { dir: "auto" }, m.note)))));

  const source = (s) =>
    el("li", {},
      el("p", { class: "report" }, el("b", { dir: "auto" }, s.title), s.outlet && el("span", { dir: "auto" }, s.outlet),
        el("span", { class: s.uncertain ? "uncertain" : "" }, s.published)),
      s.note && el("p", { class: "note", dir: "auto" }, s.note),
      quote(s),
      extras(s.extras, s.record),
      e.sources.length > 1 && told && el("p", { class: "why" }, el("span", { dir: "auto" }, told.reads[s.record]), told.why[s.record] && el("small", { dir: "auto" }, `${w.why} ${told.why[s.record]}`)),
      el("p", { class: "links" },
        !data.readonly && el("button", { type: "button", class: "link", "data-focus": `read-${s.document}`, onclick: () => set("report", s.document) }, w.openreport),
        c?.splits && e.sources.length > 1 && el("button", { type: "button", class: "link", "data-focus": `split-${s.record}`, onclick: () => ask({ ask: "split", record: s.record }) }, c.words.split),
        safeHref(s.url) && el("a", { href: safeHref(s.url), target: "_blank", rel: "noopener noreferrer" }, w.link)));

  const paint = () => repaint(parentElement, data, () =>
    el("section", { class: data.selected ? "evidence up" : "evidence", "aria-label": w.title, "aria-live": "polite" },
      el("div", { class: "head" }, el("h2", {}, w.title),
        data.selected && el("button", { type: "button", class: "quiet", "data-focus": "close", onclick: () => set("event", null) }, w.close)),
      !e && el("p", { class: "nothing" }, data.selected ? w.notfound : w.none),
      e && [
        el("p", { class: "headline" }, el("span", { class: `glyph ${e.status}`, "aria-hidden": "true" }), el("b", {}, e.type), el("span", {}, e.statusLabel), corrected("type"), corrected("status"),
          c?.may && !c.open && el("button", { type: "button", class: "quiet edit", "data-focus": "edit", onclick: () => ask({ ask: "open" }) }, c.words.edit)),
        c && !c.may && el("p", { class: "note" }, c.readonly),
        c?.open && correctForm(c, ask, paint),
        told?.one && el("p", { class: "one" }, told.one),
        differences(),
        el("ol", { class: "sources" }, e.sources.slice(0, 1).map(source)),
        el("dl", {},
          fact(w.when, e.when, e.whenNotes, "date"),
          fact(w.where, e.where, e.whereNotes, "place"),
          (e.who.length > 0 || e.corrected?.actors) && fact(w.who, doers(), [], "actors"),
          fact(w.says, e.says)),
        mentions(),
        extras(e.extras, "event"),
        ...(e.sources.length > 1 ? [el("h3", {}, w.others), el("ol", { class: "sources" }, e.sources.slice(1).map(source))] : []),
        el("h3", {}, w.sure), sure(e.sure),
        c && correctionHistory(c, ask),
      ]));
  paint();
}
