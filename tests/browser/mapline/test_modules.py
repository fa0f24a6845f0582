"""The modules that count and measure, against simple ways of doing the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from dashboard import assets
from tests.browser.app import RunningApp

EPOCH = dt.date(1970, 1, 1)


@pytest.fixture(scope="module")
def bench(demo: RunningApp, browser: Browser) -> Iterator[Page]:
    """An empty page of the same origin, from which modules can be imported."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(demo.url + assets.addresses()["style"])
    yield page
    context.close()


def run(page: Page, body: str) -> Any:
    """Run code that may ``load`` modules of the component."""
    folder = "/" + assets.addresses()["entry"].removesuffix("main.js")
    return page.evaluate(f"async () => {{ const load = (name) => import(`{folder}${{name}}.js`); {body} }}")


FAKE = """
const fakeEvents = (n, seed) => {
  let state = seed; const next = (k) => { state = (state * 1103515245 + 12345) % 2147483648; return state % k; };
  const rows = Array.from({ length: n }, () => {
    const s = next(400), kind = next(10);
    if (kind === 0) return [2147483647, -2147483648];
    if (kind === 1) return [s, 2147483647];
    if (kind === 2) return [-2147483648, s];
    return [s, s + (kind < 6 ? 0 : next(40))];
  }).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const start = Int32Array.from(rows, (r) => r[0]), end = Int32Array.from(rows, (r) => r[1]);
  const byEnd = Int32Array.from(end.keys()).sort((a, b) => end[a] - end[b] || a - b);
  let undated = n; while (undated > 0 && start[undated - 1] > end[undated - 1]) undated -= 1;
  return { count: n, start, end, byEnd, ends: byEnd.map((i) => end[i]), undated,
    codes: Int32Array.from(rows, () => next(5) - 1),
    fails: Uint8Array.from(rows, () => (next(4) === 0 ? 1 : 0)), next };
};
"""


def test_incremental_counts_equal_counting_anew(bench: Page) -> None:
    wrong = run(
        bench,
        FAKE
        + """
const { WindowCounts, Tally } = await load('window');
const wrong = [];
for (let seed = 1; seed <= 40; seed += 1) {
  const events = fakeEvents(300, seed);
  const counts = new WindowCounts(events, { fails: events.fails });
  const tally = counts.track(new Tally({ bits: 255, codes: events.codes, size: 4, named: true }));
  counts.recount();
  for (let move = 0; move < 60; move += 1) {
    const a = events.next(460) - 30, b = a + events.next(move % 7 === 0 ? 400 : 50);
    const window = move % 13 === 12 ? null : [a, b];
    counts.move(window);
    const expected = [0, 0, 0, 0]; let total = 0; const sums = [0, 0, 0, 0];
    for (let i = 0; i < events.count; i += 1) {
      const inside = !window || (events.start[i] <= events.end[i] && events.start[i] <= b && events.end[i] >= a);
      if (!inside || events.fails[i]) continue;
      total += 1;
      if (events.codes[i] >= 0) { expected[events.codes[i]] += 1; sums[events.codes[i]] += i; }
    }
    const same = (a, b) => a.join() === b.join();
    const right = total === counts.total && same(expected, tally.counts) && same(sums, tally.sums);
    if (!right) wrong.push([seed, move, total, counts.total]);
  }
}
return wrong;
""",
    )
    assert wrong == []


def test_bars_hold_what_overlaps_them(bench: Page) -> None:
    wrong = run(
        bench,
        FAKE
        + """
const { countBins } = await load('histogram');
const wrong = [];
for (let seed = 1; seed <= 20; seed += 1) {
  const events = fakeEvents(200, seed);
  const edges = [50, 57, 64, 90, 120, 121, 300];
  const found = countBins(events, edges, events.fails);
  edges.slice(0, -1).forEach((from, bar) => {
    const to = edges[bar + 1] - 1; let all = 0, certain = 0, possible = 0;
    for (let i = 0; i < events.undated; i += 1) {
      if (events.start[i] > to || events.end[i] < from) continue;
      all += 1;
      if (events.fails[i]) continue;
      if (events.start[i] >= from && events.end[i] <= to) certain += 1; else possible += 1;
    }
    const right = found.all[bar] === all && found.certain[bar] === certain && found.possible[bar] === possible;
    if (!right) wrong.push([seed, bar]);
  });
}
return wrong;
""",
    )
    assert wrong == []


