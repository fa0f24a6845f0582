// Colours of the picture. Five groups of event types in hues that stay apart for colour-blind eyes and in grey print;
// what the colours say is said by words and shapes as well.

export const GROUPS = ["verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict", "neutral"];

/** The quad class of each PLOVER type. */
const GROUP_OF = {
  agree: 0, consult: 0, support: 0, concede: 0,
  cooperate: 1, aid: 1, retreat: 1,
  request: 2, accuse: 2, reject: 2, threaten: 2,
  protest: 3, sanction: 3, mobilize: 3, coerce: 3, assault: 3,
};
export const groupOf = (type) => GROUP_OF[type] ?? 4;

const LIGHT = {
  groups: ["#3e64a4", "#0d9690", "#7f4d00", "#e2524b", "#454955"],
  sea: "#e6ebec", land: "#f8f6f0", border: "#c3beb1", admin: "#dcd8cc", label: "#66635a", ink: "#1d2528", faint: "#5c6669",
  paper: "#fbfaf7", panel: "#ffffff", line: "#d9d5cb", all: "#d3d0c6", accent: "#0b6e7f", graticule: "#d6dddf",
};
const DARK = {
  groups: ["#518ee9", "#aedfba", "#f49f2f", "#e5564f", "#a6a9b4"],
  sea: "#10161a", land: "#1f272c", border: "#435059", admin: "#2d383f", label: "#98a3a8", ink: "#e8e6e0", faint: "#a3adb1",
  paper: "#14191c", panel: "#1d2428", line: "#374147", all: "#3a454b", accent: "#5cc3d3", graticule: "#1d262b",
};

const channels = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
export const rgb = (hex, alpha = 255) => [...channels(hex), alpha];
export const fade = (hex, alpha) => `rgba(${channels(hex).join(",")},${alpha})`;

/** How light a colour is that CSS gives as `#rrggbb`, `#rgb` or `rgb(r, g, b)`, from 0 to 1; others count as light. */
const luminance = (colour) => {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(colour);
  const full = short ? `#${short.slice(1).map((c) => c + c).join("")}` : colour;
  const given = /^rgba?\(\s*([\d.]+)[\s,]+([\d.]+)[\s,]+([\d.]+)/.exec(colour)?.slice(1).map(Number);
  const [r, g, b] = given ?? (/^#[0-9a-f]{6}/i.test(full) ? channels(full) : [255, 255, 255]);
  return (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255;
};

const hexOf = (colour, otherwise) => (/^#[0-9a-f]{6}$/i.test(colour) ? colour : otherwise);

/** The colours for a component: its own palette on Streamlit's paper, ink and accent. */
export const readTheme = (host, wish = "auto") => {
  const style = getComputedStyle(host);
  const variable = (name) => style.getPropertyValue(name).trim();
  const paper = variable("--st-background-color");
  const dark = wish === "dark" || (wish === "auto" && luminance(paper) < 0.4);
  const palette = dark ? DARK : LIGHT;
  const own = wish === "auto";
  return {
    ...palette,
    dark,
    paper: own ? hexOf(paper, palette.paper) : palette.paper,
    ink: own ? hexOf(variable("--st-text-color"), palette.ink) : palette.ink,
    accent: own ? hexOf(variable("--st-primary-color"), palette.accent) : palette.accent,
    line: own ? hexOf(variable("--st-border-color"), palette.line) : palette.line,
    font: style.fontFamily || "sans-serif",
  };
};
