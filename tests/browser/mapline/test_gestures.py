"""What a person does on the map and the timeline, and what follows from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.mapline.conftest import Person
from tests.browser.mapline.demo_records import make_events

EPOCH = dt.date(1970, 1, 1)
EVENTS = make_events(60).to_pylist()
Visit = Callable[..., Person]


def overlapping(first: str, last: str) -> int:
    """How many events may have happened between two days, counted apart from the program."""
    low, high = ((dt.date.fromisoformat(day) - EPOCH).days for day in (first, last))
    return sum(
        event["date_precision"] is not None
        and (event["earliest"] is None or event["earliest"] <= high)
        and (event["latest"] is None or event["latest"] >= low)
        for event in EVENTS
    )


def test_everything_is_shown_and_counted_at_first(person: Person) -> None:
    expect(person.shown).to_have_text("60 of 60 events")
    assert sum(item["count"] for item in person.items()) == sum(event["lat"] is not None for event in EVENTS)
    undated = sum(event["date_precision"] is None for event in EVENTS)
    unplaced = sum(event["lat"] is None for event in EVENTS)
    expect(person.page.locator(".chip").nth(0)).to_have_text(f"{undated} without a date")
    expect(person.page.locator(".chip").nth(1)).to_have_text(f"{unplaced} without a place")


def test_a_brush_filters_map_and_counts_before_the_server_hears_of_it(person: Person) -> None:
    runs = person.said()["runs"]
    left, width = person.read("view.timeline.left"), person.read("view.timeline.scale.width")
    person.page.mouse.move(*person.at(person.time, left + 0.3 * width, 30))
    person.page.mouse.down()
    person.page.mouse.move(*person.at(person.time, left + 0.5 * width, 30), steps=5)
    window = person.read("view.window")
    days = [(EPOCH + dt.timedelta(days=day)).isoformat() for day in window]
    assert person.count() == overlapping(*days)
    assert person.said()["runs"] == runs
    person.page.mouse.up()
    said = person.wait_until_said("brush", days)
    assert said["runs"] > runs
    assert person.count() == overlapping(*days)


def test_the_map_shows_what_the_brush_leaves(person: Person) -> None:
    person.brush(0.35, 0.45)
    placed = person.read("view.map.items.reduce((sum, item) => sum + item.count, 0)")
    assert 0 < placed <= person.count()


def test_the_timeline_leaves_out_its_own_brush(person: Person) -> None:
    before = person.read("Array.from(view.timeline.binned.certain)")
    person.brush(0.35, 0.45)
    assert person.read("Array.from(view.timeline.binned.certain)") == before


def test_a_brush_is_moved_resized_and_taken_off(person: Person) -> None:
    person.brush(0.3, 0.5)
    first, last = person.read("view.window")
    person.brush(0.4, 0.5)
    moved = person.read("view.window")
    assert moved[1] - moved[0] == last - first
    assert moved[0] > first
    right = person.read("view.timeline.scale.extent(view.window[0], view.window[1]).reduce((a, b) => a + b)")
    left = person.read("view.timeline.left")
    person.drag(person.time, (left + right, 30), (left + right + 60, 30))
    assert person.read("view.window")[0] == moved[0]
    assert person.read("view.window")[1] > moved[1]
    person.page.get_by_role("button", name="Take off the chosen time").click()
    expect(person.shown).to_have_text("60 of 60 events")
    person.wait_until_said("brush", [])


def test_a_click_on_a_bar_chooses_its_days(person: Person) -> None:
    left, width = person.read("view.timeline.left"), person.read("view.timeline.scale.width")
    person.page.mouse.click(*person.at(person.time, left + width / 2, 40))
    first, last = person.read("view.window")
    assert last - first == 6


def test_handles_obey_the_keyboard(person: Person) -> None:
    person.time.focus()
    person.page.keyboard.press("b")
    before = person.read("view.window")
    expect(person.page.get_by_role("slider", name="First day")).to_be_focused()
    person.page.keyboard.press("ArrowRight")
    assert person.read("view.window") == [before[0] + 1, before[1]]
    person.page.keyboard.press("Tab")
    expect(person.page.get_by_role("slider", name="Last day")).to_be_focused()
    person.page.keyboard.press("ArrowLeft")
    after = person.read("view.window")
    assert after == [before[0] + 1, before[1] - 1]
    slider = person.page.get_by_role("slider", name="Last day")
    assert slider.get_attribute("aria-valuenow") == str(after[1])
    days = [(EPOCH + dt.timedelta(days=day)).isoformat() for day in after]
    person.wait_until_said("brush", days)
    person.page.keyboard.press("Escape")
    assert person.read("view.window") is None


def test_days_can_be_typed(person: Person) -> None:
    person.page.get_by_label("First day").first.fill("2023-09-01")
    person.page.get_by_label("Last day").first.fill("2023-09-10")
    person.wait_until_said("brush", ["2023-09-01", "2023-09-10"])
    assert person.count() == overlapping("2023-09-01", "2023-09-10")


def test_panning_the_map_filters_the_timeline(person: Person) -> None:
    person.page.get_by_role("button", name="Zoom in").click()
    person.page.get_by_role("button", name="Zoom in").click()
    person.drag(person.map, (700, 200), (400, 200))
    person.wait("view.sight.inView !== null")
    assert person.count() < 60
    assert person.read("view.timeline.lanes.reduce((sum, lane) => sum + lane.count, 0)") < 60 * 3
    said = person.said()
    assert said["kind"] == "view"
    person.page.get_by_role("button", name="Only what is in view").click()
    expect(person.shown).to_have_text("60 of 60 events")
    person.wait_until_said("kind", None)


def test_a_box_on_the_map_filters_everything(person: Person) -> None:
    asia = [item for item in person.items() if item["x"] > 850]
    person.page.get_by_role("button", name="Draw a box").click()
    left, right = min(i["x"] for i in asia) - 45, max(i["x"] for i in asia) + 45
    person.drag(person.map, (left, 60), (right, 320))
    said = person.wait_until_said("kind", "drawn")
    west, south, east, north = said["bbox"]
    inside = sum(
        event["lat"] is not None
        and (
            event["west"] <= east and event["east"] >= west and event["south"] <= north and event["north"] >= south
            if event["west"] is not None
            else west <= event["lon"] <= east and south <= event["lat"] <= north
        )
        for event in EVENTS
    )  # fmt: skip
    assert 0 < person.count() == inside < 60
    person.page.get_by_role("button", name="Take off the box").click()
    expect(person.shown).to_have_text("60 of 60 events")


def test_a_lasso_filters_by_its_polygon_not_by_the_box_around_it(person: Person) -> None:
    cluster = max(person.items("cluster"), key=lambda item: item["count"])
    person.page.get_by_role("button", name="Draw a lasso").click()
    x, y = cluster["x"], cluster["y"]
    person.page.mouse.move(*person.at(person.map, x - 40, y - 40))
    person.page.mouse.down()
    for dx, dy in ((40, -40), (40, 40), (-40, 40), (-40, -38)):
        person.page.mouse.move(*person.at(person.map, x + dx, y + dy), steps=4)
    person.page.mouse.up()
    said = person.wait_until_said("kind", "drawn")
    assert 3 <= len(said["lasso"]) <= 40
    assert cluster["count"] <= person.count() < 60
    person.page.get_by_role("button", name="Take off the box").click()

    first, second = sorted(person.items("cluster"), key=lambda item: -item["count"])[:2]
    corner = (second["x"], first["y"])
    person.page.get_by_role("button", name="Draw a lasso").click()
    person.page.mouse.move(*person.at(person.map, first["x"] - 3, first["y"]))
    person.page.mouse.down()
    for px, py in (
        (first["x"] + 6, first["y"] - 6),
        corner,
        (second["x"] + 6, second["y"] - 6),
        (second["x"], second["y"] + 6),
    ):
        person.page.mouse.move(*person.at(person.map, px, py), steps=4)
    person.page.mouse.up()
    person.wait_until_said("kind", "drawn")
    inside = person.read("[...view.events.place].filter((p, i) => !(view.selection.fails[i] & 2)).length")
    boxed = person.read(
        "[...view.events.place].filter((p) => p >= 0 && view.events.places.meets(p, view.sight.box)).length"
    )
    assert inside == person.count()
    assert 0 < inside <= boxed


def test_several_events_at_one_place_fan_out_and_one_can_be_chosen(person: Person) -> None:
    cluster = next(item for item in person.items("cluster") if item["onePlace"])
    person.click_map(cluster)
    person.wait("view.map.fan.of !== null && view.map.fan.leaves.length > 1")
    leaf = person.read("view.map.fan.leaves.map(({x, y, event}) => ({x, y, event}))[0]")
    assert len(person.read("view.map.fan.leaves.map((l) => l.event)")) == cluster["count"]
    person.click_map(leaf)
    person.wait_until_said("selected")
    assert person.read("view.selected") == leaf["event"]


def test_a_bubble_of_several_places_opens_by_zooming(person: Person) -> None:
    cluster = next(item for item in person.items("cluster") if not item["onePlace"])
    before = person.read("view.map.camera.zoom")
    person.click_map(cluster)
    person.wait(f"view.map.camera.zoom >= {before + 0.9}")


def test_a_click_in_a_lane_chooses_the_event(person: Person) -> None:
    mark = next(mark for mark in person.marks() if mark["kind"] == "dot" and 110 < mark["y"] < 250)
    person.page.mouse.click(*person.at(person.time, mark["x"] + mark["width"] / 2, mark["y"]))
    assert person.read("view.selected") == mark["event"]
    assert person.wait_until_said("selected")["selected"] in {event["id"] for event in EVENTS}
    assert person.read("view.selected") == mark["event"]


def test_pointing_at_one_picture_lights_up_the_other(person: Person) -> None:
    mark = next(
        mark
        for mark in person.marks()
        if 110 < mark["y"] < 250 and person.read(f"view.events.place[{mark['event']}]") >= 0
    )
    person.page.mouse.move(*person.at(person.time, mark["x"] + mark["width"] / 2, mark["y"]))
    person.wait("view.hovered.size === 1")
    event = person.read("[...view.hovered][0]")
    assert person.read(f"view.map.items.some((item) => view.map.marks.concerns(item, [{event}]))")
    expect(person.page.locator(".tip")).to_be_visible()
    cluster = person.items("cluster")[0]
    person.page.mouse.move(*person.at(person.map, cluster["x"], cluster["y"]))
    person.wait(f"view.hovered.size === {cluster['count']}")


def test_the_text_of_a_report_is_text(person: Person) -> None:
    said = person.read("view.events.summary.findIndex((text) => text.includes('<b>'))")
    person.read(f"view.hover([{said}], {{clientX: 300, clientY: 400}})")
    expect(person.page.locator(".tip-said")).to_contain_text("<b>this month</b>")
    assert person.page.locator(".tip b").count() == 0


def test_the_legend_takes_events_off(person: Person) -> None:
    attacks = person.page.get_by_role("button", name="Protest, force, attack")
    count = int(attacks.locator(".legend-count").inner_text())
    attacks.click()
    expect(attacks).to_have_attribute("aria-pressed", "false")
    assert person.count() == 60 - count
    types = person.wait_until_said("types")["types"]
    assert "assault" not in types
    assert "aid" in types
    attacks.click()
    expect(person.shown).to_have_text("60 of 60 events")


def test_what_has_no_date_or_place_can_be_looked_at_alone(person: Person) -> None:
    chip = person.page.locator(".chip").nth(0)
    chip.click()
    assert person.count() == sum(event["date_precision"] is None for event in EVENTS)
    person.wait_until_said("lens", "undated")
    chip.click()
    expect(person.shown).to_have_text("60 of 60 events")


def test_a_filter_of_the_page_is_applied_without_sending_the_events_again(person: Person) -> None:
    id_ = person.read("view.events.id")
    person.page.get_by_role("combobox", name="Status").click()
    person.page.get_by_role("option", name="planned").click()
    planned = sum(event["status"] == "planned" for event in EVENTS)
    expect(person.shown).to_have_text(f"{planned} of 60 events")
    assert person.read("view.events.id") == id_
    person.page.keyboard.press("Escape")
    person.page.get_by_role("button", name="Clear all").click()
    expect(person.shown).to_have_text("60 of 60 events")


@pytest.mark.parametrize("by", ["actor", "type", "country", "source", "status"])
def test_lanes_can_stand_for_many_things(person: Person, by: str) -> None:
    person.page.get_by_label("Lanes").select_option(by)
    person.wait_until_said("lanes", by)
    counts = person.read("view.timeline.lanes.map((lane) => lane.count)")
    if by == "actor":
        assert sum(counts) == sum(max(1, len(event["actors"])) for event in EVENTS)
    else:
        assert sum(counts) == 60


def test_a_lane_folds_and_unfolds_by_keyboard(person: Person) -> None:
    lane = person.page.locator(".lane-name").first
    tall = person.read("view.timeline.layout.lanes[0].height")
    lane.focus()
    person.page.keyboard.press("Enter")
    assert person.read("view.timeline.layout.lanes[0].height") < tall
    expect(person.page.locator(".lane-name").first).to_have_attribute("aria-expanded", "false")
    expect(person.page.locator(".lane-name").first).to_be_focused()


def test_events_can_be_stepped_through_in_order_of_time(person: Person) -> None:
    step = person.page.get_by_role("button", name="Next event")
    step.click()
    first = person.read("view.selected")
    step.click()
    assert person.read("view.selected") == first + 1
    expect(person.page.get_by_role("status").filter(has_text="Selected")).to_have_count(1)
    person.page.get_by_role("button", name="Previous event").click()
    assert person.read("view.selected") == first


def test_the_map_obeys_the_keyboard(person: Person) -> None:
    person.map.focus()
    before = person.read("view.map.camera")
    person.page.keyboard.press("+")
    person.wait(f"view.map.camera.zoom > {before['zoom']} + 0.9")
    person.page.keyboard.press("ArrowRight")
    person.wait(f"view.map.camera.longitude > {before['longitude']}")
    person.page.keyboard.press("0")
    person.wait(f"Math.abs(view.map.camera.zoom - {before['zoom']}) < 0.01")
    person.page.keyboard.press("Enter")
    person.wait("view.selected !== null || view.map.fan.of !== null || view.map.camera.zoom > 1.9")


def test_the_timeline_obeys_the_keyboard(person: Person) -> None:
    person.time.focus()
    before = person.read("view.timeline.scale.domain")
    person.page.keyboard.press("+")
    zoomed = person.read("view.timeline.scale.domain")
    assert zoomed[1] - zoomed[0] < before[1] - before[0]
    person.page.keyboard.press("ArrowRight")
    assert person.read("view.timeline.scale.domain")[0] > zoomed[0]
    person.page.keyboard.press("0")
    assert person.read("view.timeline.scale.domain") == pytest.approx(before)


def test_playing_moves_the_window_and_tells_the_server_at_the_end_only(person: Person) -> None:
    person.read("Object.assign(view.player, {speed: 3, unit: 'day'}) && 1")
    runs = person.said()["runs"]
    person.page.get_by_role("button", name="Play", exact=True).click()
    person.wait("view.window !== null")
    first = person.read("view.window[0]")
    person.wait(f"view.window[0] > {first}")
    assert person.said()["runs"] == runs
    person.page.get_by_role("button", name="Pause").click()
    days = [(EPOCH + dt.timedelta(days=day)).isoformat() for day in person.read("view.window")]
    person.wait_until_said("brush", days)


@pytest.mark.parametrize("window", ["moving", "growing", "single"])
def test_steps_keep_to_whole_units(person: Person, window: str) -> None:
    person.page.get_by_role("button", name="How to play").click()
    person.page.get_by_label("Window").select_option(window)
    person.page.get_by_label("Step", exact=True).select_option("month")
    forward = person.page.get_by_role("button", name="Step forward")
    forward.click()
    forward.click()
    first, last = ((EPOCH + dt.timedelta(days=day)) for day in person.read("view.window"))
    assert last + dt.timedelta(days=1) == (last.replace(day=1) + dt.timedelta(days=31)).replace(day=1)
    assert first.day == 1
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    assert months == (2 if window == "growing" else 1)


def test_the_camera_stands_in_the_address(person: Person) -> None:
    person.page.get_by_role("button", name="Zoom in").click()
    person.page.wait_for_function("location.hash.startsWith('#map=')")


def test_the_globe_shows_the_near_side_only(person: Person) -> None:
    person.page.get_by_role("button", name="Globe").click()
    person.read("view.look({lon: 130, lat: 40, zoom: 1})")
    person.page.wait_for_timeout(300)
    names = person.read("view.map.items.map((item) => view.events.places.lon[item.place])")
    assert names
    assert min(names) > 0


def test_the_picture_can_be_saved(person: Person) -> None:
    with person.page.expect_download() as caught:
        person.page.get_by_role("button", name="Save as picture").click()
    assert caught.value.suggested_filename.endswith(".png")
    path = caught.value.path()
    assert path.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    assert path.stat().st_size > 20_000


def test_an_empty_view_says_what_to_loosen(person: Person) -> None:
    person.page.get_by_label("First day").first.fill("1999-01-01")
    person.page.get_by_label("Last day").first.fill("1999-01-02")
    statuses = person.page.locator(".legend-row")
    for number in range(statuses.count()):
        statuses.nth(number).click()
    expect(person.page.get_by_text("No event passes all filters.")).to_be_visible()
    person.page.get_by_role("button", name="Show what the legend hides").click()
    person.page.get_by_role("button", name="Take off the chosen time").first.click()
    expect(person.shown).to_have_text("60 of 60 events")
