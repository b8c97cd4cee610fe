"""Disclosure control from a script: participants, small cells, labels, numbers, quotes, intruder sheets."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace

from transcribe_desk.cli.opening import open_desk
from transcribe_desk.jobs.desk import Desk, current_person
from transcribe_desk.jobs.disclosure import Person
from transcribe_desk.privacy.disclosure.cells import CellTable, Colour
from transcribe_desk.privacy.disclosure.intruder import QUESTIONS, IntruderSheet, parse_answer
from transcribe_desk.privacy.disclosure.merges import Merge
from transcribe_desk.privacy.disclosure.quasi import Kind
from transcribe_desk.privacy.disclosure.table import ROLE, read_assignments
from transcribe_desk.study.errors import GateRefusedError, InputError


def participants(options: argparse.Namespace) -> int:
    """List participants and their attributes, or set those of one."""
    if options.set and not options.participant:
        raise InputError("participants", "Nobody is named.", "Give the study ID before --set.")
    changes = read_assignments(options.set)
    with open_desk(options) as desk:
        if changes:
            desk.disclosure.set_attributes(desk.disclosure.person(options.participant).participant.id, changes)
        people = desk.disclosure.people()
        chosen = [desk.disclosure.person(options.participant)] if options.participant else list(people)
    for person in chosen:
        print(_attributes_line(person))
    return 0


def small_cells(options: argparse.Namespace) -> int:
    """Print the combinations with their colours; change thresholds or merges first where asked."""
    by = _names(options.by)
    with open_desk(options) as desk:
        _change_cells(desk, options, by)
        table = desk.disclosure.cells(by)
        _print_cells(table)
        people = {each.participant.id: each.study_id for each in desk.disclosure.people()}
        if table.incomplete:
            print(f"Not counted, a value is missing: {', '.join(people[each] for each in table.incomplete)}")
        for merge in desk.disclosure.merges():
            print(f"Published as one: {merge.attribute}: {', '.join(merge.values)} → “{merge.label}”")
        if options.suggest:
            _print_suggestions(desk, by, table)
    return 0


def labels(options: argparse.Namespace) -> int:
    """Print warnings about labels and the offer to pool, or pool."""
    if bool(options.pool) != bool(options.label):
        raise InputError("labels", "Pooling needs labels and the one they share.", "Write --pool A B --as LABEL.")
    with open_desk(options) as desk:
        exported = _change_labels(desk, options)
        for person in desk.disclosure.people() if options.pool or options.unpool else ():
            print(person.study_id)
        warnings, offer, kept = desk.people.warnings(), desk.disclosure.pool_offer(), desk.people.kept_labels()
    for warning in warnings:
        print(f"{warning.message} {warning.remedy}")
    if offer:
        enough = "" if offer.enough else ", still too few"
        print(
            f"Offer: --pool {' '.join(offer.labels)} --as {offer.pooled_label}"
            f"  ({offer.participants} participants{enough})"
        )
    for each in kept:
        when = f"{each.at:%Y-%m-%d}, {each.by}"
        print(f"Kept with {each.participants} participants: {each.label} ({when}): {each.reason}")
    if not warnings:
        print("No label tells too much.")
    if exported:
        print(f"Exported before with the old study ID, export again: {', '.join(exported)}", file=sys.stderr)
    return 0


def _change_labels(desk: Desk, options: argparse.Namespace) -> tuple[str, ...]:
    """Pool, unpool or keep labels; give the study IDs, as they were, of interviews exported before."""
    if options.pool:
        return desk.disclosure.pool(options.pool, options.label)
    if options.unpool:
        return desk.disclosure.unpool(options.unpool)
    if options.keep:
        desk.people.keep_label(options.keep, options.because, current_person())
    return ()


def numbers(options: argparse.Namespace) -> int:
    """Say how numbers are given, change it, or give everybody a new one."""
    with open_desk(options) as desk:
        if options.shuffle:
            desk.disclosure.shuffle(on=options.shuffle == "on")
        people = desk.disclosure.reshuffle() if options.reshuffle else ()
        shuffled = desk.settings().shuffle_numbers
    for person in people:
        print(person.study_id)
    print("New participants get numbers " + ("out of order." if shuffled else "in the order they are taken in."))
    return 0


def quote(options: argparse.Namespace) -> int:
    """Print the quote with its tag; the exit code is 6 when something speaks against it."""
    if (options.text is None) == (options.turn is None):
        raise InputError("quote", "It takes the words of the quote or a turn.", "Give TEXT, or --turn N.")
    with open_desk(options) as desk:
        interview = desk.interview(options.study_id)
        if options.turn is None:
            check = desk.disclosure.check_quote(interview.id, options.text)
        else:
            turns = {turn.turn_id: turn for turn in desk.rendered(interview.id).turns}
            end = options.end
            if end is None and options.turn in turns:
                end = len(turns[options.turn].text)
            check = desk.disclosure.check_span(interview.id, options.turn, options.start, end or 0)
    if check.may_be_copied:
        print(check.quote)
        return 0
    for reason in check.reasons:
        mention = f" (mention {reason.mention_id})" if reason.mention_id is not None else ""
        print(f"{options.study_id}: {reason.message}{mention} {reason.remedy}", file=sys.stderr)
    return GateRefusedError.exit_code


def intruder(options: argparse.Namespace) -> int:
    """Print the questions, one sheet or all, or keep a new one."""
    if options.questions:
        print("\n".join(f"{number}. {question}" for number, question in enumerate(QUESTIONS, start=1)))
        return 0
    answers = [parse_answer(text) for text in options.answer]
    with open_desk(options) as desk:
        interview_id = desk.interview(options.study_id).id if options.study_id else None
        if answers:
            kept = desk.disclosure.add_sheet(options.reviewer, answers, interview_id)
            print(f"Kept sheet {kept.id}.")
        elif options.show is not None:
            _print_sheet(desk, desk.disclosure.sheet(options.show))
        else:
            for sheet in desk.disclosure.sheets():
                if interview_id is None or sheet.interview_id == interview_id:
                    print(_sheet_line(desk, sheet))
    return 0


def said_about(options: argparse.Namespace) -> int:
    """Print how much is said of each participant and how many share it; of one, the words too."""
    with open_desk(options) as desk:
        panels = desk.disclosure.panels(_names(options.by))
        people = {each.participant.id: each.study_id for each in desk.disclosure.people()}
        one = desk.disclosure.person(options.participant).participant.id if options.participant else None
    if one is not None:
        (panel,) = [each for each in panels if each.participant_id == one]
        for said in panel.said:
            undecided = f", {said.undecided} undecided" if said.undecided else ""
            print(f"{said.kind:<22} {said.name!r}  {said.times}×{undecided}; said by {said.participants} participants")
        panels = (panel,)
    print(f"{'study ID':<24} " + " ".join(f"{_short(kind):>12}" for kind in Kind) + "  share attributes / all said")
    for panel in panels:
        counts = " ".join(
            f"{f'{times} ({undecided}?)' if undecided else times:>12}" for _, times, undecided in panel.counts()
        )
        sharing = "unknown" if panel.sharing is None else str(panel.sharing)
        print(f"{people[panel.participant_id]:<24} {counts}  {sharing} / {panel.sharing_said}")
    return 0


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def _attributes_line(person: Person) -> str:
    given = [(ROLE, person.participant.role)] if person.participant.role else []
    pairs = [f"{name}={value}" for name, value in (*given, *person.participant.attributes)]
    return f"{person.study_id:<24} {'; '.join(pairs) or '–'}"


def _change_cells(desk: Desk, options: argparse.Namespace, by: list[str]) -> None:
    if options.red is not None or options.amber is not None:
        now = desk.disclosure.thresholds()
        red = now.red if options.red is None else options.red
        amber = max(now.amber, red) if options.amber is None else options.amber
        desk.disclosure.set_thresholds(replace(now, red=red, amber=amber))
    if options.apply is not None:
        found = desk.disclosure.suggestions(by)
        if not 1 <= options.apply <= len(found):
            raise InputError(
                f"Suggestion {options.apply}", f"There are {len(found)} for these attributes.", "List them: --suggest."
            )
        desk.disclosure.apply(found[options.apply - 1].merges)
    if options.merge:
        attribute, *values = options.merge
        desk.disclosure.apply([Merge(attribute.strip().lower(), tuple(values), options.label)])
    if options.unmerge:
        desk.disclosure.unmerge(*options.unmerge)


def _print_cells(table: CellTable) -> None:
    print(f"{'n':>4}  {'':<5}  {' · '.join(table.attributes)}")
    for cell in table.cells:
        print(f"{cell.size:>4}  {cell.colour if cell.colour is not Colour.GREEN else '':<5}  {' · '.join(cell.values)}")
    red, amber = len(table.of(Colour.RED)), len(table.of(Colour.AMBER))
    total = sum(cell.size for cell in table.cells)
    print(
        f"{total} participants in {len(table.cells)} combinations: {red} red (fewer than {table.thresholds.red}), "
        f"{amber} amber (fewer than {table.thresholds.amber})."
    )


def _print_suggestions(desk: Desk, by: list[str], table: CellTable) -> None:
    found = desk.disclosure.suggestions(by)
    for number, suggestion in enumerate(found, start=1):
        print(f"Suggestion {number} (--apply {number}):")
        for reason in suggestion.reasons:
            print(f"    {reason}")
    if not found:
        red = table.of(Colour.RED)
        print("No merge is enough: too few participants." if red else "Nothing to merge: no combination is red.")


def _sheet_line(desk: Desk, sheet: IntruderSheet) -> str:
    risks = ", ".join(map(str, sheet.risks)) or "none"
    return f"{sheet.id:>4}  {sheet.at:%Y-%m-%d}  {_subject(desk, sheet):<20} {sheet.reviewer}; open questions: {risks}"


def _print_sheet(desk: Desk, sheet: IntruderSheet) -> None:
    print(f"Motivated-intruder test of {_subject(desk, sheet)}, {sheet.at:%Y-%m-%d}, by {sheet.reviewer}")
    for number, (question, answer) in enumerate(zip(QUESTIONS, sheet.answers, strict=True), start=1):
        print(f"{number}. {question}")
        print(f"   {answer.verdict}{f': {answer.note}' if answer.note else ''}")


def _subject(desk: Desk, sheet: IntruderSheet) -> str:
    if sheet.interview_id is None:
        return "the whole study"
    return desk.vault.interviews.get(sheet.interview_id).study_id


def _short(kind: Kind) -> str:
    return "other" if kind is Kind.DIRECT else kind.value.split()[0]
