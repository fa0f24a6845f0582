// Draws the timeline on canvases: histogram, axis, lanes.

import { OPEN_END, OPEN_START, UNSURE } from "./columns.js";
import { drawGlyph } from "./glyphs.js";
import { roundTop } from "./histogram.js";
import { STRIP_COLUMN, WHISKER } from "./lanes.js";
import { fade, groupOf } from "./theme.js";

/** Heights in pixels. */
export const HISTOGRAM = 62;
export const AXIS = 38;

const FADE = 26;

/** Bars: all events behind, what passes in front, solid where it lies in the bar for certain, pale where it may. */
export const paintHistogram = (ctx, { scale, bins, counts, theme, height, words, width }) => {
  const top = roundTop(Math.max(1, ...counts.all));
  const room = height - 14;
  const y = (count) => height - (count / top) * room;
  ctx.font = `11px ${theme.font}`;
  ctx.textBaseline = "middle";
  ctx.strokeStyle = theme.line;
  ctx.lineWidth = 1;
  for (const share of top > 1 ? [0.5, 1] : [1]) {
    if (!Number.isInteger(top * share)) continue;
    const at = Math.round(y(top * share)) + 0.5;
    ctx.beginPath();
    ctx.moveTo(0, at);
    ctx.lineTo(width, at);
    ctx.stroke();
  }
  bins.edges.slice(0, -1).forEach((from, bar) => {
    const [x, w] = scale.extent(from, bins.edges[bar + 1] - 1);
    const gap = w > 4 ? 1 : 0;
    const [left, wide] = [x + gap / 2, Math.max(0.7, w - gap)];
    const paint = (from_, to, colour) => {
      if (to <= from_) return;
      ctx.fillStyle = colour;
      ctx.fillRect(left, y(to), wide, Math.max(1, y(from_) - y(to)));
    };
    const passing = counts.certain[bar] + counts.possible[bar];
    paint(passing, counts.all[bar], fade(theme.all, 0.75));
    paint(counts.certain[bar], passing, fade(theme.accent, 0.34));
    paint(0, counts.certain[bar], theme.accent);
  });
  ctx.fillStyle = theme.faint;
  ctx.textAlign = scale.mirrored ? "right" : "left";
  ctx.fillText(words.short(top), scale.mirrored ? width - 3 : 3, y(top) - 7);
};

/** The axis: small marks with their words, and below them the month or year that they belong to. */
export const paintAxis = (ctx, { scale, ticks, theme, width, words, published, now }) => {
  ctx.strokeStyle = theme.line;
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.moveTo(0, 0.5);
  ctx.lineTo(width, 0.5);
  ctx.stroke();
  ctx.direction = words.direction;
  ctx.textBaseline = "middle";
  ctx.font = `11.5px ${theme.font}`;
  ctx.fillStyle = theme.faint;
  const sign = scale.mirrored ? -1 : 1;
  ctx.textAlign = scale.mirrored ? "right" : "left";
  const along = (x) => (scale.mirrored ? width - x : x);
  let free = -Infinity;
  for (const { day, label } of ticks.minor) {
    const x = Math.round(scale.x(day)) + 0.5;
    ctx.beginPath();
    ctx.moveTo(x, 0);
    ctx.lineTo(x, 5);
    ctx.stroke();
    const wide = ctx.measureText(label).width;
    if (along(x) < free || along(x) < -2) continue;
    ctx.fillText(label, x + 4 * sign, 10);
    free = along(x) + wide + 12;
  }
  ctx.font = `600 11.5px ${theme.font}`;
  ctx.fillStyle = theme.ink;
  ticks.major.forEach(({ day, label, beside }, i) => {
    const start = Math.max(0, along(scale.x(day)));
    const next = ticks.major[i + 1] ? along(scale.x(ticks.major[i + 1].day)) : width;
    const shown = next - start > ctx.measureText(beside).width + 10 ? beside : label;
    if (next - start < ctx.measureText(shown).width + 8) return;
    ctx.fillText(shown, along(start) + 4 * sign, 27);
  });
  ctx.textAlign = "center";
  ctx.font = `11px ${theme.font}`;
  for (const day of published) mark(ctx, scale.x(day + 0.5), theme.faint, width);
  if (now !== null) mark(ctx, scale.x(now), theme.groups[3], width);
};

const mark = (ctx, x, colour, width) => {
  if (x < 0 || x > width) return;
  ctx.fillStyle = colour;
  ctx.beginPath();
  ctx.moveTo(x - 4, 0);
  ctx.lineTo(x + 4, 0);
  ctx.lineTo(x, 6);
  ctx.closePath();
  ctx.fill();
};

/** Faint lines down through the lanes where the axis is marked, and for publication days and today. */
export const paintGuides = (ctx, { scale, ticks, theme, width, height, published, now }) => {
  ctx.lineWidth = 1;
  ctx.strokeStyle = fade(theme.line, 0.6);
  for (const { day } of ticks.major.length ? ticks.major : ticks.minor) line(ctx, scale.x(day), width, height);
  ctx.setLineDash([2, 3]);
  ctx.strokeStyle = fade(theme.faint, 0.7);
  for (const day of published) line(ctx, scale.x(day + 0.5), width, height);
  ctx.strokeStyle = theme.groups[3];
  if (now !== null) line(ctx, scale.x(now), width, height);
  ctx.setLineDash([]);
};

const line = (ctx, at, width, height) => {
  if (at < 0 || at > width) return;
  const x = Math.round(at) + 0.5;
  ctx.beginPath();
  ctx.moveTo(x, 0);
  ctx.lineTo(x, height);
  ctx.stroke();
};

