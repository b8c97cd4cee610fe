"""Have the transcript screen alone on a real small study, and use it as a person would: by keys and mouse."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QKeySequence, QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui import made_study
from tests.ui.settling import busy
from transcribe_desk.jobs import reviewing
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.study.transcript import SpeakerRole, Transcript, Turn
from transcribe_desk.ui.background import Dispatcher
from transcribe_desk.ui.preferences import Preferences
from transcribe_desk.ui.screens.transcript.screen import TranscriptScreen
from transcribe_desk.ui.session import Session, read_overview
from transcribe_desk.ui.shortcuts.registry import Shortcuts
from transcribe_desk.ui.theme import Theme

TALK = (
    "So when did the service begin?",
    "Well, in the spring. Kristine ran it then, and nobody else.",
    "Right.",
    "It was half of my Thursday, typing the same thing in twice.",
    "Has that got better since?",
    "It has. They sit in on the triage now.",
)
HESITANT = ("So when did it begin?", "Um, so I, I asked Sarah Patel about it, um, and nobody else.")
HESITANT_CLEAN = ["So when did it begin?", "So I asked Sarah Patel about it and nobody else."]
ROLES = {"S1": SpeakerRole.INTERVIEWER, "S2": SpeakerRole.PARTICIPANT}
NONE = Qt.KeyboardModifier.NoModifier


def small_study(folder: Path, turns: tuple[Turn, ...] | None = None) -> Desk:
    """Make a study with one transcribed interview."""
    desk = made_study.new_desk(folder)
    desk.add_organisation("hospital", "Northern General")
    interview = made_study.add_interview(desk, "hospital", None, None, 60_000)
    turns = turns or made_study.turns_of(TALK, start_ms=1_000)
    desk.vault.transcripts.save_transcript(interview.id, Transcript(turns, dict(ROLES)))
    reviewing.store_proposals(desk.vault, interview.id, [])
    return desk


@dataclass
class Rig:
    """The screen, and hands to use it."""

    qtbot: QtBot
    desk: Desk
    session: Session
    screen: TranscriptScreen

    @property
    def interview_id(self) -> int:
        """Give the number of the interview that is shown."""
        found = self.screen.editing.ledger.interview_id
        assert found is not None
        return found

    @property
    def shown(self) -> list[str]:
        """Read the turns that stand on the screen."""
        view = self.screen.view
        return [view.blocks.text(place) for place in range(len(view.lines))]

    @property
    def own(self) -> Transcript:
        """Give the window's copy."""
        found = self.screen.editing.transcript
        assert found is not None
        return found

    @property
    def kept(self) -> Transcript:
        """Read what the study holds."""
        found = self.desk.transcript(self.interview_id)
        assert found is not None
        return found

    def caret(self, place: int, offset: int, to: int | None = None) -> None:
        """Put the caret into a turn, by its place, or select there up to an offset."""
        view = self.screen.view
        cursor = view.textCursor()
        turn_id = view.lines[place].turn_id
        cursor.setPosition(view.blocks.position(turn_id, offset))
        if to is not None:
            cursor.setPosition(view.blocks.position(turn_id, to), QTextCursor.MoveMode.KeepAnchor)
        view.setTextCursor(cursor)

    def press(self, keys: str) -> None:
        """Press keys in the text."""
        stroke = QKeySequence(keys)[0]  # type: ignore[index]  # PySide's stub forgets it
        QTest.keyClick(self.screen.view, stroke.key(), stroke.keyboardModifiers())

    def type(self, text: str) -> None:
        """Type text."""
        QTest.keyClicks(self.screen.view, text)

    def click(self, place: int, offset: int, modifier: Qt.KeyboardModifier = NONE) -> None:
        """Click into the text."""
        view = self.screen.view
        cursor = QTextCursor(view.document())
        cursor.setPosition(view.blocks.position(view.lines[place].turn_id, offset))
        point = view.cursorRect(cursor).center() + QPoint(2, 0)
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifier, point)

    def read_clean(self) -> None:
        """Read without fillers and words begun anew."""
        self.screen.style_switch.clean.click()
        self.qtbot.waitUntil(self.screen.view.isReadOnly)
        quiet(self.screen, self.qtbot)
        self.screen.view.setFocus()

    def settle(self) -> None:
        """Wait until the study has everything and nothing runs."""
        self.screen.view.settle()
        self.qtbot.waitUntil(lambda: not self.screen.editing.busy, timeout=15_000)
        quiet(self.screen, self.qtbot)


@contextmanager
def rig(qtbot: QtBot, theme: Theme, desk: Desk, folder: Path) -> Iterator[Rig]:
    """Show the screen, with the caret in the text."""
    owner = QObject()
    session = Session(desk, folder, read_overview(desk), owner, shortcuts=Shortcuts(Preferences(owner), owner))
    screen = TranscriptScreen(theme, session)
    qtbot.addWidget(screen)
    theme.dress(screen)
    screen.resize(1240, 840)
    screen.show()
    qtbot.waitExposed(screen)
    qtbot.waitUntil(lambda: bool(screen.view.lines))
    quiet(screen, qtbot)
    screen.activateWindow()
    screen.view.setFocus()
    made = Rig(qtbot, desk, session, screen)
    yield made
    screen.hide()
    session.stop_listening()
    for each in (*screen.findChildren(Dispatcher), *session.findChildren(Dispatcher)):
        each.settle()
    qtbot.wait(1)


def quiet(screen: TranscriptScreen, qtbot: QtBot) -> None:
    """Wait until nothing runs in the background."""
    qtbot.waitUntil(lambda: not busy(screen), timeout=15_000)
