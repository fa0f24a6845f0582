// The view as a picture: title, map, timeline, counts, attribution and the address it came from.

import { el } from "./dom.js";

const EDGE = 16;
const HEAD = 34;
const FOOT = 24;

/** Draws the picture and offers it as a file. */
export const savePicture = async (view) => {
  const canvas = drawPicture(view);
  const blob = await new Promise((resolve) => { canvas.toBlob(resolve, "image/png"); });
  const address = URL.createObjectURL(blob);
  const link = el("a", { href: address, download: `dateline-${new Date().toISOString().slice(0, 10)}.png` });
  view.root.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
};

export const drawPicture = (view) => {
  const { map, timeline, words, theme, counts, events, window } = view;
  const ratio = Math.min(globalThis.devicePixelRatio || 1, 2);
  const frame = view.root.getBoundingClientRect();
  const parts = [map.node, timeline.node].map((node) => node.getBoundingClientRect());
  const width = frame.width + 2 * EDGE;
  const height = HEAD + parts[0].height + 8 + parts[1].height + FOOT + 2 * EDGE;
  const canvas = document.createElement("canvas");
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  const ctx = canvas.getContext("2d");
  ctx.scale(ratio, ratio);
  ctx.fillStyle = theme.paper;
  ctx.fillRect(0, 0, width, height);

  const mirrored = words.direction === "rtl";
  ctx.direction = words.direction;
  ctx.textAlign = "start";
  const start = mirrored ? width - EDGE : EDGE;
  ctx.fillStyle = theme.ink;
  ctx.font = `600 16px ${theme.font}`;
  ctx.textBaseline = "top";
  const shown = words.count("shown", events.count, { shown: words.number(counts.total) });
  ctx.fillText([shown, window ? words.range(...window) : words.say("whole")].join(words.say("separator")), start, EDGE);

  map.deck?.redraw("picture");
  const top = EDGE + HEAD;
  ctx.fillStyle = theme.sea;
  ctx.fillRect(EDGE, top, parts[0].width, parts[0].height);
  for (const layer of [map.surface.querySelector("canvas"), map.names, map.canvas]) if (layer) ctx.drawImage(layer, EDGE, top, parts[0].width, parts[0].height);
  const below = top + parts[0].height + 8;
  drawTimeline(ctx, view, below, parts[1]);
  ctx.fillStyle = theme.faint;
  ctx.font = `11px ${theme.font}`;
  ctx.fillText(["Dateline", words.say("credit"), globalThis.location.host].join(words.say("separator")), start, below + parts[1].height + 10);
  return canvas;
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
