"""Every step of disclosure control can be taken from the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.privacy.disclosure.table_one import HELD, LABELS
from transcribe_desk.cli.main import run
from transcribe_desk.jobs import reviewing
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.study.study import Recording, StudySettings
from transcribe_desk.study.transcript import SpeakerRole, Transcript, Turn, Word
from transcribe_desk.vault.keys import PassphraseCost
from transcribe_desk.vault.store import Vault

Command = Callable[..., str]
SAID = ("How was it?", "Leeds was hard, but we got there.")


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a study with the 19 participants of Table 1 and an interview with the first."""
    monkeypatch.setenv("TRANSCRIBE_DESK_PASSPHRASE", "a passphrase")
    folder = tmp_path / "Table.tdstudy"
    cheap = PassphraseCost(memory_kib=8, iterations=1, lanes=1)
    with Desk(Vault.create(folder, "a passphrase", StudySettings("Table 1"), cost=cheap)) as desk:
        organisations = {label: desk.add_organisation(label).id for label in LABELS}
        people = [
            desk.vault.study.add_participant(organisations[label], None, role=role)
            for (label, role), count in HELD.items()
            for _ in range(count)
        ]
        recording = Recording("0" * 64, 1, "a.wav", "pcm", 1, 16_000, 9_000)
        interview = desk.vault.interviews.add([people[0].id], recording)
        turns = tuple(
            Turn(number, f"S{number}", tuple(Word(word, 0, 1) for word in text.split()), number * 1000, number * 1500)
            for number, text in enumerate(SAID, start=1)
        )
        roles = {"S1": SpeakerRole.INTERVIEWER, "S2": SpeakerRole.PARTICIPANT}
        desk.vault.transcripts.save_transcript(interview.id, Transcript(turns, roles))
        place = {"turn_id": 2, "start": 0, "end": 5, "label": "LOCATION", "category": "PLACE", "score": 0.9}
        reviewing.store_proposals(desk.vault, interview.id, [{**place, "detectors": ["test"], "reason": "a test"}])
    return folder


@pytest.fixture
def command(study: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """Give a function that runs a command on the study and gives what it printed."""

    def told(name: str, *arguments: object) -> str:
        code = run([name, str(study), *map(str, arguments)])
        captured = capsys.readouterr()
        return captured.out if code == 0 else f"{code}: {captured.err}"

    return told


def test_participants_are_listed_and_given_attributes(command: Command) -> None:
    assert command("participants").splitlines()[0] == "01-hospital              role=respiratory nurse"
    set_one = command("participants", "01-hospital", "--set", "sex=female", "--set", "age band=30–39")
    assert set_one == "01-hospital              role=respiratory nurse; age band=30–39; sex=female\n"
    assert "sex" not in command("participants", "1", "--set", "sex=")
    assert "participants: Nobody is named" in command("participants", "--set", "sex=female")


def test_small_cells_are_shown_and_merged(command: Command) -> None:
    shown = command("small-cells", "--suggest", "--by", "role").splitlines()
    assert shown[0] == "   n         role"
    assert "   2  red    commissioner" in shown
    assert "   4  amber  physiotherapist" in shown
    assert "19 participants in 8 combinations: 5 red (fewer than 3), 3 amber (fewer than 5)." in shown
    assert "Suggestion 1 (--apply 1):" in shown
    assert "“system leader”" in "\n".join(shown)
    assert "0 red" in command("small-cells", "--by", "role", "--apply", "2")
    assert "Nothing to merge" in command("small-cells", "--by", "role", "--suggest")
    assert "5 red" not in command("small-cells", "--by", "role", "--unmerge", "role", "system leader")
    assert command("small-cells", "--by", "role", "--apply", "9").startswith("2: ")
    merged = command("small-cells", "--by", "role", "--merge", "role", "commissioner", "team lead", "--as", "leader")
    assert "Published as one: role: commissioner, team lead → “leader”" in merged
    assert "red (fewer than 4), " in command("small-cells", "--red", "4")
    assert "fewer than 4" in command("small-cells")
    assert command("small-cells", "--red", "1").startswith("2: transcribe-desk: Thresholds of small cells")


def test_small_labels_are_pooled(command: Command) -> None:
    shown = command("labels")
    assert "2 participants have the label “commissioning-group”" in shown
    assert "Offer: --pool commissioning-group hospital --as other-organisation  (10 participants)" in shown
    pooled = command("labels", "--pool", "commissioning-group", "hospital", "--as", "organisation")
    assert pooled.splitlines()[0] == "01-organisation"
    assert pooled.splitlines()[-1] == "No label tells too much."
    assert "01-organisation" in command("status")
    assert "01-hospital" in command("labels", "--unpool", "hospital")
    assert command("labels", "--pool", "hospital").startswith("2: transcribe-desk: labels: Pooling needs")


def test_a_label_of_initials_is_warned_about_when_it_is_added(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["organisation", str(study), "ngh", "--name", "Northern General Hospital"]) == 0
    assert "reads as somebody's initials" in capsys.readouterr().err


def test_numbers_are_shuffled(command: Command) -> None:
    assert "in the order" in command("numbers")
    assert "out of order" in command("numbers", "--shuffle", "on")
    shuffled = command("numbers", "--reshuffle").splitlines()
    assert len(shuffled) == 20
    assert "01-hospital" not in shuffled


def test_a_quote_is_checked_before_it_is_printed(command: Command) -> None:
    held = command("quote", "01-hospital", "Leeds was hard")
    assert held.startswith("6: 01-hospital: A mention in it is still undecided. (mention 1)")
    assert command("quote", "01-hospital", "we got there.") == "“… we got there. (01-hospital)”\n"
    command("decide", "--undecided", "01-hospital", "accept")
    assert command("quote", "01-hospital", "--turn", 2) == "“[PLACE 1] was hard, but we got there. (01-hospital)”\n"
    assert command("quote", "01-hospital").startswith("2: ")


def test_the_intruder_test_is_kept_listed_and_shown(command: Command) -> None:
    questions = command("intruder", "--questions").splitlines()
    assert [line[:2] for line in questions] == ["1.", "2.", "3.", "4.", "5.", "6."]
    answers = [part for text in ["no"] * 5 + ["yes: a story is known; cut it"] for part in ("--answer", text)]
    assert command("intruder", "01-hospital", "--reviewer", "GE", *answers) == "Kept sheet 1.\n"
    assert command("intruder").rstrip().endswith("01-hospital          GE; open questions: 6")
    shown = command("intruder", "--show", 1)
    assert shown.splitlines()[-1] == "   yes: a story is known; cut it"
    assert "motivated-intruder test" in command("log")
    assert "a story" not in command("log")


def test_what_has_been_said_about_whom_is_shown(command: Command) -> None:
    lines = command("said-about").splitlines()
    assert lines[0].split()[:4] == ["study", "ID", "place", "organisation"]
    assert lines[1].split() == ["01-hospital", "1", "(1?)", *["0"] * 6, "3", "/", "1"]
    one = command("said-about", "01-hospital").splitlines()
    assert one[0].split() == ["place", "'Leeds'", "1×,", "1", "undecided;", "said", "by", "1", "participants"]
