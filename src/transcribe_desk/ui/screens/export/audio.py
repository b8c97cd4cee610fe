"""Hold the export's choices about recordings: their format, what is heard in the gaps, and where to listen first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QListWidget, QListWidgetItem, QWidget

from transcribe_desk.audio.choice import AudioChoice, AudioFormat, Mode
from transcribe_desk.study.timecode import clock
from transcribe_desk.ui import theme as looks
from transcribe_desk.ui import wording
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.vocabulary import below
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.choice import Choice

if TYPE_CHECKING:
    from transcribe_desk.privacy.sound_gaps import Place

# A place, with the number and the study ID of its interview.
PlaceRow: TypeAlias = "tuple[int, str, Place]"

_ROW_HEIGHT = 26
_ROWS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class _Row:
    interview_id: int
    text: str
    reasons: str


class AudioPart(QWidget):
    """How recordings leave. Another list of places takes the tick back that a person set for the one before."""

    listen_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._found: tuple[PlaceRow, ...] | None = None
        self._rows: list[_Row] = []
        self.kind = _choice(tr("Export", "Format of the recordings"), wording.sound_formats())
        self.mode = _choice(tr("Export", "Heard in place of what is replaced"), wording.gaps())
        self.verify = QCheckBox(tr("Export", "Search the finished sound"))
        self.verify.setChecked(True)
        self._searching = basics.label(
            tr(
                "Export",
                "Transcribes it again, which takes about as long as the first time. A recording that still "
                "says a replaced name is not written.",
            ),
            "small",
            wrap=True,
        )
        self.count = basics.label("", "strong", wrap=True)
        self.places = QListWidget()
        self.places.setAccessibleName(tr("Export", "Places to listen to"))
        self.places.setFont(looks.mono(13))
        self.places.setTabKeyNavigation(False)
        self.places.setUniformItemSizes(True)
        self.places.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.places.currentRowChanged.connect(self._say_why)
        self.places.itemActivated.connect(lambda _item: self._ask_to_listen())
        self.why = basics.label("", "small", wrap=True)
        self.review_button = basics.button(tr("Export", "Open in the review"), self._ask_to_listen, kind="link")
        self.listened = QCheckBox(tr("Export", "I listened; the times are right"))
        told = tr("Export", "Without this tick each place is covered whole, wider than its words.")
        self._meaning = basics.label(told, "small", wrap=True)
        self._lay_out()
        self.say_reading()

    def choice(self) -> AudioChoice:
        """Give how recordings are to leave; nobody listened to places that are not shown."""
        return AudioChoice(
            AudioFormat(self.kind.currentData()),
            Mode(self.mode.currentData()),
            listened=self.listened.isEnabled() and self.listened.isChecked(),
            verify=self.verify.isChecked(),
        )

    def say_reading(self) -> None:
        """Say that the places are being looked for; until they are there, each counts as not listened to."""
        self.listened.setEnabled(False)
        if self._found is None:
            self.count.setText(tr("Export", "Looking for places to listen to…"))
            self._show_list(shown=False)

    def say_failed(self) -> None:
        """Say that the places are not known."""
        self._found = None
        self.listened.setChecked(False)
        self.count.setText(tr("Export", "The places to listen to could not be read."))
        self._show_list(shown=False)

    def show_places(self, found: Iterable[PlaceRow], interviews: int) -> None:
        """List the places of so many interviews, those at the same second as one."""
        places = tuple(found)
        if places != self._found:
            self._found = places
            self.listened.setChecked(False)
            self._fill(_joined(places))
        self.count.setText(wording.places_to_listen(len(self._rows), interviews))
        self.listened.setEnabled(bool(places))
        self._show_list(shown=bool(places))

    def _fill(self, rows: list[_Row]) -> None:
        self.places.clear()  # first: while it empties, it names rows that were
        self._rows = rows
        for row in rows:
            item = QListWidgetItem(row.text)
            item.setSizeHint(QSize(0, _ROW_HEIGHT))
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, row.reasons)
            self.places.addItem(item)
        self.places.setFixedHeight(_ROW_HEIGHT * min(_ROWS_SHOWN, max(1, len(rows))) + 2)
        self.places.setCurrentRow(0)

    def _say_why(self, row: int) -> None:
        if row >= 0:
            self.why.setText(self._rows[row].reasons)

    def _ask_to_listen(self) -> None:
        row = self.places.currentRow()
        if row >= 0:
            self.listen_asked.emit(self._rows[row].interview_id)

    def _show_list(self, *, shown: bool) -> None:
        for part in (self.places, self.why, self.review_button, self.listened, self._meaning):
            part.setVisible(shown)

    def _lay_out(self) -> None:
        box = basics.column(
            basics.section(tr("Export", "Recordings")),
            4,
            basics.row(self.kind, self.mode),
            4,
            self.verify,
            self._searching,
            8,
            self.count,
            self.places,
            self.why,
            basics.row(self.review_button, None),
            4,
            self.listened,
            self._meaning,
            12,
            spacing=4,
        )
        self.setLayout(box)


def _choice(name: str, choices: Iterable[tuple[str, str]]) -> Choice:
    made = Choice()
    made.setAccessibleName(name)
    made.setToolTip(name)
    for value, words in choices:
        made.addItem(words, value)
    return made


def _joined(found: Iterable[PlaceRow]) -> list[_Row]:
    """Give a row for each stretch that reads the same, with all that is doubtful there."""
    doubts: dict[tuple[int, str], dict[str, None]] = {}
    for interview_id, study_id, place in found:
        text = f"{study_id}  {clock(max(0, place.start_ms))}–{clock(place.end_ms)}"
        doubts.setdefault((interview_id, text), {}).update(dict.fromkeys(place.doubts))
    return [_Row(*key, f"{wording.capital('; '.join(map(below, each)))}.") for key, each in doubts.items()]
