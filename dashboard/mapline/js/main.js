// What Streamlit calls whenever something that the component was given changed.

import { warmBasemap } from "./basemap.js";
import { provide, wanted } from "./parcels.js";
import { View } from "./view.js";

const views = new WeakMap();
let deckReady = null;

/** Loads deck.gl out of the installed pydeck, once for the page. */
const loadDeck = (address) => {
  deckReady ??= new Promise((resolve, reject) => {
    if (globalThis.deck?.Deck) {
      resolve();
      return;
    }
    const script = document.createElement("script");
    script.src = address;
    script.onload = resolve;
    script.onerror = () => reject(new Error("deck.gl could not be loaded"));
    document.head.append(script);
  });
  return deckReady;
};

export default function start(component, root) {
  const { data, body, parentElement } = component;
  const at = (address) => new URL(address, root).href;
  if (data.kind === "parcel") {
    loadDeck(at(data.assets.deck)).catch(() => {});
    warmBasemap(at(data.assets.basemap));
    if (!provide(data, body)) component.setStateValue("have", null);
    else if (data.confirm) component.setStateValue("have", data.id);
    return undefined;
  }
  let view = views.get(parentElement);
  if (!view) {
    view = new View(parentElement, { style: at(data.assets.style), basemap: at(data.assets.basemap) });
    views.set(parentElement, view);
  }
  view.setStateValue = component.setStateValue;
  const turn = view.nextTurn();
  show(view, data, turn, at(data.assets.deck)).catch((error) => view.fail(error));
  return () => {
    if (!view.isLast(turn)) return;
    views.delete(parentElement);
    view.destroy();
  };
}

const show = async (view, config, turn, deckAddress) => {
  const [records, words] = await Promise.all([wanted(config.records), wanted(config.words), loadDeck(deckAddress), view.styled]);
  if (view.isLast(turn) && !view.gone) view.update(config, records, words);
};
