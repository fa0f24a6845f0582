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

    Governments speak, decide and are dealt with: a name that is the subject of such a verb, stands before an
    institution, or after a word like "with" or "against", is associative, and so is that of a state before any noun
    ("US car maker") unless that is of geography ("Texas border"). Anything else is literal.
    """
    if mention.kind == "demonym":
        return PlaceRole.DEMONYM
    words, text, of = tagged.words, tagged.text, language.words
    attached = _attached_role(tagged, mention, language)
    if attached is not None:
        return attached
    before = words[mention.first - 1] if mention.first else None
    after = words[mention.last + 1] if mention.last + 1 < len(words) else None
    left = fold_word(before[0]) if before and mention.start - before.end() <= 2 else ""
    back = [fold_word(w[0]) for w in words[max(0, mention.first - 6) : mention.first]]
    gap = text[mention.end : after.start()] if after else ""
    right = fold_word(after[0]) if after and gap in (" ", "-", "’", "'") else ""
    places = of.get("before", frozenset()) - of.get("party_before", frozenset())
    located = left in places
    if bearer.use & UseFlag.ASSOCIATIVE:
        at = located or (len(back) > 1 and back[-1] in of.get("articles", ()) and back[-2] in places)
        return PlaceRole.LITERAL if at and right not in of.get("institutions", ()) else PlaceRole.ASSOCIATIVE
    if right == "s" and gap in ("’", "'"):
        owned = [fold_word(w[0]) for w in words[mention.last + 2 : mention.last + 5]]
        geographic = bool(owned) and owned[0] in of.get("no_heads", ())
        if not geographic and not of.get("institutions", frozenset()).isdisjoint(owned):
            return PlaceRole.ASSOCIATIVE
    if (
        right in of.get("institutions", ())
        or left in of.get("institutions_before", ())
        or left in of.get("verbs_before", ())
    ):
        return PlaceRole.ASSOCIATIVE
    if not located and _acts(tagged, mention, right, language):
        return PlaceRole.ASSOCIATIVE
    if left in of.get("party_before", ()) and not of.get("party_nouns", frozenset()).isdisjoint(back[:-1]):
        return PlaceRole.ASSOCIATIVE
    modifies = bearer.precision in STATES and gap == " " and (mention.kind == "abbreviation" or not located)
    if modifies and after and _is_head(mention, after[0], right, language):
        return PlaceRole.ASSOCIATIVE
    return PlaceRole.LITERAL


def _attached_role(tagged: TaggedText, mention: Mention, language: LanguageData) -> PlaceRole | None:
    """The role that a suffix gives ("러시아군", "中国人")."""
    last = tagged.words[mention.last].end()
    if not language.suffix_roles or mention.end >= last:
        return None
    attached = tagged.text[mention.end : last]
    for length in range(min(4, len(attached)), 0, -1):
        role = language.suffix_roles.get(attached[:length])
        if role:
            return PlaceRole(role)
    return None


def _is_head(mention: Mention, word: str, fold: str, language: LanguageData) -> bool:
    """Whether the next word is a noun that the name of a state modifies."""
    no_heads = language.words.get("no_heads")
    if not no_heads or fold in no_heads:
        return False
    if word[0].islower():
        verb = fold in language.words.get("verbs", ()) or fold.endswith(("ed", "ing", "ly"))
        return fold.isalpha() and len(fold) > 2 and not verb
    return mention.kind == "abbreviation" and word[0].isupper()


def _acts(tagged: TaggedText, mention: Mention, right: str, language: LanguageData) -> bool:
    """Whether the next word, or the one after an auxiliary, is a verb of which a government is the subject."""
    verbs = language.words.get("verbs_strong", frozenset())
    if right in verbs:
        return True
    following = tagged.words[mention.last + 2 : mention.last + 3]
    return right in language.words.get("auxiliaries", ()) and bool(following) and fold_word(following[0][0]) in verbs
