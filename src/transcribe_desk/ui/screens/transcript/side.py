"""Stand beside the transcript: who speaks, the study's words, notes, what marks mean, how to read, and the keys."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from transcribe_desk.ui.document.mark_key import MarkKey
from transcribe_desk.ui.screens.transcript.notes import NotesPanel
from transcribe_desk.ui.screens.transcript.speakers import SpeakersPanel
from transcribe_desk.ui.screens.transcript.words import WordsPanel
from transcribe_desk.ui.session import Session
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.reading import key_card
from transcribe_desk.ui.widgets.side_panel import SidePanel
from transcribe_desk.ui.widgets.style_switch import StyleSwitch


class Side(QWidget):
    """The right panel of the transcript screen; it only holds its sections."""

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__()
        self._shortcuts = session.shortcuts
        self.speakers = SpeakersPanel(theme)
        self.words = WordsPanel(theme)
        self.notes = NotesPanel()
        self.mark_key = MarkKey(theme)
        self.style_switch = StyleSwitch()
        self._keys = basics.column()
        self._read_as = QWidget()
        self._read_as.setLayout(basics.column(basics.section(tr("Transcript", "Read as")), self.style_switch))
        panel = SidePanel("right", 312)
        inside = panel.content
        for part in (self.speakers, self.words, self.notes, self.mark_key, self._read_as):
            inside.addWidget(part)
            inside.addSpacing(8)
        inside.addWidget(basics.section(tr("Transcript", "Keys")))
        inside.addLayout(self._keys)
        inside.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(panel)
        session.shortcuts.changed.connect(self._name_keys)
        self._name_keys()

    def show_finished(self, *, finished: bool) -> None:
        """Offer what there is only once an interview is transcribed."""
        for part in (self.notes, self._read_as):
            part.setVisible(finished)

    def _name_keys(self) -> None:
        keys = self._shortcuts
        rows = (
            (("play_pause",), tr("Transcript", "play / pause")),
            (("back", "forward"), tr("Transcript", "back / forward")),
            (("next_doubtful",), tr("Transcript", "next doubtful word")),
            (("split_turn",), tr("Transcript", "split turn")),
            (("merge_turn",), tr("Transcript", "merge with the next")),
            (("speaker_1", "speaker_2"), tr("Transcript", "turn to speaker 1, 2 …")),
            (("mark_identifier",), tr("Transcript", "mark an identifier")),
            (("undo",), tr("Transcript", "undo")),
            (("card_of_keys",), tr("Transcript", "all keys")),
        )
        basics.clear(self._keys)
        shown = [(tuple(filter(None, map(keys.text, ids))), words) for ids, words in rows]
        self._keys.addWidget(key_card([row for row in shown if row[0]]))