/** The lanes that are in sight of the scrolling pane. */
export const paintLanes = (ctx, { events, layout, scale, theme, scrolled, width, height }) => {
  layout.lanes.forEach((lane, i) => {
    const top = lane.top - scrolled;
    if (top > height || top + lane.height < 0) return;
    if (i % 2 === 1) {
      ctx.fillStyle = fade(theme.ink, 0.028);
      ctx.fillRect(0, top, width, lane.height);
    }
    if (lane.asStrip) paintStrip(ctx, { lane, scale, theme, y: top + lane.headroom + 4, h: lane.height - lane.headroom - 9 });
    else for (const mark_ of lane.marks) paintMark(ctx, { events, mark: mark_, y: mark_.y - scrolled, theme, width });
  });
};

export const colourOf = (events, event, theme) => theme.groups[groupOf(events.values.type[events.type[event]])];

const paintMark = (ctx, { events, mark: { event, x, width: w, kind }, y, theme, width }) => {
  const colour = colourOf(events, event, theme);
  const status = events.values.status[events.status[event]];
  const unsure = (events.flags[event] & UNSURE) !== 0;
  const centre = x + w / 2;
  if (kind === "about") whiskers(ctx, centre, y, colour);
  if (kind === "dot" || kind === "about") {
    drawGlyph(ctx, status, centre, y, 4.6, { colour, paper: theme.paper, unsure });
    return;
  }
  const openStart = events.start[event] === OPEN_START;
  const openEnd = events.end[event] === OPEN_END;
  const [left, right] = [Math.max(-40, x), Math.min(width + 40, x + w)];
  const solid = kind === "bar";
  const h = solid ? 8 : 7;
  ctx.fillStyle = shade(ctx, { left, right, openStart, openEnd, colour, alpha: solid ? 0.55 : 0.24, mirrored: theme.mirrored });
  ctx.beginPath();
  ctx.roundRect(left, y - h / 2, Math.max(3, right - left), h, solid ? 4 : 2);
  ctx.fill();
  if (!solid) bracket(ctx, left, right, y, h, colour, unsure);
  const inSight = Math.max(6, Math.min(width - 6, solid ? (theme.mirrored ? right - 5 : left + 5) : (left + right) / 2));
  const at = openStart ? Math.max(6, Math.min(width - 6, theme.mirrored ? left + 5 : right - 5)) : inSight;
  if (at >= left - 8 && at <= right + 8) drawGlyph(ctx, status, at, y, solid ? 4.6 : 4, { colour, paper: theme.paper, unsure: unsure && solid });
};

/** "About this day": dots that lead away to both sides. */
const whiskers = (ctx, centre, y, colour) => {
  ctx.strokeStyle = colour;
  ctx.lineWidth = 2;
  ctx.setLineDash([2, 2]);
  ctx.beginPath();
  ctx.moveTo(centre - WHISKER, y);
  ctx.lineTo(centre + WHISKER, y);
  ctx.stroke();
  ctx.setLineDash([]);
};

/** "Some time within": ends like an error bar's. */
const bracket = (ctx, left, right, y, h, colour, unsure) => {
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1.1;
  if (unsure) ctx.setLineDash([2, 2]);
  ctx.beginPath();
  ctx.moveTo(left + 0.5, y - h / 2);
  ctx.lineTo(left + 0.5, y + h / 2);
  ctx.moveTo(right - 0.5, y - h / 2);
  ctx.lineTo(right - 0.5, y + h / 2);
  ctx.moveTo(left, y);
  ctx.lineTo(right, y);
  ctx.stroke();
  ctx.setLineDash([]);
};

const shade = (ctx, { left, right, openStart, openEnd, colour, alpha, mirrored }) => {
  if (!openStart && !openEnd) return fade(colour, alpha);
  const gradient = ctx.createLinearGradient(left, 0, right, 0);
  const share = Math.min(0.9, Math.max(0.3, FADE / Math.max(1, right - left)));
  const [fadeLeft, fadeRight] = mirrored ? [openEnd, openStart] : [openStart, openEnd];
  gradient.addColorStop(0, fade(colour, fadeLeft ? 0 : alpha));
  if (fadeLeft) gradient.addColorStop(share, fade(colour, alpha));
  if (fadeRight) gradient.addColorStop(1 - share, fade(colour, alpha));
  gradient.addColorStop(1, fade(colour, fadeRight ? 0 : alpha));
  return gradient;
};

const paintStrip = (ctx, { lane, scale, theme, y, h }) => {
  const n = theme.groups.length;
  const columns = lane.strip.length / n;
  const totals = Array.from({ length: columns }, (_, c) => lane.strip.subarray(c * n, (c + 1) * n).reduce((a, b) => a + b, 0));
  const most = Math.log1p(Math.max(1, ...totals));
  for (let c = 0; c < columns; c += 1) {
    if (totals[c] === 0) continue;
    const tall = Math.max(2, (h * Math.log1p(totals[c])) / most);
    const x = scale.mirrored ? scale.width - (c + 1) * STRIP_COLUMN : c * STRIP_COLUMN;
    let at = y + h;
    for (let g = 0; g < n; g += 1) {
      const part = (tall * lane.strip[c * n + g]) / totals[c];
      if (part === 0) continue;
      ctx.fillStyle = theme.groups[g];
      ctx.fillRect(x, at - part, STRIP_COLUMN, part);
      at -= part;
    }
  }
};
