// The reports as a list to choose from.

export default function ({ data, parentElement, setTriggerValue }) {
  const w = data.words;
  const state = (parentElement.library ??= { find: "" });
  const set = (part, value) => setTriggerValue("set", { part, value });
  const matches = (r) => `${r.title} ${r.about}`.toLocaleLowerCase().includes(state.find.toLocaleLowerCase());

  const build = () =>
    el("section", { class: "library", "aria-label": w.title },
      data.reports.length === 0 && el("p", { class: "nothing" }, w.none),
      data.reports.length > 8 &&
        el("input", { type: "search", placeholder: w.find, "aria-label": w.find, value: state.find, "data-focus": "find", dir: "auto",
          oninput: (e) => { state.find = e.target.value; paint(); } }),
      el("ul", {}, data.reports.filter(matches).slice(0, 300).map((r) =>
        el("li", {},
          el("button", { type: "button", "data-focus": r.id, "aria-current": r.id === data.chosen ? "true" : null, onclick: () => set("report", r.id) },
            el("b", { lang: r.language, dir: r.direction }, r.title),
            el("small", { dir: "auto" }, r.about),
            el("span", { class: "counts" }, el("span", {}, r.events), r.note && el("span", { class: "uncertain" }, r.note)))))));
  const paint = () => repaint(parentElement, data, build);
  paint();
  parentElement.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
}
