"""Sound and text together: the word that plays, listening and correcting, the caret that stays a person's."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui import made_sound
from tests.ui.made_study import PASSPHRASE, turns_of
from tests.ui.transcript_rig import HESITANT, HESITANT_CLEAN, TALK, Rig, quiet, rig, small_study
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.ui.document.marks import Shape
from transcribe_desk.ui.player.interview_sound import SoundState
from transcribe_desk.ui.screens.transcript.sound import Mode
from transcribe_desk.ui.theme import Theme

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a study with a playback copy once; every test gets a copy of it."""
    folder = tmp_path_factory.mktemp("sound") / "Small.tdstudy"
    with small_study(folder) as desk:
        made_sound.give_sound(desk, "01-hospital")
        desk.playback.prepare(desk.interview("01-hospital").id)
    return folder


@pytest.fixture
def hands(qtbot: QtBot, theme: Theme, study: Path, tmp_path: Path) -> Iterator[Rig]:
    folder = shutil.copytree(study, tmp_path / study.name)
    with Desk.open(folder, PASSPHRASE) as desk, rig(qtbot, theme, desk, folder) as made:
        if not made.screen.bar.player.available():
            pytest.skip("Qt's multimedia parts are not here")
        qtbot.waitUntil(lambda: made.screen.listening.there, timeout=20_000)
        made.screen.bar.player.set_auto_rewind(0)
        yield made


def playing(hands: Rig) -> str:
    """Give the word that is marked as playing."""
    view = hands.screen.view
    found = [mark for line in view.lines for mark in view.marks(line.turn_id, "playing")]
    if not found:
        return ""
    (mark,) = found
    assert mark.shape is Shape.PLAYING
    return view.blocks.line(mark.turn_id).text[mark.start : mark.end]


