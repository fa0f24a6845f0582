// What an event, a bubble or a bar is, in words, beside the pointer. Report text is set as text only.

import { ABOUT, CORRECTED, NEEDS_ANCHOR, UNSURE } from "./columns.js";
import { el } from "./dom.js";
import { glyphCanvas } from "./glyphs.js";
import { GROUPS, groupOf } from "./theme.js";

const LISTED = 4;

export class Tooltip {
  constructor(view) {
    this.view = view;
    this.node = el("div", { class: "tip", role: "presentation", hidden: true });
  }

  hide() {
    this.node.hidden = true;
  }

  /** Shows lines beside a pointer, within the component. */
  show(content, pointer) {
    this.node.replaceChildren(...content);
    this.node.hidden = false;
    const frame = this.view.root.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = this.node;
    const [x, y] = [pointer.clientX - frame.left, pointer.clientY - frame.top];
    const left = x + 16 + width > frame.width ? Math.max(4, x - width - 14) : x + 16;
    const top = y + 16 + height > frame.height ? Math.max(4, y - height - 14) : y + 16;
    this.node.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  }

  event(event, pointer) {
    this.show([this.describe(event, true)], pointer);
  }

  item(item, events, pointer) {
    const { words } = this.view;
    if (item.count === 1 && events.length === 1 && !this.view.events.weight) {
      this.event(events[0], pointer);
      return;
    }
    const { places } = this.view.events;
    const head = el("div", { class: "tip-head" }, el("strong", { text: words.count("events", item.count) }),
      item.onePlace && !this.view.events.weight ? el("span", { dir: "auto", text: this.placeName(item.place, places.isArea[item.place]) }) : null);
    const some = this.view.events.weight ? [] : events.slice(0, LISTED).map((event) => this.describe(event, false));
    const hint = el("div", { class: "tip-hint", text: words.say(item.onePlace && !this.view.events.weight ? "cluster.fan" : "cluster.zoom") });
    this.show([head, ...some, hint], pointer);
  }

  /** Who acts on whom: the pair, how often, and what is done. */
  link({ source, target, count, shares }, pointer) {
    const { words } = this.view;
    const done = shares.reduce((list, n, group) => (n ? [...list, `${words.say(`group.${GROUPS[group]}`)} ${words.number(n)}`] : list), []);
    this.show([
      el("div", { class: "tip-head" }, el("strong", { text: words.say("place.from", { from: words.label("country", source), to: words.label("country", target) }) }), el("span", { text: words.count("events", count) })),
      ...done.map((text) => el("div", { text })),
    ], pointer);
  }

  bar([first, last], { all, certain, possible }, pointer) {
    const { words } = this.view;
    const beside = words.beside(first, { month: "long", year: "numeric" });
    this.show([
      el("div", { class: "tip-head" }, el("strong", { text: words.range(first, last) }), beside ? el("span", { text: beside }) : null),
      el("div", { text: [words.count("bar.certain", certain), possible ? words.count("bar.possible", possible) : null].filter(Boolean).join(words.say("separator")) }),
      all > certain + possible ? el("div", { class: "tip-hint", text: words.say("bar.of", { n: words.number(all) }) }) : null,
    ].filter(Boolean), pointer);
  }

  /** An event in a few lines: its sign and type, when, where, who, and the sentence where it is known. */
  describe(event, whole) {
    const { events, words, theme } = this.view;
    const type = events.values.type[events.type[event]];
    const status = events.values.status[events.status[event]];
    const sign = glyphCanvas(status, theme.groups[groupOf(type)], theme.panel, 15);
    const lines = [
      el("div", { class: "tip-head" }, sign, el("strong", { text: words.label("type", type) }), el("span", { text: words.say(`status.${status}`) })),
      el("div", { text: this.when(event) }),
    ];
    if (whole) {
      lines.push(el("div", { dir: "auto", text: this.where(event) }));
      const actors = [...new Set(events.actorsOf(event))].map((code) => words.label("actor", events.values.actor[code]));
      if (actors.length) lines.push(el("div", { class: "tip-who", dir: "auto", text: actors.slice(0, 5).join(words.say("separator")) }));
      const said = events.summary?.[event];
      if (said) lines.push(el("div", { class: "tip-said", dir: "auto", text: said.length > 220 ? `${said.slice(0, 220)}…` : said }));
      if (events.flags[event] & UNSURE) lines.push(el("div", { class: "tip-hint", text: words.say("unsure") }));
      if (events.flags[event] & CORRECTED) lines.push(el("div", { class: "tip-hint", text: words.say("corrected") }));
    }
    return el("div", { class: "tip-event" }, ...lines);
  }

  when(event) {
    const { events, words } = this.view;
    if (!events.isDated(event)) return words.say(events.flags[event] & NEEDS_ANCHOR ? "date.needs" : "date.none");
    const days = words.span(events.start[event], events.end[event], events.values.date_precision[events.precision[event]]);
    return events.flags[event] & ABOUT ? words.say("date.about", { day: days }) : days;
  }

  where(event) {
    const { events, words } = this.view;
    const place = events.place[event];
    if (place < 0) return words.say("place.none");
    const { places } = events;
    const name = this.placeName(place, places.isArea[place]);
    const near = places.radius[place] > 0 ? ` (${words.say("place.near", { km: words.number(Math.round(places.radius[place])) })})` : "";
    if (events.origin[event] >= 0) return words.say("place.from", { from: this.placeName(events.origin[event], false), to: name });
    return name + near;
  }

  placeName(place, isArea) {
    const { events, words } = this.view;
    const { places } = events;
    const given = words.labels.place?.[places.id[place]];
    const name = given ?? (places.precision[place] === "country" && places.country[place] ? words.label("country", places.country[place]) : places.name[place]);
    return isArea ? words.say("place.area", { place: name }) : name;
  }

  /** One line for screen readers. */
  sentence(event) {
    const { events, words } = this.view;
    const parts = [words.label("type", events.values.type[events.type[event]]), words.say(`status.${events.values.status[events.status[event]]}`), this.when(event), this.where(event)];
    return parts.join(", ");
  }
}
