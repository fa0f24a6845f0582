// Where the map looks, and the way from there to the screen and back.

export const DEEPEST_ZOOM = 13;

export const bounded = (camera, globe) => ({
  longitude: ((((camera.longitude + 180) % 360) + 360) % 360) - 180,
  latitude: Math.max(-85, Math.min(85, camera.latitude)),
  zoom: Math.max(globe ? 0 : -1, Math.min(DEEPEST_ZOOM, camera.zoom)),
});

/** Projects places to pixels; `null` for the far side of a globe. */
export class Projector {
  constructor(camera, width, height, globe) {
    const { WebMercatorViewport, _GlobeViewport } = globalThis.deck;
    const Viewport = globe ? _GlobeViewport : WebMercatorViewport;
    Object.assign(this, { camera, width, height, globe });
    this.viewport = new Viewport({ ...camera, width: Math.max(1, width), height: Math.max(1, height) });
    this.towards = globe ? unit(camera.longitude, camera.latitude) : null;
  }

  at(lon, lat) {
    if (this.towards) {
      const [x, y, z] = unit(lon, lat);
      const [a, b, c] = this.towards;
      if (x * a + y * b + z * c < 0.12) return null;
    }
    const [x, y] = this.viewport.project([lon, lat]);
    return [x, y];
  }

  from(x, y) {
    const [lon, lat] = this.viewport.unproject([x, y]);
    return [lon, lat];
  }

  /** West, south, east, north of what is in sight. */
  bounds() {
    if (this.globe) return [-180, -90, 180, 90];
    const [west, north] = this.from(0, 0);
    const [east, south] = this.from(this.width, this.height);
    if (east - west >= 360) return [-180, clampLat(south), 180, clampLat(north)];
    return [wrap(west), clampLat(south), wrap(east), clampLat(north)];
  }

  kilometresPerPixel() {
    return (40_075 * Math.cos((this.camera.latitude * Math.PI) / 180)) / (512 * 2 ** this.camera.zoom);
  }
}

const clampLat = (lat) => Math.max(-90, Math.min(90, lat));
const wrap = (lon) => ((((lon + 180) % 360) + 360) % 360) - 180;
const unit = (lon, lat) => {
  const [l, f] = [(lon * Math.PI) / 180, (lat * Math.PI) / 180];
  return [Math.cos(f) * Math.cos(l), Math.cos(f) * Math.sin(l), Math.sin(f)];
};

/** The camera that shows all these points, `[lon, lat]`, with pixels of room left, right, above and below. */
export const fitTo = (points, width, height, { left = 48, right = 48, top = 40, bottom = 40 } = {}) => {
  if (points.length === 0) return { longitude: 20, latitude: 25, zoom: Math.log2(Math.max(200, width) / 512) };
  const ys = points.map(([, lat]) => mercatorY(lat));
  const [west, east] = narrowest(points.map(([lon]) => lon));
  const [north, south] = [Math.max(...ys), Math.min(...ys)];
  const spanX = Math.max(1e-9, (east - west) / 360);
  const spanY = Math.max(1e-9, north - south);
  const [wide, tall] = [Math.max(60, width - left - right), Math.max(60, height - top - bottom)];
  const zoom = Math.max(-1, Math.min(7, Math.log2(Math.min(wide / 512 / spanX, tall / 512 / spanY))));
  const size = 512 * 2 ** zoom;
  const y = (north + south) / 2 + (bottom - top) / -2 / size;
  return {
    longitude: (((((west + east) / 2 - ((left - right) / 2 / size) * 360) % 360) + 540) % 360) - 180,
    latitude: (Math.atan(Math.sinh(y * 2 * Math.PI)) * 180) / Math.PI,
    zoom,
  };
};

const mercatorY = (lat) => {
  const f = (Math.max(-84, Math.min(84, lat)) * Math.PI) / 180;
  return Math.log(Math.tan(Math.PI / 4 + f / 2)) / (2 * Math.PI);
};

/** The shortest span that holds all longitudes; east may exceed 180 where it crosses the antimeridian. */
const narrowest = (lons) => {
  const sorted = [...lons].sort((a, b) => a - b);
  let gap = sorted[0] + 360 - sorted[sorted.length - 1];
  let at = 0;
  for (let i = 1; i < sorted.length; i += 1) {
    if (sorted[i] - sorted[i - 1] > gap) {
      gap = sorted[i] - sorted[i - 1];
      at = i;
    }
  }
  return at === 0 ? [sorted[0], sorted[sorted.length - 1]] : [sorted[at], sorted[at - 1] + 360];
};
