"""Change who and what a study is about: the study itself, its organisations, participants and interviews."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence

from transcribe_desk.cli.opening import open_desk
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.jobs.importing import find_organisation
from transcribe_desk.jobs.participants_table import parse_mode, split_list
from transcribe_desk.jobs.people import KEEP, InterviewChange, Keep, parse_held
from transcribe_desk.jobs.people_history import Done
from transcribe_desk.privacy.disclosure.labels import LabelWarning
from transcribe_desk.privacy.disclosure.table import read_assignments
from transcribe_desk.study.errors import InputError
from transcribe_desk.study.study import Interview, Mode


def study(options: argparse.Namespace) -> int:
    """Show the study's settings after changing those that are given."""
    with open_desk(options) as desk:
        _take(
            desk,
            options,
            lambda: desk.people.change_study(
                title=options.title, language=options.language, id_pattern=options.pattern
            ),
        )
        settings = desk.settings()
    print(f"title      {settings.title}")
    print(f"language   {settings.language}")
    print(f"study IDs  {settings.id_pattern}")
    print(
        f"small      fewer than {settings.small_cell_threshold} red, fewer than {settings.amber_cell_threshold} amber"
    )
    return 0


def organisation(options: argparse.Namespace) -> int:
    """Add an organisation, or change or remove the one with this label."""
    with open_desk(options) as desk:
        if options.change or options.rename or options.remove:
            return _change_organisation(desk, options)

        def add() -> tuple[LabelWarning, ...]:
            names = (options.name or "", tuple(options.alias or ()))
            added = desk.people.add_organisation(options.label, *names, options.becomes or "")
            return desk.disclosure.check_label(added.label)

        warnings = desk.people.what_if(add) if options.dry_run else add()
    print(f"{'Would add' if options.dry_run else 'Added'} the organisation “{options.label}”.")
    for warning in warnings:
        print(f"{warning.message} {warning.remedy}", file=sys.stderr)
    return 0


def participant(options: argparse.Namespace) -> int:
    """Change what is known of a participant."""
    attributes = read_assignments(options.attribute)
    if options.role is not None:
        attributes["role"] = options.role
    with open_desk(options) as desk:
        person = desk.disclosure.person(options.participant).participant
        target = None if options.organisation is None else find_organisation(desk.vault, options.organisation).id
        _take(
            desk,
            options,
            lambda: desk.people.change_participant(
                person.id, name=options.name, aliases=options.alias, attributes=attributes, organisation_id=target
            ),
        )
    return 0


def interview(options: argparse.Namespace) -> int:
    """Change interviews, or remove them once a person says so."""
    with open_desk(options) as desk:
        chosen = [desk.interview(study_id) for study_id in options.study_ids]
        numbers = [each.id for each in chosen]
        if options.remove:
            return _remove(desk, options, chosen)
        change = _interview_change(desk, options)
        _take(desk, options, lambda: desk.people.change_interviews(numbers, change))
    return 0


def _change_organisation(desk: Desk, options: argparse.Namespace) -> int:
    found = find_organisation(desk.vault, options.label)
    if options.remove:
        _take(desk, options, lambda: desk.people.remove_organisation(found.id))
        return 0
    _take(
        desk,
        options,
        lambda: desk.people.change_organisation(
            found.id, label=options.rename, name=options.name, aliases=options.alias, generic=options.becomes
        ),
    )
    return 0


def _remove(desk: Desk, options: argparse.Namespace, chosen: Sequence[Interview]) -> int:
    names = ", ".join(each.study_id for each in chosen)
    if not (options.yes or options.dry_run):
        raise InputError(
            names, "Sound, transcript and decisions would be deleted for good.", "Add --yes if that is meant."
        )
    _take(desk, options, lambda: desk.people.remove_interviews([each.id for each in chosen]))
    print(f"{'Would remove' if options.dry_run else 'Removed'} {names}. The numbers are not given again.")
    return 0


def _interview_change(desk: Desk, options: argparse.Namespace) -> InterviewChange:
    return InterviewChange(
        organisation_id=KEEP
        if options.organisation is None
        else find_organisation(desk.vault, options.organisation).id,
        mode=_mode(options.mode),
        date=KEEP if options.date is None else parse_held(options.date),
        interviewers=KEEP if options.interviewers is None else split_list(options.interviewers),
        notes=KEEP if options.notes is None else options.notes,
    )


def _mode(text: str | None) -> Mode | Keep | None:
    if text is None:
        return KEEP
    try:
        return parse_mode(text) if text.strip() else None
    except ValueError:
        raise InputError("--mode", "It is not understood.", "Write “face to face”, “telephone” or “video”.") from None


def _take(desk: Desk, options: argparse.Namespace, step: Callable[[], Done]) -> None:
    """Take a step, or only look ahead, and say what becomes of study IDs."""
    done = desk.people.what_if(step) if options.dry_run else step()
    for before, after in done.study_ids:
        print(f"{before} {'would become' if options.dry_run else 'is now'} {after}")
    if done.exported:
        print(f"Exported before with the old study ID, export again: {', '.join(done.exported)}", file=sys.stderr)
    if done.unsigned:
        print(f"Signed off with the old study ID, read again: {', '.join(done.unsigned)}", file=sys.stderr)
