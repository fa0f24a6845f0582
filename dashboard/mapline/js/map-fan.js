// The fan: the events of one place, spread around it so that each can be pointed at.

import { fanOut, paintAreaMark, paintBubble, paintEvent, paintHalo } from "./map-paint.js";
import { fade } from "./theme.js";

const MOST_LEAVES = 48;

export class Fan {
  constructor(map) {
    this.map = map;
    this.of = null;
    this.leaves = [];
  }

  /** Spreads the events of what is drawn at one place. */
  open({ place, kind }) {
    this.of = { place, kind };
    this.map.paint();
  }

  /** Folds it up; gives whether it was open. */
  close() {
    if (!this.of) return false;
    this.of = null;
    this.map.paint();
    return true;
  }

  paint(ctx, context) {
    if (!this.of) return;
    const { map } = this;
    const item = map.items.find((i) => i.place === this.of.place && i.kind !== "event" && (i.kind === "area") === (this.of.kind === "area"));
    if (!item) {
      this.of = null;
      return;
    }
    const { theme, hovered, selected } = map.view;
    const all = map.marks.eventsOf(item, MOST_LEAVES);
    const spread = fanOut(all.length);
    ctx.fillStyle = fade(theme.paper, 0.55);
    ctx.fillRect(0, 0, map.width, map.height);
    this.leaves = all.map((event, i) => ({ kind: "leaf", event, place: item.place, count: 1, x: item.x + spread[i][0], y: item.y + spread[i][1], r: 9 }));
    ctx.strokeStyle = fade(theme.faint, 0.7);
    ctx.lineWidth = 1;
    for (const leaf of this.leaves) {
      ctx.beginPath();
      ctx.moveTo(item.x, item.y);
      ctx.lineTo(leaf.x, leaf.y);
      ctx.stroke();
    }
    if (item.kind === "area") paintAreaMark(ctx, item, context);
    else paintBubble(ctx, item, context);
    for (const leaf of this.leaves) {
      paintEvent(ctx, leaf, context, 7.5);
      if (hovered.has(leaf.event)) paintHalo(ctx, leaf, theme, false);
      if (selected === leaf.event) paintHalo(ctx, leaf, theme, true);
    }
  }
}
