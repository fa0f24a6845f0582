// Pointing at a place on the map for another part of the page: it asks by an event, and hears where by another.

import { el } from "./dom.js";

export class Pick {
  constructor(view) {
    this.view = view;
    const { words } = view;
    this.node = el("div", { class: "picking panel", role: "status", hidden: true },
      el("span", { text: words.say("pick.hint") }),
      el("button", { type: "button", class: "link", text: words.say("pick.leave"), on: { click: () => this.tell(null) } }));
    this.onAsked = () => this.begin();
    document.addEventListener("dateline:pick", this.onAsked);
  }

  begin() {
    const { view } = this;
    view.tool("pick");
    view.root.scrollIntoView({ block: "nearest", behavior: view.calm ? "auto" : "smooth" });
    view.map.node.focus({ preventScroll: true });
  }

  /** Shows or hides what to do: another tool may have been taken up meanwhile. */
  show(tool) {
    this.node.hidden = tool !== "pick";
    this.view.root.classList.toggle("points", tool === "pick");
  }

  /** A place was pointed at, longitude and latitude in degrees; null: none. */
  tell(at) {
    this.view.tool(null);
    document.dispatchEvent(new CustomEvent("dateline:picked", { detail: at && { lon: at[0], lat: at[1] } }));
  }

  destroy() {
    document.removeEventListener("dateline:pick", this.onAsked);
  }
}