def go_to(hands: Rig, word: str) -> None:
    """Move the sound to the middle of a word of the second turn, and wait until the text shows it."""
    said = next(each for each in hands.own.turns[1].words if each.text.strip(".,") == word)
    hands.screen.bar.sound.seek((said.start_ms + said.end_ms) // 2)
    hands.qtbot.waitUntil(lambda: playing(hands).strip(".,") == word)


def test_the_word_that_plays_is_shown(hands: Rig) -> None:
    go_to(hands, "Kristine")
    hands.screen.bar.player.play()
    hands.qtbot.waitUntil(lambda: playing(hands) == "ran", timeout=5_000)
    hands.screen.bar.player.pause()


def test_after_an_edit_before_it_the_played_word_is_still_the_right_one(hands: Rig) -> None:
    go_to(hands, "Kristine")
    hands.caret(1, 6)
    hands.type("as I said, late ")
    assert playing(hands) == "Kristine", "while it is typed"
    hands.screen.view.commit()
    assert playing(hands) == "Kristine"
    go_to(hands, "nobody")
    hands.caret(1, 0)
    hands.press("Ctrl+Delete")
    hands.settle()
    go_to(hands, "nobody")
    hands.press("Ctrl+Z")
    hands.settle()
    go_to(hands, "nobody")


def test_listening_a_click_plays_and_correcting_it_sets_the_caret(hands: Rig) -> None:
    player = hands.screen.bar.player
    at = TALK[1].index("Kristine")
    hands.click(1, at + 2)
    hands.qtbot.waitUntil(player.playing)
    player.pause()
    assert abs(player.position() - hands.own.turns[1].words[4].start_ms) < 600
    hands.press("F9")
    assert hands.screen.listening.mode is Mode.CORRECT
    assert hands.screen.header.mode_switch.value() is Mode.CORRECT
    hands.click(3, 4)
    assert not player.playing()
    assert hands.screen.view.kept_place() == (4, 4)
    hands.click(3, 4, CTRL)
    hands.qtbot.waitUntil(player.playing)
    player.pause()
    assert abs(player.position() - hands.own.turns[3].words[1].start_ms) < 600


def test_typing_pauses_the_sound_and_it_goes_on_afterwards(hands: Rig) -> None:
    player = hands.screen.bar.player
    hands.session.preferences.resume_after_ms = 300
    go_to(hands, "Kristine")
    player.play()
    hands.qtbot.waitUntil(player.playing)
    hands.caret(2, 5)
    hands.type("x")
    assert not player.playing()
    assert hands.screen.listening.mode is Mode.CORRECT, "whoever types corrects"
    hands.type("yz")
    assert not player.playing()
    hands.qtbot.waitUntil(player.playing, timeout=4_000)
    player.pause()
    hands.session.preferences.pause_while_typing = False
    player.play()
    hands.type("x")
    assert player.playing()
    player.pause()


def test_playing_leaves_caret_focus_and_place_to_the_person(hands: Rig) -> None:
    hands.screen.resize(1240, 300)
    view, player = hands.screen.view, hands.screen.bar.player
    hands.caret(0, 3)
    hands.press("Right")
    before = view.textCursor().position(), view.verticalScrollBar().value()
    hands.screen.bar.sound.play_from(hands.own.turns[5].start_ms)
    hands.qtbot.waitUntil(lambda: playing(hands) != "" and player.position() > hands.own.turns[5].words[1].start_ms)
    assert view.hasFocus()
    assert (view.textCursor().position(), view.verticalScrollBar().value()) == before
    player.pause()


def test_the_text_follows_where_nobody_has_moved_it(hands: Rig) -> None:
    hands.screen.resize(1240, 320)
    hands.screen.listening.play_turn(6)
    hands.qtbot.waitUntil(lambda: hands.screen.view.verticalScrollBar().value() > 0, timeout=5_000)
    hands.screen.bar.player.pause()


def test_f8_plays_the_doubtful_word(hands: Rig) -> None:
    hands.press("F8")
    assert hands.screen.view.textCursor().selectedText() == "nobody"
    span = hands.screen.bar.player.span()
    assert span is not None
    word = hands.own.turns[1].words[9]
    assert (span.start_ms, span.end_ms) == (word.start_ms - 500, word.end_ms + 500)
    hands.screen.bar.player.pause()


def test_in_a_clean_reading_sound_and_words_go_together(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    folder = tmp_path / "Hesitant.tdstudy"
    with small_study(folder, turns_of(HESITANT, start_ms=1_000)) as desk:
        made_sound.give_sound(desk, "01-hospital")
        with rig(qtbot, theme, desk, folder) as hands:
            player = hands.screen.bar.player
            if not player.available():
                pytest.skip("Qt's multimedia parts are not here")
            qtbot.waitUntil(lambda: hands.screen.listening.there, timeout=60_000)
            player.set_auto_rewind(0)
            hands.read_clean()
            said = {word.text: word for word in hands.own.turns[1].words}
            go_to(hands, "Patel")
            hands.click(1, HESITANT_CLEAN[1].index("asked") + 1)
            qtbot.waitUntil(player.playing)
            player.pause()
            assert player.position() >= said["asked"].start_ms - 100
            hands.press("F8")
            assert hands.screen.view.textCursor().selectedText() == "nobody"
            span = player.span()
            assert span is not None
            assert (span.start_ms, span.end_ms) == (said["nobody"].start_ms - 500, said["nobody"].end_ms + 500)
            player.pause()


def test_a_speaker_can_be_heard_for_five_seconds(hands: Rig) -> None:
    hands.screen.speakers.cards[1].sample_button.click()
    span = hands.screen.bar.player.span()
    assert span is not None
    assert span.end_ms - span.start_ms == 5_000
    assert any(turn.speaker == "S2" and turn.start_ms == span.start_ms for turn in hands.own.turns)
    hands.screen.bar.player.pause()


def test_the_time_that_plays_is_written_down(hands: Rig) -> None:
    hands.screen.bar.sound.seek(7_500)
    hands.qtbot.waitUntil(lambda: hands.screen.bar.player.position() == 7_500)
    hands.caret(2, 6)
    hands.press("Ctrl+J")
    hands.settle()
    assert hands.kept.turns[2].text == "Right. (00:00:07)"


def test_the_text_stays_editable_when_the_sound_is_gone(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    folder = tmp_path / "Small.tdstudy"
    with small_study(folder) as desk, rig(qtbot, theme, desk, folder) as hands:
        quiet(hands.screen, qtbot)
        assert hands.screen.bar.sound.state is SoundState.GONE
        assert not hands.screen.speakers.cards[0].sample_button.isEnabled()
        hands.press("Esc")
        hands.press("F8")
        hands.click(2, 3)
        hands.type("x")
        hands.settle()
        assert hands.kept.turns[2].text == "Rigxht."


def test_a_copy_that_was_never_made_is_made_while_one_types(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    folder = tmp_path / "Small.tdstudy"
    with small_study(folder) as desk:
        made_sound.give_sound(desk, "01-hospital")
        with rig(qtbot, theme, desk, folder) as hands:
            hands.caret(2, 6)
            hands.type(" Yes.")
            hands.settle()
            assert hands.kept.turns[2].text == "Right. Yes."
            qtbot.waitUntil(lambda: hands.screen.bar.sound.state is SoundState.READY, timeout=60_000)
            assert hands.shown[2] == "Right. Yes."
