"""Show the study's words at the side of a transcript, and where one of them may have been meant."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from transcribe_desk.speech.vocabulary import Suggestion
from transcribe_desk.study.timecode import short_clock
from transcribe_desk.study.transcript import Transcript
from transcribe_desk.ui import icons
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.flow import FlowLayout

_FIRST = 6  # suggestions shown before somebody asks for all
_LONGEST_SHOWN = 22  # characters of a word on its button, which would widen the panel
_LONGEST_OFFER = 40  # characters; more than that is a sentence, no word


class WordsPanel(QWidget):
    """The section Study words; ``words_changed`` gives the new vocabulary, ``place_chosen`` turn, first, last word."""

    words_changed = Signal(object)
    place_chosen = Signal(int, int, int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._words: tuple[str, ...] = ()
        self._offered = ""
        self._suggestions: tuple[Suggestion, ...] = ()
        self._times: dict[int, int] = {}
        self._all = False
        frame, inside = basics.card()
        self.chips = FlowLayout(2)
        self.empty = basics.label(
            tr("Transcript", "No words yet. Names and terms you expect help recognition."), "small", wrap=True
        )
        self.offer = basics.button("", self._take_offer, kind="link")
        self.field = QLineEdit()
        self.field.setAccessibleName(tr("Transcript", "Word or name to add to the study's words"))
        self.field.setPlaceholderText(tr("Transcript", "A word or name"))
        self.field.returnPressed.connect(self.add)
        self.add_button = basics.button(
            tr("Transcript", "Add"), self.add, name=tr("Transcript", "Add to the study's words")
        )
        inside.addWidget(self.empty)
        inside.addLayout(self.chips)
        inside.addLayout(basics.row(self.field, self.add_button))
        inside.addWidget(self.offer)
        self.heading = basics.section(tr("Transcript", "Perhaps meant"))
        self.hint = basics.label(
            tr("Transcript", "Hints only: the text stays as it is. Click one to look at its place."), "small", wrap=True
        )
        self._rows = basics.column(spacing=2)
        self.more_button = basics.button("", self._show_all, kind="link")
        box = basics.column(
            basics.section(tr("Transcript", "Study words")),
            frame,
            8,
            self.heading,
            self.hint,
            self._rows,
            self.more_button,
        )
        self.setLayout(box)
        theme.changed.connect(self._make_chips)
        self.offer.hide()
        self._make_chips()
        self._make_rows()

    def show_words(self, words: Sequence[str]) -> None:
        """Show the study's vocabulary."""
        if tuple(words) != self._words:
            self._words = tuple(words)
            self._make_chips()
            self.offer_word(self._offered)

    def show_suggestions(self, suggestions: Sequence[Suggestion], transcript: Transcript) -> None:
        """List where one of the words may have been meant."""
        self._suggestions = tuple(suggestions)
        starts = {turn.id: turn for turn in transcript.turns}
        self._times = {
            place: starts[each.turn_id].words[each.first].start_ms for place, each in enumerate(self._suggestions)
        }
        self._all = False
        self._make_rows()

    def offer_word(self, text: str) -> None:
        """Offer to add what is selected in the text, unless it is long or there already."""
        word = re.sub(r"^\W+|\W+$", "", " ".join(text.split()))
        fits = 0 < len(word) <= _LONGEST_OFFER and word not in self._words
        self._offered = word if fits else ""
        short = word if len(word) <= _LONGEST_SHOWN else word[: _LONGEST_SHOWN - 1].rstrip() + "…"
        self.offer.setText(tr("Transcript", "+ Add “{short}”").format(short=short))
        self.offer.setAccessibleName(tr("Transcript", "Add “{word}” to the study's words").format(word=word))
        self.offer.setVisible(fits)

    def add(self) -> None:
        """Add what was typed; several words are divided by commas."""
        typed = [word for each in self.field.text().split(",") if (word := " ".join(each.split()))]
        if typed:
            self.field.clear()
            self.words_changed.emit((*self._words, *typed))

    def _take_offer(self) -> None:
        if self._offered:
            self.words_changed.emit((*self._words, self._offered))

    def _remove(self, word: str) -> None:
        self.words_changed.emit(tuple(each for each in self._words if each != word))
        self.field.setFocus()

    def _make_chips(self) -> None:
        basics.clear(self.chips)
        for word in self._words:
            self.chips.addWidget(self._chip(word))
        self.empty.setVisible(not self._words)

    def _chip(self, word: str) -> QPushButton:
        made = basics.button(
            word,
            lambda: self._remove(word),
            kind="quiet",
            name=tr("Transcript", "Remove {word} from the study's words").format(word=word),
        )
        made.setToolTip(tr("Transcript", "Remove from the study's words"))
        made.setIcon(icons.icon("close", self._theme.tokens, "muted"))
        made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        return made

    def _make_rows(self) -> None:
        basics.clear(self._rows)
        shown = self._suggestions if self._all else self._suggestions[:_FIRST]
        for place, each in enumerate(shown):
            self._rows.addLayout(
                basics.row(
                    self._row(each, self._times[place]),
                    None,
                    basics.mono_label(short_clock(self._times[place]), "muted", 12),
                )
            )
        self.more_button.setText(tr("Transcript", "Show all {number}").format(number=len(self._suggestions)))
        self.more_button.setVisible(len(shown) < len(self._suggestions))
        for part in (self.heading, self.hint):
            part.setVisible(bool(self._suggestions))

    def _row(self, each: Suggestion, time_ms: int) -> QPushButton:
        return basics.button(
            f"{each.heard} → {each.suggested}",
            lambda: self.place_chosen.emit(each.turn_id, each.first, each.last),
            kind="link",
            name=tr("Transcript", "Show “{heard}” at {time}, perhaps “{suggested}”").format(
                heard=each.heard, time=short_clock(time_ms), suggested=each.suggested
            ),
            tip=each.reason,
        )

    def _show_all(self) -> None:
        self._all = True
        self._make_rows()
