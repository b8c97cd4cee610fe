"""Let sound and text go together: the word that plays, the text that follows, the sound that waits while one types."""

from __future__ import annotations

import time
from enum import StrEnum

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from transcribe_desk.study.transcript import Transcript, Word
from transcribe_desk.ui.document.editor import TranscriptEditor
from transcribe_desk.ui.document.marks import Mark, Shape
from transcribe_desk.ui.player.bar import PlayerBar
from transcribe_desk.ui.player.interview_sound import SoundState
from transcribe_desk.ui.session import Session

_PLAYING = "playing"
_HANDS_OFF_S = 5.0  # after a person scrolled or moved the caret the text stays where it is for so long
_SAMPLE_MS = 5_000
_AROUND_MS = 500  # played before and after a doubtful word


class Mode(StrEnum):
    """What a click does: play from the word, or put the caret there."""

    LISTEN = "listen"
    CORRECT = "correct"


class Listening(QObject):
    """The sound of the transcript on the screen; ``mode_changed`` tells the mode, ``there_changed`` if it is there."""

    mode_changed = Signal(object)
    there_changed = Signal(bool)

    def __init__(self, session: Session, bar: PlayerBar, view: TranscriptEditor, parent: QObject) -> None:
        super().__init__(parent)
        self._preferences = session.preferences
        self._bar = bar
        self._view = view
        self._word: tuple[int, int] | None = None
        self._hand_at = 0.0
        self._goes_on = QTimer(self, singleShot=True)
        self._goes_on.timeout.connect(self._go_on)
        self._there = False
        self.mode = Mode.LISTEN
        bar.player.position_changed.connect(self._position_changed)
        bar.player.playing_changed.connect(self._playing_changed)
        bar.sound.state_changed.connect(self._state_changed)
        view.typed.connect(self._typed)
        view.moved_by_hand.connect(self._take_hand)
        view.verticalScrollBar().actionTriggered.connect(self._take_hand)
        view.word_pressed.connect(self._word_pressed)
        view.time_chosen.connect(self.play_turn)

    @property
    def there(self) -> bool:
        """Tell whether there is sound to play."""
        return self._there

    def set_mode(self, mode: Mode) -> None:
        """Listen or correct from now on."""
        if mode is not self.mode:
            self.mode = mode
            self.mode_changed.emit(mode)

    def toggle_mode(self) -> None:
        """Go over to the other mode."""
        self.set_mode(Mode.CORRECT if self.mode is Mode.LISTEN else Mode.LISTEN)

    def follow(self, transcript: Transcript | None) -> None:
        """Take in the text as it is after an edit; the word that plays is found anew."""
        self._bar.show_transcript(transcript)
        self._word = None
        if self._bar.sound.loaded and (self._bar.player.playing() or self._bar.player.position()):
            self._show_word(self._bar.player.position(), scroll=False)
        else:
            self._view.set_marks((), _PLAYING)

    def play_turn(self, turn_id: int) -> None:
        """Play from where a turn begins."""
        if self._bar.following is not None:
            self._play_from(self._bar.following.turn(turn_id).start_ms)

    def play_sample(self, transcript: Transcript, speaker: str) -> None:
        """Play five seconds of a speaker, where they say much at once."""
        turns = [turn for turn in transcript.turns if turn.speaker == speaker and turn.words]
        if turns:
            longest = max(turns, key=lambda turn: min(turn.end_ms - turn.start_ms, _SAMPLE_MS))
            self._bar.sound.play_span(longest.start_ms, longest.start_ms + _SAMPLE_MS)

    def play_word(self, word: Word) -> None:
        """Play one word and a little around it."""
        if self._there:
            self._bar.sound.play_span(max(0, word.start_ms - _AROUND_MS), word.end_ms + _AROUND_MS)

    def position_at(self, turn_id: int, offset: int) -> int:
        """Give the time that plays, or that of a place in the text while the sound is gone or has not begun."""
        if self._bar.sound.loaded and (self._bar.player.playing() or self._bar.player.position()):
            return self._bar.player.position()
        following = self._bar.following
        return following.ms_of(turn_id, offset) if following is not None else 0

    def stop(self) -> None:
        """Be silent, and do not go on by yourself."""
        self._goes_on.stop()
        self._bar.sound.pause()

    # What a person does

    @Slot()
    def _take_hand(self) -> None:
        self._hand_at = time.monotonic()

    @Slot()
    def _typed(self) -> None:
        self._take_hand()
        if self.mode is Mode.LISTEN:
            self.set_mode(Mode.CORRECT)  # whoever types corrects
        if not self._preferences.pause_while_typing or not self._bar.sound.loaded:
            return
        if self._bar.player.playing():
            self._bar.sound.pause()
            self._goes_on.start(self._preferences.resume_after_ms)
        elif self._goes_on.isActive():
            self._goes_on.start(self._preferences.resume_after_ms)

    @Slot()
    def _go_on(self) -> None:
        if self._bar.sound.loaded and self._view.isVisible():
            self._bar.sound.play()

    @Slot(int, int, bool)
    def _word_pressed(self, turn_id: int, offset: int, control: bool) -> None:
        if (self.mode is Mode.LISTEN) is not control and self._there and self._bar.following is not None:
            self._play_from(self._bar.following.ms_of(turn_id, offset))

    def _play_from(self, ms: int) -> None:
        if self._there:
            self._goes_on.stop()
            self._hand_at = 0.0
            self._bar.sound.play_from(ms)

    # What the sound does

    @Slot(int)
    def _position_changed(self, ms: int) -> None:
        if self._bar.sound.loaded and self._view.isVisible():
            self._show_word(ms, scroll=self._bar.player.playing())

    def _show_word(self, ms: int, *, scroll: bool) -> None:
        following = self._bar.following
        found = following.word_at(ms) if following is not None else None
        if found == self._word or following is None:
            return
        self._word = found
        if found is None:
            self._view.set_marks((), _PLAYING)
            return
        turn_id, place = found
        words = following.turn(turn_id).words
        start = sum(len(word.text) for word in words[:place]) + place
        end = start + len(words[place].text)
        self._view.set_marks([Mark(turn_id, start, end, Shape.PLAYING)], _PLAYING)
        if scroll and time.monotonic() - self._hand_at > _HANDS_OFF_S:
            self._view.show_current(turn_id, scroll=False)
            self._view.show_place(turn_id, start, end)

    @Slot(bool)
    def _playing_changed(self, playing: bool) -> None:
        if playing:
            self._goes_on.stop()

    @Slot()
    def _state_changed(self) -> None:
        sound = self._bar.sound
        there = sound.state is SoundState.READY and self._bar.player.problem() is None
        if sound.state is not SoundState.READY:
            self._word = None
            self._view.set_marks((), _PLAYING)
        if there is not self._there:
            self._there = there
            self._view.show_sound(there=there)
            self.there_changed.emit(there)
