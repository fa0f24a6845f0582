// The bar at the head: name, screens, how many of how many, language, adding to a story, sharing.

/** The hosted page may be a frame inside another; its own path is the one that opens the view. */
function linkOf(data) {
  const at = new URL(location.href.replace("/~/+/", "/"));
  for (const name of ["embed", "embed_options"]) at.searchParams.delete(name);
  if (data.short && at.search.length > 1) at.search = `?link=${data.short}`;
  const moved = /map=([-\d.]+),([-\d.]+),([\d.]+)/.exec(at.hash);
  at.hash = "";
  // A map that was only moved is in the fragment, which servers never see.
  if (moved && !data.told) at.searchParams.set("cam", moved.slice(1).map(Number).join(","));
  return at.href;
}

function embedOf(link, title) {
  const at = new URL(link);
  at.searchParams.set("embed", "true");
  const frame = document.createElement("iframe");
  frame.src = at.href;
  frame.title = title;
  frame.width = "100%";
  frame.height = "480";
  frame.loading = "lazy";
  frame.style.border = "0";
  frame.setAttribute("allow", "clipboard-write; fullscreen");
  return frame.outerHTML;
}

/** A dialog that stays while the bar is painted anew; gives the element to fill. */
function openDialog(parent, data, name, title) {
  const layer = parent.querySelector(".layer") ?? parent.appendChild(el("div", { class: "panel layer" }));
  layer.dir = data.direction;
  layer.lang = data.language;
  const before = parent.activeElement ?? document.activeElement;
  const body = el("div", { class: "body" });
  const dialog = el("dialog", { class: name, "aria-labelledby": `${name}-title` },
    el("div", { class: "head" }, el("h2", { id: `${name}-title` }, title),
      el("button", { type: "button", class: "quiet", onclick: () => dialog.close() }, data.words.close)),
    body);
  dialog.addEventListener("click", (e) => { if (e.target === dialog) dialog.close(); });
  dialog.addEventListener("close", () => {
    layer.replaceChildren();
    (parent.querySelector(`.bar [data-focus="${before?.dataset?.focus ?? ""}"]`) ?? before)?.focus?.();
  });
  layer.replaceChildren(dialog);
  dialog.showModal();
  return { dialog, body };
}

function shareDialog(parent, current, act) {
  const { dialog, body } = openDialog(parent, current(), "share", current().words["share.title"]);
  const paint = () => {
    const data = current();
    const w = data.words;
    const link = linkOf(data);
    const said = el("p", { class: "said", role: "status", "aria-live": "polite" });
    const copy = async (field, done) => {
      const ok = await copyText(field.value);
      if (!ok) { field.focus(); field.select(); }
      said.replaceChildren(ok ? done : w["copy.failed"]);
    };
    const copied = (label, field, done, name) => [
      el("label", { for: name, class: "label" }, label),
      el("div", { class: "copy" }, field,
        el("button", { type: "button", class: "primary", "data-focus": `copy-${name}`, "aria-label": `${w.copy}: ${label}`, onclick: () => copy(field, done) }, w.copy)),
    ];
    const url = el("input", { id: "link", readOnly: true, value: link, dir: "ltr", onfocus: (e) => e.target.select() });
    const frame = el("textarea", { id: "embed", readOnly: true, rows: 3, dir: "ltr", spellcheck: false, onfocus: (e) => e.target.select() });
    frame.value = embedOf(link, w.name);
    const title = el("input", { id: "picture-title", maxLength: 200, dir: "auto", value: parent.pictureTitle ?? data.describes, oninput: (e) => { parent.pictureTitle = e.target.value; } });
    body.replaceChildren(...[
      said,
      el("section", {}, copied(w["share.link"], url, w.copied, "link"), el("p", { class: "note" }, data.short ? w["share.short"] : w["share.link.help"])),
      el("section", {}, copied(w["share.embed"], frame, w["share.embed.copied"], "embed"), el("p", { class: "note" }, w["share.embed.help"])),
      data.onMap && el("section", {},
        el("label", { for: "picture-title", class: "label" }, w["share.picture"]),
        el("div", { class: "copy" }, title,
          el("button", { type: "button", class: "quiet", "data-focus": "picture",
            onclick: () => document.dispatchEvent(new CustomEvent("dateline:picture", { detail: { title: title.value, link } })) }, w["share.picture.save"])),
        el("p", { class: "note" }, w["share.picture.help"])),
      data.page_.allowed !== undefined && el("section", {},
        el("p", { class: "label" }, w["share.page"]),
        el("p", { class: "note" }, data.page_.says),
        el("button", { type: "button", class: "quiet", "data-focus": "page", disabled: !data.page_.allowed || parent.busy === "page",
          onclick: () => { parent.busy = "page"; paint(); act("page", { title: title.value, link }); } },
          parent.busy === "page" ? [el("span", { class: "busy", "aria-hidden": "true" }), w["share.page.busy"]] : w["share.page.save"])),
    ].filter(Boolean));
    if (data.failed) said.replaceChildren(data.failed);
  };
  paint();
  parent.repaintDialog = paint;
  dialog.addEventListener("close", () => { parent.repaintDialog = null; });
  if (current().short === null && linkOf(current()).length >= current().longest) act("shorten", {});
}

