"""Say from a script who and what is named: list, answer questions, mark, merge, split, rename, move, undo."""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Collection, Sequence

from transcribe_desk.cli.opening import open_desk
from transcribe_desk.jobs.desk import Desk, current_person
from transcribe_desk.jobs.review_steps import Stepped
from transcribe_desk.privacy.mention import Category, Decision, Entity, Mention
from transcribe_desk.study.errors import InputError

_CATEGORIES = {category.name.lower(): category for category in Category}


def entities(options: argparse.Namespace) -> int:
    """List the entities that something names, with how often and how far decided."""
    wanted = _CATEGORIES[options.category] if options.category else None
    with open_desk(options) as desk:
        by_entity = _by_entity(desk.mentions())
        for entity in desk.entities():
            if by_entity[entity.id] and wanted in (None, entity.category):
                print(_line(entity, by_entity[entity.id]))
    return 0


def questions(options: argparse.Namespace) -> int:
    """List what a person is asked, with the commands that answer it."""
    with open_desk(options) as desk:
        found = desk.review.questions()
        known = {entity.id: entity for entity in desk.entities()}
        by_entity = _by_entity(desk.mentions())
        for question in found:
            print(f"{_line(known[question.entity_id], by_entity[question.entity_id])}\n  is it ({question.reason}):")
            for each in question.candidates:
                print(f"  {_line(known[each], by_entity[each])}")
    print(f"{len(found)} questions. Answer each with “merge INTO ENTITY”, “move TO MENTION …” or “apart ENTITY …”.")
    return 0


def mark(options: argparse.Namespace) -> int:
    """Mark words of a turn by hand."""
    with open_desk(options) as desk:
        interview = desk.interview(options.study_id)
        start, end = _find(desk, interview.id, options.turn, options.words, options.occurrence)
        category = _CATEGORIES[options.category]
        changed = desk.review.mark(interview.id, options.turn, start, end, category, _person(options), options.entity)
        (made,) = [each for each in changed if _place(each) == (interview.id, options.turn, start, end)]
        elsewhere = sum(each.decision is Decision.UNDECIDED for each in changed)
    print(f"Mention {made.id} of entity {made.entity_id}; {elsewhere} more places are proposed.")
    return 0


def unmark(options: argparse.Namespace) -> int:
    """Take a mark away."""
    with open_desk(options) as desk:
        desk.review.unmark(options.mention, _person(options))
    print(f"Mention {options.mention} is gone.")
    return 0


def resize(options: argparse.Namespace) -> int:
    """Make a mention longer or shorter."""
    with open_desk(options) as desk:
        mention = next((each for each in desk.mentions() if each.id == options.mention), None)
        if mention is None:
            raise InputError(f"Mention {options.mention}", "There is none with this number.", "List the mentions.")
        text = _text(desk, mention.interview_id, mention.turn_id)
        spans = [(start, start + len(options.words)) for start in _starts(text, options.words)]
        near = [span for span in spans if span[0] < mention.end and mention.start < span[1]]
        if not near:
            raise InputError(f"Mention {mention.id}", "These words do not stand there.", "Give them as the turn does.")
        desk.review.resize(mention.id, *near[0], _person(options))
    print(f"Mention {options.mention} is changed.")
    return 0


def note(options: argparse.Namespace) -> int:
    """Write a note beside a mention."""
    with open_desk(options) as desk:
        desk.review.comment(options.mention, options.text, _person(options))
    print(f"Mention {options.mention} is noted." if options.text.strip() else f"Mention {options.mention} has no note.")
    return 0


def merge(options: argparse.Namespace) -> int:
    """Make entities one."""
    with open_desk(options) as desk:
        changed = desk.review.merge(options.into, options.entities, _person(options))
    print(f"{len(changed)} mentions are now of entity {options.into}.")
    return 0


def split(options: argparse.Namespace) -> int:
    """Make some mentions a new entity."""
    with open_desk(options) as desk:
        changed = desk.review.split(options.entity, _person(options), mention_ids=options.mention, forms=options.form)
    print(f"{len(changed)} mentions are now of entity {changed[0].entity_id}.")
    return 0


def move(options: argparse.Namespace) -> int:
    """Say that mentions name another entity."""
    with open_desk(options) as desk:
        changed = desk.review.move(options.mentions, options.to, _person(options))
    print(f"{len(changed)} mentions are now of entity {options.to}.")
    return 0


