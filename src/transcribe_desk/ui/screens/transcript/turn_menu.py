"""Offer, in a menu, to whom a turn can be given: this one, from here on, or all of its speaker."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu

from transcribe_desk.study.speakers import Scope
from transcribe_desk.ui.document.gutter import paint_badge
from transcribe_desk.ui.document.speakers import ShownSpeaker
from transcribe_desk.ui.theme import Tokens
from transcribe_desk.ui.translation import tr

Given = Callable[[str, Scope], None]
_SIDE = 18


def fill_turn_menu(
    menu: QMenu, speakers: Sequence[ShownSpeaker], said_by: str, new_speaker: str, given: Given, tokens: Tokens
) -> None:
    """Add the choices; ``given`` hears the speaker, ``new_speaker`` for somebody new, and which turns."""
    now = next((each for each in speakers if each.speaker == said_by), None)
    if now is None:
        return
    headings = {
        Scope.THIS_TURN: tr("Transcript", "Give this turn to"),
        Scope.FROM_HERE: tr("Transcript", "Give {name} from here on to").format(name=now.name),
        Scope.ALL: tr("Transcript", "Give all turns of {name} to").format(name=now.name),
    }
    for scope in Scope:
        fill_scope(menu.addMenu(headings[scope]), scope, speakers, said_by, new_speaker, given, tokens)


def fill_scope(
    menu: QMenu,
    scope: Scope,
    speakers: Sequence[ShownSpeaker],
    said_by: str,
    new_speaker: str,
    given: Given,
    tokens: Tokens,
) -> None:
    """Add to whom the turns of one scope can be given."""
    for each in speakers:
        if each.speaker == said_by:
            continue
        key = f"\tCtrl+{each.place + 1}" if scope is Scope.THIS_TURN and each.place < 9 else ""
        action = menu.addAction(badge_icon(each, tokens), f"{each.name}{key}")
        action.triggered.connect(lambda _on=False, to=each.speaker: given(to, scope))
    menu.addAction(tr("Transcript", "Somebody new")).triggered.connect(lambda _on=False: given(new_speaker, scope))


def badge_icon(shown: ShownSpeaker, tokens: Tokens) -> QIcon:
    """Make a speaker's badge for a menu."""
    picture = QPixmap(2 * _SIDE, 2 * _SIDE)
    picture.setDevicePixelRatio(2)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_badge(painter, QRectF(0, 0, _SIDE, _SIDE), shown.initial, shown.place, tokens)
    painter.end()
    return QIcon(picture)
