// Land, borders and names, fetched from the app's own server in the detail that the zoom asks for.

import { rgb } from "./theme.js";

const DETAILS = { countries: { low: -9, medium: 2.6, high: 6 }, borders: { low: -9, medium: 2.6, high: 6 }, "division-borders": { medium: 3.4, high: 6.5 } };
const RANK_FROM = [0, 0, 0.2, 1.5, 2.3, 3, 3.6, 4.4];
const DIVISION_NAMES_FROM = 4.6;

const arriving = new Map();
const kept = new Map();

/** Gives a file that the page carries itself: it is read by `load` instead of fetched. */
export const keepFile = (address, load) => kept.set(address, load);

/** Fetches a file once for the page. */
const fetchOnce = (address) => {
  if (!arriving.has(address)) {
    arriving.set(address, kept.has(address) ? kept.get(address)() : fetch(address).then((answer) => {
      if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
      return answer.json();
    }));
  }
  return arriving.get(address);
};

/** Asks for what every map begins with, before anything else is ready. */
export const warmBasemap = (folder) => {
  for (const name of ["countries-low", "borders-low"]) fetchOnce(`${folder}${name}.json`).catch(() => {});
};

export class Basemap {
  /**
   * @param {string} folder address of the basemap's files
   * @param {object} description layers as pydeck describes them
   * @param {{url: string, credit: string}|null} tiles an online basemap in place of these layers
   * @param {() => void} onArrival called when something more can be drawn
   */
  constructor(folder, description, tiles, onArrival) {
    Object.assign(this, { folder, description, tiles, onArrival });
    this.files = new Map();
    this.names = [];
  }

  /** A file that has arrived, or null; asks for it the first time. */
  file(name) {
    if (!this.files.has(name)) {
      this.files.set(name, null);
      fetchOnce(`${this.folder}${name}.json`)
        .then((content) => {
          content.features = content.features.filter(({ geometry }) => geometry.coordinates.length > 0);
          this.files.set(name, content);
          this.onArrival(name);
        })
        .catch((error) => console.warn("Dateline: no basemap", error));
    }
    return this.files.get(name);
  }

  /** The best detail of an asset that is here, for a zoom; the wanted one is asked for. */
  at(asset, zoom) {
    const details = Object.entries(DETAILS[asset]).filter(([, from]) => zoom >= from).map(([detail]) => detail);
    if (details.length === 0) return null;
    const wanted = this.file(`${asset}-${details[details.length - 1]}`);
    if (wanted) return wanted;
    for (const detail of details.reverse()) {
      const here = this.files.get(`${asset}-${detail}`);
      if (here) return here;
    }
    return details.length > 1 ? this.file(`${asset}-${details[details.length - 1]}`) : null;
  }

  /** What the description says of a zoom: each layer with its features, as far as they are here. */
  described(zoom) {
    if (this.tiles) return [];
    return this.description.layers
      .map((layer) => ({ layer, data: this.at(layer.data.replace("basemap:", ""), zoom) }))
      .filter(({ data }) => data);
  }

  /** deck.gl's layers under the events; `lines`: with the borders, else the land alone. */
  layers(zoom, theme, lines) {
    if (this.tiles) return [this.tileLayer()];
    const { JSONConverter, JSONConfiguration } = globalThis.deck;
    this.converter ??= new JSONConverter({ configuration: new JSONConfiguration({ classes: globalThis.deck }) });
    const described = this.described(zoom).filter(({ layer }) => lines || !isLines(layer));
    const json = described.map(({ layer }) => {
      const coloured = Object.entries(layer).map(([name, value]) => [name, typeof value === "string" && value.startsWith("theme:") ? rgb(theme[value.slice(6)]) : value]);
      return { ...Object.fromEntries(coloured), data: [] };
    });
    const built = this.converter.convert({ layers: json }).layers;
    return built.map((layer, i) => layer.clone({ data: described[i].data, updateTriggers: { getFillColor: theme.land, getLineColor: theme.border } }));
  }

  /** The borders to stroke, the faintest first: features, colour, width in pixels. */
  lines(zoom, theme) {
    return this.described(zoom).filter(({ layer }) => isLines(layer)).map(({ layer, data }) =>
      ({ features: data.features, colour: theme[layer.getLineColor.replace("theme:", "")], width: layer.getLineWidth }));
  }

  /** Pictures from a tile server, where the server's settings name one. */
  tileLayer() {
    const { TileLayer, BitmapLayer } = globalThis.deck;
    this.tiled ??= new TileLayer({
      id: "tiles", data: this.tiles.url, minZoom: 0, maxZoom: 19, tileSize: 256,
      renderSubLayers: (props) => {
        const { west, south, east, north } = props.tile.bbox;
        return props.data && new BitmapLayer({ ...props, data: null, image: props.data, bounds: [west, south, east, north] });
      },
      onTileError: (error) => console.warn("Dateline: a tile of the basemap did not arrive", error?.message),
    });
    return this.tiled;
  }

  /** Names to write, the largest countries first. */
  labels(language, zoom) {
    const code = ["en", "ar", "fr", "es", "ru", "uk", "ko", "zh"].includes(language) ? language : "en";
    const countries = this.file(`labels-${code}`);
    const divisions = zoom >= DIVISION_NAMES_FROM ? this.file(`division-labels-${code}`) : null;
    if (this.names.from !== countries || this.names.and !== divisions) {
      this.names = [
        ...(countries?.features ?? []).map((f) => label(f, "country", RANK_FROM[Math.min(7, f.properties.rank)])),
        ...(divisions?.features ?? []).map((f) => label(f, "division", DIVISION_NAMES_FROM)),
      ].sort((a, b) => a.from - b.from);
      this.names.from = countries;
      this.names.and = divisions;
    }
    return this.names;
  }

  /** Where each country is written, by its code. */
  homes(language) {
    this.labels(language, 0);
    const countries = this.names.from?.features ?? [];
    if (this.homesOf !== this.names.from) {
      this.homesOf = this.names.from;
      this.homeByCode = new Map(countries.map((f) => [f.properties.code, f.geometry.coordinates]));
    }
    return this.homeByCode ?? new Map();
  }

  /** The polygon of a country or a first-level division, or null. */
  area({ country, admin1, precision }, zoom) {
    if (precision === "country") return this.feature(this.at("countries", zoom), "code", country);
    if (precision === "admin1" && admin1) return this.feature(this.file("divisions-medium"), "id", admin1);
    return null;
  }

  feature(collection, property, value) {
    if (!collection || !value) return null;
    if (!collection.index) {
      Object.defineProperty(collection, "index", { value: new Map(collection.features.map((f) => [f.properties[property], f])) });
    }
    return collection.index.get(value) ?? null;
  }
}

const isLines = (layer) => layer.getLineColor !== undefined;
const label = ({ properties, geometry }, kind, from) => ({ name: properties.name, lon: geometry.coordinates[0], lat: geometry.coordinates[1], kind, from });
