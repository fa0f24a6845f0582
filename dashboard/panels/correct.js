// Correcting an event: the form, and the history of what was corrected. Used by the panel of the evidence.

const forms = new Map();
let waiting = 0;

/** What the person has typed so far for an event; it outlives the panel's being drawn anew. */
function formOf(c) {
  const f = c.form;
  if (!forms.has(f.event)) {
    forms.set(f.event, { date: f.date, place: null, find: "", actors: f.actors.map((a) => ({ ...a })), actor: "", type: f.type, status: f.status,
      why: "", who: c.who, changed: new Set() });
  }
  return forms.get(f.event);
}

let pointed = null;

/** Asks the map for a place that the person points at, and comes back to the button with it, or without. */
function pointAtPlace(button, take) {
  document.removeEventListener("dateline:picked", pointed);
  const root = button.getRootNode();
  pointed = ({ detail }) => {
    if (detail) take(detail);
    const again = root.querySelector("[data-focus=c-pick]");
    again?.scrollIntoView({ block: "center" });
    again?.focus({ preventScroll: true });
  };
  document.addEventListener("dateline:picked", pointed, { once: true });
  document.dispatchEvent(new CustomEvent("dateline:pick"));
}

function correctForm(c, ask, repaintForm) {
  const w = c.words;
  const f = c.form;
  const typed = formOf(c);
  const change = (part, value) => { typed[part] = value; typed.changed.add(part); };
  const look = (kind, text) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => ask({ ask: "look", kind, text }), 350);
  };
  const answer = (kind, text) => (c.answer && c.answer.kind === kind && c.answer.text === text.trim().split(/\s+/).join(" ") ? c.answer : null);
  const field = (id, label, control, ...below) => el("div", { class: "field" }, el("label", { for: id }, label), control, ...below);
  const choice = (id, part, options) =>
    el("select", { id, "data-focus": id, onchange: (e) => change(part, e.target.value) },
      options.map(([value, label]) => el("option", { value, selected: value === typed[part] }, label)));

  typed.dateRead = answer("date", typed.date) ?? typed.dateRead;
  const onDate = typed.dateRead?.text === typed.date.trim().split(/\s+/).join(" ") ? typed.dateRead : null;
  const date = field("c-date", w["field.date"],
    el("input", { id: "c-date", type: "text", "data-focus": "c-date", value: typed.date, autocomplete: "off", dir: "auto", "aria-describedby": "c-date-hint c-date-read",
      "aria-invalid": onDate?.wrong ? "true" : null, oninput: (e) => { change("date", e.target.value); look("date", e.target.value); } }),
    el("small", { id: "c-date-hint" }, w["date.hint"]),
    el("p", { id: "c-date-read", class: onDate?.wrong ? "wrong" : "preview", role: "status" },
      onDate?.wrong ?? `${w.preview} ${typed.changed.has("date") ? (onDate?.shown ?? "…") : f.dateShown}`));

  const found = answer("place", typed.find);
  const place = field("c-place", w["field.place"],
    el("input", { id: "c-place", type: "search", "data-focus": "c-place", value: typed.find, autocomplete: "off", dir: "auto", placeholder: w["place.find"], "aria-describedby": "c-place-now",
      oninput: (e) => { typed.find = e.target.value; look("place", e.target.value); } }),
    el("p", { id: "c-place-now", class: "preview", role: "status" }, `${w.preview} `,
      el("bdi", {}, typed.place === null ? f.place || w.noplace : typed.place.name || w.noplace)),
    found?.wrong && el("p", { class: "wrong", role: "alert" }, found.wrong),
    found?.found?.length > 0 && el("ul", { class: "found", "aria-label": w.found },
      found.found.map((p) => el("li", {}, el("button", { type: "button", "data-focus": `place-${p.id}`, "aria-pressed": typed.place?.id === p.id ? "true" : "false",
        onclick: () => { change("place", p); repaintForm(); } }, el("b", { dir: "auto" }, p.name), el("small", { dir: "auto" }, p.about))))),
    el("div", { class: "tools" },
      el("button", { type: "button", class: "link", "data-focus": "c-pick", onclick: (e) => pointAtPlace(e.currentTarget, ({ lon, lat }) => { typed.find = `${lat.toFixed(4)}, ${lon.toFixed(4)}`; look("place", typed.find); repaintForm(); }) }, w["place.pick"]),
      el("button", { type: "button", class: "link", "data-focus": "c-noplace", onclick: () => { change("place", { id: "", name: "" }); repaintForm(); } }, w["place.none.button"])));

  const people = answer("actor", typed.actor);
  const actors = el("fieldset", { class: "field" }, el("legend", {}, w["field.actors"]),
    el("ul", { class: "cast" }, typed.actors.map((a, i) => el("li", {},
      el("bdi", {}, a.name),
      el("select", { "aria-label": `${w.role}: ${a.name}`, "data-focus": `role-${i}`, onchange: (e) => { a.role = e.target.value; typed.changed.add("actors"); } },
        f.roles.map(([value, label]) => el("option", { value, selected: value === a.role }, label))),
      el("button", { type: "button", class: "quiet small", "data-focus": `drop-${i}`, "aria-label": `${w.remove}: ${a.name}`,
        onclick: () => { typed.actors.splice(i, 1); typed.changed.add("actors"); repaintForm(); } }, "×")))),
    el("input", { type: "search", "data-focus": "c-actor", value: typed.actor, autocomplete: "off", dir: "auto", placeholder: w["actor.find"], "aria-label": w["actor.find"],
      oninput: (e) => { typed.actor = e.target.value; look("actor", e.target.value); } }),
    people?.found?.length > 0 && el("ul", { class: "found", "aria-label": w.found },
      people.found.map((a) => el("li", {}, el("button", { type: "button", "data-focus": `add-${a.id}`,
        onclick: () => { typed.actors.push({ id: a.id, name: a.name, role: "source" }); typed.actor = ""; typed.changed.add("actors"); repaintForm(); } },
      el("b", { dir: "auto" }, a.name), el("small", { dir: "auto" }, a.about))))));

  const save = (event) => {
    event.preventDefault();
    const changes = {};
    if (typed.changed.has("date")) changes.date = typed.date;
    if (typed.changed.has("place")) { changes.place = typed.place.id; changes.part = f.part; }
    if (typed.changed.has("actors")) changes.actors = typed.actors.map((a) => [a.id, a.role]);
    for (const part of ["type", "status"]) if (typed.changed.has(part) && typed[part] !== f[part]) changes[part] = typed[part];
    clearTimeout(waiting);
    ask({ ask: "save", changes, why: typed.why, who: typed.who });
  };
  const close = () => { forms.delete(f.event); ask({ ask: "close" }); };

  return el("form", { class: "correct", "aria-label": w.title, onsubmit: save, onkeydown: (e) => { if (e.key === "Escape") { e.stopPropagation(); close(); } } },
    el("h3", {}, w.title),
    date, place, actors,
    el("div", { class: "pair" }, field("c-type", w["field.type"], choice("c-type", "type", f.types)), field("c-status", w["field.status"], choice("c-status", "status", f.statuses))),
    field("c-why", w["field.why"], el("input", { id: "c-why", type: "text", "data-focus": "c-why", value: typed.why, maxLength: 300, dir: "auto", oninput: (e) => { typed.why = e.target.value; } })),
    !c.signed && field("c-who", w["field.who"], el("input", { id: "c-who", type: "text", "data-focus": "c-who", value: typed.who, maxLength: 100, dir: "auto", autocomplete: "name", oninput: (e) => { typed.who = e.target.value; } })),
    el("div", { class: "buttons" },
      el("button", { type: "submit", class: "primary", "data-focus": "c-save" }, w.save),
      el("button", { type: "button", class: "quiet", "data-focus": "c-cancel", onclick: close }, w.cancel),
      el("button", { type: "button", class: "quiet", "data-focus": "c-hide", onclick: () => ask({ ask: "hide", why: typed.why, who: typed.who }) }, c.whole ? w["hide.whole"] : w.hide)),
    c.near.length > 0 && el("details", { class: "join" }, el("summary", { "data-focus": "c-join" }, w.join),
      el("ul", { class: "found" }, c.near.map((n) => el("li", {}, el("button", { type: "button", "data-focus": `join-${n.id}`,
        onclick: () => ask({ ask: "join", with: n.id, why: typed.why, who: typed.who }) }, el("b", { dir: "auto" }, n.label), el("small", { dir: "auto" }, n.summary)))))));
}

function correctionHistory(c, ask) {
  const w = c.words;
  if (!c.history.length) return null;
  return el("section", { class: "history", "aria-label": w.history }, el("h3", {}, w.history),
    el("ol", {}, c.history.map((h) => el("li", { class: h.stands ? "" : "gone" },
      el("p", {}, el("b", {}, h.part), h.value && el("span", { class: "value", dir: "auto" }, h.value)),
      h.before && el("small", { dir: "auto" }, `${w.read} ${h.before}`),
      el("small", { dir: "auto" }, [h.by, h.why, h.undone].filter(Boolean).join(" · ")),
      c.may && el("button", { type: "button", class: "link", "data-focus": `undo-${h.id}`, "aria-label": `${h.stands ? w.undo : w.again}: ${h.part}`,
        onclick: () => ask({ ask: h.stands ? "undo" : "again", id: h.id }) }, h.stands ? w.undo : w.again)))));
}
