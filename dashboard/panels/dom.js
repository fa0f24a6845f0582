// What every panel is built with. Text enters the page through textContent only.

/** Make an element. `props` are properties, `on…` listeners, `data-…`/`aria-…`/`role` attributes. */
function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "class") node.className = value;
    else if (name === "style") for (const [k, v] of Object.entries(value)) node.style.setProperty(k, v);
    else if (name.includes("-") || ["role", "for", "dir", "lang", "scope", "colspan"].includes(name)) {
      node.setAttribute(name, value === true ? "" : value);
    } else node[name] = value;
  }
  node.append(...children.flat().filter((c) => c !== null && c !== undefined && c !== false));
  return node;
}

/** Only http and https addresses become links. */
function safeHref(url) {
  try {
    const parsed = new URL(url);
    return ["http:", "https:"].includes(parsed.protocol) ? parsed.href : null;
  } catch {
    return null;
  }
}

/** Make a panel's root. While a button in it is held down, what is to be drawn waits: a click needs the same button twice. */
function makeRoot(parent) {
  const release = () => setTimeout(() => {
    parent.isHeld = false;
    parent.drawLater?.();
  });
  const hold = ({ target }) => {
    if (!target.closest("button, a, summary")) return;
    parent.isHeld = true;
    for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, release, { once: true });
  };
  return parent.appendChild(el("div", { class: "panel", onpointerdown: hold }));
}

/** Draw a panel anew, with its direction; the focus comes back to the element of the same `data-focus`. */
function repaint(parent, data, build) {
  const root = parent.querySelector(".panel") ?? makeRoot(parent);
  parent.drawLater = parent.isHeld ? () => repaint(parent, data, build) : null;
  if (parent.isHeld) return root;
  const active = parent.activeElement ?? document.activeElement;
  const focused = root.contains(active) ? active.dataset?.focus : undefined;
  const hasCaret = focused && ["text", "search"].includes(active.type);
  const caret = hasCaret ? [active.selectionStart, active.selectionEnd] : null;
  const scrolled = root.scrollTop;
  root.dir = data.direction;
  root.lang = data.language;
  root.replaceChildren(...[build()].flat().filter(Boolean));
  root.scrollTop = scrolled;
  if (focused) {
    const again = root.querySelector(`[data-focus="${CSS.escape(focused)}"]`);
    again?.focus({ preventScroll: true });
    if (caret && again) again.setSelectionRange(...caret);
  }
  return root;
}

/** Copy text; false where the browser does not let us. */
async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.body.appendChild(el("textarea", { value: text, style: { position: "fixed", opacity: "0" } }));
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}

/** Write a count in the plural form of a language, with its digits. */
function counted(forms, number, data) {
  const form = typeof forms === "string" ? forms : (forms[new Intl.PluralRules(data.language).select(number)] ?? forms.other);
  return form.replace("{n}", String(number).replace(/\d/g, (d) => data.digits[d] ?? d));
}

/** Offer a text as a file. */
function saveFile(text, type, name) {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = el("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 20_000);
}
