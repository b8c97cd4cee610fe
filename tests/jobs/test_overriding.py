"""A person lets one hit of the leak scan stand, with a reason; nothing else gets through because of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.jobs.conftest import StudyBuilder
from tests.jobs.test_exporting import review
from transcribe_desk.export import targets
from transcribe_desk.export.layout import ExportOptions
from transcribe_desk.export.package import unpack
from transcribe_desk.export.plain_text import PlainTextWriter
from transcribe_desk.export.targets import Target
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.jobs.exporting import ExportReport
from transcribe_desk.privacy.gate import ReleasedTranscript
from transcribe_desk.privacy.mention import Decision
from transcribe_desk.privacy.overrides import Leak
from transcribe_desk.study.errors import InputError
from transcribe_desk.vault.store import Vault

REASON = "The ethnic group as the participant gave it, not Ada Whitlock-White"
SHEET = "docx/variables.xlsx"


@pytest.fixture
def study(desk: Desk, builder: StudyBuilder) -> Desk:
    """Give a study in which three people are White, and somebody is called so."""
    for number in range(3):
        review(desk, builder.transcribed(["Hello.", f"Hello, {number}."]).id)
    desk.vault.study.add_participant(1, 9, "Ada White")
    for person in desk.disclosure.people():
        desk.disclosure.set_attributes(person.participant.id, {"ethnicity": "White", "first language": "English"})
    return desk


def stopped(report: ExportReport) -> tuple[Leak, ...]:
    return tuple(hit.leak for refused in report.refused for hit in refused.hits)


def test_a_hit_that_is_not_the_thing_can_stand(study: Desk, tmp_path: Path) -> None:
    (leak,) = stopped(study.export(tmp_path / "out", targets=["docx"]))
    assert (leak.path, leak.string, leak.passage, leak.places) == (SHEET, "White", "White", 3)
    kept = study.overrides.let_stand(leak, REASON, "GE")
    report = study.export(tmp_path / "out", targets=["docx"])
    assert (report.refused, report.let_stand) == ((), (kept.id,))
    assert study.vault.audit.entries()[-1].details["let_stand"] == [kept.id]
    rows = openpyxl.load_workbook(tmp_path / "out" / SHEET).worksheets[0].iter_rows(min_row=2, values_only=True)
    assert ["White" in row for row in rows] == [True, True, True]
    assert (kept.reason, kept.by, kept.standing) == (REASON, "GE", True)


def test_it_holds_after_the_study_was_closed_and_until_it_is_withdrawn(study: Desk, tmp_path: Path) -> None:
    (leak,) = stopped(study.export(tmp_path / "one", targets=["docx"]))
    kept = study.overrides.let_stand(leak, REASON, "GE")
    study.close()
    with Desk(Vault.open(study.vault.folder, "a passphrase"), study.models) as again:
        assert again.overrides.standing() == (kept,)
        assert stopped(again.export(tmp_path / "two", targets=["docx"])) == ()
        again.overrides.withdraw(kept.id, "AB")
        assert again.overrides.standing() == ()
        (withdrawn,) = again.overrides.all()
        assert (withdrawn.leak, withdrawn.reason, withdrawn.withdrawn_by) == (leak, REASON, "AB")
        assert stopped(again.export(tmp_path / "three", targets=["docx"])) == (leak,)
        with pytest.raises(InputError):
            again.overrides.withdraw(kept.id, "AB")


def another_string(desk: Desk) -> None:
    desk.vault.study.add_participant(1, 10, "Tom English")


def another_passage(desk: Desk) -> None:
    for person in desk.disclosure.people():
        desk.disclosure.set_attributes(person.participant.id, {"ethnicity": "White Irish"})


def one_place_more(desk: Desk) -> None:
    for person in desk.disclosure.people():
        desk.disclosure.set_attributes(person.participant.id, {"group": "White"})


@pytest.mark.parametrize("change", [another_string, another_passage, one_place_more])
def test_another_hit_still_stops_the_file(change: Callable[[Desk], None], study: Desk, tmp_path: Path) -> None:
    (leak,) = stopped(study.export(tmp_path / "one", targets=["docx"]))
    study.overrides.let_stand(leak, REASON, "GE")
    change(study)
    left = stopped(study.export(tmp_path / "two", targets=["docx"]))
    assert left
    assert leak not in left


def test_the_same_string_in_another_target_still_stops(study: Desk, tmp_path: Path) -> None:
    (leak,) = stopped(study.export(tmp_path / "one", targets=["docx"]))
    study.overrides.let_stand(leak, REASON, "GE")
    left = stopped(study.export(tmp_path / "two", targets=["docx", "nvivo"]))
    assert {each.path for each in left} == {"nvivo/classification.xlsx", "nvivo/classification.txt"}


def test_a_place_that_the_review_let_stand_makes_no_room_for_another(
    desk: Desk, builder: StudyBuilder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once a string stands more often than the gate lets it, every place of it is judged by itself."""
    interview = builder.transcribed(["Hello.", "In Leeds and Leeds again."])
    first, second = desk.mentions(interview.id)
    desk.decide([first.id, second.id], Decision.REJECTED_HERE, "GE")
    other = builder.transcribed(["And you?", "In Leeds."])
    review(desk, other.id)
    desk.sign_off(interview.id, "GE")
    monkeypatch.setattr(targets, "TARGETS", (Target("leaky", "", "", (LeakyWriter(),)),))
    leaks = stopped(desk.export(tmp_path / "one", targets=["leaky"], interview_ids=[interview.id]))
    assert [leak.places for leak in leaks] == [2, 1]
    said = next(leak for leak in leaks if leak.places == 2)
    desk.overrides.let_stand(said, "the city, known to all", "GE")
    (left,) = stopped(desk.export(tmp_path / "two", targets=["leaky"], interview_ids=[interview.id]))
    assert left.passage == "Leeds, told by mistake"


