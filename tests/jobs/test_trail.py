"""Tell the audit trail in words."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest

from transcribe_desk.jobs.trail import Kind, kind_of, tell
from transcribe_desk.vault.audit import AuditEntry, Trail

NOON = dt.datetime(2026, 5, 3, 12, tzinfo=dt.UTC)


def _entry(number: int, action: str, subject: str = "", **details: Any) -> AuditEntry:
    return AuditEntry(number, NOON + dt.timedelta(minutes=number), action, subject, details, "", f"{number:064x}")


def test_a_line_says_who_what_where_and_the_facts() -> None:
    report = tell(
        Trail(
            (
                _entry(1, "recording imported", "02-hospital", sha256="ab12" * 16, bytes=9_000_000),
                _entry(2, "sound deleted", "02-hospital", by="AB", reason="withdrew", files=3, bytes=0),
                _entry(3, "log exported", "", by="AB", files={"log.csv": "1", "log.docx": "2"}, draft=False),
            )
        )
    )
    newest, deleted, imported = report.lines
    assert (imported.who, imported.what, imported.study_id) == ("the program", "Recording imported", "02-hospital")
    assert imported.facts == "9,000,000 bytes · SHA-256 ab12ab12ab12…"
    assert (deleted.who, deleted.facts) == ("AB", "0 bytes · 3 files · reason: withdrew")
    assert newest.facts == "2 files"
    assert report.fingerprint == newest.hash == f"{3:064x}"
    assert report.broken_at is None


def test_a_clock_that_went_back_is_told_where_it_did() -> None:
    back = dataclasses.replace(_entry(2, "signed off"), at=NOON - dt.timedelta(days=400))
    report = tell(Trail((_entry(1, "text edited"), back, _entry(3, "text edited"))))
    assert [line.clock_went_back for line in report.lines] == [False, True, False]


def test_words_are_found_whatever_their_capitals() -> None:
    (line,) = tell(Trail((_entry(1, "signed off", "02-hospital", by="A. Brown"),))).lines
    assert line.says("brown")
    assert line.says("02-HOSP")
    assert not line.says("03")


@pytest.mark.parametrize(
    ("action", "kind"),
    [
        ("signed off", Kind.REVIEW),
        ("accepted", Kind.REVIEW),
        ("undone", Kind.REVIEW),
        ("text edited", Kind.TEXT),
        ("recording imported", Kind.TEXT),
        ("organisation added", Kind.STUDY),
        ("exported", Kind.EXPORT),
        ("log exported", Kind.EXPORT),
        ("pseudonyms given out", Kind.EXPORT),
        ("sound deleted", Kind.SOUND),
        ("retention rule chosen", Kind.SOUND),
    ],
)
def test_every_action_is_about_something(action: str, kind: Kind) -> None:
    assert kind_of(action) is kind
