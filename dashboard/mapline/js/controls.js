// Everything around the two pictures: counters, tools, the bar with lanes, dates and playing, words for screen readers.

import { el, icon, iconButton, ICONS } from "./dom.js";
import { isoDay, parseIsoDay } from "./i18n.js";
import { GROUPINGS, groupings } from "./lanes.js";
import { savePicture } from "./snapshot.js";
import { UNITS } from "./time-ticks.js";

const SCALE_WIDTH = 90;
const MOMENT = 80;

export class Controls {
  constructor(view) {
    this.view = view;
    const { words } = view;
    const say = (key) => words.say(key);

    this.shown = el("span", { class: "shown" });
    this.chips = Object.fromEntries(["undated", "unplaced"].map((lens) => [lens, el("button", { type: "button", class: "chip", on: { click: () => view.setLens(lens) } })]));
    this.needs = el("button", { type: "button", class: "chip", on: { click: () => view.setLens("needs_date") } });
    this.resetButton = el("button", { type: "button", class: "chip", title: say("reset.hint"), text: say("reset"), on: { click: () => view.reset() } });
    this.previous = iconButton(ICONS.back, say("event.previous"), () => view.stepEvent(-1), { class: "turns" });
    this.next = iconButton(ICONS.forward, say("event.next"), () => view.stepEvent(1), { class: "turns" });
    this.goThere = iconButton(ICONS.target, say("fit.selected"), () => view.map.fit([view.selected], { smooth: true }));
    this.bar = el("div", { class: "bar" }, this.shown, this.chips.undated, this.chips.unplaced, this.needs, this.resetButton, el("span", { class: "grow" }), this.goThere, this.previous, this.next);

    this.buttons = {
      follow: iconButton(ICONS.follow, say("follow"), () => view.setFollow(!view.sight.follow), { pressed: true }),
      box: iconButton(ICONS.box, say("box"), () => view.tool(view.map.gestures.tool === "box" ? null : "box"), { pressed: false }),
      lasso: iconButton(ICONS.lasso, say("lasso"), () => view.tool(view.map.gestures.tool === "lasso" ? null : "lasso"), { pressed: false, class: "hide-small" }),
      unbox: iconButton(ICONS.close, say("box.clear"), () => view.drawn(null)),
      links: iconButton(ICONS.links, say("links"), () => view.setLinks(!view.map.links.on), { pressed: false }),
      globe: iconButton(ICONS.globe, say("globe"), () => { view.map.setGlobe(!view.map.globe); this.tools(); }, { pressed: false }),
      legend: el("button", { type: "button", class: "legend-toggle", "aria-expanded": "true", "aria-controls": "legend", on: { click: () => this.toggleLegend() } }, icon(ICONS.legend), el("span", { text: say("legend") })),
    };
    const centre = () => [view.map.width / 2, view.map.height / 2];
    this.tools_ = el("div", { class: "tools" },
      el("div", { class: "panel" }, iconButton(ICONS.plus, say("zoom.in"), () => view.map.gestures.zoomAt(centre(), 1)), iconButton(ICONS.minus, say("zoom.out"), () => view.map.gestures.zoomAt(centre(), -1)), iconButton(ICONS.fit, say("fit"), () => view.map.fit(null, { smooth: true }))),
      el("div", { class: "panel" }, this.buttons.follow, this.buttons.box, this.buttons.lasso, this.buttons.unbox),
      el("div", { class: "panel" }, this.buttons.links, this.buttons.globe, iconButton(ICONS.camera, say("snapshot"), () => savePicture(view))));

    this.ruler = el("div", { class: "scale" }, el("span"));
    this.here = el("button", { type: "button", class: "here panel", hidden: true, text: say("follow.here"), on: { click: () => view.panned(true) } });
    this.empty = el("div", { class: "empty", hidden: true });
    this.live = el("div", { class: "away", role: "status", "aria-live": "polite" });
    this.timeBar = this.buildTimeBar();
  }

  /** The parts in the order they stand on the page. */
  frame(map, timeline, legend) {
    const { words } = this.view;
    this.legendNode = legend;
    legend.hidden = this.view.root.clientWidth < 760;
    this.buttons.legend.setAttribute("aria-expanded", String(!legend.hidden));
    return [
      this.bar,
      el("div", { class: "map" }, map, this.tools_, legend, this.here, this.view.pick.node, this.empty,
        el("div", { class: "map-foot" }, this.buttons.legend, this.ruler, el("span", { class: "grow" }), el("span", { class: "credit", dir: "auto", text: this.view.config.tiles?.credit || words.say("credit") }))),
      this.timeBar,
      el("div", { class: "timeline" }, timeline),
      this.live,
    ];
  }