@pytest.mark.parametrize("mirrored", [False, True])
def test_days_and_pixels_are_inverse(bench: Page, mirrored: bool) -> None:
    assert run(
        bench,
        f"""
const {{ TimeScale }} = await load('time-scale');
const scale = new TimeScale({{ width: 700, mirrored: {str(mirrored).lower()}, domain: [100, 450] }});
const before = scale.day(123);
scale.zoom(3, 123);
const kept = Math.abs(scale.day(123) - before) < 1e-9;
scale.pan(50);
const [x, w] = scale.extent(200, 209);
return kept && [0, 10.5, 400, 700].every((x) => Math.abs(scale.x(scale.day(x)) - x) < 1e-9)
  && Math.abs(w - 10 * scale.pixelsPerDay) < 1e-9 && (scale.x(201) > scale.x(200)) === {str(not mirrored).lower()};
""",
    )


@pytest.mark.parametrize("span", [1, 2, 9, 40, 200, 900, 5000, 40_000, 400_000])
def test_marks_are_in_order_and_far_enough_apart(bench: Page, span: float) -> None:
    ticks = run(
        bench,
        f"""
const {{ TimeScale }} = await load('time-scale');
const {{ ticksOf, binsOf }} = await load('time-ticks');
const {{ Words }} = await load('i18n');
const words = new Words({{ strings: {{}}, labels: {{}}, language: 'en', direction: 'ltr' }});
const scale = new TimeScale({{ width: 800, mirrored: false, domain: [19000, {19000 + span}] }});
const ticks = ticksOf(scale, words);
return {{ minor: ticks.minor.map((t) => scale.x(t.day)), bins: binsOf(scale).edges }};
""",
    )
    gaps = [b - a for a, b in zip(ticks["minor"], ticks["minor"][1:], strict=False)]
    assert all(gap > 20 for gap in gaps)
    assert 2 <= len(ticks["minor"]) <= 40
    assert all(a < b for a, b in zip(ticks["bins"], ticks["bins"][1:], strict=False))
    assert ticks["bins"][0] <= 19000
    assert ticks["bins"][-1] >= 19000 + span


@pytest.mark.parametrize(
    ("unit", "day", "first", "last"),
    [
        ("week", "2023-09-05", "2023-09-04", "2023-09-10"),
        ("week", "1969-12-31", "1969-12-29", "1970-01-04"),
        ("month", "2024-02-29", "2024-02-01", "2024-02-29"),
        ("quarter", "2023-09-05", "2023-07-01", "2023-09-30"),
        ("year", "0099-06-01", "0099-01-01", "0099-12-31"),
    ],
)
def test_units_of_the_calendar_begin_where_they_should(bench: Page, unit: str, day: str, first: str, last: str) -> None:
    number = (dt.date.fromisoformat(day) - EPOCH).days
    found = run(bench, f"const {{ unitAround }} = await load('time-ticks'); return unitAround('{unit}', {number});")
    assert (EPOCH + dt.timedelta(days=found[0])).isoformat() == first
    assert (EPOCH + dt.timedelta(days=found[1] - 1)).isoformat() == last


