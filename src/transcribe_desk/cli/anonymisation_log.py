"""Bring the anonymisation log and the key out of a study, and read a key again."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from functools import partial

from transcribe_desk.cli import studies
from transcribe_desk.cli.exporting import tell_stale
from transcribe_desk.cli.opening import open_desk
from transcribe_desk.cli.passphrase import KEY_VARIABLE, choose_passphrase, read_passphrase
from transcribe_desk.jobs.anonymisation_log import open_key
from transcribe_desk.jobs.departures import stale_at
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.privacy.replacing.profiles import profile_of
from transcribe_desk.privacy.reporting.log_key import Key, KeyEntry, Known, key_to_bytes
from transcribe_desk.privacy.reporting.log_notes import printable
from transcribe_desk.study.errors import InputError
from transcribe_desk.study.timecode import clock


def log(options: argparse.Namespace) -> int:
    """Print the audit trail, or write the anonymisation log when a folder is given."""
    if options.out is None:
        if options.form or options.name_reviewers:
            raise InputError("log", "It is not said where to write the log.", "Add --out FOLDER.")
        return studies.log(options)
    forms = [form.strip() for form in (options.form or "csv,word").split(",") if form.strip()]
    with open_desk(options) as desk:
        written = desk.export_log(
            options.out, forms=forms, profile=profile_of(options.profile), name_reviewers=options.name_reviewers
        )
        stale = stale_at(desk.vault, options.out)
    for path in written:
        print(path)
    tell_stale(stale)
    return 0


def export_key(options: argparse.Namespace) -> int:
    """Seal the key of a study in a file of its own, under another passphrase than the study's."""
    passphrase = read_passphrase(options.passphrase_file, options.study.name)
    with passphrase.open(partial(Desk.open, options.study)) as desk:
        chosen = choose_passphrase(options.key_passphrase_file, f"the key of {options.study.name}", KEY_VARIABLE)
        if chosen == passphrase.words:
            raise InputError("Passphrase of the key", "It is that of the study.", "Choose another one for the key.")
        key = desk.export_key(options.out, chosen)
    print(f"Made {options.out}: {len(key.decisions)} decisions. Keep its passphrase apart from it.")
    return 0


def show_key(options: argparse.Namespace) -> int:
    """Print what a key file holds: as a table at a terminal, or as JSON where that is asked for."""
    if not options.json and not sys.stdout.isatty():
        raise InputError(
            "key show",
            "It prints real names, and not to a terminal.",
            "Run it at a terminal, or say --json if they are to go into a file or another program.",
        )
    passphrase = read_passphrase(options.key_passphrase_file, options.file.name, KEY_VARIABLE)
    key = passphrase.open(partial(open_key, options.file))
    if options.json:
        sys.stdout.buffer.write(key_to_bytes(key))
        sys.stdout.buffer.flush()
    else:
        print("\n".join(_table(key)))
    return 0


def _table(key: Key) -> Iterator[str]:
    yield f"Key of the study {printable(key.title)}: it names people, so keep it as safe as the recordings."
    for title, known in (("Participants", key.participants), ("Organisations", key.organisations)):
        if known:
            yield f"\n{title}"
            yield from map(_known, known)
    yield "\nDecisions"
    for entry in key.decisions:
        yield from _entry(entry)


def _known(known: Known) -> str:
    names = "; ".join(printable(name) for name in (known.name, *known.aliases) if name)
    return f"  {', '.join(known.shown_as) or '–':<24} {names or '–'}"


def _entry(entry: KeyEntry) -> Iterator[str]:
    placeholder = printable(entry.placeholder) or entry.decision
    yield f"  {placeholder:<24} {printable(entry.name)}  ({entry.category}, entity {entry.entity}, {len(entry.said)}×)"
    others = [printable(form) for form in entry.forms if form != entry.name]
    if others:
        yield f"      also: {'; '.join(others)}"
    for profile, words in entry.stand_ins:
        if words != (entry.placeholder,):
            yield f"      {profile}: {' / '.join(map(printable, words))}"
    moment = f"{entry.at[:16].replace('T', ' ')} UTC" if entry.at else "–"
    detectors = ", ".join(entry.detectors) or "–"
    yield f"      {entry.decision} by {printable(entry.by) or '–'}, {moment}; found by {detectors}"
    if entry.note:
        yield f"      note: {printable(entry.note)}"
    for said in entry.said:
        yield f"      {said.study_id:<20} turn {said.turn:>4} {clock(said.start_ms)}  {printable(said.words)}"
