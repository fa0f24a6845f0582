// A report in full, with its dates, places, actors and events marked.

export default function ({ data, parentElement, setTriggerValue }) {
  const set = (part, value) => setTriggerValue("set", { part, value });
  const piece = (p) => {
    if (p.kind === "text") return p.text;
    const title = p.title ? { title: p.title } : {};
    if (p.event) {
      // Not a button element: its words must wrap with the text around them.
      const open = () => set("event", p.event);
      return el("span", { class: `m ${p.kind} told`, role: "button", tabIndex: 0, "data-focus": `m-${p.at}`, ...title, onclick: open,
        onkeydown: (e) => { if (e.key === "Enter" || e.key === " ") { e.preventDefault(); open(); } } }, p.text);
    }
    return el("span", { class: `m ${p.kind}`, ...title }, p.text);
  };
  repaint(parentElement, data, () =>
    el("article", { class: "reader" },
      el("h2", { lang: data.report.language, dir: data.report.direction }, data.report.title),
      el("p", { class: "about", dir: "auto" }, data.report.about),
      data.report.note && el("p", { class: "about", dir: "auto" }, data.report.note),
      el("ul", { class: "legend", "aria-label": data.words.marks }, data.legend.map((l) => el("li", {}, el("span", { class: `m ${l.kind}` }, l.label)))),
      data.paragraphs.map((pieces) => el("p", { lang: data.report.language, dir: data.report.direction }, pieces.map(piece)))));
}
