// What a mouse, a finger or the keyboard does on the timeline: brush, move, zoom, point, pick.

import { AXIS, HISTOGRAM } from "./timeline-paint.js";

export class TimelineGestures {
  constructor(timeline) {
    this.timeline = timeline;
    this.listen();
  }

  listen() {
    const { timeline } = this;
    const { node } = timeline;
    const pointers = new Map();
    let gesture = null;
    const at = (event) => {
      const box = node.getBoundingClientRect();
      return [event.clientX - box.left - timeline.left, event.clientY - box.top];
    };
    node.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || event.target.closest("button")) return;
      const [x, y] = at(event);
      if (x < 0 || x > timeline.scale.width) return;
      pointers.set(event.pointerId, x);
      if (pointers.size === 2) {
        gesture = { kind: "pinch", xs: [...pointers.values()], domain: [...timeline.scale.domain] };
        return;
      }
      const onBrush = y < HISTOGRAM || event.target.closest(".brush-handle");
      gesture = onBrush ? { kind: "brush", ...timeline.brush.begin(x) } : { kind: "pan", x, y, last: x, moved: false, touch: event.pointerType === "touch" };
      node.setPointerCapture(event.pointerId);
    });
    node.addEventListener("pointermove", (event) => {
      const [x, y] = at(event);
      if (pointers.has(event.pointerId)) pointers.set(event.pointerId, x);
      if (!gesture) {
        this.point(x, y, event);
        return;
      }
      if (gesture.kind === "brush") timeline.brush.drag(gesture, x);
      else if (gesture.kind === "pinch" && pointers.size === 2) this.pinch(gesture, [...pointers.values()]);
      else if (gesture.kind === "pan") {
        if (!gesture.moved && Math.abs(x - gesture.x) < 4) return;
        gesture.moved = true;
        timeline.scale.pan(gesture.last - x);
        gesture.last = x;
        timeline.view.frame(() => timeline.moved());
      }
    });
    const up = (event) => {
      if (!pointers.delete(event.pointerId) || !gesture) return;
      if (gesture.kind === "brush") timeline.brush.finish(gesture);
      else if (gesture.kind === "pan" && !gesture.moved) {
        const found = timeline.eventAt(gesture.x, gesture.y);
        if (found !== null) timeline.view.select(found);
      }
      gesture = null;
    };
    node.addEventListener("pointerup", up);
    node.addEventListener("pointercancel", up);
    node.addEventListener("pointerleave", () => {
      if (!gesture) timeline.view.hover([], null);
    });
    node.addEventListener("dblclick", (event) => {
      if (at(event)[1] < HISTOGRAM && timeline.view.window) timeline.brush.put(null, true);
    });
    node.addEventListener("wheel", (event) => this.wheel(event, at(event)), { passive: false });
    node.addEventListener("keydown", (event) => this.key(event));
  }

  point(x, y, event) {
    const { timeline } = this;
    timeline.plot.style.cursor = "";
    if (x < 0 || x > timeline.scale.width) {
      timeline.view.hover([], null);
    } else if (y < HISTOGRAM) {
      const part = timeline.brush.partAt(x);
      timeline.node.style.cursor = { whole: "grab", first: "ew-resize", last: "ew-resize", new: "crosshair" }[part];
      timeline.view.hoverBar(timeline.barAt(x), timeline.bins, timeline.binned, event);
    } else {
      const found = timeline.eventAt(x, y);
      timeline.node.style.cursor = found === null ? "" : "pointer";
      timeline.view.hover(found === null ? [] : [found], event);
    }
  }

  pinch(gesture, xs) {
    const { timeline } = this;
    const before = Math.max(20, Math.abs(gesture.xs[0] - gesture.xs[1]));
    const after = Math.max(20, Math.abs(xs[0] - xs[1]));
    timeline.scale.domain = [...gesture.domain];
    timeline.scale.zoom(after / before, (gesture.xs[0] + gesture.xs[1]) / 2);
    timeline.scale.pan((gesture.xs[0] + gesture.xs[1]) / 2 - (xs[0] + xs[1]) / 2);
    timeline.view.frame(() => timeline.moved());
  }

  wheel(event, [x, y]) {
    const { timeline } = this;
    const sideways = Math.abs(event.deltaX) > Math.abs(event.deltaY);
    if (!sideways && !event.ctrlKey && y > HISTOGRAM + AXIS) return;
    event.preventDefault();
    if (sideways) timeline.scale.pan(event.deltaX);
    else timeline.scale.zoom(Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.0018)), x);
    timeline.view.frame(() => timeline.moved());
  }

  key(event) {
    const { timeline } = this;
    if (event.target !== timeline.node && event.target !== timeline.pane) return;
    const { scale } = timeline;
    const centre = scale.width / 2;
    const step = scale.width / 8;
    const act = {
      ArrowLeft: () => scale.pan(-step), ArrowRight: () => scale.pan(step),
      "+": () => scale.zoom(1.4, centre), "=": () => scale.zoom(1.4, centre), "-": () => scale.zoom(1 / 1.4, centre),
      0: () => timeline.fitAll(),
      b: () => timeline.brush.put(timeline.view.window ?? [Math.floor(scale.day(centre - step)), Math.floor(scale.day(centre + step))].sort((a, b) => a - b), true),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
    timeline.moved();
    if (event.key === "b") timeline.brush.first.focus();
  }
}
