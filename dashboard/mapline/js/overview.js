// With more events than a browser can hold, the server sends counts by cell and span of time, as fine as the screen
// shows them. This says how fine that is, and whether what is here suffices.

import { binsOf } from "./time-ticks.js";

/** Cells are squares of so many pixels, or half that. */
const CELL_BITS = 4;
const UNITS = ["year", "quarter", "month", "week", "day"];
const WORLD_BELOW = 3;
const DEEPEST = 18;

const unitOf = ({ unit, n }) => (unit === "month" && n === 3 ? "quarter" : unit === "hour" ? "day" : unit);

/** What the picture shows now: how fine the cells, which unit of time, which part of the world (null: all of it). */
export const binsInSight = ({ map, timeline }) => {
  const { zoom } = map.camera;
  return {
    level: Math.max(0, Math.min(DEEPEST, Math.ceil(zoom) + CELL_BITS)),
    unit: unitOf(binsOf(timeline.scale).step),
    bounds: map.globe || zoom < WORLD_BELOW ? null : map.projector.bounds().map((x) => Math.round(x * 1e3) / 1e3),
  };
};

/** Whether counts suffice for what is in sight; single events always do, within their bounds. */
export const suffices = (loaded, wanted) => {
  const inside = !loaded.bounds || (wanted.bounds !== null && holds(loaded.bounds, wanted.bounds));
  const fine = loaded.rows || (loaded.level >= wanted.level && UNITS.indexOf(loaded.unit) >= UNITS.indexOf(wanted.unit));
  const wasteful = !loaded.rows && loaded.level > wanted.level + 3;
  return inside && fine && !wasteful;
};

const holds = ([w, s, e, n], [west, south, east, north]) => s <= south && n >= north && along(w, west) + along(west, east) <= along(w, e) + 1e-6;
const along = (west, east) => (((east - west) % 360) + 360) % 360;
