// The stories: a list to play from, and an editor for the words and the order of one.

const LARGEST = 300_000;

export default function ({ data, parentElement, setTriggerValue }) {
  const w = data.words;
  const chosen = data.chosen;
  const state = (parentElement.stories ??= {});
  const version = chosen && `${chosen.id}:${chosen.revision}`;
  if (state.version !== version) Object.assign(state, { version, draft: chosen && structuredClone(chosen), changed: false, sure: false });
  const { draft } = state;
  const set = (part, value) => setTriggerValue("set", { part, value });
  const act = (action, value) => setTriggerValue("do", { action, ...value });
  const paint = () => repaint(parentElement, data, build);
  const change = (what, repainted = true) => { what(); state.changed = true; if (repainted) paint(); else mark(); };
  const mark = () => parentElement.querySelectorAll("[data-when=changed]").forEach((b) => { b.disabled = !state.changed; });

  const bring = async (file) => {
    if (file.size > LARGEST * 4) return act("import_story", { content: "", size: file.size });
    return act("import_story", { content: await file.text() });
  };

  const card = (s) =>
    el("li", { class: s.id === chosen?.id ? "card here" : "card" },
      el("div", { lang: s.language, dir: s.direction }, el("h3", {}, s.title), s.summary && el("p", {}, s.summary)),
      el("p", { class: "note" }, s.about),
      el("div", { class: "foot" },
        el("button", { type: "button", class: "primary", "data-focus": `tell-${s.id}`, "aria-label": `${w.play}: ${s.title}`, disabled: s.steps === 0, onclick: () => set("tell", s.id) }, w.play),
        el("button", { type: "button", class: "quiet", "data-focus": `open-${s.id}`, "aria-label": `${s.fixed || data.readonly ? w.look : w.edit}: ${s.title}`, "aria-current": s.id === chosen?.id ? "true" : null, onclick: () => set("story", s.id) }, s.fixed || data.readonly ? w.look : w.edit)));

  const list = () =>
    el("section", { class: "list", "aria-label": w.title },
      el("h2", {}, w.title),
      el("p", { class: "note" }, w.help),
      data.stories.length === 0 && el("p", { class: "empty" }, w.none),
      el("ul", {}, data.stories.map(card)),
      !data.readonly && el("div", { class: "foot" },
        el("button", { type: "button", class: "quiet", "data-focus": "import", onclick: () => parentElement.querySelector("#story-file").click() }, w.import),
        el("input", { type: "file", id: "story-file", accept: ".json,application/json", hidden: true, "aria-label": w.import, onchange: (e) => e.target.files[0] && bring(e.target.files[0]) })));

  const move = (i, by) => change(() => {
    const [step] = draft.steps.splice(i, 1);
    draft.steps.splice(i + by, 0, step);
  });

  /** What the buttons of a step do, as its heading now is: while it is typed they stay as they are. */
  const rename = (node, title) => {
    for (const button of node.querySelectorAll("button[data-does]")) button.setAttribute("aria-label", `${button.dataset.does}: ${title}`);
  };

  const step = (s, i) =>
    el("li", { class: "step" },
      el("p", { class: "number" }, el("b", {}, s.number), " ", el("span", { dir: "auto" }, s.about)),
      el("label", { class: "label", for: `title-${i}` }, w.steptitle),
      el("input", { id: `title-${i}`, maxLength: 200, dir: "auto", value: s.title, readOnly: draft.fixed, "data-focus": `title-${s.from}`, oninput: (e) => { change(() => { s.title = e.target.value; }, false); rename(e.target.closest("li"), s.title); } }),
      el("label", { class: "label", for: `text-${i}` }, w.steptext),
      el("textarea", { id: `text-${i}`, rows: 4, maxLength: 4000, dir: "auto", value: s.text, readOnly: draft.fixed, "data-focus": `text-${s.from}`, oninput: (e) => change(() => { s.text = e.target.value; }, false) }),
      !draft.fixed && el("div", { class: "foot" },
        el("button", { type: "button", class: "link", "data-focus": `up-${s.from}`, "data-does": w.up, "aria-label": `${w.up}: ${s.title}`, disabled: i === 0, onclick: () => move(i, -1) }, w.up),
        el("button", { type: "button", class: "link", "data-focus": `down-${s.from}`, "data-does": w.down, "aria-label": `${w.down}: ${s.title}`, disabled: i === draft.steps.length - 1, onclick: () => move(i, 1) }, w.down),
        el("button", { type: "button", class: "link", "data-focus": `delete-${s.from}`, "data-does": w.deletestep, "aria-label": `${w.deletestep}: ${s.title}`, onclick: () => change(() => draft.steps.splice(i, 1)) }, w.deletestep)));

  const save = () => act("save_story", { id: draft.id, revision: draft.revision, story: {
    title: draft.title, summary: draft.summary, language: draft.language, steps: draft.steps.map(({ from, title, text }) => ({ from, title, text })) } });

  const editor = () =>
    el("section", { class: "editor", "aria-label": draft.title },
      el("div", { class: "head" }, el("h2", { dir: "auto" }, chosen.title),
        el("div", { class: "foot" },
          !draft.fixed && el("button", { type: "button", class: "primary", "data-when": "changed", "data-focus": "save", disabled: !state.changed, onclick: save }, w.save),
          !draft.fixed && el("button", { type: "button", class: "quiet", "data-when": "changed", "data-focus": "discard", disabled: !state.changed, onclick: () => { state.version = null; parentElement.again(); } }, w.discard),
          !data.readonly && draft.fixed && el("button", { type: "button", class: "quiet", "data-focus": "copy", onclick: () => act("import_story", { content: chosen.json }) }, w.copy),
          el("button", { type: "button", class: "quiet", "data-focus": "export", onclick: () => saveFile(chosen.json, "application/json", chosen.file) }, w.export),
          !draft.fixed && el("button", { type: "button", class: "quiet", "data-focus": "delete", onclick: () => {
            if (state.sure) act("delete_story", { id: draft.id, revision: draft.revision });
            else { state.sure = true; paint(); }
          } }, state.sure ? w.sure : w.delete))),
      !draft.fixed && [
        el("label", { class: "label", for: "story-title" }, w.storytitle),
        el("input", { id: "story-title", maxLength: 200, dir: "auto", value: draft.title, "data-focus": "story-title", oninput: (e) => change(() => { draft.title = e.target.value; }, false) }),
        el("label", { class: "label", for: "story-summary" }, w.storysummary),
        el("textarea", { id: "story-summary", rows: 2, maxLength: 4000, dir: "auto", value: draft.summary, "data-focus": "story-summary", oninput: (e) => change(() => { draft.summary = e.target.value; }, false) }),
        el("label", { class: "label", for: "story-language" }, w.storylanguage),
        el("select", { id: "story-language", "data-focus": "story-language", onchange: (e) => change(() => { draft.language = e.target.value; }, false) },
          data.languages.map((l) => el("option", { value: l.value, lang: l.value, selected: l.value === draft.language }, l.label))),
      ],
      draft.steps.length === 0 && el("p", { class: "empty" }, w.nosteps),
      el("ol", { class: "steps" }, draft.steps.map(step)));

  const build = () => el("div", { class: "stories" }, list(), draft && editor());
  parentElement.again = () => {
    Object.assign(state, { version, draft: structuredClone(chosen), changed: false, sure: false });
    paint();
  };
  paint();
}