  buildTimeBar() {
    const { view } = this;
    const { words, player } = view;
    const say = (key) => words.say(key);
    const choose = (options, chosen, name, onChange) =>
      el("select", { "aria-label": name, on: { change: (event) => onChange(event.currentTarget.value) } }, ...options.map(([value, text]) => el("option", { value, text, selected: value === chosen })));

    this.laneChoice = choose(GROUPINGS.map((by) => [by, say(`lanes.${by}`)]), view.grouping, say("lanes"), (by) => view.group(by));
    this.orderChoice = choose(["count", "time", "name"].map((by) => [by, say(`order.${by}`)]), "count", say("lanes.order"), (by) => { view.timeline.order = by; view.timeline.recount(); });
    this.playButton = iconButton(ICONS.play, say("play"), () => player.toggle(), { filled: true, class: "turns" });
    this.firstDay = el("input", { type: "date", "aria-label": say("brush.start"), on: { change: () => this.typed(), blur: () => this.leftDays() } });
    this.lastDay = el("input", { type: "date", "aria-label": say("brush.end"), on: { change: () => this.typed(), blur: () => this.leftDays() } });
    this.clearBrush = iconButton(ICONS.close, say("brush.clear"), () => view.setWindow(null), { class: "clear" });
    this.stepChoice = choose(Object.keys(UNITS).map((u) => [u, say(`unit.${u}`)]), player.step, say("play.step"), (u) => { player.unit = u; });
    this.options = el("div", { class: "options panel", hidden: true },
      el("label", {}, el("span", { text: say("play.window") }), choose(["moving", "growing", "single"].map((w) => [w, say(`window.${w}`)]), player.window, say("play.window"), (w) => { player.window = w; })),
      el("label", {}, el("span", { text: say("play.step") }), this.stepChoice),
      el("label", {}, el("span", { text: say("play.speed") }), choose([["0.5", 0.5], ["1", 1], ["2", 2], ["4", 4]].map(([v, n]) => [v, `${words.number(n)}×`]), "1", say("play.speed"), (v) => { player.speed = Number(v); })),
      el("label", {}, el("span", { text: say("play.loop") }), el("input", { type: "checkbox", "aria-label": say("play.loop"), on: { change: (event) => { player.loop = event.currentTarget.checked; } } })));
    this.optionsButton = iconButton(ICONS.sliders, say("play.options"), () => {
      this.options.hidden = !this.options.hidden;
      this.optionsButton.setAttribute("aria-expanded", String(!this.options.hidden));
    });
    this.optionsButton.setAttribute("aria-expanded", "false");
    return el("div", { class: "time-bar" },
      el("label", {}, el("span", { class: "hide-small", text: say("lanes") }), this.laneChoice), el("span", { class: "hide-small" }, this.orderChoice), el("span", { class: "grow" }),
      el("span", { class: "dates" }, this.firstDay, el("span", { text: say("to") }), this.lastDay, this.clearBrush),
      iconButton(ICONS.fit, say("time.fit"), () => view.timeline.fitAll()),
      iconButton(ICONS.back, say("step.back"), () => player.stepBy(-1), { class: "turns hide-small" }), this.playButton, iconButton(ICONS.forward, say("step.forward"), () => player.stepBy(1), { class: "turns hide-small" }), this.optionsButton, this.options);
  }

  typed() {
    const [first, last] = [parseIsoDay(this.firstDay.value), parseIsoDay(this.lastDay.value)];
    if (first === null || last === null) return;
    this.view.setWindow(first <= last ? [first, last] : [last, first]);
    this.view.timeline.redraw();
  }

  toggleLegend() {
    this.legendNode.hidden = !this.legendNode.hidden;
    this.buttons.legend.setAttribute("aria-expanded", String(!this.legendNode.hidden));
  }

  /** Numbers, after anything changed. */
  count() {
    const { view } = this;
    const { words, events, counts, window } = view;
    if (!events) return;
    const [before, after] = words.count("shown", view.all, { shown: "\u0000" }).split("\u0000");
    this.shown.replaceChildren(before, el("strong", { text: words.number(counts.total) }), after ?? "");
    this.due ??= setTimeout(() => this.writeDays(), MOMENT);
    this.clearBrush.hidden = !window;
    this.resetButton.hidden = !(window || view.sight.bounds || view.lens || view.legend.isActive);
    this.showEmpty(counts.total === 0);
    clearTimeout(this.spoken);
    this.spoken = setTimeout(() => this.summarise(), 700);
  }

  /** Days as they may be typed: filling such a field costs more than all counts, so it waits until one can read it. */
  writeDays() {
    this.due = null;
    const { window } = this.view;
    const typing = this.firstDay.getRootNode().activeElement;
    if (typing === this.firstDay || typing === this.lastDay) return;
    this.firstDay.value = window ? isoDay(window[0]) : "";
    this.lastDay.value = window ? isoDay(window[1]) : "";
  }

