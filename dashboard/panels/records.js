// The events as a list: a table where there is room, cards where there is not.

export default function ({ data, parentElement, setTriggerValue }) {
  const w = data.words;
  const choose = (id) => setTriggerValue("set", { part: "event", value: id });

  const step = (event) => {
    const buttons = [...event.currentTarget.querySelectorAll("button.row")];
    const at = buttons.indexOf(event.target);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (at < 0 || to === undefined || !buttons[to]) return;
    event.preventDefault();
    buttons[to].focus();
  };

  const row = (r) =>
    el("tr", { class: r.id === data.selected ? "selected" : "", "data-event": r.id, "aria-selected": r.id === data.selected ? "true" : null,
      onclick: (e) => { if (!e.target.closest("button")) choose(r.id); } },
      el("td", { class: "when", "data-label": w.date },
        el("button", { type: "button", class: "row", "data-focus": r.id, "aria-label": `${w.open}: ${r.date}, ${r.type}`,
          "aria-pressed": r.id === data.selected ? "true" : "false", onclick: () => choose(r.id) }, r.date)),
      el("td", { class: "what", "data-label": w.type },
        el("span", { class: `glyph ${r.status}`, "aria-hidden": "true" }), el("span", {}, r.type), el("small", {}, r.statusLabel), r.corrected && el("small", { class: "corrected" }, r.corrected)),
      el("td", { class: r.place ? "where" : "where none", "data-label": w.place, dir: "auto" }, r.place || w.noplace),
      el("td", { class: "who", "data-label": w.actors, dir: "auto" }, r.actors),
      el("td", { class: "said", "data-label": w.sentence }, el("p", { lang: r.language, dir: r.direction }, r.summary),
        el("small", { dir: "auto" }, r.source)));

  repaint(parentElement, data, () =>
    el("section", { class: "records", "aria-label": w.title },
      data.rows.length > 0 &&
        el("table", { onkeydown: step },
          el("thead", {}, el("tr", {}, ["date", "type", "place", "actors", "sentence"].map((k) => el("th", { scope: "col" }, w[k])))),
          el("tbody", {}, data.rows.map(row))),
      data.pages > 1 &&
        el("div", { class: "pages" },
          el("button", { type: "button", class: "quiet", "data-focus": "previous", disabled: data.page === 0,
            onclick: () => setTriggerValue("turn", data.page - 1) }, w.previous),
          el("span", { role: "status" }, data.range),
          el("button", { type: "button", class: "quiet", "data-focus": "next", disabled: data.page >= data.pages - 1,
            onclick: () => setTriggerValue("turn", data.page + 1) }, w.next))));
}
