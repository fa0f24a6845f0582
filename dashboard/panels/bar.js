// The bar at the head: name, screens, how many of how many, language, share.

export default function ({ data, parentElement, setTriggerValue }) {
  const w = data.words;
  const go = (part, value) => setTriggerValue("set", { part, value });

  const copied = el("span", { class: "copied", role: "status", "aria-live": "polite" });
  const share = async () => {
    // The hosted page may be a frame inside another; its own path is the one that opens the view.
    const link = location.href.replace("/~/+/", "/");
    if (await copyText(link)) {
      copied.replaceChildren(w.copied);
    } else {
      const field = el("input", { readOnly: true, value: link, "aria-label": w.share, onfocus: (e) => e.target.select() });
      copied.replaceChildren(w["copy.failed"], " ", field);
      field.focus();
    }
    setTimeout(() => copied.replaceChildren(), 6000);
  };

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
        copied,
        el("button", { type: "button", class: "quiet", "data-focus": "ui", lang: data.other.value, title: w["language.help"],
          onclick: () => go("interface", data.other.value) }, w.language),
        el("button", { type: "button", class: "primary", "data-focus": "share", title: w["share.help"], onclick: share }, w.share))));
}
