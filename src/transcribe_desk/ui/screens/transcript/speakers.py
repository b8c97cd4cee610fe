"""Show who speaks at the side of a transcript, and let a person correct it: hear, rename, merge, give turns, swap."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QMenu, QVBoxLayout, QWidget

from transcribe_desk.study import speakers as corrections
from transcribe_desk.study.edits import EditStep
from transcribe_desk.study.speakers import Scope
from transcribe_desk.study.timecode import short_clock
from transcribe_desk.study.transcript import SpeakerRole, Transcript
from transcribe_desk.ui import wording
from transcribe_desk.ui.document.speakers import ShownSpeaker, new_speaker, shown_speakers
from transcribe_desk.ui.screens.transcript.turn_menu import badge_icon, fill_scope, fill_turn_menu
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.vocabulary import below
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.escape import EscapeLeaves
from transcribe_desk.ui.widgets.flow import FlowLayout
from transcribe_desk.ui.widgets.notice import Notice
from transcribe_desk.ui.widgets.reading import badge

if TYPE_CHECKING:
    from transcribe_desk.jobs.study_table import InterviewRow

Correction = Callable[[Transcript], EditStep | None]
_KEYS = 9  # speakers that have a key of their own


def _scope_words() -> dict[Scope, str]:
    return {
        Scope.THIS_TURN: tr("Transcript", "This turn"),
        Scope.FROM_HERE: tr("Transcript", "From here"),
        Scope.ALL: tr("Transcript", "All turns"),
    }


_UNSURE = 0.7  # under this a guessed number of speakers is worth a second look


class SpeakerCard(QFrame):
    """One speaker: badge, name, share of the talk, and what can be corrected.

    ``corrected`` gives the correction, ``sample_asked`` the speaker somebody wants to hear.
    """

    corrected = Signal(object)
    sample_asked = Signal(str)

    def __init__(self, theme: Theme, shown: ShownSpeaker, others: Sequence[ShownSpeaker]) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self._theme = theme
        self.shown = shown
        self.field = QLineEdit(shown.name if shown.name != shown.label else "")
        self.field.setAccessibleName(tr("Transcript", "New name of {name}").format(name=shown.name))
        self.field.setPlaceholderText(tr("Transcript", "New name"))
        self.field.returnPressed.connect(self._rename)
        EscapeLeaves(self.field, self._leave)
        self.save_button = basics.button(
            tr("Transcript", "Keep"),
            self._rename,
            name=tr("Transcript", "Keep the new name of {name}").format(name=shown.name),
        )
        self.sample_button = basics.button(
            "▸ 5 s",
            lambda: self.sample_asked.emit(shown.speaker),
            name=tr("Transcript", "Hear five seconds of {name}").format(name=shown.name),
            tip=tr("Transcript", "Plays five seconds of this speaker"),
        )
        self.rename_button = basics.button(
            tr("Transcript", "Rename"), self._ask_name, name=tr("Transcript", "Rename {name}").format(name=shown.name)
        )
        self.swap_button = basics.button(
            tr("Transcript", "Swap"),
            lambda: self.corrected.emit(corrections.swap_roles),
            name=tr("Transcript", "Swap interviewer and participant"),
            tip=tr("Transcript", "Makes the interviewer the participant and the other way round"),
        )
        self._others = others
        self.merge_button = basics.button(
            tr("Transcript", "Merge…"),
            name=tr("Transcript", "Merge {name} into another speaker").format(name=shown.name),
        )
        self.merge_button.clicked.connect(lambda _on=False: _pop_under(self.merge_menu, self.merge_button))
        self.more_button = basics.button(
            "⋯",
            kind="quiet",
            name=tr("Transcript", "More for {name}").format(name=shown.name),
            tip=tr("Transcript", "Role, merge"),
        )
        self.more_button.clicked.connect(lambda _on=False: _pop_under(self.more_menu, self.more_button))
        for made in (self.merge_button, self.more_button):
            made.setEnabled(bool(others))
        self._lay_out()
        swaps = len(others) == 1 and others[0].role is not shown.role and shown.role is SpeakerRole.INTERVIEWER
        self.swap_button.setVisible(swaps)  # not before they have a parent: they would open windows of their own
        self.merge_button.setVisible(not swaps)

    def _lay_out(self) -> None:
        shown, tokens = self.shown, self._theme.tokens
        name = basics.label("", "strong")
        basics.elide_middle(name, shown.name, 128)
        mark = badge(shown.initial, tokens.speaker(shown.place).name(), tokens.on_speaker)
        self._share = basics.mono_label("", "muted")
        self._share.setToolTip(tr("Transcript", "Share of the spoken time"))
        self._facts = basics.label("", "small", wrap=True)
        self.show_talk(shown)
        key = basics.keycap(f"Ctrl {shown.place + 1}")
        key.setToolTip(tr("Transcript", "Gives the turn with the cursor to this speaker"))
        self._asking = basics.surface("paper", basics.row(self.field, self.save_button))
        buttons = FlowLayout(6)
        for made in (self.sample_button, self.rename_button, self.swap_button, self.merge_button):
            buttons.addWidget(made)
        self._buttons = basics.surface("paper", buttons)
        self._asking.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(6)
        keys = [key] if shown.place < _KEYS else []
        column.addLayout(basics.row(mark, name, None, self._share, self.more_button, spacing=6))
        line = basics.row(self._facts, *keys, spacing=6)
        line.setStretch(0, 1)
        column.addLayout(line)
        column.addWidget(self._asking)
        column.addWidget(self._buttons)

    def show_talk(self, shown: ShownSpeaker) -> None:
        """Say how much the speaker says now; all else about them is as it was."""
        self.shown = shown
        self._share.setText(f"{round(100 * shown.share)} %")
        facts = [wording.capital(below(shown.role.value)), wording.counted(shown.turns, "turn")]
        if shown.name != shown.label:
            facts.append(tr("Transcript", "exported as {label}").format(label=shown.label))
        self._facts.setText(" · ".join(facts))

    @cached_property
    def more_menu(self) -> QMenu:
        """Give the menu of what is hardly ever done; a card is made quicker without."""
        menu = QMenu(self)
        menu.addMenu(self.role_menu)
        menu.addMenu(self.merge_menu)
        return menu

    @cached_property
    def merge_menu(self) -> QMenu:
        """Give the menu of the speakers into whom this one may be merged."""
        menu, speaker = QMenu(tr("Transcript", "Merge"), self), self.shown.speaker
        for each in self._others:
            action = menu.addAction(
                badge_icon(each, self._theme.tokens), tr("Transcript", "Into {name}").format(name=each.name)
            )
            action.triggered.connect(
                lambda _on=False, into=each.speaker: self.corrected.emit(
                    lambda transcript: corrections.merge(transcript, speaker, into)
                )
            )
        return menu

    @cached_property
    def role_menu(self) -> QMenu:
        """Give the menu of the roles that this speaker may have."""
        menu, others = QMenu(tr("Transcript", "Role"), self), self._others
        # Of two speakers one asks and the other answers.
        two = len(others) == 1 and others[0].role is not self.shown.role
        for role in SpeakerRole:
            action = menu.addAction(wording.capital(below(role.value)))
            action.setCheckable(True)
            action.setChecked(role is self.shown.role)
            action.triggered.connect(lambda _on=False, chosen=role: self._give_role(chosen, swapping=two))
        return menu

    def _give_role(self, role: SpeakerRole, *, swapping: bool) -> None:
        speaker = self.shown.speaker
        if role is self.shown.role:
            self.corrected.emit(corrections.confirm_roles)
        elif swapping:
            self.corrected.emit(corrections.swap_roles)
        else:
            self.corrected.emit(lambda transcript: corrections.give_role(transcript, speaker, role))

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
            self.corrected.emit(lambda transcript: corrections.rename(transcript, speaker, name))


class SpeakersPanel(QWidget):
    """The section Speakers; ``corrected`` gives what makes the step of a transcript, ``sample_asked`` a speaker."""

    corrected = Signal(object)
    sample_asked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._transcript: Transcript | None = None
        self._shown: list[ShownSpeaker] = []
        self._turn_id: int | None = None
        self._sound = False
        self.cards: list[SpeakerCard] = []
        self.count = basics.label("", "small", wrap=True)
        self.notice = Notice(theme)
        self.keep_button = basics.button(
            tr("Transcript", "Keep"),
            lambda: self.corrected.emit(corrections.confirm_roles),
            name=tr("Transcript", "Keep the proposed interviewer"),
        )
        self.swap_button = basics.button(
            tr("Transcript", "Swap"),
            lambda: self.corrected.emit(corrections.swap_roles),
            name=tr("Transcript", "Swap interviewer and participant"),
        )
        self.notice.add_actions(self.keep_button, self.swap_button)
        self.turn_words = basics.label("", "small", wrap=True)
        self.turn_buttons = {
            scope: basics.button(
                _scope_words()[scope],
                partial(self._pop_turn_menu, scope),
                name=tr("Transcript", "Give {turns} to…").format(turns=below(scope.value)),
            )
            for scope in Scope
        }
        self._cards = basics.column()
        turn = FlowLayout(6)
        for made in self.turn_buttons.values():
            turn.addWidget(made)
        self.setLayout(
            basics.column(
                basics.section(tr("Transcript", "Speakers")),
                self.notice,
                self.count,
                self._cards,
                self.turn_words,
                turn,
            )
        )
        theme.changed.connect(self._make_cards)
        self._make_cards()

    def show_speakers(self, transcript: Transcript, row: InterviewRow) -> None:
        """Show who speaks and how much; ``show_guess`` is to follow."""
        self._transcript = transcript
        shown = shown_speakers(transcript, row.interview.study_id) if transcript.roles else []
        before, self._shown = self._shown, shown
        if [each.lasting for each in shown] != [each.lasting for each in before]:
            self._make_cards()
        else:
            for card, each in zip(self.cards, shown, strict=True):
                card.show_talk(each)

    def show_guess(self, transcript: Transcript, row: InterviewRow) -> None:
        """Show what the machine guessed, the proposal that is not decided yet, and the turn with the caret."""
        self.count.setText(_count(transcript, row))
        self.count.setVisible(bool(self.count.text()))
        self._propose(transcript, row)
        self.show_turn(self._turn_id)

    def show_turn(self, turn_id: int | None) -> None:
        """Name the turn that the caret is in, which can be given to another speaker."""
        self._turn_id = turn_id
        turn = next((each for each in self._transcript.turns if each.id == turn_id), None) if self._transcript else None
        there = turn is not None and bool(self._shown)
        for made in self.turn_buttons.values():
            made.setEnabled(there)
        self.turn_words.setText(tr("Transcript", "Put the cursor into a turn to give it to somebody."))
        if turn is not None and there:
            name = next(each.name for each in self._shown if each.speaker == turn.speaker)
            words = tr("Transcript", "Turn at {time}, said by {name}. Give to another:")
            self.turn_words.setText(words.format(time=short_clock(turn.start_ms), name=name))
        for part in (self.turn_words, *self.turn_buttons.values()):
            part.setVisible(bool(self._shown))

    def give(self, turn_id: int, to: str, scope: Scope = Scope.THIS_TURN) -> None:
        """Ask to give a turn, and others as ``scope`` says, to a speaker."""
        self.corrected.emit(lambda transcript: corrections.reassign(transcript, turn_id, to, scope))

    def give_to_number(self, number: int) -> None:
        """Ask to give the turn with the caret to the speaker with this number, from 1."""
        turn_id, transcript = self._turn_id, self._transcript
        if turn_id is None or transcript is None or number > len(self._shown):
            return
        to = self._shown[number - 1].speaker
        if any(turn.id == turn_id and turn.speaker != to for turn in transcript.turns):
            self.give(turn_id, to)

    def give_sound(self, *, there: bool) -> None:
        """Say whether a speaker can be heard."""
        self._sound = there
        for card in self.cards:
            card.sample_button.setEnabled(there)

    def fill_menu(self, menu: QMenu, turn_id: int) -> None:
        """Put into a menu what can be done with a turn."""
        transcript = self._transcript
        turn = next((each for each in transcript.turns if each.id == turn_id), None) if transcript else None
        if turn is None or transcript is None or not self._shown:
            return

        def given(to: str, scope: Scope) -> None:
            self.give(turn_id, to, scope)

        fill_turn_menu(menu, self._shown, turn.speaker, new_speaker(transcript), given, self._theme.tokens)

    def _pop_turn_menu(self, scope: Scope) -> None:
        transcript, turn_id = self._transcript, self._turn_id
        turn = next((each for each in transcript.turns if each.id == turn_id), None) if transcript else None
        if turn is None or transcript is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def given(to: str, turns: Scope) -> None:
            self.give(turn.id, to, turns)

        fill_scope(menu, scope, self._shown, turn.speaker, new_speaker(transcript), given, self._theme.tokens)
        _pop_under(menu, self.turn_buttons[scope])

    def _make_cards(self) -> None:
        basics.clear(self._cards)
        self.cards = [
            SpeakerCard(self._theme, each, [other for other in self._shown if other is not each])
            for each in self._shown
        ]
        for card in self.cards:
            card.corrected.connect(self.corrected)
            card.sample_asked.connect(self.sample_asked)
            card.sample_button.setEnabled(self._sound)
            self._cards.addWidget(card)
        if not self.cards:
            words = tr("Transcript", "Speakers are told apart when all is transcribed.")
            self._cards.addWidget(basics.label(words, "muted", wrap=True))

    def _propose(self, transcript: Transcript, row: InterviewRow) -> None:
        asks = [each for each in self._shown if each.role is SpeakerRole.INTERVIEWER]
        if transcript.roles_confirmed or len(self._shown) < 2:
            self.notice.clear()
            return
        two = len(self._shown) == 2 and len(asks) == 1
        self.swap_button.setVisible(two)
        badge = tr("Transcript", "the badge {initial}")
        names = tr("Transcript", " and ").join(badge.format(initial=each.initial) for each in asks)
        proposed = tr("Transcript", "Proposed: {names}.")
        if row.roles_reason and len(asks) == 1:
            proposed = tr("Transcript", "Proposed: {names}, who {reason}.")
        remedy = tr("Transcript", "Read a turn of each, then keep them, or change the role of a speaker below.")
        if two:
            remedy = tr("Transcript", "Read a turn of each, then keep or swap them.")
        said = proposed.format(names=names or tr("Transcript", "nobody"), reason=row.roles_reason)
        self.notice.say("accent", tr("Transcript", "Who is the interviewer?"), f"{said} {remedy}")


def _pop_under(menu: QMenu, button: QWidget) -> None:
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))


def _count(transcript: Transcript, row: InterviewRow) -> str:
    """Say how many speakers the machine told apart and how sure it was; nothing where that is not known."""
    if not transcript.roles or row.speakers is None:
        return ""
    told, now = wording.counted(row.speakers, "speaker"), len({turn.speaker for turn in transcript.turns})
    if now != row.speakers:
        words = tr("Transcript", "{speakers} now; the machine told {number} apart.")
        return words.format(speakers=wording.counted(now, "speaker"), number=row.speakers)
    if row.by_channel:
        return tr("Transcript", "{speakers}, each on a channel of its own.").format(speakers=told)
    if row.speakers_confidence is None or row.speakers_confidence == 1:
        return tr("Transcript", "{speakers} told apart.").format(speakers=told)
    guess = tr("Transcript", "{speakers}, a guess: {percent} sure.")
    sure = guess.format(speakers=told, percent=wording.percent(row.speakers_confidence))
    remedy = tr("Transcript", "Merge two that are one person, or give turns to somebody new.")
    return f"{sure} {remedy}" if row.speakers_confidence < _UNSURE else sure
