// Which filter to loosen when nothing matches, and the events that map or timeline cannot show.

export default function ({ data, parentElement, setTriggerValue }) {
  const set = (part, value) => setTriggerValue("set", { part, value });
  repaint(parentElement, data, () => [
    el("div", { class: "lens" },
      data.lenses.map((l) =>
        el("button", { type: "button", "data-focus": `lens-${l.value}`, "aria-pressed": l.value === data.lens ? "true" : "false",
          onclick: () => set("lens", l.value === data.lens ? null : l.value) }, l.label)),
      data.needsAnchor && el("span", { class: "uncertain" }, data.needsAnchor)),
    data.empty &&
      el("section", { class: "empty", role: "status" },
        el("h2", {}, data.empty.title),
        data.empty.loosen.length === 0 && el("p", {}, data.empty.none),
        el("ul", {}, data.empty.loosen.map((l) =>
          el("li", {}, el("span", { dir: "auto" }, l.label),
            el("button", { type: "button", class: "link", "data-focus": `loosen-${l.part}`, onclick: () => set(l.part, null) }, data.empty.remove)))),
        el("button", { type: "button", class: "quiet", "data-focus": "loosen-all", onclick: () => set("all", null) }, data.empty.reset)),
  ]);
}