@pytest.mark.parametrize(
    ("start", "end", "precision", "text"),
    [
        ("2023-09-04", "2023-09-04", "day", "4 Sept 2023"),
        ("2023-09-01", "2023-09-30", "month", "some time in September 2023"),
        ("2023-01-01", "2023-12-31", "year", "some time in 2023"),
        ("2006-01-01", "2008-12-31", "interval", "1 Jan 2006 – 31 Dec 2008"),
        (None, "2023-09-03", "day", "until 3 Sept 2023"),
        ("2014-01-01", None, "interval", "since 1 Jan 2014"),
    ],
)
def test_dates_are_written_as_precisely_as_they_are_known(
    bench: Page, start: str | None, end: str | None, precision: str, text: str
) -> None:
    low = (dt.date.fromisoformat(start) - EPOCH).days if start else -(2**31)
    high = (dt.date.fromisoformat(end) - EPOCH).days if end else 2**31 - 1
    written = run(
        bench,
        f"""
const {{ Words }} = await load('i18n');
const strings = {{ locale: 'en-GB', 'date.within': 'some time in {{period}}', 'date.until': 'until {{day}}',
  'date.since': 'since {{day}}' }};
return new Words({{ strings, labels: {{}}, language: 'en', direction: 'ltr' }}).span({low}, {high}, '{precision}');
""",
    )
    assert " ".join(written.split()) == text


def test_a_box_across_the_antimeridian_holds_both_sides(bench: Page) -> None:
    assert run(
        bench,
        """
const { Places } = await load('columns');
const places = Object.assign(Object.create(Places.prototype), {
  isArea: [0, 0, 1, 1], lat: [0, 0, 0, 0], lon: [179, -179, 100, 170], west: [NaN, NaN, 90, 160],
  east: [NaN, NaN, 110, -170], south: [NaN, NaN, -5, -5], north: [NaN, NaN, 5, 5] });
const box = [170, -10, -170, 10];
return [0, 1, 2, 3].map((p) => places.meets(p, box));
""",
    ) == [True, True, False, True]


def test_near_places_are_one_bubble_and_far_ones_are_not(bench: Page) -> None:
    found = run(
        bench,
        """
const { Clusters } = await load('clusters');
const places = { count: 4, lon: [30, 30.5, 90, 91], lat: [50, 50, 10, 10], isArea: [0, 0, 0, 1] };
const clusters = new Clusters(places, [5, 2, 1, 9]);
return [clusters.at(2), clusters.at(9)].map(({ of, seeds }) => [Array.from(of), Array.from(seeds)]);
""",
    )
    (of, seeds), (apart, _) = found
    assert of == [0, 0, 1, -1]
    assert seeds == [0, 2]
    assert len(set(apart[:3])) == 3


def test_the_camera_fits_points_on_both_sides_of_the_antimeridian(bench: Page) -> None:
    camera = run(bench, "const { fitTo } = await load('camera'); return fitTo([[170, 0], [-170, 10]], 800, 400);")
    assert abs(abs(camera["longitude"]) - 180) < 5
    assert camera["zoom"] > 2


def test_a_name_steps_aside_for_a_sign_where_its_country_is_large(bench: Page) -> None:
    written = run(
        bench,
        """
const { paintLabels } = await load('labels');
const write = (zoom, taken) => {
  const written = [];
  const ctx = { measureText: (text) => ({ width: 6 * text.length }), strokeText: () => {}, fillText: (text, x, y) => written.push([text, x, y]) };
  const names = [{ name: 'Korea', lon: 127, lat: 40, kind: 'country', from: 1.5 }];
  const projector = { camera: { zoom }, width: 400, height: 300, at: () => [200, 150] };
  paintLabels(ctx, { names, projector, theme: {}, taken });
  return written;
};
const sign = { x: 200, y: 150, r: 12 };
return [write(1, []), write(2, []), write(2, [sign]), write(4, [sign]), write(4, [{ x: 200, y: 150, r: 60 }])];
""",
    )
    assert written == [[], [["Korea", 200, 150]], [], [["Korea", 200, 122]], []]


def test_a_day_that_no_words_tell_is_drawn_as_about_that_day(bench: Page) -> None:
    kinds = run(
        bench,
        """
const { kindOf } = await load('lanes');
const { ABOUT } = await load('columns');
const events = { start: [1, 1, 1], end: [1, 1, 30], flags: [0, ABOUT, 0], precision: [0, 0, 1], values: { date_precision: ['day', 'month'] } };
return [0, 1, 2].map((event) => kindOf(events, event));
""",
    )
    assert kinds == ["dot", "about", "within"]
