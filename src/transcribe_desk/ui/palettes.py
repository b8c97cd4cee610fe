"""Name the colours of the window by what they are for, in each of its four palettes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from PySide6.QtGui import QColor

from transcribe_desk.privacy.mention import Category


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one appearance, named by what they are for.

    Pairs of text and ground keep a contrast of 4.5 to 1, in the two high-contrast palettes of 7 to 1.
    """

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

    @property
    def is_dark(self) -> bool:
        """Tell whether light letters stand on a dark ground."""
        return self.name in ("dark", "contrast-dark")

    def colour(self, name: str) -> QColor:
        """Give the token ``name`` as a colour, which nobody may change: whoever asks gets the same one."""
        return _read(getattr(self, name))

    def category(self, category: Category) -> QColor:
        """Give the colour of marks of a category."""
        return self.colour(_CATEGORY_TOKENS.get(category, "warning"))

    def speaker(self, index: int) -> QColor:
        """Give the colour of the speaker that speaks as ``index``-th, from 0."""
        return _read(self.speakers[index % len(self.speakers)])


@cache
def _read(colour: str) -> QColor:
    """Read a colour such as ``#1b1d20`` once; every cell that is painted asks for some."""
    return QColor(colour)


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


CONTRAST_LIGHT = Tokens(
    name="contrast-light",
    background="#ffffff", panel="#ffffff", paper="#ffffff", hover="#ececec",
    ink="#000000", secondary="#222222", muted="#3a3a3a", line="#5a5a5a", field_line="#000000",
    accent="#004a5c", accent_ground="#e0f3f8", accent_wash="#eef8fb", accent_pressed="#00323f", on_accent="#ffffff",
    neutral_ground="#ececec",
    warning="#6b3500", warning_ground="#fff1de", danger="#8a0f0a", danger_ground="#ffeae8",
    success="#0f4d14", success_ground="#e6f6e7",
    person="#5a1f78", place="#00512f", organisation="#643800", playing="#fff0a8",
    on_speaker="#ffffff", speakers=("#004a80", "#7a3a00", "#00543f", "#7a1f55", "#4d4000"),
)  # fmt: skip

CONTRAST_DARK = Tokens(
    name="contrast-dark",
    background="#000000", panel="#000000", paper="#000000", hover="#262626",
    ink="#ffffff", secondary="#e8e8e8", muted="#d0d0d0", line="#8c8c8c", field_line="#ffffff",
    accent="#7fe3f7", accent_ground="#06303a", accent_wash="#0a2027", accent_pressed="#b5f0fb", on_accent="#000000",
    neutral_ground="#262626",
    warning="#ffc870", warning_ground="#2e2008", danger="#ffb0a9", danger_ground="#3a1513",
    success="#9fe6ad", success_ground="#0f2b15",
    person="#e2bdf5", place="#93e6bd", organisation="#f5cc85", playing="#4f4608",
    on_speaker="#000000", speakers=("#8cc8ff", "#ffbe85", "#7fe3c0", "#f7b9dd", "#f0e47a"),
)  # fmt: skip

PALETTES = (LIGHT, DARK, CONTRAST_LIGHT, CONTRAST_DARK)


def contrast(one: str, other: str) -> float:
    """Give the contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
