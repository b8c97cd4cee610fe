"""Show who speaks at the side of a transcript, and let a person correct it: rename, merge, give turns, swap, undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLineEdit, QMenu, QVBoxLayout, QWidget

from transcribe_desk.study.speakers import Scope
from transcribe_desk.study.timecode import short_clock
from transcribe_desk.study.transcript import SpeakerRole, Transcript
from transcribe_desk.ui import wording
from transcribe_desk.ui.document.speakers import ShownSpeaker, new_speaker, shown_speakers
from transcribe_desk.ui.screens.turn_menu import badge_icon, fill_turn_menu
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.notice import Notice
from transcribe_desk.ui.widgets.reading import badge

if TYPE_CHECKING:
    from transcribe_desk.jobs.desk import Desk, InterviewRow

Correction = Callable[["Desk", int], Transcript | None]
_KEYS = 9  # speakers that have a key of their own
_UNSURE = 0.7  # under this a guessed number of speakers is worth a second look


class SpeakerCard(QFrame):
    """One speaker: badge, name, share of the talk, and what can be corrected; ``corrected`` gives the correction."""

    corrected = Signal(object)

    def __init__(self, theme: Theme, shown: ShownSpeaker, others: Sequence[ShownSpeaker]) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self._theme = theme
        self.shown = shown
        self.field = QLineEdit(shown.name if shown.name != shown.label else "")
        self.field.setAccessibleName(f"New name of {shown.name}")
        self.field.setPlaceholderText("New name")
        self.field.returnPressed.connect(self._rename)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.field, context=Qt.ShortcutContext.WidgetShortcut)
        escape.activated.connect(self._leave)
        self.save_button = basics.button("Keep", self._rename, name=f"Keep the new name of {shown.name}")
        self.rename_button = basics.button("Rename", self._ask_name, name=f"Rename {shown.name}")
        self.merge_menu = QMenu(self)
        self.merge_button = basics.button("Merge…", name=f"Merge {shown.name} into another speaker")
        self.merge_button.clicked.connect(lambda _on=False: _pop_under(self.merge_menu, self.merge_button))
        self.role_menu = QMenu(self)
        self.role_button = basics.button("Role…", name=f"Role of {shown.name}")
        self.role_button.clicked.connect(lambda _on=False: _pop_under(self.role_menu, self.role_button))
        self._fill_menus(others)
        self._lay_out()

    def _lay_out(self) -> None:
        shown, tokens = self.shown, self._theme.tokens
        name = basics.label("", "strong")
        basics.elide_middle(name, shown.name, 128)
        mark = badge(shown.initial, tokens.speaker(shown.place).name(), tokens.on_speaker)
        share = basics.mono_label(f"{round(100 * shown.share)} %", "muted")
        share.setToolTip("Share of the spoken time")
        facts = [shown.role.value.capitalize(), wording.counted(shown.turns, "turn")]
        if shown.name != shown.label:
            facts.append(f"exported as {shown.label}")
        key = basics.keycap(f"Ctrl {shown.place + 1}")
        key.setToolTip("Gives the turn with the cursor to this speaker")
        self._asking = basics.surface("paper", basics.row(self.field, self.save_button))
        self._buttons = basics.surface(
            "paper", basics.row(self.rename_button, self.merge_button, self.role_button, None, spacing=6)
        )
        self._asking.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(6)
        column.addLayout(basics.row(mark, name, None, *([key] if shown.place < _KEYS else []), share))
        column.addWidget(basics.label(" · ".join(facts), "small", wrap=True))
        column.addWidget(self._asking)
        column.addWidget(self._buttons)

    def _fill_menus(self, others: Sequence[ShownSpeaker]) -> None:
        shown = self.shown
        self.merge_button.setEnabled(bool(others))
        self.role_button.setEnabled(bool(others))
        for each in others:
            action = self.merge_menu.addAction(badge_icon(each, self._theme.tokens), f"Into {each.name}")
            action.triggered.connect(
                lambda _on=False, into=each.speaker: self.corrected.emit(
                    lambda desk, at: desk.merge_speakers(at, shown.speaker, into)
                )
            )
        # Of two speakers one asks and the other answers.
        two = len(others) == 1 and others[0].role is not shown.role
        for role in SpeakerRole:
            action = self.role_menu.addAction(role.value.capitalize())
            action.setCheckable(True)
            action.setChecked(role is shown.role)
            action.triggered.connect(lambda _on=False, chosen=role: self._give_role(chosen, swapping=two))

    def _give_role(self, role: SpeakerRole, *, swapping: bool) -> None:
        speaker = self.shown.speaker
        if role is self.shown.role:
            self.corrected.emit(lambda desk, at: desk.confirm_roles(at))
        elif swapping:
            self.corrected.emit(lambda desk, at: desk.swap_roles(at))
        else:
            self.corrected.emit(lambda desk, at: desk.give_role(at, speaker, role))

    def _ask_name(self) -> None:
        self._buttons.hide()
        self._asking.show()
        self.field.setFocus()
        self.field.selectAll()

    def _leave(self) -> None:
        self._asking.hide()
        self._buttons.show()
        self.rename_button.setFocus()

    def _rename(self) -> None:
        name, speaker = self.field.text().strip(), self.shown.speaker
        self._leave()
        if name and name != speaker:
            self.corrected.emit(lambda desk, at: desk.rename_speaker(at, speaker, name))


class SpeakersPanel(QWidget):
    """The section Speakers; ``corrected`` gives what to call with the desk and the interview's number."""

    corrected = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._transcript: Transcript | None = None
        self._shown: list[ShownSpeaker] = []
        self._turn_id: int | None = None
        self.cards: list[SpeakerCard] = []
        self.undo_button = basics.button(
            "Undo", self.undo, kind="link", name="Undo the last correction of speakers", tip="Ctrl+Z"
        )
        self.count = basics.label("", "small", wrap=True)
        self.notice = Notice(theme)
        self.keep_button = basics.button(
            "Keep",
            lambda: self.corrected.emit(lambda desk, at: desk.confirm_roles(at)),
            name="Keep the proposed interviewer",
        )
        self.swap_button = basics.button(
            "Swap",
            lambda: self.corrected.emit(lambda desk, at: desk.swap_roles(at)),
            name="Swap interviewer and participant",
        )
        self.notice.add_actions(self.keep_button, self.swap_button)
        self.turn_words = basics.label("", "small", wrap=True)
        self.turn_button = basics.button("Give to…", self._pop_turn_menu, name="Give the turn to another speaker")
        self._cards = basics.column()
        turn = basics.row(self.turn_words, self.turn_button)
        turn.setStretch(0, 1)
        box = basics.column(
            basics.row(basics.section("Speakers"), None, self.undo_button),
            self.notice,
            self.count,
            self._cards,
            turn,
        )
        self.setLayout(box)
        theme.changed.connect(self._make_cards)

    def show_speakers(self, transcript: Transcript, row: InterviewRow, *, can_undo: bool) -> None:
        """Show who speaks, what the machine guessed, and the proposal that is not decided yet."""
        self._transcript = transcript
        self.undo_button.setEnabled(can_undo)
        shown = shown_speakers(transcript, row.interview.study_id) if transcript.roles else []
        if shown != self._shown:
            self._shown = shown
            self._make_cards()
        self.count.setText(_count(transcript, row))
        self.count.setVisible(bool(self.count.text()))
        self._propose(transcript, row)
        self.show_turn(self._turn_id)

    def show_turn(self, turn_id: int | None) -> None:
        """Name the turn that the caret is in, which can be given to another speaker."""
        self._turn_id = turn_id
        turn = next((each for each in self._transcript.turns if each.id == turn_id), None) if self._transcript else None
        there = turn is not None and bool(self._shown)
        self.turn_button.setEnabled(there)
        self.turn_words.setText("Put the cursor into a turn to give it to somebody.")
        if turn is not None and there:
            name = next(each.name for each in self._shown if each.speaker == turn.speaker)
            self.turn_words.setText(f"Turn at {short_clock(turn.start_ms)}, said by {name}")
        for part in (self.turn_words, self.turn_button):
            part.setVisible(bool(self._shown))

    def give(self, turn_id: int, to: str, scope: Scope = Scope.THIS_TURN) -> None:
        """Ask to give a turn, and others as ``scope`` says, to a speaker."""
        self.corrected.emit(lambda desk, at: desk.reassign_turn(at, turn_id, to, scope))

    def give_to_number(self, number: int) -> None:
        """Ask to give the turn with the caret to the speaker with this number, from 1."""
        turn_id, transcript = self._turn_id, self._transcript
        if turn_id is None or transcript is None or number > len(self._shown):
            return
        to = self._shown[number - 1].speaker
        if any(turn.id == turn_id and turn.speaker != to for turn in transcript.turns):
            self.give(turn_id, to)

    def undo(self) -> None:
        """Ask to take the last correction back."""
        self.corrected.emit(lambda desk, at: desk.undo_speakers(at))

    def fill_menu(self, menu: QMenu, turn_id: int) -> None:
        """Put into a menu what can be done with a turn."""
        transcript = self._transcript
        turn = next((each for each in transcript.turns if each.id == turn_id), None) if transcript else None
        if turn is None or transcript is None or not self._shown:
            return

        def given(to: str, scope: Scope) -> None:
            self.give(turn_id, to, scope)

        fill_turn_menu(menu, self._shown, turn.speaker, new_speaker(transcript), given, self._theme.tokens)

    def _pop_turn_menu(self) -> None:
        if self._turn_id is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill_menu(menu, self._turn_id)
        _pop_under(menu, self.turn_button)

    def _make_cards(self) -> None:
        basics.clear(self._cards)
        self.cards = [
            SpeakerCard(self._theme, each, [other for other in self._shown if other is not each])
            for each in self._shown
        ]
        for card in self.cards:
            card.corrected.connect(self.corrected)
            self._cards.addWidget(card)
        if not self.cards:
            self._cards.addWidget(basics.label("Speakers are told apart when all is transcribed.", "muted", wrap=True))

    def _propose(self, transcript: Transcript, row: InterviewRow) -> None:
        asks = [each for each in self._shown if each.role is SpeakerRole.INTERVIEWER]
        if transcript.roles_confirmed or len(self._shown) < 2:
            self.notice.clear()
            return
        two = len(self._shown) == 2 and len(asks) == 1
        self.swap_button.setVisible(two)
        names = " and ".join(f"the badge {each.initial}" for each in asks) or "nobody"
        reason = f", who {row.roles_reason}" if row.roles_reason and len(asks) == 1 else ""
        remedy = "keep or swap them" if two else "keep them, or change the role of a speaker below"
        text = f"Proposed: {names}{reason}. Read a turn of each, then {remedy}."
        self.notice.say("accent", "Who is the interviewer?", text)


def _pop_under(menu: QMenu, button: QWidget) -> None:
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))


def _count(transcript: Transcript, row: InterviewRow) -> str:
    """Say how many speakers the machine told apart and how sure it was; nothing where that is not known."""
    if not transcript.roles or row.speakers is None:
        return ""
    told, now = wording.counted(row.speakers, "speaker"), len({turn.speaker for turn in transcript.turns})
    if now != row.speakers:
        return f"{wording.counted(now, 'speaker')} now; the machine told {row.speakers} apart."
    if row.by_channel:
        return f"{told}, each on a channel of its own."
    if row.speakers_confidence is None or row.speakers_confidence == 1:
        return f"{told} told apart."
    sure = f"{told}, a guess: {wording.percent(row.speakers_confidence)} sure."
    remedy = "Merge two that are one person, or give turns to somebody new."
    return f"{sure} {remedy}" if row.speakers_confidence < _UNSURE else sure
