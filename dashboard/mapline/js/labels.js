// Names of countries and regions, drawn by the browser's own text engine so that Arabic joins its letters.

/** Steps of zoom after which a country that is named is large on the screen, and how many pixels its name may step aside. */
const LARGE = 1.5;
const ASIDE = 28;

/**
 * Writes names where they find room, larger countries first.
 * @param {Array<{name: string, lon: number, lat: number, rank: number, kind: string, from: number}>} names
 * @param {Array<{x: number, y: number, r: number}>} taken what must stay free
 */
export const paintLabels = (ctx, { names, projector, theme, taken }) => {
  const { zoom } = projector.camera;
  const boxes = taken.map(({ x, y, r }) => [x - r - 2, y - r - 2, x + r + 2, y + r + 2]);
  let written = 0;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  for (const { name, lon, lat, kind, from } of names) {
    if (zoom < from) continue;
    const at = projector.at(lon, lat);
    if (!at || at[0] < -40 || at[1] < -10 || at[0] > projector.width + 40 || at[1] > projector.height + 10) continue;
    const size = kind === "country" ? Math.min(15, 10.5 + Math.max(0, zoom - from) * 0.8) : 10.5;
    ctx.font = `${kind === "country" ? 600 : 400} ${size}px ${theme.font}`;
    const half = ctx.measureText(name).width / 2 + 3;
    const boxAt = (y) => [at[0] - half, y - size * 0.7, at[0] + half, y + size * 0.7];
    const isFree = (box) => !boxes.some((b) => b[0] < box[2] && b[2] > box[0] && b[1] < box[3] && b[3] > box[1]);
    // what is large on the screen has room for its name beside the signs that stand in its middle
    const y = (zoom >= from + LARGE ? [0, -ASIDE, ASIDE] : [0]).map((by) => at[1] + by).find((y_) => isFree(boxAt(y_)));
    if (y === undefined) continue;
    boxes.push(boxAt(y));
    ctx.lineWidth = 3;
    ctx.strokeStyle = theme.land;
    ctx.strokeText(name, at[0], y);
    ctx.fillStyle = theme.label;
    ctx.fillText(name, at[0], y);
    written += 1;
    if (written > 90) return;
  }
};
