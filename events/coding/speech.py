"""Who says so: verbs of speech and their content, sources named by "according to", and denials."""

from __future__ import annotations

from events.coding.draft import Draft, Speaker
from events.coding.roles import find_roles
from events.coding.scan import Reading
from events.model import ActorKind, EventStatus


def find_speakers(reading: Reading, drafts: dict[int, Draft], order: str) -> None:
    """Give every draft the verb of speech whose content it is; a verb of speech behind its content counts too."""
    made: dict[int, Speaker] = {}

    def speaker(verb: int) -> Speaker:
        if verb not in made:
            roles = find_roles(reading, verb, order)
            words = None if roles.sources else _subject_words(reading, verb, order)
            made[verb] = Speaker(reading, verb, roles.sources, words)
            outer = _speaker_of_clause(reading, reading.nodes[verb].clause)
            if outer is not None and outer != verb:
                made[verb].via = speaker(outer)
        return made[verb]

    behind = _speech_behind(reading, order)
    named = "according" in reading.cues
    source = next((i for i, n in enumerate(reading.nodes) if "according" in n.cues), None) if named else None
    for index, draft in drafts.items():
        verb = _speaker_of_clause(reading, reading.nodes[index].clause)
        if verb is not None and verb != index:
            draft.speaker = speaker(verb)
        elif draft.noun and (accuser := _accusation(reading, index)) is not None:
            draft.speaker = speaker(accuser)
        elif behind is not None and index < behind:
            draft.speaker = speaker(behind)
        elif source is not None:
            draft.speaker = _source_named(reading, source)


def _speaker_of_clause(reading: Reading, clause: int) -> int | None:
    while clause >= 0:
        found = reading.clauses[clause].speaker
        if found is not None:
            return found
        clause = reading.clauses[clause].parent
    return None


def _accusation(reading: Reading, index: int) -> int | None:
    """Find the verb of accusation whose charge a noun names ("accused the army of shelling a market")."""
    nodes = reading.nodes
    for other in range(index - 1, -1, -1):
        sense = nodes[other].sense
        if sense is None or sense.noun:
            continue
        same = nodes[other].clause == nodes[index].clause
        return other if same and sense.type == "accuse" and "statement" in sense.flags else None
    return None


def _speech_behind(reading: Reading, order: str) -> int | None:
    """Find a verb of speech behind its content: "..., officials said Monday."."""
    nodes = reading.nodes
    for index in reversed(reading.triggers):
        sense = nodes[index].sense
        if not index or sense is None or sense.noun or "statement" not in sense.flags or sense.type != "statement":
            continue
        if any(clause.speaker == index for clause in reading.clauses):
            return None
        if order == "SOV":
            return index
        near = next((n for n in reversed(nodes[:index]) if n.mark or "coord" in n.cues), None)
        if near is not None and not near.mark:
            return None
        marks = [
            n
            for n in nodes[:index]
            if (n.mark and n.mark in ',”"»’،' and n.clause == nodes[index].clause) or n.mark in ("”", "»")
        ]
        return index if marks and index > 2 else None
    return None


def _source_named(reading: Reading, index: int) -> Speaker:
    """Read "according to X"."""
    nodes = reading.nodes
    if "by_pronoun" in nodes[index].cues:
        return Speaker(reading, index, [], None, pronoun=True)
    near = [n for n in nodes[index + 1 : index + 6] if n.who is not None and n.position <= nodes[index].position + 9]
    if near:
        person = next((n for n in near if n.who is not None and n.who.kind is ActorKind.PERSON), near[0])
        return Speaker(reading, index, [person], None)
    end = next((n.start for n in nodes[index + 1 :] if n.mark), reading.end)
    return Speaker(reading, index, [], (nodes[index].end, min(end, nodes[index].end + 60)))


def _subject_words(reading: Reading, verb: int, order: str) -> tuple[int, int] | None:
    """Give the bare words of an unnamed speaker ("US officials"): up to 60 characters beside the verb."""
    nodes = reading.nodes
    node = nodes[verb]
    if order == "VSO":
        following = next(
            (n for n in nodes[verb + 1 :] if n.mark or n.cues & {"comp", "prep_to", "prep_of"} or n.actor), None
        )
        end = following.start if following is not None else reading.end
        return (node.end, min(end, node.end + 60)) if end > node.end + 2 else None
    before = next((n for n in reversed(nodes[:verb]) if n.mark or n.sense), None)
    start = before.end if before is not None else reading.start
    return (max(start, node.start - 60), node.start) if node.start > start + 2 else None


def read_denials(reading: Reading, drafts: dict[int, Draft]) -> set[int]:
    """Make one record of a denial: what is denied, by whom. Gives the verbs of speech that said no more than that."""
    spent: set[int] = set()
    indices = sorted(drafts)
    for position, index in enumerate(indices):
        draft = drafts[index]
        if "deny" not in draft.flags or draft.noun:
            continue
        draft.status = EventStatus.DENIED
        told = [i for i in indices[position + 1 :] if drafts[i].type != "statement"]
        content = _denied_by(
            reading, index, [i for i in told if reading.clauses[reading.nodes[i].clause].kind != "rel"]
        )
        if content is None and (
            reading.clauses[reading.nodes[index].clause].kind == "rel"
            or any(
                drafts[i].noun and reading.nodes[i].clause == reading.nodes[index].clause for i in indices[:position]
            )
        ):
            before = next((i for i in reversed(indices[:position]) if drafts[i].type != "statement"), None)
            if before is not None:
                draft.type, draft.mode = drafts[before].type, drafts[before].mode
                if drafts[before].noun:
                    spent.add(before)
        if content is not None:
            denied = drafts[content]
            draft.type, draft.mode, draft.targets = denied.type, denied.mode, denied.targets or draft.targets
            if not draft.targets and denied.sources:
                draft.targets = [n for n in denied.sources if n not in draft.sources]
            for i in indices[position + 1 :]:
                if reading.nodes[i].clause >= reading.nodes[content].clause or i == content:
                    spent.add(i)
    for i in spent:
        drafts.pop(i, None)
    return spent


def _denied_by(reading: Reading, denial: int, following: list[int]) -> int | None:
    """Choose what a denial denies: the first trigger of its content, else the first verb behind it, else a noun."""
    nodes = reading.nodes
    inside = [i for i in following if reading.clauses[nodes[i].clause].speaker == denial]
    verbs = [i for i in inside or following if not (nodes[i].sense and nodes[i].sense.noun)]  # type: ignore[union-attr]
    return next(iter(verbs or inside or following), None)
