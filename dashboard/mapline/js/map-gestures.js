// What a mouse, a finger or the keyboard does on the map: move, zoom, draw a box or a lasso, point, pick.

import { bounded } from "./camera.js";
import { fade } from "./theme.js";

const CLICK = 5;

export class MapGestures {
  constructor(map) {
    this.map = map;
    this.tool = null;
    this.pointers = new Map();
    this.drawn = null;
    const { node } = map;
    node.addEventListener("pointerdown", (event) => this.down(event));
    node.addEventListener("pointermove", (event) => this.move(event));
    node.addEventListener("pointerup", (event) => this.up(event));
    node.addEventListener("pointercancel", (event) => this.up(event));
    node.addEventListener("pointerleave", () => {
      if (!this.pointers.size) map.view.hover([], null);
    });
    node.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    node.addEventListener("dblclick", (event) => {
      const at = this.at(event);
      if (!event.target.closest("button") && !map.itemAt(...at)) this.zoomAt(at, event.shiftKey ? -1 : 1, true);
    });
    node.addEventListener("keydown", (event) => this.key(event));
  }

  at(event) {
    const box = this.map.node.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  /** Takes up the box, the lasso or pointing at a place; null: moves the map again. */
  take(tool) {
    this.tool = tool;
    this.map.node.classList.toggle("drawing", tool !== null);
    this.map.view.pick.show(tool);
  }

  get draws() {
    return this.tool !== null && this.tool !== "pick";
  }

  /** Takes a place that was pointed at, if that was asked for and the point lies on the earth. */
  point(at) {
    if (this.tool !== "pick") return false;
    const place = this.map.projector.from(...at);
    if (place && Math.abs(place[1]) <= 90) this.map.view.pick.tell([wrap(place[0]), place[1]]);
    return true;
  }

  down(event) {
    if (event.button !== 0 || event.target.closest("button, .panel")) return;
    const at = this.at(event);
    this.pointers.set(event.pointerId, at);
    this.map.node.setPointerCapture(event.pointerId);
    cancelAnimationFrame(this.map.flight);
    this.begun = { at, moved: false, camera: { ...this.map.camera }, anchor: this.map.projector.from(...at) };
    if ((this.draws || event.shiftKey) && this.pointers.size === 1) this.drawn = { tool: this.tool ?? "box", points: [at] };
    if (this.pointers.size === 2) {
      this.drawn = null;
      this.pinched = { points: [...this.pointers.values()], camera: { ...this.map.camera } };
    }
  }

  move(event) {
    const at = this.at(event);
    const { map } = this;
    if (!this.pointers.has(event.pointerId)) {
      const item = map.itemAt(...at);
      map.node.style.cursor = this.tool ? "crosshair" : item ? "pointer" : "";
      map.view.hoverItem(item, event);
      return;
    }
    this.pointers.set(event.pointerId, at);
    if (Math.hypot(at[0] - this.begun.at[0], at[1] - this.begun.at[1]) > CLICK) this.begun.moved = true;
    if (this.pointers.size === 2) this.pinch();
    else if (this.drawn) {
      if (this.drawn.tool === "box") this.drawn.points = [this.drawn.points[0], at];
      else this.drawn.points.push(at);
      map.paint();
    } else if (this.begun.moved) this.drag(at);
  }

  drag(at) {
    const { map } = this;
    const [dx, dy] = [at[0] - this.begun.at[0], at[1] - this.begun.at[1]];
    const { camera } = this.begun;
    if (map.globe) {
      const degrees = 90 / (256 * 2 ** camera.zoom) * 0.9;
      map.camera = bounded({ ...camera, longitude: camera.longitude - dx * degrees, latitude: camera.latitude + dy * degrees }, true);
    } else map.camera = panned(camera, dx, dy);
    map.node.style.cursor = "grabbing";
    map.view.hover([], null);
    map.view.frame(() => map.moved(false));
  }

  pinch() {
    const [a, b] = this.pinched.points;
    const [c, d] = [...this.pointers.values()];
    const factor = Math.hypot(c[0] - d[0], c[1] - d[1]) / Math.max(10, Math.hypot(a[0] - b[0], a[1] - b[1]));
    const { map } = this;
    map.camera = { ...this.pinched.camera };
    map.project();
    const middle = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
    this.zoomTo(middle, map.camera.zoom + Math.log2(factor));
    map.camera = panned(map.camera, (c[0] + d[0]) / 2 - middle[0], (c[1] + d[1]) / 2 - middle[1]);
    this.begun.moved = true;
    map.view.frame(() => map.moved(false));
  }

  up(event) {
    if (!this.pointers.delete(event.pointerId)) return;
    const { map } = this;
    map.node.style.cursor = "";
    if (this.pointers.size > 0) {
      this.begun = { at: [...this.pointers.values()][0], moved: true, camera: { ...map.camera } };
      return;
    }
    if (this.drawn && this.begun.moved) this.finishDrawing();
    else if (this.begun.moved) map.moved(true);
    else if (event.type === "pointerup") this.click(this.begun.at);
    this.drawn = null;
    map.paint();
  }

  click(at) {
    if (this.point(at)) return;
    const { map } = this;
    const item = map.itemAt(...at);
    if (item) map.open(item);
    else if (!map.fan.close() && map.view.selected !== null) map.view.select(null);
  }

  finishDrawing() {
    const { map } = this;
    const ring = this.drawn.points.map(([x, y]) => map.projector.from(x, y));
    const lons = ring.map(([lon]) => lon);
    const lats = ring.map(([, lat]) => lat);
    const bbox = [wrap(Math.min(...lons)), Math.min(...lats), wrap(Math.max(...lons)), Math.max(...lats)].map((x) => Math.round(x * 1e4) / 1e4);
    map.view.drawn(bbox, this.drawn.tool === "lasso" ? ring : null);
    map.view.tool(null);
  }

  wheel(event) {
    if (event.target.closest(".panel")) return;
    event.preventDefault();
    const { map } = this;
    cancelAnimationFrame(map.flight);
    this.zoomTo(this.at(event), map.camera.zoom - event.deltaY * (event.deltaMode === 1 ? 0.06 : 0.0022));
    map.view.frame(() => map.moved(false));
    clearTimeout(this.settling);
    this.settling = setTimeout(() => map.moved(true), 160);
  }

  /** Zooms so that what lies under a point stays there. */
  zoomTo([x, y], zoom) {
    const { map } = this;
    const target = bounded({ ...map.camera, zoom }, map.globe);
    if (map.globe) map.camera = target;
    else {
      const shift = 1 - 2 ** (map.camera.zoom - target.zoom);
      map.camera = { ...panned(map.camera, (map.width / 2 - x) * shift, (map.height / 2 - y) * shift), zoom: target.zoom };
    }
    map.project();
  }

  zoomAt(at, by) {
    const { map } = this;
    const before = { ...map.camera };
    this.zoomTo(at, map.camera.zoom + by);
    const target = { ...map.camera };
    map.camera = before;
    map.flyTo(target);
  }

  key(event) {
    const { map } = this;
    if (event.target !== map.node) return;
    const centre = [map.width / 2, map.height / 2];
    const step = Math.min(map.width, map.height) / 5;
    const pan = (dx, dy) => map.flyTo(panned(map.camera, dx, dy));
    const act = {
      ArrowLeft: () => pan(step, 0), ArrowRight: () => pan(-step, 0), ArrowUp: () => pan(0, step), ArrowDown: () => pan(0, -step),
      "+": () => this.zoomAt(centre, 1), "=": () => this.zoomAt(centre, 1), "-": () => this.zoomAt(centre, -1),
      0: () => map.fit(null, { smooth: true }),
      Enter: () => this.point(centre) || this.pickNearest(centre),
      Escape: () => this.tool === "pick" ? map.view.pick.tell(null) : this.tool ? map.view.tool(null) : map.fan.close() || map.view.select(null),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  pickNearest([x, y]) {
    const { map } = this;
    const list = map.fan.of ? map.fan.leaves : map.items;
    const nearest = [...list].sort((a, b) => Math.hypot(a.x - x, a.y - y) - Math.hypot(b.x - x, b.y - y))[0];
    if (nearest) map.open(nearest);
  }

  /** The box or lasso being drawn, and the box that counts. */
  paint(ctx, theme) {
    const { map } = this;
    const shape = (points, closed) => {
      ctx.beginPath();
      points.forEach(([x, y], i) => (i ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
      if (closed) ctx.closePath();
      ctx.fillStyle = fade(theme.accent, 0.08);
      ctx.fill();
      ctx.lineWidth = 1.6;
      ctx.strokeStyle = theme.accent;
      ctx.stroke();
    };
    if (this.drawn && this.drawn.points.length > 1) {
      const [a] = this.drawn.points;
      const b = this.drawn.points[this.drawn.points.length - 1];
      shape(this.drawn.tool === "box" ? [a, [b[0], a[1]], b, [a[0], b[1]]] : this.drawn.points, true);
    }
    const { box, ring } = map.view.sight;
    if (!box) return;
    const corners = ring ?? edge(box);
    const points = corners.map(([lon, lat]) => map.projector.at(lon, lat));
    if (points.every(Boolean)) shape(points, true);
  }
}

const wrap = (lon) => ((((lon + 180) % 360) + 360) % 360) - 180;

const edge = ([west, south, east, north]) => {
  const to = east < west ? east + 360 : east;
  const along = (from, end, lat) => Array.from({ length: 13 }, (_, i) => [from + ((end - from) * i) / 12, lat]);
  return [...along(west, to, north), ...along(to, west, south)];
};

/** A flat map's camera after its content moved by pixels. */
const panned = (camera, dx, dy) => {
  const size = 512 * 2 ** camera.zoom;
  const y = Math.log(Math.tan(Math.PI / 4 + (camera.latitude * Math.PI) / 360)) / (2 * Math.PI) + dy / size;
  return bounded({
    longitude: camera.longitude - (dx / size) * 360,
    latitude: (Math.atan(Math.sinh(y * 2 * Math.PI)) * 180) / Math.PI,
    zoom: camera.zoom,
  }, false);
};
