from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path

import pytest

from events.ingest import Summary, ingest
from events.model import ActorRole, DatePrecision, Event, EventStatus, EventType, PlacePrecision
from events.readers.draft import Bulk
from events.readers.foreign import GDELT_COLUMNS, MENTION_COLUMNS, recognise
from events.readers.foreign import load as load_module
from events.readers.foreign.parties import resolve_actor
from events.readers.sources import read_file
from events.store import open_store
from events.store.filter import Filter
from events.store.store import Store

from .files import make_zip

ACLED = {
    "event_id_cnty": "UKR1", "event_date": "2023-09-06", "year": "2023", "time_precision": "1",
    "disorder_type": "Political violence", "event_type": "Battles", "sub_event_type": "Armed clash",
    "actor1": "Military Forces of Russia (2000-)", "assoc_actor_1": "Wagner Group", "inter1": "1",
    "actor2": "Civilians (Ukraine)", "assoc_actor_2": "", "inter2": "7", "interaction": "17",
    "civilian_targeting": "", "iso": "804", "region": "Europe", "country": "Ukraine", "admin1": "Donetsk",
    "admin2": "Bakhmutskyi", "admin3": "", "location": "Bakhmut", "latitude": "48.5956", "longitude": "37.9999",
    "geo_precision": "1", "source": "An Institute", "source_scale": "Other",
    "notes": "On 6 September 2023, forces clashed near Bakhmut.", "fatalities": "3", "tags": "", "timestamp": "1",
}  # fmt: skip

UCDP = {
    "id": "4711", "relid": "UKR-2023-1", "year": "2023", "type_of_violence": "1", "conflict_name": "Russia - Ukraine",
    "side_a": "Government of Russia (Soviet Union)", "side_b": "Government of Ukraine", "source_article": "An article",
    "source_office": "Agency", "source_date": "2023-09-07", "source_headline": "Shelling hits town", "where_prec": "4",
    "where_coordinates": "Donetsk oblast", "adm_1": "Donetsk oblast", "adm_2": "", "latitude": "48", "longitude": "37.8",
    "country": "Ukraine", "region": "Europe", "date_prec": "4", "date_start": "2023-09-01 00:00:00.000",
    "date_end": "2023-09-30 00:00:00.000", "best": "12",
}  # fmt: skip

POLECAT = {
    "Event ID": "P1", "Event Date": "2023-09-04", "Event Type": "CONSULT", "Event Mode": "visit", "Intensity": "2",
    "Actor Name": "Kim Jong Un", "Actor Country": "PRK", "Recipient Name": "Vladimir Putin", "Recipient Country": "RUS",
    "Placename": "Vladivostok", "City": "Vladivostok", "District": "", "Province": "Primorye", "Country": "RUS",
    "Latitude": "43.1", "Longitude": "131.9", "Source": "wire.example", "Publication Date": "2023-09-05",
    "Language": "Arabic",
}  # fmt: skip

GDELT = {
    "GLOBALEVENTID": "1122", "SQLDATE": "20230904", "Actor1Code": "RUSGOV", "Actor1Name": "VLADIMIR PUTIN",
    "Actor1CountryCode": "RUS", "Actor2Code": "PRK", "Actor2Name": "NORTH KOREA", "Actor2CountryCode": "PRK",
    "EventCode": "042", "EventBaseCode": "042", "EventRootCode": "04", "QuadClass": "1", "NumMentions": "5",
    "ActionGeo_Type": "4", "ActionGeo_FullName": "Vladivostok, Primorskiy Kray, Russia", "ActionGeo_CountryCode": "RS",
    "ActionGeo_Lat": "43.1", "ActionGeo_Long": "131.9", "ActionGeo_FeatureID": "-3044760",
    "DATEADDED": "20230905101500", "SOURCEURL": "https://www.wire.example/news/1",
}  # fmt: skip


@pytest.fixture
def store(location: str) -> Store:
    return open_store(location)


