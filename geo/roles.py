"""What a place name does in its sentence: where something is, a government or team, or an adjective."""

from __future__ import annotations

from geo.folding import fold_word
from geo.gazetteer import Bearer
from geo.languages import LanguageData
from geo.model import PlacePrecision, PlaceRole
from geo.sources.record import UseFlag
from geo.tagger import Mention, TaggedText

STATES = (PlacePrecision.COUNTRY, PlacePrecision.ADMIN1)


def read_role(tagged: TaggedText, mention: Mention, bearer: Bearer, language: LanguageData) -> PlaceRole:
    """Tell the role of a mention from the words beside it.

    Governments speak, decide and are dealt with: a country or capital that is the subject of such a verb, stands
    before an
    institution, or after a word like "with" or "against", is associative. Anything else is literal.
    """
    if mention.kind == "demonym":
        return PlaceRole.DEMONYM
    if bearer.use & UseFlag.ASSOCIATIVE:
        return PlaceRole.ASSOCIATIVE
    words, text = tagged.words, tagged.text
    if language.suffix_roles and mention.end < words[mention.last].end():
        attached = text[mention.end : words[mention.last].end()]
        for length in range(min(4, len(attached)), 0, -1):
            role = language.suffix_roles.get(attached[:length])
            if role:
                return PlaceRole(role)
    before = words[mention.first - 1] if mention.first else None
    after = words[mention.last + 1] if mention.last + 1 < len(words) else None
    left = fold_word(before[0]) if before and mention.start - before.end() <= 2 else ""
    gap = text[mention.end : after.start()] if after else ""
    right = fold_word(after[0]) if after and gap in (" ", "-", "’", "'") else ""
    of = language.words
    located = left in of.get("before", ()) and left not in of.get("party_before", ())
    if right == "s" and gap in ("’", "'"):
        owned = {fold_word(w[0]) for w in words[mention.last + 2 : mention.last + 5]}
        if owned & of.get("institutions", frozenset()):
            return PlaceRole.ASSOCIATIVE
    if right in of.get("institutions", ()):
        return PlaceRole.ASSOCIATIVE
    if left in of.get("institutions_before", ()):
        return PlaceRole.ASSOCIATIVE
    if left in of.get("verbs_before", ()):
        return PlaceRole.ASSOCIATIVE
    if not located and _acts(tagged, mention, right, language):
        return PlaceRole.ASSOCIATIVE
    if left in of.get("party_before", ()):
        back = {fold_word(w[0]) for w in words[max(0, mention.first - 6) : mention.first - 1]}
        if back & of.get("party_nouns", frozenset()):
            return PlaceRole.ASSOCIATIVE
    return PlaceRole.LITERAL


def _acts(tagged: TaggedText, mention: Mention, right: str, language: LanguageData) -> bool:
    """Whether the next word, or the one after an auxiliary, is a verb of which a government is the subject."""
    verbs = language.words.get("verbs_strong", frozenset())
    if right in verbs:
        return True
    following = tagged.words[mention.last + 2 : mention.last + 3]
    return right in language.words.get("auxiliaries", ()) and bool(following) and fold_word(following[0][0]) in verbs
