// Draws what the events are on the map: bubbles that count, single events by their status, areas, ways, a fan.

import { colourOf } from "./timeline-paint.js";
import { drawGlyph } from "./glyphs.js";
import { UNSURE } from "./columns.js";
import { fade } from "./theme.js";

const TAU = Math.PI * 2;

export const bubbleRadius = (count) => Math.min(27, 10 + 2.3 * Math.log2(count));

/** A ring in the colours of what it holds, with the number inside. */
export const paintBubble = (ctx, { x, y, r, count, shares }, pen) => {
  const { theme } = pen;
  ctx.beginPath();
  ctx.arc(x, y, r + 1.5, 0, TAU);
  ctx.fillStyle = fade(theme.paper, 0.92);
  ctx.fill();
  paintRing(ctx, x, y, r, shares, theme);
  paintNumber(ctx, x, y, r, count, pen);
};

const paintRing = (ctx, x, y, r, shares, theme) => {
  const sum = shares.reduce((a, b) => a + b, 0);
  let angle = -Math.PI / 2;
  ctx.lineWidth = 4;
  shares.forEach((share, group) => {
    if (share === 0) return;
    const next = angle + (share / sum) * TAU;
    ctx.beginPath();
    ctx.arc(x, y, r - 2, angle, next);
    ctx.strokeStyle = theme.groups[group];
    ctx.stroke();
    angle = next;
  });
};

/** Reading a font costs more than writing with it, so `pen`, one for each picture, remembers which one is set. */
const paintNumber = (ctx, x, y, r, count, pen) => {
  const text = pen.words.short(count);
  const size = text.length > 3 ? 11 : r > 18 ? 13.5 : 12;
  ctx.fillStyle = pen.theme.ink;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  if (pen.size !== size) ctx.font = `600 ${size}px ${pen.theme.font}`;
  pen.size = size;
  ctx.fillText(text, x, y + 0.5);
};

/** An area's mark: a rounded square, so that nobody takes it for a point. */
export const paintAreaMark = (ctx, { x, y, r, count, shares, event }, pen) => {
  const { theme, events } = pen;
  const main = shares.indexOf(Math.max(...shares));
  ctx.beginPath();
  ctx.roundRect(x - r, y - r, 2 * r, 2 * r, 5);
  ctx.fillStyle = fade(theme.paper, 0.94);
  ctx.fill();
  ctx.setLineDash([3, 2.5]);
  ctx.lineWidth = 1.6;
  ctx.strokeStyle = theme.groups[main];
  ctx.stroke();
  ctx.setLineDash([]);
  if (count === 1 && event !== null) paintEvent(ctx, { x, y, event }, { theme, events }, 5);
  else paintNumber(ctx, x, y, r, count, pen);
};

export const paintEvent = (ctx, { x, y, event }, { theme, events }, r = 6.5) => {
  drawGlyph(ctx, events.values.status[events.status[event]], x, y, r, {
    colour: colourOf(events, event, theme), paper: theme.paper, unsure: (events.flags[event] & UNSURE) !== 0,
  });
};

export const paintHalo = (ctx, { x, y, r, kind }, theme, strong) => {
  ctx.strokeStyle = theme.ink;
  ctx.lineWidth = strong ? 2.4 : 1.6;
  ctx.beginPath();
  if (kind === "area") ctx.roundRect(x - r - 4, y - r - 4, 2 * r + 8, 2 * r + 8, 8);
  else ctx.arc(x, y, r + 4, 0, TAU);
  ctx.stroke();
};

/** The outline of an area that has no borders here: its extent. */
export const paintExtent = (ctx, corners, colour) => {
  if (corners.some((corner) => corner === null)) return;
  ctx.beginPath();
  corners.forEach(([x, y], i) => (i ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
  ctx.closePath();
  ctx.fillStyle = fade(colour, 0.08);
  ctx.fill();
  ctx.setLineDash([4, 4]);
  ctx.lineWidth = 1.2;
  ctx.strokeStyle = fade(colour, 0.7);
  ctx.stroke();
  ctx.setLineDash([]);
};

export const paintRadius = (ctx, x, y, r, colour) => {
  ctx.beginPath();
  ctx.arc(x, y, r, 0, TAU);
  ctx.fillStyle = fade(colour, 0.1);
  ctx.fill();
  ctx.setLineDash([4, 4]);
  ctx.lineWidth = 1.2;
  ctx.strokeStyle = fade(colour, 0.8);
  ctx.stroke();
  ctx.setLineDash([]);
};

/**
 * A way from one place to another: pale where it begins, an arrow where it ends, dashed unless it happened. Gives the
 * point in the middle of it, null where it is too short to be drawn.
 */
export const paintWay = (ctx, from, to, { colour, dashed, strong, theme, width = strong ? 3 : 1.8, side = from[0] <= to[0] ? -1 : 1 }) => {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(dx, dy);
  if (length < 14) return null;
  const bend = Math.min(70, length * 0.2) * side;
  const middle = [(from[0] + to[0]) / 2 - (dy / length) * -bend * -1, (from[1] + to[1]) / 2 + (dx / length) * bend];
  const angle = Math.atan2(to[1] - middle[1], to[0] - middle[0]);
  const end = [to[0] - 10 * Math.cos(angle), to[1] - 10 * Math.sin(angle)];
  const gradient = ctx.createLinearGradient(from[0], from[1], to[0], to[1]);
  gradient.addColorStop(0, fade(colour, 0.25));
  gradient.addColorStop(1, fade(colour, 0.95));
  const path = () => {
    ctx.beginPath();
    ctx.moveTo(...from);
    ctx.quadraticCurveTo(...middle, ...end);
    ctx.stroke();
  };
  ctx.lineCap = "round";
  ctx.strokeStyle = fade(theme.paper, 0.7);
  ctx.lineWidth = width + 2.4;
  path();
  if (dashed) ctx.setLineDash([5, 5]);
  ctx.strokeStyle = gradient;
  ctx.lineWidth = width;
  path();
  ctx.setLineDash([]);
  ctx.fillStyle = colour;
  ctx.beginPath();
  ctx.moveTo(end[0] + 6 * Math.cos(angle), end[1] + 6 * Math.sin(angle));
  for (const side of [-1, 1]) ctx.lineTo(end[0] - 5 * Math.cos(angle) + side * 4.5 * Math.sin(angle), end[1] - 5 * Math.sin(angle) - side * 4.5 * Math.cos(angle));
  ctx.closePath();
  ctx.fill();
  return [(from[0] + 2 * middle[0] + end[0]) / 4, (from[1] + 2 * middle[1] + end[1]) / 4];
};

/** Where the leaves of a fan stand around their place: a circle for few, a spiral for many. */
export const fanOut = (count) => {
  if (count <= 9) {
    const r = Math.max(34, count * 6.6);
    return Array.from({ length: count }, (_, i) => [r * Math.cos((i * TAU) / count - Math.PI / 2), r * Math.sin((i * TAU) / count - Math.PI / 2)]);
  }
  let angle = 0;
  return Array.from({ length: count }, (_, i) => {
    const r = 30 + i * 2.6;
    angle += 19 / r + 0.0004 * i;
    return [r * Math.cos(angle), r * Math.sin(angle)];
  });
};
