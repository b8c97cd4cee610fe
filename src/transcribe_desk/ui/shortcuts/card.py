"""Show all keys on one card over the window, as they are now; work goes on under it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations_with_replacement, groupby, pairwise

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from transcribe_desk.ui import icons
from transcribe_desk.ui import theme as looks
from transcribe_desk.ui.shortcuts.catalogue import Action, actions
from transcribe_desk.ui.shortcuts.registry import Shortcuts, native
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.widgets import basics

Group = tuple[str, list[Action]]

_COLUMNS = 3
_WIDTH, _MARGIN = 1120, 24


class CardOfKeys(QFrame):
    """A sheet over ``parent`` with every group of actions; it never keeps a key or a click from what is under it.

    It takes no focus when it opens, so that whoever looks a key up can press it at once.
    """

    def __init__(self, theme: Theme, shortcuts: Shortcuts, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._theme = theme
        self._shortcuts = shortcuts
        self.setProperty("card", "sheet")
        self.setAccessibleName(tr("Shortcuts", "Card of keys"))
        self.close_button = basics.button("", self.hide, kind="quiet", name=tr("Shortcuts", "Close the card of keys"))
        self._columns = [QVBoxLayout() for _ in range(_COLUMNS)]
        body = basics.row(*self._columns, spacing=32)
        for column in self._columns:
            column.setSpacing(4)
        body.setContentsMargins(20, 0, 20, 20)
        self._sheet = basics.surface("paper", body)
        self._area = basics.scrolling(self._sheet)
        title = basics.row(basics.label(tr("Shortcuts", "Keys"), "title"), None, self.close_button)
        title.setContentsMargins(20, 12, 12, 4)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.addLayout(title)
        box.addWidget(self._area, 1)
        shortcuts.changed.connect(self._renew)
        theme.changed.connect(self._restyle)
        parent.installEventFilter(self)
        self.hide()

    def toggle(self) -> None:
        """Open the card, or put it away."""
        self.setVisible(self.isHidden())

    def showEvent(self, event: QShowEvent) -> None:
        """Write the keys in force and take the place in the middle."""
        super().showEvent(event)
        self._renew()
        self._restyle()
        self.raise_()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put the card away with Esc when it has the focus."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the place in the middle when the window changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _renew(self) -> None:
        if not self.isVisible():
            return
        groups = [(name, list(rows)) for name, rows in groupby(actions().values(), key=lambda action: action.group)]
        for column, chosen in zip(self._columns, _spread(groups), strict=True):
            basics.clear(column)
            for name, rows in chosen:
                column.addWidget(basics.section(name))
                column.addWidget(self._table(rows))
                column.addSpacing(12)
            column.addStretch(1)
        QTimer.singleShot(0, self, self._place)  # when the new labels know their size

    def _table(self, rows: Sequence[Action]) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        for place, action in enumerate(rows):
            title = basics.label(action.title, wrap=True)
            title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
            grid.addWidget(title, place, 0)
            keys = self._shortcuts.keys(action.id)
            caps: list[QLabel] = [basics.keycap(native(each)) for each in keys]
            grid.addLayout(basics.row(*(caps or [basics.label("–", "muted")]), spacing=4), place, 1,
                           Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)  # fmt: skip
        return made

    def _place(self) -> None:
        over = self._over
        width = min(looks.scaled(_WIDTH), over.width() - 2 * _MARGIN)
        wanted = self._sheet.heightForWidth(width) + looks.scaled(64)
        height = min(wanted, over.height() - 2 * _MARGIN)
        self.setGeometry((over.width() - width) // 2, (over.height() - height) // 2, width, height)

    def _restyle(self) -> None:
        self.close_button.setIcon(icons.icon("close", self._theme.tokens, "secondary"))
        if self.isVisible():
            self._place()


def _spread(groups: Sequence[Group]) -> list[list[Group]]:
    """Deal the groups out to the columns in their order, so that the longest column is as short as can be."""
    places = range(len(groups) + 1)
    cuts = [(0, *chosen, len(groups)) for chosen in combinations_with_replacement(places, _COLUMNS - 1)]
    ways = [[list(groups[first:last]) for first, last in pairwise(cut)] for cut in cuts]
    return min(ways, key=lambda columns: max(sum(len(rows) + 2 for _, rows in column) for column in columns))
