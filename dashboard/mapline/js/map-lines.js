// Borders, coasts and outlines on the flat map, stroked on a canvas: a graphics card draws each piece of a line as a shape
// of its own, which takes hundreds of times as long where it is emulated.

const WORLD = 512;
const paths = new WeakMap();

const worldX = (lon) => ((lon + 180) / 360) * WORLD;
const worldY = (lat) => {
  const f = (Math.max(-85.06, Math.min(85.06, lat)) * Math.PI) / 180;
  return WORLD / 2 - (WORLD * Math.log(Math.tan(Math.PI / 4 + f / 2))) / (2 * Math.PI);
};

const linesOf = ({ type, coordinates }) =>
  ({ LineString: () => [coordinates], MultiLineString: () => coordinates, Polygon: () => coordinates, MultiPolygon: () => coordinates.flat() }[type]?.() ?? []);

/** A feature's outline in the plane of the flat map, 512 units wide, with the box around it; made once. */
const pathOf = (feature) => {
  let found = paths.get(feature.geometry);
  if (!found) {
    found = { path: new Path2D(), west: Infinity, north: Infinity, east: -Infinity, south: -Infinity };
    for (const line of linesOf(feature.geometry)) {
      line.forEach(([lon, lat], i) => {
        const [x, y] = [worldX(lon), worldY(lat)];
        if (i) found.path.lineTo(x, y);
        else found.path.moveTo(x, y);
        found.west = Math.min(found.west, x);
        found.east = Math.max(found.east, x);
        found.north = Math.min(found.north, y);
        found.south = Math.max(found.south, y);
      });
    }
    paths.set(feature.geometry, found);
  }
  return found;
};

/**
 * Strokes the outlines of features.
 *
 * @param {CanvasRenderingContext2D} ctx in pixels of the page
 * @param {object[]} features GeoJSON, longitude before latitude
 * @param {object} projector the flat map's
 * @param {{colour: string|function, width: number}} style colour of all or of each feature; width in pixels
 */
export const strokeFeatures = (ctx, features, { camera, width, height }, { colour, width: pixels }) => {
  const scale = 2 ** camera.zoom;
  const [cx, cy] = [worldX(camera.longitude), worldY(camera.latitude)];
  const [wide, tall] = [width / 2 / scale, height / 2 / scale];
  ctx.save();
  ctx.transform(scale, 0, 0, scale, width / 2 - cx * scale, height / 2 - cy * scale);
  ctx.lineWidth = pixels / scale;
  ctx.lineJoin = "round";
  for (const feature of features) {
    const { path, west, east, north, south } = pathOf(feature);
    if (east < cx - wide || west > cx + wide || south < cy - tall || north > cy + tall) continue;
    ctx.strokeStyle = typeof colour === "function" ? colour(feature) : colour;
    ctx.stroke(path);
  }
  ctx.restore();
};
