"""Say from a script what to decide next, and sweep for what nothing found."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from transcribe_desk.cli.opening import open_desk
from transcribe_desk.jobs.desk import Desk, current_person
from transcribe_desk.privacy.deciding.order import EntityToReview, in_text_order
from transcribe_desk.privacy.finding.sweep import Remaining
from transcribe_desk.privacy.mention import Category, Decision
from transcribe_desk.study.errors import InputError


def review(options: argparse.Namespace) -> int:
    """List a line for each entity, in the order asked for."""
    with open_desk(options) as desk:
        chosen = desk.interview(options.study_id).id if options.study_id else None
        lines = desk.review.order(chosen)
        study_ids = _study_ids(desk)
    if options.order == "text":
        lines = in_text_order(lines)
    shown = [line for line in lines if line.undecided or not options.undecided]
    for line in shown:
        print(_line(line, study_ids))
    print(f"{sum(line.undecided for line in lines)} mentions of {len(lines)} entities are undecided.")
    return 0


def sweep(options: argparse.Namespace) -> int:
    """List what remains, or mark, dismiss or restore some of it."""
    by = options.by or current_person()
    with open_desk(options) as desk:
        chosen = desk.interview(options.study_id).id if options.study_id else None
        if options.mark:
            (found,) = _named(desk.sweep.remaining(), [options.mark])
            made = desk.sweep.mark(found, Category[options.category.upper()], by, entity_id=options.entity)
            marked = sum(each.decision is Decision.ACCEPTED for each in made)
            print(f"{marked} marked as entity {made[0].entity_id}; {len(made) - marked} more are proposed.")
        elif options.dismiss:
            desk.sweep.dismiss(_named(desk.sweep.remaining(), options.dismiss), by)
            print(f"{len(options.dismiss)} dismissed.")
        elif options.restore:
            desk.sweep.restore(_named(desk.sweep.dismissed(), options.restore), by)
            print(f"{len(options.restore)} back in the sweep.")
        else:
            _list(desk, desk.sweep.dismissed() if options.dismissed else desk.sweep.remaining(chosen))
    return 0


def _list(desk: Desk, found: Sequence[Remaining]) -> None:
    study_ids = _study_ids(desk)
    for each in found:
        first = each.places[0]
        near = f", perhaps entity {', '.join(map(str, each.near))}" if each.near else ""
        print(
            f"{each.text!r:<24} {len(each.places):>4} in {len(each.interviews)} interviews, first in "
            f"{study_ids[first.interview_id]} turn {first.turn_id}  ({each.reason}{near})"
        )
    print(f"{len(found)} to look at.")


def _named(found: Sequence[Remaining], words: Sequence[str]) -> list[Remaining]:
    by_text = {each.text: each for each in found} | {each.key: each for each in found}
    for word in words:
        if word not in by_text:
            raise InputError(f"“{word}”", "The sweep does not list it.", "Write it as “sweep” lists it.")
    return [by_text[word] for word in words]


def _line(line: EntityToReview, study_ids: dict[int, str]) -> str:
    entity, first = line.entity, line.first
    return (
        f"{entity.id:>5}  {entity.name!r} -> {entity.replacement}  {line.mentions} mentions in {len(line.interviews)} "
        f"interviews, {line.undecided} undecided, first in {study_ids[first.interview_id]} turn {first.turn_id}  "
        f"({'; '.join(line.reasons)})"
    )


def _study_ids(desk: Desk) -> dict[int, str]:
    return {each.id: each.study_id for each in desk.vault.interviews.all()}
