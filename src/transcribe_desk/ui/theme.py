"""Give the window its colours, sizes and fonts, light or dark, changeable while it runs."""

from __future__ import annotations

import string
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cache

from PySide6.QtCore import QDir, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from transcribe_desk import paths
from transcribe_desk.privacy.mention import Category

_SANS = (
    "Inter", "Segoe UI Variable Text", "Segoe UI", ".AppleSystemUIFont", "Noto Sans", "Liberation Sans", "DejaVu Sans",
)  # fmt: skip
_MONO = (
    "JetBrains Mono", "Cascadia Mono", "SF Mono", "Menlo", "Consolas", "Noto Sans Mono", "Liberation Mono",
    "DejaVu Sans Mono",
)  # fmt: skip


class Appearance(StrEnum):
    """What a person chose: follow the system, or one of the two."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one appearance, named by what they are for; text pairs keep a contrast of 4.5 to 1."""

    name: str
    background: str
    panel: str
    paper: str
    hover: str
    ink: str
    secondary: str  # quiet text that still reads on tinted grounds
    muted: str
    line: str
    field_line: str  # borders of inputs and boxes, 3 to 1 against paper
    accent: str
    accent_ground: str
    accent_wash: str  # behind the turn that is looked at
    accent_pressed: str
    on_accent: str
    neutral_ground: str
    warning: str
    warning_ground: str
    danger: str
    danger_ground: str
    success: str
    success_ground: str
    person: str
    place: str
    organisation: str
    playing: str
    on_speaker: str
    speakers: tuple[str, ...]  # Okabe–Ito, darkened or lightened to read as text

    def colour(self, name: str) -> QColor:
        """Give the token ``name`` as a colour."""
        return QColor(getattr(self, name))

    def category(self, category: Category) -> QColor:
        """Give the colour of marks of a category."""
        return self.colour(_CATEGORY_TOKENS.get(category, "warning"))

    def speaker(self, index: int) -> QColor:
        """Give the colour of the speaker that speaks as ``index``-th, from 0."""
        return QColor(self.speakers[index % len(self.speakers)])


_CATEGORY_TOKENS = {
    Category.PERSON: "person",
    Category.PLACE: "place",
    Category.ORGANISATION: "organisation",
    Category.CONTACT: "danger",
    Category.DATE: "danger",
}

LIGHT = Tokens(
    name="light",
    background="#f4f3f0", panel="#faf9f7", paper="#ffffff", hover="#f1f0ec",
    ink="#1f2328", secondary="#565b62", muted="#6a6f76", line="#e1dfda", field_line="#8c9097",
    accent="#0f6e84", accent_ground="#e3f0f2", accent_wash="#f1f8f9", accent_pressed="#0b5667", on_accent="#ffffff",
    neutral_ground="#efeeeb",
    warning="#a85b00", warning_ground="#fef3e3", danger="#b3261e", danger_ground="#fbe7e5",
    success="#2e7d32", success_ground="#ebf5eb",
    person="#7b3f98", place="#0b7a4b", organisation="#9a5b00", playing="#fff6d6",
    on_speaker="#ffffff", speakers=("#0072b2", "#b45f06", "#00775a", "#a3437a", "#6b5b00"),
)  # fmt: skip

DARK = Tokens(
    name="dark",
    background="#1b1d20", panel="#212428", paper="#26292e", hover="#2c3036",
    ink="#e6e7e9", secondary="#b3b8bf", muted="#9aa0a8", line="#363a40", field_line="#7b828b",
    accent="#5cc0d6", accent_ground="#1d3a42", accent_wash="#283338", accent_pressed="#86d3e4", on_accent="#10262b",
    neutral_ground="#30343a",
    warning="#f0b05a", warning_ground="#3a2e1d", danger="#f28b82", danger_ground="#41292b",
    success="#81c995", success_ground="#21362a",
    person="#d0a2ea", place="#7bd3a8", organisation="#e8b768", playing="#4a4326",
    on_speaker="#1b1d20", speakers=("#6cb6ff", "#f0a868", "#5fd0ab", "#e8a3cb", "#e6d96a"),
)  # fmt: skip


def contrast(one: str, other: str) -> float:
    """Give the contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def sans(pixels: int, *, bold: bool = False) -> QFont:
    """Give the reading font at a size in pixels."""
    return _font(_SANS, QFont.StyleHint.SansSerif, pixels, bold=bold)


def mono(pixels: int, *, bold: bool = False) -> QFont:
    """Give the font of study IDs and times, in which digits align, at a size in pixels."""
    return _font(_MONO, QFont.StyleHint.Monospace, pixels, bold=bold)


class Theme(QObject):
    """The appearance in force; tells whoever paints by hand when it changes."""

    changed = Signal()

    def __init__(self, app: QApplication, appearance: Appearance = Appearance.SYSTEM) -> None:
        super().__init__(app)
        self._app = app
        self._system_tokens = DARK if _system_is_dark() else LIGHT
        self.appearance = appearance
        self.tokens = LIGHT
        QDir.setSearchPaths("deskicons", [str(paths.resource("icons"))])
        app.setStyle("Fusion")
        app.setFont(sans(14))
        app.styleHints().colorSchemeChanged.connect(self._system_changed)
        self.choose(appearance)

    def choose(self, appearance: Appearance) -> None:
        """Put an appearance in force at once."""
        self.appearance = appearance
        chosen = {Appearance.LIGHT: LIGHT, Appearance.DARK: DARK}
        self.tokens = chosen.get(appearance, self._system_tokens)
        self._app.setPalette(palette(self.tokens))
        self._app.setStyleSheet(stylesheet(self.tokens))
        self.changed.emit()

    def _system_changed(self, scheme: Qt.ColorScheme) -> None:
        self._system_tokens = DARK if scheme is Qt.ColorScheme.Dark else LIGHT
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
    """Fill the style sheet of the resources with the tokens."""
    template = string.Template(paths.resource("themes", "desk.qss").read_text(encoding="utf-8"))
    return template.substitute({key: value for key, value in asdict(tokens).items() if isinstance(value, str)})


def _font(families: tuple[str, ...], hint: QFont.StyleHint, pixels: int, *, bold: bool) -> QFont:
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


def _system_is_dark() -> bool:
    scheme = QGuiApplication.styleHints().colorScheme()
    if scheme is not Qt.ColorScheme.Unknown:
        return scheme is Qt.ColorScheme.Dark
    colours = QGuiApplication.palette()
    return colours.window().color().lightness() < colours.windowText().color().lightness()


def _luminance(colour: str) -> float:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
