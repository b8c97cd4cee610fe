"""Quotes are checked before they are kept, looked at again when text or decisions change, and written as files."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import docx
import pytest

from tests.jobs.conftest import StudyBuilder
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.privacy.mention import Category, Decision
from transcribe_desk.privacy.quoted import QuoteState
from transcribe_desk.privacy.replacing.profiles import Profile
from transcribe_desk.study.errors import GateRefusedError, InputError
from transcribe_desk.study.study import Interview

SAID = (
    "Who runs it?",
    "Dr Patel does, and I think she does it well. We waited a week for the first letter.",
    "And now?",
    "Now it is better, since Margaret sits in on the triage.",
)


@pytest.fixture
def interview(desk: Desk, builder: StudyBuilder) -> Interview:
    made = [builder.transcribed(SAID) for _ in range(3)]  # three hospitals: the tag tells nobody
    for each in made:
        desk.decide([mention.id for mention in desk.mentions(each.id)], Decision.ACCEPTED, "AB")
    return made[0]


def place(desk: Desk, interview: Interview, turn: int, said: str) -> tuple[int, int, int]:
    start = desk.vault.review.turn_texts(interview.id)[turn].index(said)
    return turn, start, start + len(said)


def test_a_quote_has_its_tag_and_its_replacements(desk: Desk, interview: Interview) -> None:
    kept = desk.quotes.keep(interview.id, [place(desk, interview, 2, "Patel does, and I think")], "AB")
    assert kept.text == f"“[NAME 1] does, and I think … ({interview.study_id})”"
    assert kept.spans[0].words == "Dr Patel does, and I think"


def test_what_speaks_against_it_keeps_it_out(desk: Desk, interview: Interview) -> None:
    mention = next(each for each in desk.mentions(interview.id) if each.turn_id == 4)
    desk.decide([mention.id], Decision.UNDECIDED, "AB")
    with pytest.raises(GateRefusedError, match="still undecided"):
        desk.quotes.keep(interview.id, [place(desk, interview, 4, "since Margaret sits in")], "AB")
    check = desk.quotes.check(interview.id, [place(desk, interview, 1, "Who runs it")])
    assert [reason.problem.value for reason in check.reasons] == ["the interviewer's words"]
    assert desk.quotes.lines() == ()


def test_the_list_follows_edits_and_says_what_changed(desk: Desk, interview: Interview) -> None:
    waited = desk.quotes.keep(interview.id, [place(desk, interview, 2, "We waited a week")], "AB")
    better = desk.quotes.keep(interview.id, [place(desk, interview, 4, "Now it is better")], "AB", note="change")
    triage = desk.quotes.keep(interview.id, [place(desk, interview, 4, "sits in on the triage.")], "AB")
    desk.edit_turn(interview.id, 2, "Well, Dr Patel does. We waited a week for the first letter.")
    assert states(desk) == {waited.id: QuoteState.READY, better.id: QuoteState.READY, triage.id: QuoteState.READY}
    desk.review.mark(interview.id, *place(desk, interview, 4, "triage"), Category.OTHER, "AB")
    assert states(desk)[triage.id] is QuoteState.CHANGED
    taken = desk.quotes.take_anew(triage.id, "AB")
    assert "[OTHER 1]" in taken.text
    desk.edit_turn(interview.id, 2, "Dr Patel does. It took a week.")
    assert states(desk) == {waited.id: QuoteState.LOST, better.id: QuoteState.READY, triage.id: QuoteState.READY}
    assert [line.quote.id for line in desk.quotes.lines("CHANGE")] == [better.id]


def test_a_quote_can_be_taken_off_the_list_and_put_back(desk: Desk, interview: Interview) -> None:
    kept = desk.quotes.keep(interview.id, [place(desk, interview, 2, "We waited a week")], "AB")
    gone = desk.quotes.remove(kept.id, "AB")
    assert desk.quotes.lines() == ()
    assert desk.quotes.put_back(gone, "AB").text == kept.text
    with pytest.raises(InputError):
        desk.quotes.remove(kept.id, "AB")


def test_word_and_table_through_the_gate(desk: Desk, interview: Interview, tmp_path: Path) -> None:
    desk.quotes.keep(interview.id, [place(desk, interview, 2, "Dr Patel does, and I think")], "AB", note="praise")
    other = desk.interview("02-hospital")
    desk.quotes.keep(other.id, [place(desk, other, 2, "We waited a week")], "AB")
    with pytest.raises(InputError, match="None can be written"):
        desk.quotes.export(tmp_path / "out")
    desk.sign_off(interview.id, "AB")
    report = desk.quotes.export(tmp_path / "out", profile=Profile.DEPOSIT, by="AB")
    assert (report.quotes, [study_id for study_id, _ in report.left_out]) == (1, ["02-hospital"])
    assert [path.name for path in report.written] == ["quotes.docx", "quotes.csv", "manifest.json"]
    assert {file["profile"] for file in json.loads(report.written[-1].read_bytes())["files"]} == {"deposit"}
    with (tmp_path / "out/quotes/quotes.csv").open(encoding="utf-8-sig", newline="") as file:
        (heading, row) = list(csv.reader(file))
    assert heading == ["study_id", "start", "quote"]
    assert row[:2] == ["01-hospital", "00:00:10"]
    assert "Patel" not in row[2]
    assert "[NAME" not in row[2]
    document = docx.Document(str(tmp_path / "out/quotes/quotes.docx"))
    assert [paragraph.text for paragraph in document.paragraphs] == ["Quotes", "01-hospital", row[2]]


def test_a_name_in_a_note_stops_the_files(desk: Desk, interview: Interview, tmp_path: Path) -> None:
    desk.quotes.keep(interview.id, [place(desk, interview, 2, "We waited a week")], "AB", note="ask Margaret")
    desk.sign_off(interview.id, "AB")
    with pytest.raises(GateRefusedError):
        desk.quotes.export(tmp_path / "out", with_notes=True)
    assert not (tmp_path / "out").exists()
    desk.quotes.export(tmp_path / "out")
    assert "Margaret" not in (tmp_path / "out/quotes/quotes.csv").read_text(encoding="utf-8-sig")


def states(desk: Desk) -> dict[int, QuoteState]:
    return {line.quote.id: line.state for line in desk.quotes.lines()}
