"""Measure the linked map and timeline in a browser: ``python benchmarks/view.py [--sizes 10000 100000 1000000]``.

Headless Chromium with software rendering drives real Streamlit apps. What is measured is script time in the page, bytes
and round trips; frames are not, since nothing here draws on a graphics card. For comparison the same events go to
``st.pydeck_chart`` with a rerun per choice, and to streamlit-folium's TimestampedGeoJson and streamlit-vis-timeline
where they are installed (``benchmarks/requirements.txt``); what does not stand after ``--patience`` seconds is given up.
"""

from __future__ import annotations

import argparse
import base64
import importlib.util
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Error, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser.app import FLAGS, find_chromium, run_app  # noqa: E402

MOVES = 120
SIZES = (10_000, 100_000, 1_000_000)
FIND = """(() => {
  for (const host of document.querySelectorAll('[data-testid=stBidiComponentIsolated]')) {
    const root = host.shadowRoot && host.shadowRoot.querySelector('.mapline');
    if (root && root.view.events && root.view.map.items.length) return root.view;
  }
  return null;
})()"""

SETUP = """
import streamlit as st
import sys
sys.path.insert(0, {root!r})
from tests.browser.mapline.demo_records import make_many
st.set_page_config(layout="wide")

@st.cache_resource
def load(n):
    return make_many(n)

table = load({count})
status = st.radio("Status", ["all", "planned", "occurred"], horizontal=True)
"""

OURS = """
from dashboard.mapline import mapline, prepare_records

@st.cache_resource
def prepare(n):
    return prepare_records(load(n))

mapline(prepare({count}), clauses={{"status": [] if status == "all" else [status]}}, height=760)
st.caption(f"done {{status}}")
"""

FRAME = """
frame = table.select(["lat", "lon", "status", "earliest", "id", "type"]).to_pandas().dropna()
if status != "all":
    frame = frame[frame["status"] == status]
"""

PYDECK = (
    FRAME
    + """
import pydeck as pdk
layer = pdk.Layer("ScatterplotLayer", frame, get_position="[lon, lat]", get_radius=3, radius_units="'pixels'")
st.pydeck_chart(pdk.Deck(layers=[layer], map_style=None, map_provider=None))
st.caption(f"done {{status}}")
"""
)

FOLIUM = (
    FRAME
    + """
import datetime as dt
import folium
from folium.plugins import TimestampedGeoJson
from streamlit_folium import st_folium
day = [(dt.date(1970, 1, 1) + dt.timedelta(days=int(d))).isoformat() for d in frame["earliest"]]
features = [
    {{"type": "Feature", "geometry": {{"type": "Point", "coordinates": [lon, lat]}}, "properties": {{"times": [d]}}}}
    for lat, lon, d in zip(frame["lat"], frame["lon"], day)
]
chart = folium.Map(tiles=None)
TimestampedGeoJson({{"type": "FeatureCollection", "features": features}}, period="P1M").add_to(chart)
st_folium(chart, returned_objects=[])
st.caption(f"done {{status}}")
"""
)

VIS = (
    FRAME
    + """
import datetime as dt
from streamlit_timeline import st_timeline
items = [
    {{"id": i, "content": t, "start": (dt.date(1970, 1, 1) + dt.timedelta(days=int(d))).isoformat()}}
    for i, t, d in zip(frame["id"], frame["type"], frame["earliest"])
]
st_timeline(items, groups=[], options={{}}, height="300px")
st.caption(f"done {{status}}")
"""
)

APP = """
import sys
sys.path.insert(0, {root!r})
import streamlit as st
from dashboard.assets import asset_routes
app = st.App({script!r}, routes=asset_routes())
"""


@dataclass
class Figures:
    """What was measured for one kind of view and one number of events; milliseconds, megabytes, counts."""

    view: str
    events: int
    note: str = ""
    first_picture_s: float | None = None
    first_load_mb: float | None = None
    filter_ms: float | None = None
    filter_script_ms: float | None = None
    filter_kb: float | None = None
    brush_median_ms: float | None = None
    brush_p95_ms: float | None = None
    brush_round_trips: int | None = None


class Traffic:
    """Bytes that a page received, over the web socket and otherwise, and frames that it sent."""

    def __init__(self, page: Page) -> None:
        self.received = self.sent = 0
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.webSocketFrameReceived", lambda event: self._frame(event))
        session.on("Network.webSocketFrameSent", lambda _: self._sent())
        session.on("Network.loadingFinished", lambda event: self._loaded(event))

    def _frame(self, event: dict[str, Any]) -> None:
        data = event["response"]["payloadData"]
        self.received += len(base64.b64decode(data)) if event["response"]["opcode"] == 2 else len(data)

    def _loaded(self, event: dict[str, Any]) -> None:
        self.received += int(event["encodedDataLength"])

    def _sent(self) -> None:
        self.sent += 1


