"""Underline words that no dictionary has, offer others in the text's menu, and learn the study's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from transcribe_desk.privacy.mention import Decision
from transcribe_desk.ui.background import Dispatcher
from transcribe_desk.ui.document.editor import TranscriptEditor
from transcribe_desk.ui.document.spelling import Speller
from transcribe_desk.ui.session import Session
from transcribe_desk.ui.translation import tr

if TYPE_CHECKING:
    from transcribe_desk.jobs.desk import Desk
    from transcribe_desk.jobs.study_table import InterviewRow


class Spelling(QObject):
    """The spell check of the transcript screen; ``word_added`` gives a word for the study's own."""

    word_added = Signal(str)
    failed = Signal(object)

    def __init__(self, session: Session, view: TranscriptEditor, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._view = view
        self._dispatcher = Dispatcher(self, ordered=True)
        self._begun = False
        self.speller = Speller()

    def show_interview(self, row: InterviewRow) -> None:
        """Check the words of an interview, if it is in English; the dictionary is read when first needed."""
        english = row.language in (None, "en")
        self._view.set_spelling(self.speller.wrong if english else None)
        if english and not self._begun:
            self._begun = True
            self._dispatcher.start(self.speller.load, lambda _none: self._loaded(), self.failed.emit)
        desk = self._session.desk
        self._dispatcher.start_latest(lambda: _own_words(desk), self._know, self.failed.emit)

    def fill_menu(self, menu: QMenu, turn_id: int, offset: int) -> None:
        """Offer other words for one that is underlined at an offset of a turn."""
        line = self._view.blocks.line(turn_id)
        span = next((each for each in self.speller.wrong(line.text) if each[0] <= offset <= each[1]), None)
        if span is None or not self.speller.ready:
            return
        word = line.text[span[0] : span[1]]
        found = self.speller.suggestions(word) if not self._view.isReadOnly() else []
        for other in found:
            menu.addAction(other).triggered.connect(
                lambda _on=False, chosen=other: self._view.replace_span(turn_id, *span, chosen)
            )
        if not found and not self._view.isReadOnly():
            menu.addAction(tr("Transcript", "No suggestion")).setEnabled(False)
        menu.addSeparator()
        add = menu.addAction(tr("Transcript", "Add “{word}” to the study's words").format(word=word))
        add.triggered.connect(lambda _on=False: self.word_added.emit(word))
        ignore = menu.addAction(tr("Transcript", "Ignore “{word}”").format(word=word))
        ignore.triggered.connect(lambda _on=False: self._ignore(word))
        menu.addSeparator()

    def _ignore(self, word: str) -> None:
        self.speller.ignore(word)
        self._view.viewport().update()

    def _loaded(self) -> None:
        self.speller.start()
        self._view.viewport().update()

    def _know(self, words: set[str]) -> None:
        self.speller.set_own(words)
        self._view.viewport().update()


def _own_words(desk: Desk) -> set[str]:
    """Give what the study calls by name: its vocabulary, and the words that somebody decided are names."""
    decided = {each.entity_id for each in desk.mentions() if each.decision is not Decision.UNDECIDED}
    named = {form for entity in desk.entities() if entity.id in decided for form in (entity.name, *entity.forms)}
    return {*desk.settings().vocabulary, *named}