def apart(options: argparse.Namespace) -> int:
    """Keep entities apart."""
    with open_desk(options) as desk:
        desk.review.keep_apart(options.entities, _person(options))
    print("They are kept apart.")
    return 0


def rename(options: argparse.Namespace) -> int:
    """Change what an entity is called and what replaces it; each step can be taken back by itself."""
    with open_desk(options) as desk:
        by = _person(options)
        if options.category:
            desk.review.relabel(options.entity, _CATEGORIES[options.category], by)
        desk.review.describe(
            options.entity,
            by,
            name=options.name,
            replacement=options.replacement,
            pseudonym=options.pseudonym,
            descriptor=options.descriptor,
            sex=options.sex,
            origin=options.origin,
            styles=_styles(options.style),
        )
        entity = next(each for each in desk.entities() if each.id == options.entity)
        print(_line(entity, _by_entity(desk.mentions())[entity.id]))
    return 0


def undo(options: argparse.Namespace) -> int:
    """Take the last step back."""
    with open_desk(options) as desk:
        taken = desk.review.undo(_person(options))
    return _told(taken, "Taken back", "There is nothing to take back.")


def redo(options: argparse.Namespace) -> int:
    """Do the step taken back last again."""
    with open_desk(options) as desk:
        done = desk.review.redo(_person(options))
    return _told(done, "Done again", "There is nothing to do again.")


def steps(options: argparse.Namespace) -> int:
    """List the steps of the review."""
    with open_desk(options) as desk:
        for step in desk.review.steps():
            print(f"{step.id:>5}  {step.at:%Y-%m-%d %H:%M}  {step.person:<12} {step.action:<26} {step.state.value}")
    return 0


def _told(stepped: Stepped | None, done: str, nothing: str) -> int:
    if stepped is None:
        print(nothing)
        return 0
    print(f"{done}: step {stepped.step.id}, {stepped.step.action}; {len(stepped.mentions)} mentions changed.")
    if stepped.lost:
        numbers = ", ".join(str(each.id) for each in stepped.lost)
        print(f"Not restored, because the text says something else now: mentions {numbers}.")
    return 0


def _line(entity: Entity, mentions: Sequence[Mention]) -> str:
    open_ones = sum(each.decision is Decision.UNDECIDED for each in mentions)
    forms = ", ".join(form for form in entity.forms if form != entity.name)
    interviews = len({each.interview_id for each in mentions})
    return (
        f"{entity.id:>5}  {entity.category.value:<12} {entity.name!r} -> {entity.replacement}"
        f"  {len(mentions)} mentions in {interviews} interviews, {open_ones} undecided"
        + (f"  ({forms})" if forms else "")
    )


def _by_entity(mentions: Collection[Mention]) -> defaultdict[int, list[Mention]]:
    found: defaultdict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        found[mention.entity_id].append(mention)
    return found


def _person(options: argparse.Namespace) -> str:
    return options.by or current_person()


def _place(mention: Mention) -> tuple[int, int, int, int]:
    return mention.interview_id, mention.turn_id, mention.start, mention.end


def _find(desk: Desk, interview_id: int, turn_id: int, words: str, occurrence: int) -> tuple[int, int]:
    starts = _starts(_text(desk, interview_id, turn_id), words)
    if not 1 <= occurrence <= len(starts):
        raise InputError(
            f"Turn {turn_id}", f"It says these words {len(starts)} times.", "Give them as “show --numbers” prints them."
        )
    return starts[occurrence - 1], starts[occurrence - 1] + len(words)


def _starts(text: str, words: str) -> list[int]:
    return [place for place in range(len(text)) if words and text.startswith(words, place)]


def _text(desk: Desk, interview_id: int, turn_id: int) -> str:
    transcript = desk.transcript(interview_id)
    turns = {turn.id: turn.text for turn in transcript.turns} if transcript else {}
    if turn_id not in turns:
        raise InputError(f"Turn {turn_id}", "There is none with this number.", "See “show --numbers”.")
    return turns[turn_id]


def _styles(pairs: Sequence[str] | None) -> tuple[tuple[str, str], ...] | None:
    if pairs is None:
        return None
    parts = [each.partition("=") for each in pairs]
    for profile, equals, style in parts:
        if not (profile and equals and style):
            raise InputError("Style", "It is not PROFILE=STYLE.", "Write it such as publication=pseudonym.")
    return tuple((profile, style) for profile, _, style in parts)
