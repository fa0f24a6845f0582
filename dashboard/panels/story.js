// A story being told: the words of one step beside the map that it moves. The same in the dashboard and in a saved page.

const SWIPE = 60;

function cited(d, w) {
  return el("figure", { class: "cited" },
    el("blockquote", { lang: d.language, dir: d.direction },
      d.before && el("span", { class: "around" }, d.before), el("mark", {}, d.said), d.after && el("span", { class: "around" }, d.after)),
    el("figcaption", {}, el("span", { class: "label" }, w.said), " ", el("b", { dir: "auto" }, d.title), d.outlet && ` · ${d.outlet}`, ` · ${d.published}`));
}

export default function ({ data, parentElement, setTriggerValue }) {
  const w = data.words;
  const { step, story } = data;
  const last = story.titles.length;
  const go = (number) => number >= 1 && number <= last && number !== step.number && setTriggerValue("set", { part: "step", value: String(number) });

  const onKey = (event) => {
    const busy = event.composedPath().some((node) => node.matches?.("input, textarea, select, dialog, [contenteditable], .mapline"));
    if (busy || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
    const ahead = data.direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const back = data.direction === "rtl" ? "ArrowRight" : "ArrowLeft";
    const to = { [ahead]: step.number + 1, PageDown: step.number + 1, [back]: step.number - 1, PageUp: step.number - 1, Home: 1, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    go(to);
  };
  document.removeEventListener("keydown", parentElement.onStoryKey);
  parentElement.onStoryKey = onKey;
  document.addEventListener("keydown", onKey);

  const swipe = {
    ontouchstart: (e) => { parentElement.touched = [e.touches[0].clientX, e.touches[0].clientY]; },
    ontouchend: (e) => {
      const [x, y] = parentElement.touched ?? [0, 0];
      const across = e.changedTouches[0].clientX - x;
      if (Math.abs(across) < SWIPE || Math.abs(e.changedTouches[0].clientY - y) > Math.abs(across) / 2) return;
      go(step.number + ((across < 0) === (data.direction === "ltr") ? 1 : -1));
    },
  };
  const moved = parentElement.at !== undefined && parentElement.at !== step.number;
  parentElement.at = step.number;

  const root = repaint(parentElement, data, () =>
    el("article", { class: "story", "aria-label": `${w.label}: ${story.title}`, ...swipe },
      el("header", {},
        el("p", { class: "name", lang: story.language, dir: story.direction }, story.title),
        data.leave && el("button", { type: "button", class: "link", "data-focus": "leave", onclick: () => setTriggerValue("set", { part: "leave", value: "" }) }, data.leave)),
      el("div", { class: "words", lang: story.language, dir: story.direction },
        el("p", { class: "kicker" }, step.kicker),
        el("h2", { tabIndex: -1 }, step.title || story.title),
        step.number === 1 && story.summary && el("p", { class: "lead" }, story.summary),
        step.text.split(/\n+/).filter(Boolean).map((text) => el("p", {}, text)),
        step.lost && el("p", { class: "note" }, w.lost)),
      step.cited && cited(step.cited, w),
      el("nav", { "aria-label": w["steps.label"] },
        el("button", { type: "button", class: "quiet", "data-focus": "back", disabled: step.number === 1, onclick: () => go(step.number - 1) }, w.back),
        el("ol", { class: "dots" }, story.titles.map((title, i) =>
          el("li", {}, el("button", { type: "button", "data-focus": `dot-${i}`, title, "aria-label": `${i + 1}: ${title}`, "aria-current": i + 1 === step.number ? "step" : null, onclick: () => go(i + 1) })))),
        el("button", { type: "button", class: "primary", "data-focus": "next", disabled: step.number === last, onclick: () => go(step.number + 1) }, w.next)),
      el("p", { class: "count" }, step.count),
      el("p", { class: "hidden", role: "status", "aria-live": "polite" })));
  // The region must be there before it speaks.
  if (moved) requestAnimationFrame(() => root.querySelector("[role=status]")?.append(`${step.count}. ${step.title}. ${step.text}`));
  return () => document.removeEventListener("keydown", onKey);
}
