"""Give the window its colours, sizes and fonts, changeable while it runs."""

from __future__ import annotations

import re
import string
from dataclasses import asdict
from enum import StrEnum
from functools import cache
from weakref import WeakSet

import shiboken6
from PySide6.QtCore import QDir, QObject, Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from transcribe_desk import paths
from transcribe_desk.ui.palettes import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT
from transcribe_desk.ui.palettes import Tokens as Tokens  # most who ask for the theme ask for its tokens too

_SANS = (
    "Inter", "Segoe UI Variable Text", "Segoe UI", ".AppleSystemUIFont", "Noto Sans", "Liberation Sans", "DejaVu Sans",
)  # fmt: skip
_MONO = (
    "JetBrains Mono", "Cascadia Mono", "SF Mono", "Menlo", "Consolas", "Noto Sans Mono", "Liberation Mono",
    "DejaVu Sans Mono",
)  # fmt: skip
_SIZES_IN_STYLE = re.compile(r"(font-size|min-height): (\d+)px")
_BASE_FONT = "textSizeFont"  # on a widget: its font's pixels as written in code, and as last set from them
_BASE_SIZE = "textSizeBox"  # on a widget: the width and height to keep and the greatest width, as written in code; or 0

_percent = 100  # one text size for the whole program


class Appearance(StrEnum):
    """What a person chose: follow the system, or one of the palettes."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST_LIGHT = "contrast-light"
    CONTRAST_DARK = "contrast-dark"


_TOKENS = {
    Appearance.LIGHT: LIGHT,
    Appearance.DARK: DARK,
    Appearance.CONTRAST_LIGHT: CONTRAST_LIGHT,
    Appearance.CONTRAST_DARK: CONTRAST_DARK,
}


def sans(pixels: int, *, bold: bool = False) -> QFont:
    """Give the reading font; ``pixels`` is its size at a text size of 100 %."""
    return _font(_SANS, QFont.StyleHint.SansSerif, pixels, bold=bold)


def mono(pixels: int, *, bold: bool = False) -> QFont:
    """Give the font of study IDs and times, in which digits align; ``pixels`` is its size at a text size of 100 %."""
    return _font(_MONO, QFont.StyleHint.Monospace, pixels, bold=bold)


def scaled(pixels: float) -> int:
    """Give a length that goes with the text, such as the height of a row: ``pixels`` at a text size of 100 %."""
    return round(pixels * _percent / 100)


def keep_size(widget: QWidget, *, width: int = 0, height: int = 0, at_most: int = 0) -> None:
    """Fix the width or height of a widget that holds text, so that it goes with the text size; 0 leaves one free.

    ``at_most`` is the greatest width in pixels, at any text size; 0 sets no limit.
    """
    widget.setProperty(_BASE_SIZE, (width, height, at_most))
    _fit_box(widget)


class Theme(QObject):
    """The appearance and the text size in force; tells whoever paints by hand when they change."""

    changed = Signal()

    def __init__(self, app: QApplication, appearance: Appearance = Appearance.SYSTEM, text_size: int = 100) -> None:
        super().__init__(app)
        self._app = app
        self._windows: WeakSet[QWidget] = WeakSet()
        self._system_tokens = _tokens_of_system()
        self.appearance = appearance
        self.tokens = LIGHT
        QDir.setSearchPaths("deskicons", [str(paths.resource("icons"))])
        app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(self._system_changed)
        _set_percent(text_size)
        app.setFont(sans(14))
        self.choose(appearance)

    @property
    def text_size(self) -> int:
        """Give the text size in percent."""
        return _percent

    def choose(self, appearance: Appearance) -> None:
        """Put an appearance in force at once."""
        self.appearance = appearance
        self.tokens = _TOKENS.get(appearance, self._system_tokens)
        self._dress()
        self.changed.emit()

    def set_text_size(self, percent: int) -> None:
        """Make all text larger or smaller at once, and what ``keep_size`` fixed with it."""
        if percent == _percent:
            return
        widgets = self._app.allWidgets()
        bases = [(widget, _base_pixels(widget)) for widget in widgets]
        _set_percent(percent)
        self._app.setFont(sans(14))
        self._dress()  # before the fonts, for a new style sheet puts back those that it found
        for widget, base in bases:
            _fit_font(widget, base)
            _fit_box(widget)
        self.changed.emit()

    def dress(self, window: QWidget) -> None:
        """Dress a window, and everything that comes into it, from now on.

        The style sheet is a window's and not the application's: with one of its own, Qt would look through it again for
        every widget each time that a part is put into another, and a screen took twice as long to make.
        """
        self._windows.add(window)
        window.setStyleSheet(stylesheet(self.tokens))

    def _dress(self) -> None:
        self._app.setPalette(palette(self.tokens))
        sheet = stylesheet(self.tokens)
        for window in self._windows:
            if shiboken6.isValid(window):
                window.setStyleSheet(sheet)

    def _system_changed(self, _scheme: Qt.ColorScheme) -> None:
        self._system_tokens = _tokens_of_system()
        if self.appearance is Appearance.SYSTEM:
            self.choose(Appearance.SYSTEM)


def palette(tokens: Tokens) -> QPalette:
    """Make Qt's palette from the tokens."""
    made = QPalette()
    role = QPalette.ColorRole
    for target, name in (
        (role.Window, "background"), (role.WindowText, "ink"), (role.Base, "paper"), (role.AlternateBase, "panel"),
        (role.Text, "ink"), (role.Button, "panel"), (role.ButtonText, "ink"), (role.ToolTipBase, "panel"),
        (role.ToolTipText, "ink"), (role.Highlight, "accent_ground"), (role.HighlightedText, "ink"),
        (role.Link, "accent"), (role.PlaceholderText, "muted"), (role.Mid, "line"), (role.Dark, "line"),
        (role.Light, "paper"), (role.Midlight, "panel"), (role.Accent, "accent"),
    ):  # fmt: skip
        made.setColor(target, tokens.colour(name))
    for target in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, target, tokens.colour("muted"))
    return made