@contextmanager
def serve(script: str, count: int) -> Iterator[str]:
    """Serve a script as an app of its own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        text = (SETUP + script).format(root=str(ROOT), count=count)
        (folder / "view.py").write_text(text, encoding="utf-8")
        app = folder / "app.py"
        app.write_text(APP.format(root=str(ROOT), script=str(folder / "view.py")), encoding="utf-8")
        with run_app(folder / "unused.duckdb", script=str(app)) as running:
            yield running.url


def wait_for(page: Page, text: str, patience: float) -> None:
    """Wait until the script has run to its end and says so."""
    page.get_by_text(text, exact=True).wait_for(timeout=patience * 1000)


def measure_ours(page: Page, url: str, figures: Figures, patience: float) -> None:
    """Measure the linked map and timeline."""
    traffic = Traffic(page)
    begun = time.perf_counter()
    page.goto(url)
    page.wait_for_function(f"{FIND} !== null", timeout=patience * 1000)
    wait_for(page, "done all", patience)
    figures.first_picture_s = time.perf_counter() - begun
    page.wait_for_timeout(3000)
    figures.first_load_mb = traffic.received / 1e6
    page.reload()
    page.wait_for_function(f"{FIND} !== null", timeout=patience * 1000)
    page.wait_for_timeout(3000)

    sent = traffic.sent
    moves = page.evaluate(
        f"""async () => {{
  const view = {FIND}; const [a, b] = view.events.extent; const width = Math.floor((b - a) / 4);
  const frame = () => new Promise((resolve) => setTimeout(resolve, 16));
  const times = [];
  for (let i = 0; i < {MOVES}; i += 1) {{
    const start = a + Math.floor((i * (b - a - width)) / {MOVES});
    const begun = performance.now();
    view.timeline.brush.put([start, start + width], false);
    times.push(performance.now() - begun);
    await frame();
  }}
  return times.slice(5);
}}"""
    )
    figures.brush_median_ms = statistics.median(moves)
    figures.brush_p95_ms = statistics.quantiles(moves, n=20)[-1]
    figures.brush_round_trips = traffic.sent - sent
    page.evaluate(f"{FIND}.setWindow(null)")
    page.wait_for_timeout(2000)

    before = traffic.received
    figures.filter_ms = change_filter(page, lambda: page.wait_for_function(
        f"{FIND} && {FIND}.counts.total < {FIND}.events.count", timeout=patience * 1000))  # fmt: skip
    page.wait_for_timeout(2500)
    figures.filter_kb = (traffic.received - before) / 1e3
    figures.filter_script_ms = page.evaluate(
        f"""async () => {{
  const view = {FIND};
  const load = performance.getEntriesByType('resource').map((e) => e.name).find((name) => name.endsWith('/js/main.js'));
  const {{ filterOf }} = await import(load.replace('main.js', 'selection.js'));
  const times = [];
  for (const code of [0, 2, 0, 2, 0]) {{
    const begun = performance.now();
    view.selection.set('filters', filterOf(view.events, {{ codes: {{ status: [code] }} }}));
    view.refilter();
    times.push(performance.now() - begun);
  }}
  return times.sort((a, b) => a - b)[2];
}}"""
    )


def measure_other(page: Page, url: str, figures: Figures, patience: float) -> None:
    """Measure a view that is made anew for every choice."""
    traffic = Traffic(page)
    begun = time.perf_counter()
    page.goto(url)
    wait_for(page, "done all", patience)
    page.locator("canvas, iframe").first.wait_for(timeout=patience * 1000, state="attached")
    figures.first_picture_s = time.perf_counter() - begun
    page.wait_for_timeout(4000)
    figures.first_load_mb = traffic.received / 1e6
    before = traffic.received
    figures.filter_ms = change_filter(page, lambda: wait_for(page, "done planned", patience))
    page.wait_for_timeout(3000)
    figures.filter_kb = (traffic.received - before) / 1e3
    figures.note = "a choice of time is a rerun like any other filter"


def change_filter(page: Page, until: Callable[[], Any]) -> float:
    """Choose another status; give the milliseconds until the view shows it."""
    begun = time.perf_counter()
    page.get_by_text("planned", exact=True).first.click()
    until()
    return (time.perf_counter() - begun) * 1000


VIEWS: dict[str, tuple[str, str | None, Callable[[Page, str, Figures, float], None]]] = {
    "mapline": (OURS, None, measure_ours),
    "st.pydeck_chart": (PYDECK, "pydeck", measure_other),
    "streamlit-folium": (FOLIUM, "streamlit_folium", measure_other),
    "vis-timeline": (VIS, "streamlit_timeline", measure_other),
}


def measure(browser: Browser, name: str, count: int, patience: float) -> Figures:
    """Measure one kind of view with so many events; what fails is said in the note."""
    script, needs, how = VIEWS[name]
    figures = Figures(name, count)
    if needs and importlib.util.find_spec(needs) is None:
        figures.note = "not installed"
        return figures
    context = browser.new_context(viewport={"width": 1360, "height": 1000})
    try:
        with serve(script, count) as url:
            warm = context.new_page()
            warm.goto(url)
            wait_for(warm, "done all", patience)
            warm.close()
            how(context.new_page(), url, figures, patience)
    except (Error, AssertionError) as error:
        figures.note = f"gave up: {str(error).splitlines()[0][:70]}"
    finally:
        context.close()
    return figures


def write(figures: list[Figures]) -> str:
    """Give the figures as a table in Markdown."""
    columns = list(asdict(figures[0]))
    lines = ["| " + " | ".join(columns) + " |", "|" + " --- |" * len(columns)]
    for row in figures:
        cells = [
            "" if value is None else f"{value:,.1f}" if isinstance(value, float) else f"{value:,}" if isinstance(value, int) else value
            for value in asdict(row).values()
        ]  # fmt: skip
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main() -> None:
    """Measure what the command line asks for, and print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), metavar="EVENTS")
    parser.add_argument("--views", nargs="+", choices=list(VIEWS), default=list(VIEWS))
    parser.add_argument("--patience", type=float, default=90, metavar="SECONDS")
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    options = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        found = []
        for count in options.sizes:
            for name in options.views:
                found.append(measure(browser, name, count, options.patience))
                print(f"{name}, {count:,} events: {found[-1].note or 'measured'}", file=sys.stderr)
        browser.close()
    print(write(found))
    if options.json:
        options.json.write_text(json.dumps([asdict(row) for row in found], indent=2), encoding="utf-8")


if __name__ == "__main__":
    main()