function stepDialog(parent, current, act) {
  const data = current();
  const w = data.words;
  const { dialog, body } = openDialog(parent, data, "step", w["step.add"]);
  const story = el("select", { id: "step-story" },
    data.stories.map((s) => el("option", { value: s.id, selected: s.id === (parent.lastStory ?? data.stories[0]?.id) }, s.title)),
    el("option", { value: "" }, w["step.new"]));
  const name = el("input", { id: "step-newname", maxLength: 200, dir: "auto", placeholder: w["step.newname"], "aria-label": w["step.newname"] });
  const title = el("input", { id: "step-heading", maxLength: 200, dir: "auto", value: data.stepTitle });
  const text = el("textarea", { id: "step-text", rows: 5, maxLength: 4000, dir: "auto" });
  const fresh = () => { name.hidden = story.value !== ""; };
  story.addEventListener("change", fresh);
  fresh();
  body.replaceChildren(
    el("form", { onsubmit: (e) => {
      e.preventDefault();
      parent.lastStory = story.value || undefined;
      const camera = {};
      document.dispatchEvent(new CustomEvent("dateline:camera", { detail: camera }));
      act("add_step", { camera: Object.keys(camera).length ? [camera.lat, camera.lon, camera.zoom].join(",") : "", story: story.value || null, name: name.value, title: title.value, text: text.value });
      dialog.close();
    } },
      el("p", { class: "note" }, w["step.help"]),
      el("label", { for: "step-story", class: "label" }, w["step.story"]), story, name,
      el("label", { for: "step-heading", class: "label" }, w["step.title"]), title,
      el("label", { for: "step-text", class: "label" }, w["step.text"]), text,
      el("div", { class: "foot" }, el("button", { type: "submit", class: "primary" }, w["step.save"]))));
  title.focus();
}

/** The page comes in two parts: the shell, which is the same for everybody, and the records, which only this person sees. */
async function savePage(page) {
  const root = document.querySelector('script[type="module"][src*="static/js/"]')?.src.replace(/static\/js\/.*/, "") ?? new URL("./", location.href).href;
  const shell = await (await fetch(new URL(page.shell, root))).text();
  const records = page.records.replace(/</g, "\\u003c");
  const html = shell.replace(page.slot, () => records).replace("<title></title>", () => el("title", {}, page.title).outerHTML)
    .replace('<html>', `<html lang="${page.language}" dir="${page.direction}">`);
  saveFile(html, "text/html", page.file);
}

export default function ({ data, parentElement, setTriggerValue }) {
  const w = data.words;
  parentElement.current = data;
  const current = () => parentElement.current;
  const go = (part, value) => setTriggerValue("set", { part, value });
  const act = (action, value) => setTriggerValue("do", { action, ...value });

  if (data.made && parentElement.made !== data.made.id) {
    parentElement.made = data.made.id;
    savePage(data.made).catch((error) => console.error("Dateline:", error)).finally(() => { parentElement.busy = null; parentElement.repaintDialog?.(); });
  } else if (data.failed) parentElement.busy = null;
  parentElement.repaintDialog?.();

  repaint(parentElement, data, () =>
    el("header", { class: "bar" },
      el("div", { class: "brand" },
        el("span", { class: "mark", "aria-hidden": "true" }),
        el("h1", {}, w.name),
        el("p", { class: "tagline" }, w.tagline)),
      el("nav", { "aria-label": w.nav },
        data.pages.map((page) =>
          el("button", { type: "button", class: "tab", "data-focus": `page-${page.value}`,
            "aria-current": page.value === data.page ? "page" : null, onclick: () => go("page", page.value) }, page.label))),
      data.shown && el("p", { class: "shown", role: "status", "aria-live": "polite", "data-testid": "shown" }, data.shown),
      el("div", { class: data.shown ? "actions" : "actions alone" },
        el("span", { class: data.failed ? "copied wrong" : "copied", role: "status", "aria-live": "polite" }, data.failed || data.said || ""),
        el("select", { class: "tongue", "data-focus": "ui", "aria-label": w.language, onchange: (e) => go("interface", e.target.value) },
          data.languages.map((l) => el("option", { value: l.value, lang: l.value, selected: l.value === data.language }, l.label))),
        data.canAdd && el("button", { type: "button", class: "quiet", "data-focus": "step", title: w["step.help"], onclick: () => stepDialog(parentElement, current, act) }, w["step.add"]),
        el("button", { type: "button", class: "primary", "data-focus": "share", title: w["share.help"], onclick: () => shareDialog(parentElement, current, act) }, w.share))));
}
