// The view as a picture: title, map, timeline, legend, counts, attribution and the address it came from.

import { el } from "./dom.js";
import { drawGlyph } from "./glyphs.js";
import { GROUPS } from "./theme.js";

const EDGE = 18;
const GAP = 8;
const LINE = 20;

/** Draws the picture and offers it as a file. */
export const savePicture = async (view, { title = "", link = "" } = {}) => {
  const canvas = drawPicture(view, { title, link });
  const blob = await new Promise((resolve) => { canvas.toBlob(resolve, "image/png"); });
  const address = URL.createObjectURL(blob);
  const anchor = el("a", { href: address, download: `dateline-${new Date().toISOString().slice(0, 10)}.png` });
  view.root.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
};

export const drawPicture = (view, { title = "", link = "" } = {}) => {
  const { map, timeline, words, theme, counts, events, window } = view;
  const ratio = Math.max(2, Math.min(globalThis.devicePixelRatio || 1, 3));
  const parts = [map.node, timeline.node].map((node) => node.getBoundingClientRect());
  const width = view.root.getBoundingClientRect().width + 2 * EDGE;
  const ruler = document.createElement("canvas").getContext("2d");
  const set = (ctx) => Object.assign(ctx, { direction: words.direction, textAlign: "start" });
  set(ruler);
  const mirrored = words.direction === "rtl";
  const start = mirrored ? width - EDGE : EDGE;

  ruler.font = `700 22px ${theme.font}`;
  const heading = title ? wrap(ruler, title, width - 2 * EDGE).slice(0, 3) : [];
  ruler.font = `12.5px ${theme.font}`;
  const legend = layOutLegend(ruler, view, width - 2 * EDGE);
  ruler.font = `11.5px ${theme.font}`;
  const sources = ["Dateline", words.say("credit")].join(words.say("separator"));
  const foot = [sources, ...(link ? breakUp(ruler, link, width - 2 * EDGE).slice(0, 3) : [globalThis.location.host])].filter(Boolean);

  const top = EDGE + heading.length * 28 + LINE + GAP;
  const below = top + parts[0].height + GAP;
  const keys = below + parts[1].height + GAP + 4;
  const height = keys + legend.height + GAP + foot.length * 16 + EDGE;
  const canvas = document.createElement("canvas");
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  const ctx = set(canvas.getContext("2d"));
  ctx.scale(ratio, ratio);
  ctx.fillStyle = theme.paper;
  ctx.fillRect(0, 0, width, height);
  ctx.textBaseline = "top";
  ctx.fillStyle = theme.ink;
  ctx.font = `700 22px ${theme.font}`;
  heading.forEach((line, i) => ctx.fillText(line, start, EDGE + 28 * i));
  ctx.font = `13.5px ${theme.font}`;
  ctx.fillStyle = theme.faint;
  const shown = words.count("shown", view.all, { shown: words.number(counts.total) });
  ctx.fillText([shown, window ? words.range(...window) : words.say("whole")].join(words.say("separator")), start, EDGE + 28 * heading.length);

  map.deck?.redraw("picture");
  ctx.fillStyle = theme.sea;
  ctx.fillRect(EDGE, top, parts[0].width, parts[0].height);
  for (const layer of [map.surface.querySelector("canvas"), map.names, map.canvas]) if (layer) ctx.drawImage(layer, EDGE, top, parts[0].width, parts[0].height);
  drawTimeline(ctx, view, below, parts[1]);
  drawLegend(ctx, view, legend, mirrored ? width - EDGE : EDGE, keys);
  ctx.font = `11.5px ${theme.font}`;
  ctx.fillStyle = theme.faint;
  ctx.textBaseline = "top";
  foot.forEach((line, i) => {
    ctx.direction = i ? "ltr" : words.direction;
    ctx.textAlign = i && mirrored ? "right" : i ? "left" : "start";
    ctx.fillText(line, start, keys + legend.height + GAP + 16 * i);
  });
  return canvas;
};

/** Lines of words that fit a width. */
const wrap = (ctx, text, width) => {
  const lines = [""];
  for (const word of text.split(/\s+/)) {
    const longer = lines[lines.length - 1] ? `${lines[lines.length - 1]} ${word}` : word;
    if (lines[lines.length - 1] && ctx.measureText(longer).width > width) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
};

/** Lines of an address, which has no words. */
const breakUp = (ctx, text, width) => {
  const lines = [];
  for (let rest = text; rest;) {
    let length = rest.length;
    while (length > 8 && ctx.measureText(rest.slice(0, length)).width > width) length = Math.floor(length * 0.9);
    lines.push(rest.slice(0, length));
    rest = rest.slice(length);
  }
  return lines;
};

/** Where the signs of the legend stand: in rows, one beside the other. */
const layOutLegend = (ctx, { events, words }, width) => {
  const items = [
    ...GROUPS.map((name, code) => ({ group: code, text: words.say(`group.${name}`) })),
    ...events.values.status.map((status) => ({ status, text: words.say(`status.${status}`) })),
  ];
  let x = 0;
  let y = 0;
  for (const item of items) {
    const wide = 20 + ctx.measureText(item.text).width + 16;
    if (x + wide > width && x > 0) {
      x = 0;
      y += LINE;
    }
    Object.assign(item, { x, y });
    x += wide;
  }
  return { items, height: y + LINE };
};

const drawLegend = (ctx, { theme, words }, { items }, start, top) => {
  const sign = words.direction === "rtl" ? -1 : 1;
  ctx.font = `12.5px ${theme.font}`;
  ctx.textBaseline = "middle";
  for (const { group, status, text, x, y } of items) {
    const middle = top + y + LINE / 2;
    if (status) drawGlyph(ctx, status, start + sign * (x + 7), middle, 5, { colour: theme.ink, paper: theme.paper });
    else {
      ctx.fillStyle = theme.groups[group];
      ctx.fillRect(start + sign * (x + 7) - 6, middle - 5, 12, 10);
    }
    ctx.fillStyle = theme.ink;
    ctx.fillText(text, start + sign * (x + 20), middle);
  }
};

const drawTimeline = (ctx, { timeline, theme, words }, top, box) => {
  for (const name of ["histogram", "axis", "lanes", "ink"]) {
    const layer = timeline.canvases[name];
    const at = layer.getBoundingClientRect();
    ctx.drawImage(layer, EDGE + at.left - box.left, top + at.top - box.top, at.width, at.height);
  }
  ctx.fillStyle = theme.ink;
  ctx.font = `12px ${theme.font}`;
  ctx.textBaseline = "middle";
  const pane = timeline.pane.getBoundingClientRect();
  for (const node of timeline.names.children) {
    const at = node.getBoundingClientRect();
    const y = at.top + at.height / 2;
    if (y < pane.top || y > pane.bottom) continue;
    const x = EDGE + (words.direction === "rtl" ? at.right - 6 : at.left + 6) - box.left;
    ctx.fillText(node.firstChild.textContent, x, top + y - box.top, at.width - 44);
  }
};