def stylesheet(tokens: Tokens) -> str:
    """Fill the style sheet of the resources with the tokens, in the text size in force."""
    template = string.Template(paths.resource("themes", "desk.qss").read_text(encoding="utf-8"))
    filled = template.substitute({key: value for key, value in asdict(tokens).items() if isinstance(value, str)})
    return _SIZES_IN_STYLE.sub(lambda found: f"{found[1]}: {scaled(int(found[2]))}px", filled)


def _set_percent(percent: int) -> None:
    global _percent
    _percent = percent


def _base_pixels(widget: QWidget) -> int:
    """Give the size, at a text size of 100 %, of a font that was set on the widget itself, 0 when none was."""
    pixels = widget.font().pixelSize()
    if not widget.testAttribute(Qt.WidgetAttribute.WA_SetFont) or pixels <= 0:
        return 0
    base, last = widget.property(_BASE_FONT) or (0, 0)
    return int(base) if pixels == last else round(pixels * 100 / _percent)


def _fit_font(widget: QWidget, base: int) -> None:
    if base:
        font = widget.font()
        font.setPixelSize(scaled(base))
        widget.setFont(font)
        widget.setProperty(_BASE_FONT, (base, scaled(base)))


def _fit_box(widget: QWidget) -> None:
    width, height, at_most = widget.property(_BASE_SIZE) or (0, 0, 0)
    if width:
        widget.setFixedWidth(min(scaled(width), at_most or scaled(width)))
    if height:
        widget.setFixedHeight(scaled(height))


def _font(families: tuple[str, ...], hint: QFont.StyleHint, pixels: int, *, bold: bool) -> QFont:
    return QFont(_made_font(families, hint, scaled(pixels), bold=bold))  # a copy, for whoever changes it


@cache
def _made_font(families: tuple[str, ...], hint: QFont.StyleHint, pixels: int, *, bold: bool) -> QFont:
    font = QFont()
    font.setFamilies(_present(families))
    font.setStyleHint(hint)
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font


@cache
def _present(families: tuple[str, ...]) -> list[str]:
    there = set(QFontDatabase.families())
    return [family for family in families if family in there] or [families[-1]]


def _tokens_of_system() -> Tokens:
    hints = QGuiApplication.styleHints()  # kept: what ``accessibility`` gives goes with it
    if hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
        return CONTRAST_DARK if _system_is_dark() else CONTRAST_LIGHT
    return DARK if _system_is_dark() else LIGHT


def _system_is_dark() -> bool:
    scheme = QGuiApplication.styleHints().colorScheme()
    if scheme is not Qt.ColorScheme.Unknown:
        return scheme is Qt.ColorScheme.Dark
    colours = QGuiApplication.palette()
    return colours.window().color().lightness() < colours.windowText().color().lightness()
