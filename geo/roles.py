"""What a place name does in its sentence: where something is, a government or team, or an adjective.

Governments speak, decide and are dealt with: a name that is the subject of a verb of action, stands before an
institution or after a word like "with" or "against" is associative, and so is that of a state before any noun ("US car
maker") unless that is of geography ("Texas border"). Anything else is literal. Names joined by "and" share what stands
before the first and after the last of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from geo.gazetteer import Bearer
from geo.languages import LanguageData
from geo.model import PlacePrecision, PlaceRole
from geo.sources.record import UseFlag
from geo.tagger import Mention, TaggedText

STATES = (PlacePrecision.COUNTRY, PlacePrecision.ADMIN1)
CAPITAL = "PPLC"
HYPHENS = frozenset("-‐‑–")
POSSESSIVES = frozenset("'’")
REACH = 6
"""Words looked at before a name."""
CLOSE = frozenset((" ", "\u00a0", "-", "‐", "'", "’", " #", "_", " “", ' "', " ‘", " «"))
"""What may stand between a name and a word that tells its role."""
SPREAD = 6
"""Names joined to one another that share their role."""
LITERAL, ASSOCIATIVE = PlaceRole.LITERAL, PlaceRole.ASSOCIATIVE


class Named(NamedTuple):
    """A mention with the place it means."""

    mention: Mention
    bearer: Bearer


@dataclass(slots=True)
class _Setting:
    """What stands around a name, or around several that are joined.

    Attributes
    ----------
    left
        Folded word right before it, without articles; empty where punctuation stands between.
    further
        The word before that one.
    head
        The word on which it depends through "of" ("the *government* of Italy"), or what stands before it.
    back
        Folded words before it, the nearest last.
    right
        Folded word after it.
    raw
        The same as written.
    gap
        What stands between it and that word.
    ahead
        Folded words after that one.
    opens
        Whether a clause begins with it.
    located
        Whether a preposition of place stands before it.
    """

    left: str
    further: str
    head: str
    back: list[str]
    right: str
    raw: str
    gap: str
    ahead: list[str]
    opens: bool
    located: bool


def read_roles(tagged: TaggedText, named: list[Named], language: LanguageData) -> list[PlaceRole]:
    """Tell the roles of a text's places from the words beside them.

    Parameters
    ----------
    tagged
        The text.
    named
        Its places, in order.
    language
        The words that tell.

    Returns
    -------
    list of PlaceRole
        One for each place.
    """
    roles: list[PlaceRole] = []
    groups = _group(tagged, named, language)
    setting: _Setting | None = None
    group = first, _ = -1, -1
    for number, (mention, bearer) in enumerate(named):
        if mention.kind == "demonym":
            roles.append(PlaceRole.DEMONYM)
            continue
        if setting is None or groups[number] != group:
            group = first, last = groups[number]
            setting = _look_around(tagged, named[first].mention, named[last].mention, language)
        attached = _read_attached(tagged, mention, bearer, language)
        roles.append(attached or _read_role(setting, mention, bearer, language))
        if attached is None and roles[-1] is LITERAL and number and not setting.located and first == number:
            before = named[number - 1].mention
            if _is_object(tagged, before, roles[-2], mention, bearer, language):
                roles[-1] = ASSOCIATIVE
    return roles


def _group(tagged: TaggedText, named: list[Named], language: LanguageData) -> list[tuple[int, int]]:
    """For each name, the first and last of those it is joined with."""
    text = tagged.text
    groups: list[tuple[int, int]] = []
    start = 0
    for number in range(1, len(named) + 1):
        if number < len(named) and number - start < SPREAD:
            one, other = named[number - 1].mention, named[number].mention
            gap = text[one.end : other.start]
            joined = gap in language.list_gaps or (gap == " " and other.lead == 1 and text[other.start] in LIST_LETTERS)
            if joined and "demonym" not in (one.kind, other.kind):
                continue
        groups.extend([(start, number - 1)] * (number - start))
        start = number
    return groups


LIST_LETTERS = frozenset("و")
"""Written attached, they join two names."""


def _look_around(tagged: TaggedText, first: Mention, last: Mention, language: LanguageData) -> _Setting:
    starts, ends, text, of = tagged.starts, tagged.ends, tagged.text, language.words
    articles, genitive = of.get("articles", _NONE), of.get("of", _NONE)
    count = min(REACH, first.first)
    begin = first.first - count
    back = tagged.folds[first.first - count : first.first]
    if starts[first.first] < first.start:
        left, opens = _left_inside(tagged, first, language), False
        further = head = ""
    else:
        place, edge = count, first.start
        while place and text[ends[begin + place - 1] : edge] in CLOSE and back[place - 1] in articles:
            edge = starts[begin + place - 1]
            place -= 1
        opens = not place or text[ends[begin + place - 1] : edge] not in CLOSE
        left = "" if opens else back[place - 1]
        further = back[place - 2] if left and place > 1 else ""
        at = place
        while left and at > 1 and (back[at - 1] in genitive or back[at - 1] in articles):
            at -= 1
        head = back[at - 1] if left else ""
    opens = opens or left in of.get("clause_words", ())
    end, following = last.end, last.last + 1
    raw, gap = "", ""
    attached = text[end : ends[last.last]]
    if following < len(starts) and (not attached or attached in language.possessives):
        gap = text[end + len(attached) : starts[following]]
        raw = tagged.words[following] if gap in CLOSE else ""
    right, *ahead = tagged.folds[following : following + 4] if raw else [""]
    return _Setting(left, further, head, back, right, raw, gap, ahead, opens, left in language.locating)


def _left_inside(tagged: TaggedText, mention: Mention, language: LanguageData) -> str:
    """What stands before a name in a run written without spaces."""
    begin = max(tagged.starts[mention.first], mention.start - 3)
    inside = tagged.text[begin : mention.start]
    for cut in range(len(inside)):
        if inside[cut:] in language.leading:
            return inside[cut:]
    return inside[-1:]


def _read_role(setting: _Setting, mention: Mention, bearer: Bearer, language: LanguageData) -> PlaceRole:
    state = bearer.precision in STATES
    party = state or bearer.feature == CAPITAL
    left_is, right_is, raw = language.kinds_of(setting.left), language.kinds_of(setting.right), setting.raw
    institution = language.has_form("institutions", setting.right)
    if bearer.use & UseFlag.ASSOCIATIVE:
        return LITERAL if setting.located and not institution else ASSOCIATIVE
    if language.has_form("posted_after", setting.right) or "posted_before" in left_is:
        return LITERAL
    if setting.gap in HYPHENS and "affixes" in right_is:
        return ASSOCIATIVE
    if "prefixes" in left_is:
        return ASSOCIATIVE
    if setting.gap in POSSESSIVES and setting.right == "s":
        return ASSOCIATIVE if _owns(setting, party=party, language=language) else LITERAL
    if (
        institution
        or (raw[:1].isupper() and not setting.located and "teams" in right_is)
        or "treaties" in right_is
        or (setting.ahead and language.has("treaties", setting.ahead[0]))
    ):
        return ASSOCIATIVE
    if (
        "verbs_before" in left_is
        or (party and _leads(setting, bearer, language))
        or _is_dealt_with(setting, party=party, language=language)
    ):
        return ASSOCIATIVE
    head_is = language.kinds_of(setting.head)
    if "institutions_before" in head_is and (party or "local_before" not in head_is):
        return ASSOCIATIVE
    if setting.located or "of" in left_is:
        return LITERAL
    if _acts(setting, party=party, language=language):
        return ASSOCIATIVE
    if state and setting.gap == " " and _is_head(mention, setting, language):
        return ASSOCIATIVE
    return LITERAL


_NONE: frozenset[str] = frozenset()


def _owns(setting: _Setting, *, party: bool, language: LanguageData) -> bool:
    """Whether what a name owns makes a party of it ("Iran's foreign minister", not "Iran's south")."""
    of, owned = language.words, setting.ahead
    no_heads, heads = of.get("no_heads", _NONE), of.get("institutions", _NONE)
    if party:
        heads = heads | of.get("possessions", _NONE)
    if not owned or (owned[0] in no_heads and not (len(owned) > 1 and owned[1] in heads)):
        return False
    for place, word in enumerate(owned):
        if place and word in no_heads:
            return False
        if word in heads:
            return True
    return False


def _leads(setting: _Setting, bearer: Bearer, language: LanguageData) -> bool:
    """Whether a verb stands before its subject, as its ending tells ("استدعت الجزائر سفيرها")."""
    of, left = language.words, setting.left
    if not language.lead_endings or not left.endswith(language.lead_endings) or left in of.get("stative", ()):
        return False
    return bearer.precision == PlacePrecision.COUNTRY or left not in of.get("entered", ())


def _is_dealt_with(setting: _Setting, *, party: bool, language: LanguageData) -> bool:
    """Whether the words before a name say that somebody deals with it ("urged Ankara", "talks with Moscow")."""
    of, back, left = language.words, setting.back, setting.left
    if left in of.get("party_verbs", ()):
        return True
    if left in of.get("party_before", ()) and not of.get("party_nouns", _NONE).isdisjoint(back[:-1]):
        return True
    if left in of.get("object_marks", ()) and setting.further in of.get("party_verbs", ()):
        return True
    if f"{setting.further} {left}" in of.get("party_phrases", ()):
        return True
    return party and left in of.get("party_words", ())


def _acts(setting: _Setting, *, party: bool, language: LanguageData) -> bool:
    """Whether a verb of which a government or team is the subject follows."""
    of, right = language.words, setting.right
    if not right or setting.gap not in (" ", "\u00a0"):
        return False
    if language.inflected and not setting.opens:
        return False
    strong = of.get("verbs_strong", _NONE)
    if right in strong:
        return True
    stative, raw = of.get("stative", _NONE), setting.raw
    if right in of.get("copulas", ()):
        acting = language.acting and setting.ahead and setting.ahead[0].endswith(language.acting)
        return party and bool(setting.ahead) and (bool(acting) or setting.ahead[0] in strong)
    if right in of.get("auxiliaries", ()):
        ahead = [word for word in setting.ahead if word not in of.get("adverbs", ()) and not word.endswith("ly")][:1]
        if not ahead:
            return False
        if ahead[0] in strong:
            return True
        if not party or ahead[0] in stative or ahead[0] in of.get("no_heads", ()):
            return False
        return ahead[0].endswith(language.participles) if right not in of.get("modals", ()) else ahead[0].isalpha()
    if not party or right in stative or not raw.islower():
        return False
    return bool(language.verb_endings) and raw.endswith(language.verb_endings) and right not in of.get("no_heads", ())


def _is_head(mention: Mention, setting: _Setting, language: LanguageData) -> bool:
    """Whether the next word is a noun that the name of a state modifies, or a verb of which it is the subject."""
    no_heads, right = language.words.get("no_heads"), setting.right
    if not no_heads or right in no_heads or right in language.words.get("stative", ()):
        return False
    if setting.raw[:1].islower():
        return right.isalpha() and len(right) > 2 and not right.endswith("ly")
    return mention.kind == "abbreviation" and setting.raw[:1].isupper()


def _read_attached(tagged: TaggedText, mention: Mention, bearer: Bearer, language: LanguageData) -> PlaceRole | None:
    """The role that a suffix gives ("러시아군", "中国人"), or one that marks the subject of a sentence ("러시아는")."""
    last = tagged.ends[mention.last]
    if mention.end >= last or not (language.suffix_roles or language.party_suffixes):
        return None
    attached = tagged.text[mention.end : last]
    if tagged.text[mention.start - 1 : mention.start] in language.words.get("posted_before", ()):
        return None
    for length in range(min(4, len(attached)), 0, -1):
        role = language.suffix_roles.get(attached[:length])
        if role:
            return PlaceRole(role)
    if bearer.precision not in STATES and bearer.feature != CAPITAL:
        return None
    if attached in language.object_particles and mention.last + 1 < len(tagged.words):
        following = tagged.folds[mention.last + 1]
        return ASSOCIATIVE if following.startswith(language.dealt_after) else None
    before = tagged.text[max(0, mention.start - 2) : mention.start]
    if before in language.locating or before[-1:] in language.locating:
        return None
    whole = language.particles and attached in language.party_suffixes
    begins = not language.particles and attached[:1] in language.party_suffixes
    return ASSOCIATIVE if whole or begins else None


def _is_object(
    tagged: TaggedText, before: Mention, role: PlaceRole, mention: Mention, bearer: Bearer, language: LanguageData
) -> bool:
    """Whether a name follows the subject of a verb that stands before both ("اتهمت طهران واشنطن")."""
    if role is not ASSOCIATIVE or mention.lead or tagged.text[before.end : mention.start] != " ":
        return False
    verbs = language.words.get("verbs_before")
    if not verbs or not before.first or (bearer.precision not in STATES and bearer.feature != CAPITAL):
        return False
    return tagged.folds[before.first - 1] in verbs
