// The one line under an embedded view: what it is, and the way to the whole of it.

export default function ({ data, parentElement }) {
  const at = new URL(location.href.replace("/~/+/", "/"));
  for (const name of ["embed", "embed_options"]) at.searchParams.delete(name);
  repaint(parentElement, data, () =>
    el("footer", { class: "foot embedded" },
      el("b", {}, data.words.name),
      el("a", { href: at.href, target: "_blank", rel: "noopener" }, data.words.open)));
}
