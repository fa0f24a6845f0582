// The legend says what colours and shapes mean, how many events bear them, and takes them off the picture.

import { el } from "./dom.js";
import { glyphCanvas, patchCanvas } from "./glyphs.js";
import { groupOf, GROUPS } from "./theme.js";
import { Selection } from "./selection.js";
import { Tally } from "./window.js";

export class Legend {
  constructor(view) {
    this.view = view;
    this.hidden = { group: new Set(), status: new Set() };
    this.node = el("div", { class: "legend panel", id: "legend", role: "group", "aria-label": view.words.say("legend") });
  }

  load() {
    const { events, counts } = this.view;
    const bits = Selection.except("legend");
    const groupOfType = events.values.type.map(groupOf);
    const group = events.type.map((type) => groupOfType[type]);
    this.tallies = {
      group: counts.track(new Tally({ bits, codes: group, size: GROUPS.length })),
      status: counts.track(new Tally({ bits, codes: events.status, size: events.values.status.length })),
    };
  }

  /** The clause of what is switched off, or null. */
  clause() {
    const { events } = this.view;
    const { group, status } = this.hidden;
    if (group.size === 0 && status.size === 0) return null;
    const hides = events.values.type.map((type) => group.has(groupOf(type)));
    const passes = new Uint8Array(events.count);
    for (let i = 0; i < passes.length; i += 1) passes[i] = hides[events.type[i]] || status.has(events.status[i]) ? 0 : 1;
    return passes;
  }

  /** Types and statuses that are left, in words that Python knows; null where nothing is switched off. */
  left() {
    const { events } = this.view;
    const { group, status } = this.hidden;
    return {
      types: group.size ? events.values.type.filter((type) => !group.has(groupOf(type))) : null,
      statuses: status.size ? events.values.status.filter((name, code) => !status.has(code)) : null,
    };
  }

  build() {
    const { words, theme, events } = this.view;
    this.numbers = { group: [], status: [] };
    const row = (kind, code, sign, name) => {
      const number = el("span", { class: "legend-count" });
      this.numbers[kind][code] = number;
      return el("button", {
        type: "button", class: "legend-row", "aria-pressed": String(!this.hidden[kind].has(code)),
        on: { click: (event) => this.toggle(kind, code, event.currentTarget) },
      }, sign, el("span", { class: "legend-name", text: name }), number);
    };
    const groups = GROUPS.map((name, code) => row("group", code, patchCanvas(theme.groups[code]), words.say(`group.${name}`)));
    const statuses = events.values.status.map((name, code) => row("status", code, glyphCanvas(name, theme.ink, theme.panel), words.say(`status.${name}`)));
    this.node.replaceChildren(
      el("div", { class: "legend-title", text: words.say("colour") }), ...groups,
      el("div", { class: "legend-title", text: words.say("shape") }), ...statuses,
    );
    this.count();
  }

  toggle(kind, code, button) {
    const hidden = this.hidden[kind];
    if (!hidden.delete(code)) hidden.add(code);
    button.setAttribute("aria-pressed", String(!hidden.has(code)));
    this.view.clauseChanged("legend", this.clause(), true);
  }

  reset() {
    this.hidden.group.clear();
    this.hidden.status.clear();
    this.build();
  }

  get isActive() {
    return this.hidden.group.size + this.hidden.status.size > 0;
  }

  count() {
    if (!this.numbers) return;
    for (const kind of ["group", "status"]) {
      this.numbers[kind].forEach((node, code) => {
        const text = this.view.words.short(this.tallies[kind].counts[code]);
        if (node.textContent !== text) {
          node.textContent = text;
          node.parentNode.classList.toggle("none", this.tallies[kind].counts[code] === 0);
        }
      });
    }
  }
}