  /** Of two days one alone may be typed yet, so it stays. */
  leftDays() {
    if (this.view.window) this.writeDays();
  }

  /** What stays off the map or the timeline, counted always. */
  countMissing() {
    const { events, words, lens } = this.view;
    const { overview } = this.view.config;
    if (overview) this.missing = overview.missing;
    else if (this.countedFor !== events) {
      this.countedFor = events;
      this.missing = { undated: events.count - events.undated, unplaced: 0, needs: 0 };
      for (let i = 0; i < events.count; i += 1) {
        if (events.place[i] < 0) this.missing.unplaced += 1;
        if (events.flags[i] & 1) this.missing.needs += 1;
      }
    }
    const show = (button, key, count, name) => {
      button.textContent = words.count(key, count);
      button.disabled = count === 0;
      button.setAttribute("aria-pressed", String(lens === name));
      button.title = count ? words.say(lens === name ? "lens.all" : "lens.only") : "";
    };
    show(this.chips.undated, "undated", this.missing.undated, "undated");
    show(this.chips.unplaced, "unplaced", this.missing.unplaced, "unplaced");
    show(this.needs, "needs_date", this.missing.needs, "needs_date");
    this.needs.hidden = this.missing.needs === 0;
  }

  /** States of the buttons. */
  tools() {
    const { view } = this;
    if (!view.events) return;
    const { words } = view;
    const { tool } = view.map.gestures;
    this.buttons.follow.setAttribute("aria-pressed", String(view.sight.follow));
    this.buttons.box.setAttribute("aria-pressed", String(tool === "box"));
    this.buttons.lasso.setAttribute("aria-pressed", String(tool === "lasso"));
    this.buttons.links.setAttribute("aria-pressed", String(view.map.links.on));
    this.buttons.links.hidden = view.events.links.count === 0;
    this.buttons.globe.setAttribute("aria-pressed", String(view.map.globe));
    this.buttons.unbox.hidden = !view.sight.box;
    this.here.hidden = !view.sight.isElsewhere;
    this.goThere.hidden = view.selected === null || view.events.place[view.selected] < 0;
    for (const option of this.laneChoice.options) option.disabled = !groupings(view.events).includes(option.value);
    this.laneChoice.value = view.grouping;
    this.previous.hidden = this.next.hidden = view.events.weight !== null;
    this.stepChoice.value = view.player.step;
    this.playButton.replaceChildren(icon(view.player.playing ? ICONS.pause : ICONS.play, { filled: true }));
    this.playButton.setAttribute("aria-label", words.say(view.player.playing ? "pause" : "play"));
    this.playButton.title = words.say(view.player.playing ? "pause" : "play");
    this.countMissing();
    this.count();
  }

  /** The scale bar: a round number of kilometres. */
  scale() {
    const { map, words } = this.view;
    if (!map?.projector || !this.view.events) return;
    const most = map.projector.kilometresPerPixel() * SCALE_WIDTH;
    const size = 10 ** Math.floor(Math.log10(most));
    const km = [5, 2, 1].map((n) => n * size).find((n) => n <= most);
    this.ruler.style.width = `${km / map.projector.kilometresPerPixel()}px`;
    this.ruler.firstChild.textContent = `${words.number(km)} ${words.say("km")}`;
  }

  /** Nothing passes: says what to loosen. */
  showEmpty(isEmpty) {
    const { view } = this;
    const { words } = view;
    this.empty.hidden = !isEmpty;
    if (!isEmpty) return;
    const offer = (condition, key, act) => (condition ? el("button", { type: "button", class: "link", text: words.say(key), on: { click: act } }) : null);
    this.empty.replaceChildren(...[
      el("p", { text: words.say(view.all === 0 ? "empty.none" : "empty") }),
      offer(view.window, "empty.brush", () => view.setWindow(null)),
      offer(view.sight.box, "empty.bbox", () => view.drawn(null)),
      offer(view.sight.inView, "empty.follow", () => view.setFollow(false)),
      offer(view.legend.isActive, "empty.legend", () => { view.legend.reset(); view.clauseChanged("legend", null); }),
    ].filter(Boolean));
  }

  announce(text) {
    this.live.textContent = text;
  }

  /** The view in a sentence, for those who hear it, once for each that there is. */
  summarise() {
    const { words, counts, window, sight } = this.view;
    const shown = words.count("shown", this.view.all, { shown: words.number(counts.total) });
    const time = window ? words.range(...window) : words.say("whole");
    const map = words.say(sight.box ? "summary.map.box" : sight.inView ? "summary.map.view" : "summary.map.all");
    const summary = words.say("summary.view", { shown, time, map });
    if (summary === this.summary) return;
    this.summary = summary;
    this.announce(summary);
  }
}
