"""Collect quotes from a script: keep, list, note, take anew, remove, and write them as files."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from transcribe_desk.cli.exporting import tell_stale
from transcribe_desk.cli.opening import open_desk
from transcribe_desk.jobs.desk import Desk, current_person
from transcribe_desk.privacy.quoted import QuoteState
from transcribe_desk.privacy.replacing.profiles import profile_of
from transcribe_desk.study.errors import GateRefusedError, InputError


def quotes(options: argparse.Namespace) -> int:
    """List the quotes that say something, change one, or write them all; the exit code is 6 when some were left out."""
    by = options.by or current_person()
    with open_desk(options) as desk:
        if options.keep:
            _keep(desk, options, by)
        elif options.take_anew is not None:
            print(desk.quotes.take_anew(options.take_anew, by).text)
        elif options.remove is not None:
            desk.quotes.remove(options.remove, by)
        elif options.out is not None:
            return _write(desk, options, by)
        else:
            _list(desk, options.search)
    return 0


def _keep(desk: Desk, options: argparse.Namespace, by: str) -> None:
    study_id, turn, *rest = options.keep
    if len(rest) not in (0, 2) or not all(each.isascii() and each.isdigit() for each in (turn, *rest)):
        raise InputError("quotes --keep", "It takes a turn, or a turn and two places.", "STUDY-ID TURN [FROM TO]")
    interview = desk.interview(study_id)
    text = desk.vault.review.turn_texts(interview.id).get(int(turn), "")
    start, end = (int(rest[0]), int(rest[1])) if rest else (0, len(text))
    print(desk.quotes.keep(interview.id, [(int(turn), start, end)], by, options.note).text)


def _list(desk: Desk, search: str) -> None:
    lines = desk.quotes.lines(search)
    for line in lines:
        state = "" if line.state is QuoteState.READY else f"  [{line.state.value}]"
        note = f"  – {line.quote.note}" if line.quote.note else ""
        print(f"{line.quote.id:>4}  {line.quote.text}{note}{state}")
        for reason in line.reasons:
            print(f"      {reason.message} {reason.remedy}")
        if line.state is QuoteState.CHANGED:
            print(f"      now: {line.now}")
    print(f"{len(lines)} quotes.")


def _write(desk: Desk, options: argparse.Namespace, by: str) -> int:
    report = desk.quotes.export(
        options.out,
        forms=_names(options.form),
        profile=profile_of(options.profile),
        with_notes=options.with_notes,
        by=by,
    )
    for path in report.written:
        print(path)
    for study_id, reason in report.left_out:
        print(f"{study_id}: A quote was left out. {reason}", file=sys.stderr)
    tell_stale(report.stale)
    return GateRefusedError.exit_code if report.left_out else 0


def _names(text: str) -> Sequence[str]:
    return [name.strip() for name in text.split(",") if name.strip()]
