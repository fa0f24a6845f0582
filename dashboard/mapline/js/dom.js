// Elements made in one line. Text enters the page as text, never as markup.

export const el = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) setAttribute(node, name, value);
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
};

const setAttribute = (node, name, value) => {
  if (value === null || value === undefined || value === false) return;
  if (name === "text") node.textContent = value;
  else if (name === "on") for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
  else if (name === "style") Object.assign(node.style, value);
  else node.setAttribute(name, value === true ? "" : value);
};

const SVG = "http://www.w3.org/2000/svg";

/** A 20 × 20 icon out of path data drawn with the text's colour. */
export const icon = (path, { filled = false } = {}) => {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", "icon");
  const shape = document.createElementNS(SVG, "path");
  shape.setAttribute("d", path);
  shape.setAttribute("fill", filled ? "currentColor" : "none");
  if (!filled) {
    shape.setAttribute("stroke", "currentColor");
    shape.setAttribute("stroke-width", "1.6");
    shape.setAttribute("stroke-linecap", "round");
    shape.setAttribute("stroke-linejoin", "round");
  }
  svg.append(shape);
  return svg;
};

export const ICONS = {
  plus: "M10 4v12M4 10h12",
  minus: "M4 10h12",
  fit: "M3 7V3h4M17 7V3h-4M3 13v4h4M17 13v4h-4",
  box: "M3 3h3M9 3h2M14 3h3v3M17 9v2M17 14v3h-3M11 17H9M6 17H3v-3M3 11V9M3 6V3",
  lasso: "M10 3c4.400 0 7.500 2.200 7.500 5s-3.100 5-7.500 5-7.500-2.200-7.500-5S5.600 3 10 3ZM6 12.500c-1.800.8-1.400 3 .4 3.200 1.500.2 1.600-2.200-.4-3.200M6.600 15.700c.6.9.2 1.700-.6 2",
  follow: "M2 10s3-5.500 8-5.500S18 10 18 10s-3 5.500-8 5.500S2 10 2 10ZM10 12.400a2.400 2.400 0 1 0 0-4.800 2.400 2.400 0 0 0 0 4.800Z",
  globe: "M10 17.500a7.500 7.500 0 1 0 0-15 7.500 7.500 0 0 0 0 15ZM2.500 10h15M10 2.500c2.200 2 3.200 4.600 3.200 7.500S12.200 15.500 10 17.500C7.800 15.500 6.800 12.900 6.800 10S7.800 4.500 10 2.500Z",
  links: "M4 14.500c1-6 7-9 11.500-6.500M12.200 6l3.600 2-2 3.600M4 16.500a1.600 1.600 0 1 0 0-3.200 1.600 1.600 0 0 0 0 3.200Z",
  camera: "M3 6.500h3l1.200-2h5.600l1.200 2h3v9H3zM10 13.500a2.700 2.700 0 1 0 0-5.400 2.700 2.700 0 0 0 0 5.400Z",
  target: "M10 15.500a5.500 5.500 0 1 0 0-11 5.500 5.500 0 0 0 0 11ZM10 1.500v4M10 14.500v4M1.500 10h4M14.500 10h4",
  legend: "M4 5.500h.01M8 5.500h8M4 10h.01M8 10h8M4 14.500h.01M8 14.500h8",
  play: "M6.500 4.500v11l9-5.500z",
  pause: "M6 4.500h2.600v11H6zM11.400 4.500H14v11h-2.600z",
  back: "M12.500 5l-5 5 5 5",
  forward: "M7.500 5l5 5-5 5",
  close: "M5 5l10 10M15 5L5 15",
  sliders: "M3 6h6M13 6h4M3 14h3M10 14h7M11 4v4M8 12v4",
  up: "M5 12.500l5-5 5 5",
  down: "M5 7.500l5 5 5-5",
};

/** A button with an icon and a name that screen readers and tooltips give. */
export const iconButton = (path, name, onClick, options = {}) =>
  el("button", { type: "button", class: `tool ${options.class ?? ""}`, title: name, "aria-label": name,
    "aria-pressed": options.pressed === undefined ? null : String(options.pressed), on: { click: onClick } },
  icon(path, options));
