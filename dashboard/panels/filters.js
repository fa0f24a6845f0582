// The filters: words, days, and a list for each facet, with how many events each choice would show.

const SHOWN = 6;
const FIND_FROM = 12;

export default function ({ data, parentElement, setTriggerValue }) {
  const w = data.words;
  const state = (parentElement.filters ??= { open: new Set(data.open), all: new Set(), find: {} });
  const set = (part, value) => {
    // the map hears of it at once, the server's answer follows
    window.dispatchEvent(new CustomEvent("dateline:set", { detail: { part, value } }));
    setTriggerValue("set", { part, value });
  };
  const paint = () => repaint(parentElement, data, build);

  const chips = () =>
    data.chips.length > 0 &&
    el("ul", { class: "chips" },
      data.chips.map((chip) =>
        el("li", {},
          el("button", { type: "button", class: "chip", "data-focus": `chip-${chip.part}`, "aria-label": chip.remove,
            onclick: () => set(chip.part, null) }, chip.label, el("span", { "aria-hidden": "true", class: "x" }, "×")))));

  const search = () =>
    el("form", { class: "search", role: "search", onsubmit: (e) => { e.preventDefault(); set("text", e.target.q.value); } },
      el("label", { for: "q" }, w.search),
      el("input", { id: "q", name: "q", type: "search", value: data.text, placeholder: w["search.placeholder"], dir: "auto",
        maxLength: 200, "data-focus": "q", onsearch: (e) => e.target.value === "" && data.text !== "" && set("text", "") }));

  const dates = () => {
    const send = (root) => {
      const since = root.querySelector("[name=since]");
      const until = root.querySelector("[name=until]");
      const wrong = since.value && until.value && since.value > until.value;
      until.setCustomValidity(wrong ? w.baddates : "");
      root.querySelector(".wrong").textContent = wrong ? w.baddates : "";
      if (!wrong) set("dates", [since.value || null, until.value || null]);
    };
    const field = (name, label, value) =>
      el("label", {}, label,
        el("input", { type: "date", name, value: value ?? "", min: "0001-01-01", max: "9999-12-31", "data-focus": name,
          onchange: (e) => send(e.target.closest("fieldset")) }));
    return el("fieldset", { class: "dates" },
      el("legend", {}, w.dates),
      el("div", { class: "pair" }, field("since", w.since, data.since), field("until", w.until, data.until)),
      el("p", { class: "wrong", role: "alert" }));
  };

  const facet = (f) => {
    const chosen = new Set(f.chosen);
    const wanted = (state.find[f.part] ?? "").toLocaleLowerCase(data.language);
    const matching = f.options.filter((o) => o.label.toLocaleLowerCase(data.language).includes(wanted));
    const first = state.all.has(f.part) || wanted ? matching : matching.filter((o, i) => i < SHOWN || chosen.has(o.value));
    const rest = matching.length - first.length;
    const most = Math.max(1, ...f.options.map((o) => o.count));
    const toggle = (value, on) => {
      on ? chosen.add(value) : chosen.delete(value);
      set(f.part, [...chosen]);
    };
    const option = (o) =>
      el("li", {},
        el("label", { class: "option" },
          el("input", { type: "checkbox", checked: chosen.has(o.value), "data-focus": `${f.part}-${o.value}`, value: o.value,
            onchange: (e) => toggle(o.value, e.target.checked) }),
          o.glyph && el("span", { class: `glyph ${o.glyph}`, "aria-hidden": "true" }),
          el("span", { class: "name", dir: "auto" }, o.label),
          el("span", { class: "count" }, o.shown),
          el("span", { class: "share", "aria-hidden": "true", style: { "--share": `${(100 * o.count) / most}%` } })));
    return el("details", { class: "facet", open: state.open.has(f.part), "data-part": f.part,
      ontoggle: (e) => (e.target.open ? state.open.add(f.part) : state.open.delete(f.part)) },
      el("summary", { "data-focus": `facet-${f.part}` }, el("span", {}, f.label),
        chosen.size > 0 && el("span", { class: "chosen" }, f.chosenLabel)),
      f.options.length > FIND_FROM &&
        el("input", { type: "search", class: "find", placeholder: w.find, "aria-label": `${f.label}: ${w.find}`, value: state.find[f.part] ?? "",
          "data-focus": `find-${f.part}`, oninput: (e) => { state.find[f.part] = e.target.value; paint(); } }),
      f.options.length === 0 ? el("p", { class: "nothing" }, w.none) : el("ul", { class: "options" }, first.map(option)),
      el("div", { class: "foot" },
        rest > 0 && el("button", { type: "button", class: "link", "data-focus": `more-${f.part}`,
          onclick: () => { state.all.add(f.part); paint(); } }, counted(w.more, rest, data)),
        rest === 0 && state.all.has(f.part) && !wanted && matching.length > SHOWN &&
          el("button", { type: "button", class: "link", "data-focus": `more-${f.part}`,
            onclick: () => { state.all.delete(f.part); paint(); } }, w.less),
        chosen.size > 0 && el("button", { type: "button", class: "link", "data-focus": `clear-${f.part}`,
          onclick: () => set(f.part, []) }, w.clear)));
  };

  const sources = () =>
    el("div", { class: "merging", role: "radiogroup", "aria-label": w["merge.title"] },
      el("p", { "aria-hidden": "true" }, w["merge.title"]),
      [["", "merge.one"], ["1", "merge.each"]].map(([value, name]) =>
        el("label", { class: "option" },
          el("input", { type: "radio", name: "merging", value, checked: Boolean(value) === data.unmerged, "data-focus": `merging-${value}`,
            onchange: () => set("unmerged", value || null) }),
          el("span", { class: "name" }, w[name]))));

  const build = () =>
    el("section", { class: "filters", "aria-label": w.title },
      el("div", { class: "head" }, el("h2", {}, w.title),
        data.any && el("button", { type: "button", class: "link", "data-focus": "reset", onclick: () => set("all", null) }, w.reset)),
      chips(), search(), dates(), data.facets.map(facet), sources());

  paint();
}
