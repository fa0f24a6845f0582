// What stands in place of an empty list: which filter to loosen, and how many events that would show.

export default function ({ data, parentElement, setTriggerValue }) {
  const set = (part, value) => setTriggerValue("set", { part, value });
  repaint(parentElement, data, () =>
    el("section", { class: "empty", role: "status" },
      el("h2", {}, data.title),
      data.loosen.length === 0 && el("p", {}, data.none),
      el("ul", {}, data.loosen.map((l) =>
        el("li", {}, el("span", { dir: "auto" }, l.label),
          el("button", { type: "button", class: "link", "data-focus": `loosen-${l.part}`, onclick: () => set(l.part, null) }, data.remove)))),
      el("button", { type: "button", class: "quiet", "data-focus": "loosen-all", onclick: () => set("all", null) }, data.reset)));
}
