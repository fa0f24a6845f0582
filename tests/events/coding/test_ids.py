from __future__ import annotations

import datetime as dt

from events.actors import find_actors
from events.coding import _tell_apart, code_drafts
from events.dates import find_dates
from events.model import Document
from events.sentences import split_sentences
from geo import geoparse

SAID = "Rebels shelled the town of Goma on 27 January 2025."


def test_drafts_told_by_the_same_words_do_not_share_an_id() -> None:
    document = Document("x", SAID, "en", dt.date(2025, 1, 28))
    sentences = split_sentences(SAID, language="en")
    dates = find_dates(SAID, language="en", anchor=document.published)
    places = geoparse(SAID, language="en")
    ((event, draft),) = code_drafts(document, sentences, dates, places, find_actors(document, sentences, dates, places))
    first, second = (told for told, _ in _tell_apart(document, [draft, draft, draft]))
    assert first == event
    assert second.id != first.id
    assert SAID[second.evidence.start : second.evidence.end] == "shelled"
