// Streamlit runs this text as a module of its own; it only finds out where the app is served and hands over.
const servedFrom = (basePath) => {
  const script = document.querySelector('script[type="module"][src*="static/js/"]');
  const roots = [];
  if (script) roots.push(script.src.slice(0, script.src.lastIndexOf("static/js/")));
  roots.push(new URL(basePath ? `/${basePath}/` : "/", location.href).href, new URL("./", location.href).href);
  return [...new Set(roots)];
};

/** All modules by name, which `component.py` fills in. */
const MODULES = [];

/** Asks at once for what the modules would ask for one after the other. */
const askAhead = ({ entry, deck, style }, root) => {
  const ask = (address, rel, as) => {
    const { href } = new URL(address, root);
    if ([...document.head.querySelectorAll("link")].some((link) => link.href === href)) return;
    document.head.append(Object.assign(document.createElement("link"), { rel, as, href }));
  };
  const folder = entry.slice(0, entry.lastIndexOf("/") + 1);
  for (const name of MODULES) ask(folder + name, "modulepreload", "script");
  ask(deck, "preload", "script");
  ask(style, "preload", "style");
};

/** What stands before the body of a message of bytes, and the body itself; see `payload.py`. */
const opened = (data) => {
  if (!ArrayBuffer.isView(data) && !(data instanceof ArrayBuffer)) return { data };
  const bytes = data instanceof ArrayBuffer ? new Uint8Array(data) : new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const end = 4 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  return { data: JSON.parse(new TextDecoder().decode(bytes.subarray(4, end))), body: bytes.subarray(end) };
};

export default async function (component) {
  const { parentElement, setStateValue } = component;
  const { data, body } = opened(component.data);
  let failure;
  for (const root of servedFrom(data.base)) {
    askAhead(data.assets, root);
    let entry;
    try {
      entry = await import(new URL(data.assets.entry, root).href);
    } catch (error) {
      failure = error;
      continue;
    }
    return entry.default({ parentElement, setStateValue, data, body }, root);
  }
  if (data.kind === "view") {
    const note = document.createElement("p");
    note.textContent = "The map can't be shown: its scripts were not found. Start the app with `streamlit run app.py`.";
    parentElement.replaceChildren(note);
  }
  console.error(failure);
}
