"""Sheets of motivated-intruder tests stay as they were written, and go with their interview."""

from __future__ import annotations

import datetime as dt

from transcribe_desk.privacy.disclosure.intruder import Answer, Verdict, make_sheet
from transcribe_desk.study.study import Interview
from transcribe_desk.vault.store import Vault

AT = dt.datetime(2026, 3, 2, 10, 0, tzinfo=dt.UTC)


def test_sheets_come_back_in_the_order_they_were_made(vault: Vault, interview: Interview) -> None:
    answers = [
        Answer(Verdict.NO, "two registers"),
        *[Answer(Verdict.NO)] * 4,
        Answer(Verdict.UNSURE, "ask"),
    ]
    first = vault.intruder.add(make_sheet("GE", AT, answers, interview.id))
    second = vault.intruder.add(make_sheet("RT", AT, [Answer(Verdict.NO)] * 6))
    assert vault.intruder.all() == (first, second)
    assert (first.id, first.risks, second.risks) == (1, (6,), ())
