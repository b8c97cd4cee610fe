"""Look for words of the study's vocabulary that may have been meant, once nobody has changed the text for a while."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from transcribe_desk.study.transcript import Transcript
from transcribe_desk.ui.background import Dispatcher
from transcribe_desk.ui.screens.transcript.editing import TranscriptEditing
from transcribe_desk.ui.screens.transcript.words import WordsPanel
from transcribe_desk.ui.session import Session

if TYPE_CHECKING:
    from transcribe_desk.speech.vocabulary import Suggestion

_QUIET_MS = 3000  # after the last edit


class Suggesting(QObject):
    """Shows what it finds in the panel of words; it takes long in a long interview, so nothing else waits for it."""

    failed = Signal(object)

    def __init__(self, session: Session, editing: TranscriptEditing, words: WordsPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._editing = editing
        self._words = words
        self._looked_at: object = None
        self._calls = Dispatcher(self, ordered=True)
        self._quiet = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._quiet.timeout.connect(self.look)
        session.closing.connect(self._quiet.stop)

    def look_later(self) -> None:
        """Look when the text has been left alone for a while."""
        self._quiet.start()

    def clear(self) -> None:
        """Show nothing: another interview comes, or none."""
        self._looked_at = None
        self._words.show_suggestions((), Transcript(()))

    def look(self) -> None:
        """Look, when the words of the text or of the study are others than before."""
        interview_id, transcript = self._editing.ledger.interview_id, self._editing.transcript
        if interview_id is None or transcript is None or not transcript.roles:
            return
        if self._editing.busy:
            self._quiet.start()
            return
        texts = tuple(turn.words for turn in transcript.turns)
        key = (interview_id, texts, self._session.overview.settings.vocabulary)
        if key == self._looked_at:
            return
        self._looked_at = key
        desk = self._session.desk

        def done(found: Sequence[Suggestion]) -> None:
            if self._looked_at == key:
                self._words.show_suggestions(found, transcript)

        self._calls.start_latest(lambda: desk.suggestions(interview_id), done, self.failed.emit)
