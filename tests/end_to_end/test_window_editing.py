"""Correct a transcript in the real window with the keyboard alone, kill the program, and find everything again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.end_to_end.desktop import Desktop, screen
from tests.end_to_end.program import PASSPHRASE
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.study.transcript import Transcript


@pytest.fixture
def desktop(tmp_path: Path) -> Iterator[Desktop]:
    """Give a screen for the window, with a state folder of its own."""
    with screen(tmp_path / "desktop", {"TRANSCRIBE_DESK_STATE": str(tmp_path / "state")}) as opened:
        yield opened


def _open_transcript(desktop: Desktop, study: Path) -> None:
    desktop.start(study)
    desktop.type(PASSPHRASE)
    desktop.press("Return")
    desktop.wait_for_title("· Respiratory ·")  # on the screen of the last time
    desktop.press("alt+3")
    desktop.wait_for_title("Transcript")
    desktop.settle()


def _kept(study: Path) -> Transcript:
    """Give what the study on disk holds; the program must not have it open."""
    with Desk.open(study, PASSPHRASE) as desk:
        (row,) = desk.rows()
        transcript = desk.transcript(row.interview.id)
    assert transcript is not None
    return transcript


def _words(transcript: Transcript) -> list[str]:
    return [word.text for turn in transcript.turns for word in turn.words]


@pytest.mark.timeout(280)
def test_a_word_two_speakers_and_a_split_are_undone_and_found_again_after_a_kill(
    transcribed: Path, desktop: Desktop, tmp_path: Path
) -> None:
    before = _kept(transcribed)
    doubtful = [word.text for turn in before.turns for word in turn.words if word.doubtful]
    assert len(doubtful) >= 2

    _open_transcript(desktop, transcribed)
    desktop.press("F8")  # the first doubtful word is selected, and heard where there is a sound device
    desktop.settle()
    desktop.type("Certainly")
    desktop.press("ctrl+shift+s")  # the interviewer was the participant after all
    desktop.settle()
    desktop.press("F8", "Left", "ctrl+Return")  # cut the turn before the next doubtful word
    desktop.settle()
    desktop.picture(tmp_path / "edited.png")
    desktop.kill()

    edited = _kept(transcribed)
    assert "Certainly" in " ".join(_words(edited))
    assert {*edited.roles.values()} == {*before.roles.values()}
    assert all(edited.roles[speaker] is not role for speaker, role in before.roles.items())
    assert len(edited.turns) == len(before.turns) + 1
    assert _times(edited) == _times(before)

    _open_transcript(desktop, transcribed)
    desktop.press("ctrl+z", times=5)  # typing may have been kept in two steps; too often does no harm
    desktop.settle()
    desktop.kill()
    undone = _kept(transcribed)
    assert undone.turns == before.turns
    assert undone.roles == before.roles

    _open_transcript(desktop, transcribed)
    desktop.press("ctrl+y", times=5)
    desktop.settle()
    desktop.kill()
    again = _kept(transcribed)
    assert again.turns == edited.turns
    assert again.roles == edited.roles


@pytest.mark.timeout(200)
def test_typing_is_on_the_disk_a_second_later_whatever_happens(transcribed: Path, desktop: Desktop) -> None:
    _open_transcript(desktop, transcribed)
    desktop.press("ctrl+End")
    desktop.type(" and then we stopped")
    desktop.settle(still_s=1.0)
    desktop.kill()
    assert " ".join(_words(_kept(transcribed))).endswith("and then we stopped")


@pytest.mark.timeout(200)
def test_a_second_window_on_the_study_is_refused(transcribed: Path, desktop: Desktop, tmp_path: Path) -> None:
    with Desk.open(transcribed, PASSPHRASE):
        desktop.start(transcribed)
        desktop.type(PASSPHRASE)
        desktop.press("Return")
        desktop.settle()
        assert "Study ·" not in desktop.title()
    desktop.press("Return")
    desktop.wait_for_title("Study")


def _times(transcript: Transcript) -> list[tuple[int, int]]:
    return [(word.start_ms, word.end_ms) for turn in transcript.turns for word in turn.words]
