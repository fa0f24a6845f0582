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

  const fact = (name, value, notes = []) =>
    el("div", { class: "fact" },
      el("dt", {}, name),
      el("dd", {}, el("span", { class: "value", dir: "auto" }, value), notes.filter(Boolean).map((n) => el("small", { dir: "auto" }, n))));

  const sure = (parts) =>
    el("ul", { class: "sure" },
      parts.map((p) =>
        el("li", {}, el("span", {}, p.label),
          el("meter", { min: 0, max: 1, value: p.value, "aria-label": `${p.label}: ${p.shown}` }), el("b", {}, p.shown))));

  const source = (s) =>
    el("li", {},
      el("p", { class: "report" }, el("b", { dir: "auto" }, s.title), s.outlet && el("span", { dir: "auto" }, s.outlet),
        el("span", { class: s.uncertain ? "uncertain" : "" }, s.published)),
      s.note && el("p", { class: "note", dir: "auto" }, s.note),
      quote(s),
      el("p", { class: "links" },
        el("button", { type: "button", class: "link", "data-focus": `read-${s.document}`, onclick: () => set("report", s.document) }, w.openreport),
        safeHref(s.url) && el("a", { href: safeHref(s.url), target: "_blank", rel: "noopener noreferrer" }, w.link)));

  repaint(parentElement, data, () =>
    el("section", { class: data.selected ? "evidence up" : "evidence", "aria-label": w.title, "aria-live": "polite" },
      el("div", { class: "head" }, el("h2", {}, w.title),
        data.selected && el("button", { type: "button", class: "quiet", "data-focus": "close", onclick: () => set("event", null) }, w.close)),
      !e && el("p", { class: "nothing" }, data.selected ? w.notfound : w.none),
      e && [
        el("p", { class: "headline" }, el("span", { class: `glyph ${e.status}`, "aria-hidden": "true" }), el("b", {}, e.type), el("span", {}, e.statusLabel)),
        el("ol", { class: "sources" }, e.sources.map(source)),
        el("dl", {},
          fact(w.when, e.when, e.whenNotes),
          fact(w.where, e.where, e.whereNotes),
          e.who.length > 0 && fact(w.who, "", []),
          e.who.length > 0 && el("ul", { class: "doers" }, e.who.map((a) =>
            el("li", {}, el("button", { type: "button", class: "link", dir: "auto", "data-focus": `actor-${a.id}`, onclick: () => set("actor", a.id) }, a.name),
              el("small", {}, a.role)))),
          fact(w.says, e.says)),
        el("h3", {}, w.sure), sure(e.sure),
      ]));
}
