"""Choose how long sound is kept, see what is due, and delete sound."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Sequence

from transcribe_desk.cli.opening import open_desk
from transcribe_desk.jobs.desk import Desk, current_person
from transcribe_desk.jobs.retention import KeptSound
from transcribe_desk.study.errors import DiskError, InputError
from transcribe_desk.study.retention import RetentionRule, Until

RULES = {"by-hand": Until.DELETED_BY_HAND, "days": Until.DAYS, "signed-off": Until.SIGNED_OFF}


def run(options: argparse.Namespace) -> int:
    """Do what is asked for, then tell the rule and what becomes of each interview's sound.

    Raises DiskError at the end when ``--apply`` left files of deleted sound on the disk.
    """
    if options.rule in ("days", "signed-off") and options.days is None:
        raise InputError("retention", "It is not said after how many days.", "Add --days NUMBER; 0 is at once.")
    if options.days is not None and options.rule not in ("days", "signed-off"):
        raise InputError("retention", "A number of days needs a rule.", "Add --rule days or --rule signed-off.")
    if options.reason and not options.delete:
        raise InputError("retention", "A reason is given for deleting nothing.", "Add --delete STUDY-ID.")
    with open_desk(options) as desk:
        _act(desk, options)
        now = dt.datetime.now(dt.UTC)
        sounds = desk.retention.sounds()
        print(desk.retention.rule())
        for sound in sounds:
            print(f"{sound.interview.study_id:<24} {_state(sound, now)}")
    if options.apply:
        _check_gone(sounds)
    return 0


def _act(desk: Desk, options: argparse.Namespace) -> None:
    by = current_person()
    if options.rule:
        desk.retention.set_rule(RetentionRule(RULES[options.rule], options.days or 0), by)
    for study_id in options.delete:
        desk.retention.delete(desk.interview(study_id).id, by, options.reason)
    if options.apply:
        desk.retention.apply(by)


def _check_gone(sounds: Sequence[KeptSound]) -> None:
    left = [each.interview.study_id for each in sounds if each.deletion is not None and not each.deletion.proven]
    if left:
        raise DiskError(
            f"Sound of {', '.join(left)}",
            "Its encrypted files are still on the disk, which did not let them be deleted.",
            "Close what may have the study's folder open, then run --apply again.",
        )


def _state(sound: KeptSound, now: dt.datetime) -> str:
    deletion = sound.deletion
    if deletion is not None:
        proof = "" if deletion.proven else "; its files are still on the disk, run --apply again"
        return f"deleted {deletion.at:%Y-%m-%d} by {deletion.by}{proof}"
    if sound.waits_for:
        return f"kept: waits for {sound.waits_for}"
    if sound.due_at is None:
        return "kept"
    return f"due {sound.due_at:%Y-%m-%d}{' (run --apply)' if sound.due_at <= now else ''}"
