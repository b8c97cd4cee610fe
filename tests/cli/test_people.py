"""Whatever can be changed of a study's people in the window can be changed from the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from transcribe_desk.cli.main import run
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.study.study import Mode, Recording, StudySettings
from transcribe_desk.vault.keys import PassphraseCost
from transcribe_desk.vault.store import Vault

Command = Callable[..., str]


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a study with two interviews of a hospital and one of a school."""
    monkeypatch.setenv("TRANSCRIBE_DESK_PASSPHRASE", "a passphrase")
    folder = tmp_path / "Made.tdstudy"
    cheap = PassphraseCost(memory_kib=8, iterations=1, lanes=1)
    with Desk(Vault.create(folder, "a passphrase", StudySettings("Made"), cost=cheap)) as desk:
        for number, label in enumerate(("hospital", "hospital", "school")):
            found = desk.vault.study.organisation_by_label(label) or desk.add_organisation(label)
            participant = desk.vault.study.add_participant(found.id, None)
            recording = Recording(f"{number:064x}", 1, "a.wav", "pcm", 1, 16_000, 9_000)
            desk.vault.interviews.add([participant.id], recording)
    return folder


@pytest.fixture
def command(study: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """Give a function that runs a command on the study and gives what it printed."""

    def told(name: str, *arguments: object) -> str:
        code = run([name, str(study), *map(str, arguments)])
        captured = capsys.readouterr()
        return captured.out if code == 0 else f"{code}: {captured.err}"

    return told


def opened(study: Path) -> Desk:
    return Desk.open(study, "a passphrase")


def test_interviews_change_together_and_move(command: Command, study: Path) -> None:
    facts = ("--mode", "phone", "--date", "Oct 2018", "--interviewers", "GE, AB", "--notes", "noisy")
    assert command("interview", "01-hospital", "02-hospital", *facts) == ""
    assert "01-hospital would become 01-school" in command(
        "interview", "01-hospital", "--organisation", "school", "--dry-run"
    )
    assert command("interview", "01-hospital", "--organisation", "school") == "01-hospital is now 01-school\n"
    with opened(study) as desk:
        moved, stayed, _ = desk.vault.interviews.all()
    assert (moved.study_id, stayed.study_id) == ("01-school", "02-hospital")
    assert (stayed.mode, stayed.interviewers, stayed.notes) == (Mode.TELEPHONE, ("GE", "AB"), "noisy")


def test_an_interview_is_removed_only_when_that_is_said(command: Command, study: Path) -> None:
    assert command("interview", "01-hospital", "--remove").startswith("2: ")
    assert command("interview", "01-hospital", "--remove", "--dry-run").startswith("Would remove")
    assert "Removed 01-hospital" in command("interview", "01-hospital", "--remove", "--yes")
    with opened(study) as desk:
        assert [row.interview.study_id for row in desk.rows()] == ["02-hospital", "03-school"]


def test_an_organisation_is_added_changed_renamed_and_removed(command: Command, study: Path) -> None:
    assert "Added" in command("organisation", "charity", "--name", "Breathe Easy", "--becomes", "the charity")
    command("organisation", "charity", "--change", "--alias", "BE")
    assert "01-hospital is now 01-infirmary" in command("organisation", "hospital", "--rename", "infirmary")
    assert "participants" in command("organisation", "infirmary", "--remove")
    with opened(study) as desk:
        charity = next(each for each in desk.organisations() if each.label == "charity")
        assert (charity.name, charity.aliases, charity.generic) == ("Breathe Easy", ("BE",), "the charity")
    command("organisation", "charity", "--remove")
    assert "not in this study" in command("organisation", "charity", "--change", "--name", "x")


def test_adding_an_organisation_can_be_tried_out(command: Command, study: Path) -> None:
    told = command("organisation", "charity", "--name", "Breathe Easy", "--dry-run")
    assert told == "Would add the organisation “charity”.\n"
    with opened(study) as desk:
        assert "charity" not in {each.label for each in desk.organisations()}
    assert command("organisation", "charity") == "Added the organisation “charity”.\n"


def test_a_participant_is_named_and_described(command: Command, study: Path) -> None:
    command("participant", "02-hospital", "--name", "Kwame Osei", "--role", "matron", "--attribute", "sex=male")
    with opened(study) as desk:
        person = desk.disclosure.person("2").participant
        assert (person.name, person.role, person.attributes) == ("Kwame Osei", "matron", (("sex", "male"),))
    assert command("participant", "02-hospital", "--organisation", "school") == "02-hospital is now 02-school\n"


def test_the_study_itself(command: Command) -> None:
    assert "{number:02d}-{organisation}" in command("study")
    told = command("study", "--title", "Wards", "--pattern", "{number:03d}-{organisation}")
    assert "01-hospital is now 001-hospital" in told
    assert "title      Wards" in told
    assert command("study", "--pattern", "{organisation}").startswith("2: ")


def test_a_small_label_is_kept_with_its_reason(command: Command) -> None:
    assert command("labels", "--keep", "school").startswith("2: ")
    told = command("labels", "--keep", "school", "--because", "The head agreed.")
    assert "Kept with 1 participants: school" in told
    assert "“school”" not in told
    assert "“hospital”" in told