class LeakyWriter:
    """A writer with a mistake: it says a name once more."""

    suffix = ".txt"
    boilerplate = b""

    def write(self, released: ReleasedTranscript, options: ExportOptions) -> bytes:
        """Give plain text, with the leak."""
        return PlainTextWriter().write(released, options) + b"Leeds, told by mistake\n"


def test_neither_the_reason_nor_who_gave_it_is_in_any_byte_of_the_export(study: Desk, tmp_path: Path) -> None:
    names = [target.name for target in targets.TARGETS if target.name != "audio"]
    for leak in stopped(study.export(tmp_path / "one", targets=names)):
        study.overrides.let_stand(leak, REASON, "Gesa Ernst")
    report = study.export(tmp_path / "two", targets=names)
    assert report.refused == ()
    for path in report.written:
        content = path.read_bytes()
        parts = unpack(content).values() if content.startswith(b"PK") else [content]
        for part in parts:
            assert not any(word in part for word in (b"Whitlock", b"ethnic group as", b"Gesa", b"Ernst", b"overrid"))


def test_the_trail_says_who_and_where_and_no_word_of_it(study: Desk, tmp_path: Path) -> None:
    (leak,) = stopped(study.export(tmp_path, targets=["docx"]))
    kept = study.overrides.let_stand(leak, REASON, "GE")
    study.overrides.withdraw(kept.id, "AB")
    given, taken = study.vault.audit.entries()[-2:]
    assert (given.action, given.subject, given.details) == (
        "hit let stand",
        SHEET,
        {"by": "GE", "override": kept.id, "places": 3},
    )
    assert (taken.action, taken.details) == ("hit stops again", {"by": "AB", "override": kept.id})
    assert "White" not in json.dumps([entry.details for entry in study.vault.audit.entries()])


@pytest.mark.parametrize(("reason", "by"), [("", "GE"), ("  ", "GE"), (REASON, ""), (REASON, " ")])
def test_it_needs_a_reason_and_a_name(reason: str, by: str, study: Desk, tmp_path: Path) -> None:
    (leak,) = stopped(study.export(tmp_path, targets=["docx"]))
    with pytest.raises(InputError, match="reason and a name"):
        study.overrides.let_stand(leak, reason, by)
    assert study.overrides.all() == ()


def test_it_is_given_once(study: Desk, tmp_path: Path) -> None:
    (leak,) = stopped(study.export(tmp_path, targets=["docx"]))
    study.overrides.let_stand(leak, REASON, "GE")
    with pytest.raises(InputError, match="already"):
        study.overrides.let_stand(leak, REASON, "AB")


@pytest.mark.parametrize("kind", ["name", "raw"])
def test_a_file_name_and_bytes_that_are_no_text_can_never_stand(kind: str, study: Desk) -> None:
    with pytest.raises(InputError, match="nobody can judge"):
        study.overrides.let_stand(Leak("docx/white.docx", kind, "White", "docx/white.docx"), REASON, "GE")


def test_no_message_holds_the_words(study: Desk, tmp_path: Path) -> None:
    report = study.export(tmp_path, targets=["docx"])
    assert "White" not in repr(report.refused)
    (hit,) = report.refused[0].hits
    assert hit.code.isalnum()