def write(path: Path, *rows: dict[str, str]) -> Path:
    with path.open("w", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def write_gdelt(path: Path, count: int, *rows: dict[str, str]) -> Path:
    lines = ["\t".join(row.get(column, "") for column in GDELT_COLUMNS[count]) for row in rows]
    path.write_text("\n".join(lines) + "\n")
    return path


def load(store: Store, path: Path) -> Summary:
    return ingest(store, read_file(path))


def only_event(store: Store) -> Event:
    (id_,) = store.events()["id"].to_pylist()
    event = store.event(id_)
    assert event is not None
    return event


def names(event: Event, role: ActorRole) -> list[str]:
    return [link.actor.name for link in event.actors if link.role is role]


def test_acled_keeps_its_words_its_codes_and_its_extras(store: Store, tmp_path: Path) -> None:
    summary = load(store, write(tmp_path / "acled.csv", ACLED))
    assert (summary.new, summary.failures) == (1, [])
    event = only_event(store)
    assert (event.type, event.status, event.mode) == (EventType.ASSAULT, EventStatus.OCCURRED, "Armed clash")
    assert event.evidence.text == ACLED["notes"]
    report = store.document(event.evidence.document)
    assert report is not None
    assert report.events == (event,)
    assert (report.document.text, report.document.outlet) == (ACLED["notes"], "An Institute")
    assert event.place is not None
    assert (event.place.place.name, event.place.place.country) == ("Bakhmut", "UA")
    assert names(event, ActorRole.SOURCE) == ["Military Forces of Russia (2000-)"]
    assert names(event, ActorRole.TARGET) == ["Civilians (Ukraine)"]
    assert names(event, ActorRole.MENTIONED) == ["Wagner Group"]
    assert store.counts(Filter(actors=("Q159",))).shown == 1
    assert event.extras == {
        column: value
        for column, value in ACLED.items()
        if value and column in {"disorder_type", "inter1", "inter2", "interaction", "region", "admin1", "admin2", "year",
                                "source_scale", "fatalities", "timestamp"}
    }  # fmt: skip


@pytest.mark.parametrize("words", ['She said "no"', "C:\\dir", "two\nlines\tand a tab", "\x01", "\u2028{}", "ä"])
def test_any_words_of_a_column_without_a_place_are_kept(store: Store, tmp_path: Path, words: str) -> None:
    load(store, write(tmp_path / "acled.csv", ACLED | {"tags": words}))
    assert only_event(store).extras["tags"] == words


@pytest.mark.parametrize(
    ("precision", "earliest", "latest", "wanted", "edtf"),
    [
        ("1", "2023-09-06", "2023-09-06", DatePrecision.DAY, "2023-09-06"),
        ("2", "2023-09-04", "2023-09-10", DatePrecision.WEEK, "2023-09-04/2023-09-10"),
        ("3", "2023-09-01", "2023-09-30", DatePrecision.MONTH, "2023-09"),
    ],
)
def test_precision_of_time_in_acled_becomes_a_range(
    store: Store, tmp_path: Path, precision: str, earliest: str, latest: str, wanted: DatePrecision, edtf: str
) -> None:
    load(store, write(tmp_path / "acled.csv", ACLED | {"time_precision": precision, "event_date": "06 September 2023"}))
    date = only_event(store).date
    assert date is not None
    assert (str(date.earliest), str(date.latest), date.precision, date.edtf) == (earliest, latest, wanted, edtf)


@pytest.mark.parametrize(
    ("precision", "wanted"), [("1", PlacePrecision.CITY), ("2", PlacePrecision.ADMIN2), ("3", PlacePrecision.ADMIN1)]
)
def test_precision_of_place_in_acled_becomes_ours(
    store: Store, tmp_path: Path, precision: str, wanted: PlacePrecision
) -> None:
    load(store, write(tmp_path / "acled.csv", ACLED | {"geo_precision": precision}))
    place = only_event(store).place
    assert place is not None
    assert place.place.precision is wanted


@pytest.mark.parametrize("count", [57, 58, 61])
def test_gdelt_of_each_version_is_known_without_names_of_columns(store: Store, tmp_path: Path, count: int) -> None:
    assert load(store, write_gdelt(tmp_path / "20230905.export.CSV", count, GDELT)).new == 1
    event = only_event(store)
    assert (event.type, event.mode) == (EventType.CONSULT, "042")
    assert event.date is not None
    assert event.date.edtf == "2023-09-04"
    assert event.place is not None
    assert (event.place.place.country, event.place.place.precision) == ("RU", PlacePrecision.CITY)
    assert [link.actor.id for link in event.actors] == ["Q7747", "Q423"]
    report = store.document(event.evidence.document)
    assert report is not None
    assert report.document.published == dt.date(2023, 9, 5)
    assert report.document.outlet == (None if count == 57 else "wire.example")
    assert "VLADIMIR PUTIN - consults - NORTH KOREA" in report.document.text


@pytest.mark.parametrize(("kind", "wanted"), [("1", "country"), ("2", "admin1"), ("3", "city"), ("5", "admin1")])
def test_kinds_of_places_in_gdelt_become_precisions(store: Store, tmp_path: Path, kind: str, wanted: str) -> None:
    load(store, write_gdelt(tmp_path / "a.tsv", 61, GDELT | {"ActionGeo_Type": kind}))
    assert store.events()["place_precision"].to_pylist() == [wanted]


def test_an_event_without_a_place_or_actors_stays(store: Store, tmp_path: Path) -> None:
    bare = {key: value for key, value in GDELT.items() if not key.startswith(("ActionGeo", "Actor"))}
    load(store, write_gdelt(tmp_path / "a.tsv", 61, bare))
    assert store.counts().unplaced == 1
    assert only_event(store).actors == ()


def test_ucdp_is_read_with_its_bounds(store: Store, tmp_path: Path) -> None:
    load(store, write(tmp_path / "ged.csv", UCDP))
    event = only_event(store)
    assert event.date is not None
    assert (event.date.edtf, event.date.precision) == ("2023-09", DatePrecision.MONTH)
    assert event.place is not None
    assert (event.place.place.precision, event.place.place.country) == (PlacePrecision.ADMIN1, "UA")
    assert store.counts(Filter(actors=("Q159",))).shown == 1


def test_polecat_is_read_with_its_own_types(store: Store, tmp_path: Path) -> None:
    load(store, write(tmp_path / "polecat.csv", POLECAT))
    event = only_event(store)
    assert (event.type, event.mode) == (EventType.CONSULT, "visit")
    assert [link.actor.id for link in event.actors] == ["Q56226", "Q7747"]
    report = store.document(event.evidence.document)
    assert report is not None
    assert report.document.language == "ar"


def test_the_same_table_again_changes_nothing_and_a_changed_row_is_updated(store: Store, tmp_path: Path) -> None:
    rows = [ACLED | {"event_id_cnty": f"UKR{n}"} for n in range(5)]
    path = write(tmp_path / "acled.csv", *rows)
    assert load(store, path).new == 5
    assert (load(store, path).new, load(store, path).unchanged) == (0, 5)
    summary = load(store, write(path, rows[0] | {"fatalities": "9"}, *rows[1:], ACLED | {"event_id_cnty": "UKR9"}))
    assert (summary.new, summary.updated, summary.unchanged) == (1, 1, 4)
    assert store.counts().total == 6


def test_rows_in_another_order_change_nothing(store: Store, tmp_path: Path) -> None:
    rows = [ACLED | {"event_id_cnty": f"UKR{n}"} for n in range(5)]
    load(store, write(tmp_path / "acled.csv", *rows))
    assert load(store, write(tmp_path / "acled.csv", *reversed(rows))).unchanged == 5


def test_of_rows_with_one_id_the_last_counts(store: Store, tmp_path: Path) -> None:
    rows = [ACLED | {"fatalities": "1"}, ACLED | {"event_id_cnty": "UKR2"}, ACLED | {"fatalities": "2"}]
    assert load(store, write(tmp_path / "acled.csv", *rows, rows[-1])).new == 2
    found = {event.evidence.document: event.extras["fatalities"] for event, _ in store.stream()}
    assert found == {"acled:UKR1": "2", "acled:UKR2": "3"}


# ---- long tables -------------------------------------------------------------------------


def test_progress_is_told_and_what_was_committed_stays_when_the_run_is_stopped(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(load_module, "ROWS", 2)
    monkeypatch.setattr(load_module, "PATIENCE", 0.0)
    monkeypatch.setattr(load_module, "LEAST", 0)
    monkeypatch.setattr(load_module, "_OPENING_SHARE", 1e9)
    path = write(tmp_path / "acled.csv", *(ACLED | {"event_id_cnty": f"UKR{n}"} for n in range(7)))
    told = []

    def stop(summary: Summary, name: str) -> None:
        told.append(summary.underway)
        if summary.underway == (4, 7):
            raise KeyboardInterrupt

    summary = ingest(store, read_file(path), progress=stop)
    assert told[:2] == [(2, 7), (4, 7)]
    assert (summary.cancelled, summary.new, summary.underway) == (True, 2, None)
    assert store.counts().total == 2
    again = ingest(store, read_file(path))
    assert (again.new, again.unchanged, store.counts().total) == (5, 2, 7)


# ---- mentions ----------------------------------------------------------------------------

MENTION = {
    "GlobalEventID": "1122", "EventTimeDate": "20230905101500", "MentionTimeDate": "20230906003000", "MentionType": "1",
    "MentionSourceName": "other.example", "MentionIdentifier": "https://other.example/a", "SentenceID": "3",
    "Actor1CharOffset": "-1", "Actor2CharOffset": "510", "ActionCharOffset": "498", "InRawText": "1", "Confidence": "70",
    "MentionDocLen": "2100", "MentionDocTone": "-2.5",
}  # fmt: skip


def write_mentions(path: Path, *rows: dict[str, str]) -> Path:
    path.write_text("".join("\t".join(row.get(c, "") for c in MENTION_COLUMNS) + "\n" for row in rows))
    return path


@pytest.mark.parametrize("events_first", [True, False])
def test_articles_that_mention_an_event_become_its_further_sources(
    store: Store, tmp_path: Path, events_first: bool
) -> None:
    sure = MENTION | {"MentionIdentifier": "https://third.example/b", "MentionSourceName": "third.example",
                      "Confidence": "100", "ActionCharOffset": "-1"}  # fmt: skip
    events = write_gdelt(tmp_path / "20230905.export.CSV", 61, GDELT)
    mentions = write_mentions(tmp_path / "20230906.mentions.CSV", MENTION, sure, MENTION | {"GlobalEventID": ""})
    summaries = [load(store, path) for path in ((events, mentions) if events_first else (mentions, events))]
    assert [(s.new, s.mentions) for s in summaries] == ([(1, 0), (0, 2)] if events_first else [(0, 2), (1, 0)])
    assert [f.reason.partition("CSV")[2] for s in summaries for f in s.failures] == [", row 3: it has no id."]
    assert load(store, mentions).mentions == 0
    id_ = only_event(store).id
    first, second = store.mentions([id_])[id_]
    assert (first.url, first.confidence, first.start) == ("https://third.example/b", 1.0, None)
    assert (second.outlet, second.url, second.published, second.confidence, second.start) == (
        "other.example", "https://other.example/a", dt.date(2023, 9, 6), 0.7, 498
    )  # fmt: skip
    assert second.extras == {
        column: MENTION[column]
        for column in (
            "EventTimeDate",
            "Actor1CharOffset",
            "Actor2CharOffset",
            "InRawText",
            "MentionDocLen",
            "MentionDocTone",
        )
    }
    ((event, _),) = store.stream()
    assert [each["url"] for each in event.extras["mentions"]] == ["https://third.example/b", "https://other.example/a"]
    store.remove([event.evidence.document])
    assert store.mentions([id_]) == {}


# ---- others ------------------------------------------------------------------------------


def test_a_bad_row_is_told_and_the_rest_goes_in(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path / "acled.csv", ACLED, ACLED | {"event_id_cnty": ""}, ACLED | {"event_id_cnty": "UKR3"})
    path.write_text(path.read_text() + "cut,off\n")
    summary = load(store, path)
    assert summary.new == 2
    assert [failure.reason.partition("acled.csv")[2] for failure in summary.failures][-1] == ", row 2: it has no id."
    assert "line 5" in summary.failures[0].reason


def test_a_table_in_an_archive_is_loaded_too(store: Store, tmp_path: Path) -> None:
    inner = write_gdelt(tmp_path / "inner", 61, GDELT).read_bytes()
    path = tmp_path / "20230905.export.CSV.zip"
    path.write_bytes(make_zip(**{"20230905.export.CSV": inner}))
    assert load(store, path).new == 1


def test_a_parquet_of_the_same_columns_is_loaded_too(store: Store, tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    row = ACLED | {"iso": 804, "latitude": 48.5956}
    pq.write_table(pa.Table.from_pylist([row]), tmp_path / "acled.parquet")
    assert load(store, tmp_path / "acled.parquet").new == 1


def test_other_tables_are_not_taken_for_one_of_these(tmp_path: Path) -> None:
    assert recognise(["id", "text"]) is None
    assert recognise(["1"] * 58) is None
    (tmp_path / "a.csv").write_text("text\nKim met Putin.\n")
    assert not any(isinstance(found, Bulk) for found in read_file(tmp_path / "a.csv"))


@pytest.mark.parametrize(
    ("name", "country", "id_", "belongs"),
    [
        ("VLADIMIR PUTIN", "RU", "Q7747", "RU"),
        ("Military Forces of Russia (2000-)", "", "acled:military-forces-of-russia-2000", "RU"),
        ("Civilians (Ukraine)", "", "acled:civilians-ukraine", "UA"),
        ("Unidentified Armed Group", "", "acled:unidentified-armed-group", None),
        ("POLICE", "KR", "acled:police-kr", "KR"),
    ],
)
def test_actors_of_tables_become_ours_or_belong_to_their_country(
    name: str, country: str, id_: str, belongs: str | None
) -> None:
    actor = resolve_actor(name, country, kind="acled")
    assert (actor.id, actor.country) == (id_, belongs)


def test_no_table_is_read_whole_to_know_it(tmp_path: Path) -> None:
    (found,) = read_file(write(tmp_path / "acled.csv", ACLED))
    assert isinstance(found, Bulk)
    assert (found.kind, found.data) == ("acled", b"")
    assert isinstance(io.BytesIO(), io.BytesIO)
