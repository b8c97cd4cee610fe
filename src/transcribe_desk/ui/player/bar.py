"""Show the player above a text: play, clock, waveform, speed, loop, zoom, and what to know where there is no sound."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedWidget, QWidget

from transcribe_desk.study.timecode import short_clock
from transcribe_desk.ui import theme as looks
from transcribe_desk.ui.document.notes import notes_of
from transcribe_desk.ui.document.speakers import shown_speakers
from transcribe_desk.ui.player.following import Following
from transcribe_desk.ui.player.interview_sound import InterviewSound, SoundState
from transcribe_desk.ui.player.parts import Message, PlayButton, SpeedButton
from transcribe_desk.ui.player.waveform import Waveform
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.widgets import basics

if TYPE_CHECKING:
    from transcribe_desk.audio.peaks import Peaks
    from transcribe_desk.jobs.study_table import InterviewRow
    from transcribe_desk.study.transcript import Transcript
    from transcribe_desk.ui.player.engine import Player, Span
    from transcribe_desk.ui.session import Session

SHORT_JUMP_MS, LONG_JUMP_MS = 5_000, 30_000
_SPEED_STEP = 0.1
_HEIGHT = 82
# A pedal that rattles, or a system that does not mark repeated keys, lets go and presses again within this.
_RATTLE_MS = 60


class PlayerBar(QFrame):
    """The player of one screen. It brings the sound of the interview it shows, and says so where that cannot be.

        bar = PlayerBar(theme, session)
        bar.bind_keys(self)                               # the screen whose keys it answers
        bar.show_interview(row, transcript)               # when the screen shows an interview
        bar.show_transcript(transcript)                   # after an edit; the place stays
        bar.player.position_changed.connect(self._follow)
        bar.sound.play_from(bar.following.ms_of(turn_id, offset))     # click a word to hear it

    ``following`` finds the word that plays and the time of a place in the text.
    """

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__()
        self.setObjectName("playerBar")
        self._theme = theme
        self._session = session
        self._preferences = session.preferences
        self._row: InterviewRow | None = None
        self._transcript: Transcript | None = None
        self._peaks_shown: Peaks | None = None
        self._held = False
        self._pedal = QTimer(self, singleShot=True, interval=_RATTLE_MS)
        self._pedal.timeout.connect(self._pedal_is_up)
        self.following: Following | None = None
        self.sound = InterviewSound(session, self)
        self.button = PlayButton(theme)
        self.clock = basics.mono_label("", pixels=14)
        self.total = basics.mono_label("", "muted", pixels=14)
        self.waveform = Waveform(theme)
        self.message = Message(theme, self.sound.try_again)
        self.silent = basics.chip(tr("Player", "No sound device"), "warning")
        self.speed = SpeedButton(self.set_speed)
        self.loop = _switch(tr("Player", "Loop turn"))
        self.zoom = _switch(tr("Player", "Zoom"))
        self._middle = QStackedWidget()
        self._lay_out()
        self._connect()
        self._name_keys()
        self.player.set_speed(self._preferences.speed)
        self.player.set_auto_rewind(self._preferences.auto_rewind_ms)
        self.speed.show_speed(self.player.speed())
        self._show_state()

    @property
    def player(self) -> Player:
        """Give the program's one player."""
        return self.sound.player

    # What is shown

    def show_interview(
        self, row: InterviewRow | None, transcript: Transcript | None = None, peaks: Peaks | None = None
    ) -> None:
        """Show an interview and bring its sound; None shows nothing. ``peaks`` are shown until its own have come."""
        before, self._row = self._row, row
        if row is None or before is None or row.interview.id != before.interview.id:
            self._peaks_shown = None
            self.waveform.show_sound(peaks, row.interview.recording.duration_ms if row else 0)
        self.sound.open(row.interview.id if row else None)
        self.show_transcript(transcript)
        self.waveform.show_notes(notes_of(row) if row and transcript and transcript.roles else [])
        self._show_state()

    def show_transcript(self, transcript: Transcript | None) -> None:
        """Take the text as it is now: who speaks when, and when each word is said."""
        if transcript is self._transcript and transcript is not None:
            return
        self._transcript = transcript
        if transcript is None or self._row is None:
            self.following = None
            return
        if self.following is None:
            self.following = Following(transcript)
        else:
            self.following.update(transcript)
        self.waveform.show_speakers(transcript, shown_speakers(transcript, self._row.interview.study_id))

    # What can be done

    def bind_keys(self, owner: QWidget) -> None:
        """Answer the keys of playing while ``owner`` has the focus, whatever they are changed to."""
        bind = self._session.shortcuts.bind
        for action_id, call in (
            ("play_pause", self.sound.toggle),
            ("back", lambda: self.jump(-SHORT_JUMP_MS)),
            ("forward", lambda: self.jump(SHORT_JUMP_MS)),
            ("back_long", lambda: self.jump(-LONG_JUMP_MS)),
            ("forward_long", lambda: self.jump(LONG_JUMP_MS)),
            ("slower", lambda: self.set_speed(self.player.speed() - _SPEED_STEP)),
            ("faster", lambda: self.set_speed(self.player.speed() + _SPEED_STEP)),
            ("replay_turn", self.replay_turn),
            ("loop_turn", self.toggle_loop),
        ):
            bind(owner, action_id, call)
        self._session.shortcuts.bind_held(owner, "play_while_held", self.pedal_down, self.pedal_up)

    def jump(self, ms: int) -> None:
        """Go so much further, or back."""
        self.sound.seek((self.player.position() if self.sound.loaded else 0) + ms)

    def set_speed(self, speed: float) -> None:
        """Play at this speed from now on, in every study."""
        self.player.set_speed(round(speed, 2))
        self._preferences.speed = self.player.speed()

    def replay_turn(self) -> None:
        """Play from the beginning of the turn that plays, or was played last."""
        turn_id = self._turn()
        if turn_id is not None and self.following is not None:
            self.sound.play_from(self.following.turn(turn_id).start_ms)

    def toggle_loop(self) -> None:
        """Play the turn over and over, or go on."""
        if self.player.span() is not None and self.sound.loaded:
            self.player.clear_span()
            return
        turn_id = self._turn()
        if turn_id is not None and self.following is not None and self.sound.loaded:
            turn = self.following.turn(turn_id)
            self.player.loop(turn.start_ms, turn.end_ms)
        self._show_span(self.player.span())

    def pedal_down(self) -> None:
        """Play for as long as the pedal is held."""
        self._pedal.stop()
        if not self._held:
            self._held = True
            self.sound.play()

    def pedal_up(self) -> None:
        """Stop, and go back by as much as is wished."""
        self._pedal.start()

    @Slot()
    def _pedal_is_up(self) -> None:
        self._held = False
        self.sound.pause()
        if self.sound.loaded:
            self.player.seek(self.player.position() - self._preferences.auto_rewind_ms)

    def _turn(self) -> int | None:
        if self.following is None or not self.sound.loaded:
            return None
        return self.following.turn_at(self.player.position())

    # Following the player

    @Slot()
    def _show_state(self) -> None:
        sound, problem = self.sound, None
        if sound.state is SoundState.READY:
            problem = self.player.problem()
            if sound.peaks is not self._peaks_shown and sound.peaks is not None:
                self._show_sound(sound.peaks)
        playable = sound.state is SoundState.READY and problem is None
        self._middle.setCurrentWidget(self.waveform if playable else self.message)
        for part in (self.button, self.speed, self.loop, self.zoom, self.waveform):
            part.setEnabled(playable)
        self._show_clock(self.player.position() if sound.loaded else 0)
        self._show_audible()
        if problem is not None:
            self.message.say(f"{problem.cause} {problem.remedy}", "warning")
        else:
            self._show_reason()

    def _show_sound(self, peaks: Peaks) -> None:
        self._peaks_shown = peaks
        self.waveform.show_sound(peaks, peaks.duration_ms)
        if self._transcript is not None and self._row is not None:
            speakers = shown_speakers(self._transcript, self._row.interview.study_id)
            self.waveform.show_speakers(self._transcript, speakers)
        if self.sound.loaded:
            self.waveform.show_position(self.player.position())

    def _show_reason(self) -> None:
        """Say why there is no waveform."""
        sound = self.sound
        if sound.state is SoundState.PREPARING and sound.waiting:
            self.message.say(tr("Player", "The sound is prepared once other work leaves room for it."), fraction=0)
        elif sound.state is SoundState.PREPARING:
            words = tr("Player", "Preparing the sound · {percent} %").format(percent=sound.percent)
            self.message.say(words, fraction=sound.percent / 100)
        elif sound.state is SoundState.GONE:
            self.message.say(_gone_words(sound))
        elif sound.state is SoundState.FAILED and sound.error is not None:
            self.message.say(f"{sound.error.thing}: {sound.error.cause} {sound.error.remedy}", "danger", retry=True)
        else:
            self.message.say("")

    @Slot(int)
    def _position_changed(self, ms: int) -> None:
        if self.sound.loaded:
            self.waveform.show_position(ms)
            self._show_clock(ms)

    @Slot(bool)
    def _playing_changed(self, playing: bool) -> None:
        self.button.show_playing(playing=playing and self.sound.loaded)
        self._name_keys()

    @Slot(object)
    def _show_span(self, span: Span | None) -> None:
        looping = span is not None and span.loop and self.sound.loaded
        self.waveform.show_loop(span if looping else None)
        self.loop.setChecked(looping)

    @Slot(object)
    def _loaded_changed(self, _key: object) -> None:
        """Show what the player has: with another screen's sound in it this one rests where it began."""
        self.button.show_playing(playing=self.player.playing() and self.sound.loaded)
        self._show_span(self.player.span())
        if not self.sound.loaded:
            self.waveform.show_position(0)
            self._show_clock(0)

    @Slot()
    def _show_audible(self) -> None:
        self.silent.setVisible(self.sound.state is SoundState.READY and self.sound.loaded and not self.player.audible())

    def _show_clock(self, ms: int) -> None:
        peaks = self.sound.peaks
        total = peaks.duration_ms if peaks else self._row.interview.recording.duration_ms if self._row else 0
        words = short_clock(ms)
        if words != self.clock.text():
            self.clock.setText(words)
            self.clock.setAccessibleName(tr("Player", "Time {time}").format(time=words))
        self.total.setText(f"/ {short_clock(total)}")

    @Slot()
    def _ask_to_play(self) -> None:
        self.sound.toggle()

    @Slot(int)
    def _ask_to_seek(self, ms: int) -> None:
        self.sound.seek(ms)

    @Slot(int, int)
    def _ask_to_loop(self, start_ms: int, end_ms: int) -> None:
        if self.sound.loaded:
            self.player.loop(start_ms, end_ms)
            self.player.play()

    @Slot()
    def _end_loop(self) -> None:
        if self.sound.loaded:
            self.player.clear_span()

    @Slot(float)
    def _speed_changed(self, speed: float) -> None:
        self.speed.show_speed(speed)

    @Slot(str)
    def _preference_changed(self, name: str) -> None:
        if name == "speed":
            self.player.set_speed(self._preferences.speed)
        elif name == "auto_rewind_ms":
            self.player.set_auto_rewind(self._preferences.auto_rewind_ms)

    @Slot()
    def _name_keys(self) -> None:
        """Say in tool tips which keys do the same."""
        tip = self._session.shortcuts.tip
        self.button.setToolTip(tip(self.button.accessibleName(), "play_pause"))
        self.speed.setToolTip(tip(tr("Player", "How fast it plays, at the same pitch"), "faster"))
        self.loop.setToolTip(tip(tr("Player", "Play this turn over and over"), "loop_turn"))
        self.zoom.setToolTip(tr("Player", "Show the minute around the place that plays; turn the wheel for more"))

    # Parts

    def _lay_out(self) -> None:
        looks.keep_size(self, height=_HEIGHT)
        self._middle.addWidget(self.waveform)
        self._middle.addWidget(self.message)
        self.silent.setToolTip(
            tr("Player", "The text follows all the same. Plug in headphones or a loudspeaker to hear it.")
        )
        box = QHBoxLayout(self)
        box.setContentsMargins(20, 8, 20, 9)
        box.setSpacing(8)
        box.addWidget(self.button)
        box.addLayout(basics.row(self.clock, self.total, spacing=6))
        box.addSpacing(4)
        box.addWidget(self._middle, 1)
        box.addSpacing(8)
        for part in (self.silent, self.speed, self.loop, self.zoom):
            box.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)

    def _connect(self) -> None:
        self.sound.state_changed.connect(self._show_state)
        player = self.player
        player.position_changed.connect(self._position_changed)
        player.playing_changed.connect(self._playing_changed)
        player.span_changed.connect(self._show_span)
        player.speed_changed.connect(self._speed_changed)
        player.loaded_changed.connect(self._loaded_changed)
        player.audible_changed.connect(self._show_audible)
        self.button.clicked.connect(self._ask_to_play)
        self.waveform.play_asked.connect(self._ask_to_play)
        self.waveform.seek_asked.connect(self._ask_to_seek)
        self.waveform.loop_asked.connect(self._ask_to_loop)
        self.waveform.loop_ended.connect(self._end_loop)
        self.waveform.zoomed.connect(self.zoom.setChecked)
        self.loop.clicked.connect(self.toggle_loop)
        self.zoom.clicked.connect(self.waveform.toggle_zoom)
        self._preferences.changed.connect(self._preference_changed)
        self._session.shortcuts.changed.connect(self._name_keys)


def _switch(words: str) -> QPushButton:
    made = basics.button(words)
    made.setCheckable(True)
    made.setProperty("switch", "true")
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return made


def _gone_words(sound: InterviewSound) -> str:
    if sound.deleted_at is None:
        return tr("Player", "The sound is not in the study any more; the text stays editable.")
    day = sound.deleted_at.astimezone()
    words = tr("Player", "The sound was deleted on {day}; the text stays editable.")
    return words.format(day=f"{day.day} {day:%B %Y}")
