// One shape for each status, drawn on a 2D canvas: what has happened is filled, what has not is hollow or crossed out.

const TAU = Math.PI * 2;

const circle = (ctx, x, y, r) => {
  ctx.beginPath();
  ctx.arc(x, y, r, 0, TAU);
};
const diamond = (ctx, x, y, r) => {
  ctx.beginPath();
  ctx.moveTo(x, y - r);
  ctx.lineTo(x + r, y);
  ctx.lineTo(x, y + r);
  ctx.lineTo(x - r, y);
  ctx.closePath();
};

const SHAPES = {
  occurred(ctx, x, y, r) {
    circle(ctx, x, y, r);
    ctx.fill();
    ctx.stroke();
  },
  ongoing(ctx, x, y, r, colour, paper) {
    hollow(ctx, () => circle(ctx, x, y, r * 0.9), r * 0.8, colour, paper);
    ctx.fillStyle = colour;
    circle(ctx, x, y, r * 0.42);
    ctx.fill();
  },
  planned(ctx, x, y, r, colour, paper) {
    hollow(ctx, () => circle(ctx, x, y, r * 0.86), r, colour, paper);
  },
  denied(ctx, x, y, r, colour, paper) {
    const arm = r * 0.72;
    const cross = () => {
      ctx.beginPath();
      ctx.moveTo(x - arm, y - arm);
      ctx.lineTo(x + arm, y + arm);
      ctx.moveTo(x + arm, y - arm);
      ctx.lineTo(x - arm, y + arm);
    };
    ctx.lineCap = "round";
    ctx.strokeStyle = paper;
    ctx.lineWidth = r * 0.5 + 2.4;
    cross();
    ctx.stroke();
    ctx.strokeStyle = colour;
    ctx.lineWidth = Math.max(1.6, r * 0.44);
    cross();
    ctx.stroke();
  },
  demanded(ctx, x, y, r, colour, paper) {
    hollow(ctx, () => diamond(ctx, x, y, r * 1.12), r, colour, paper);
  },
  hypothetical(ctx, x, y, r, colour, paper) {
    hollow(ctx, () => circle(ctx, x, y, r * 0.9), r, colour, paper, [r * 0.42, r * 0.5]);
  },
};

const hollow = (ctx, path, r, colour, paper, dash = []) => {
  path();
  ctx.fillStyle = paper;
  ctx.strokeStyle = paper;
  ctx.lineWidth = Math.max(1.8, r * 0.4) + 2;
  ctx.fill();
  ctx.stroke();
  ctx.strokeStyle = colour;
  ctx.lineWidth = Math.max(1.5, r * 0.38);
  ctx.setLineDash(dash);
  path();
  ctx.stroke();
  ctx.setLineDash([]);
};

/** Draws a status at a point; `unsure` draws a dashed ring around it. */
export const drawGlyph = (ctx, status, x, y, r, { colour, paper, unsure = false }) => {
  ctx.save();
  ctx.lineJoin = "round";
  ctx.fillStyle = colour;
  ctx.strokeStyle = paper;
  ctx.lineWidth = 1.2;
  (SHAPES[status] ?? SHAPES.occurred)(ctx, x, y, r, colour, paper);
  if (unsure) {
    ctx.setLineDash([2, 2.4]);
    ctx.lineWidth = 1;
    ctx.strokeStyle = colour;
    circle(ctx, x, y, r + 3);
    ctx.stroke();
  }
  ctx.restore();
};

/** A canvas as sharp as the screen, and its context in CSS pixels. */
export const fitCanvas = (canvas, width, height) => {
  const ratio = Math.min(globalThis.devicePixelRatio || 1, 3);
  const [w, h] = [Math.max(1, Math.round(width * ratio)), Math.max(1, Math.round(height * ratio))];
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w;
    canvas.height = h;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  const ctx = canvas.getContext("2d", { willReadFrequently: true });
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.clearRect(0, 0, width, height);
  return ctx;
};

/** A small picture of a status, for the legend. */
export const glyphCanvas = (status, colour, paper, size = 16) => {
  const canvas = document.createElement("canvas");
  canvas.setAttribute("aria-hidden", "true");
  const ctx = fitCanvas(canvas, size, size);
  drawGlyph(ctx, status, size / 2, size / 2, size * 0.32, { colour, paper });
  return canvas;
};

/** A patch of a colour, for the legend: no sign's shape. */
export const patchCanvas = (colour, size = 16) => {
  const canvas = document.createElement("canvas");
  canvas.setAttribute("aria-hidden", "true");
  const ctx = fitCanvas(canvas, size, size);
  ctx.fillStyle = colour;
  ctx.beginPath();
  ctx.roundRect(2, 3, size - 4, size - 6, 2.5);
  ctx.fill();
  return canvas;
};
