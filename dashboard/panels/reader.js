// A report in full, with its dates, places, actors and events marked.

export default function ({ data, parentElement, setTriggerValue }) {
  const set = (part, value) => setTriggerValue("set", { part, value });
  const piece = (p) => {
    if (p.kind === "text") return p.text;
    const title = p.title ? { title: p.title } : {};
    if (p.event) {
      return el("button", { type: "button", class: `m ${p.kind}`, "data-focus": `m-${p.at}`, ...title, onclick: () => set("event", p.event) }, p.text);
    }
    return el("span", { class: `m ${p.kind}`, ...title }, p.text);
  };
  repaint(parentElement, data, () =>
    el("article", { class: "reader" },
      el("ul", { class: "legend", "aria-label": data.words.marks }, data.legend.map((l) => el("li", {}, el("span", { class: `m ${l.kind}` }, l.label)))),
      data.paragraphs.map((pieces) => el("p", { lang: data.report.language, dir: data.report.direction }, pieces.map(piece)))));
}
