"""Make fields for typing: with their prompt over them; a passphrase that can be shown, with a hint on its strength."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from transcribe_desk.ui import icons
from transcribe_desk.ui.passphrase import strength
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.widgets import basics


def labelled(words: str, field: QWidget) -> QVBoxLayout:
    """Put a field under its prompt, which is its accessible name unless it has one."""
    prompt = basics.label(words, "field", wrap=True)
    prompt.setBuddy(field)
    if not field.accessibleName():
        field.setAccessibleName(words)
    return basics.column(prompt, field, spacing=4)


class PassphraseField(QWidget):
    """A line for a secret, with a button that shows it."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName(name)
        self.show_button = basics.button(
            "", self._toggle, kind="quiet", name=tr("Home", "Show {name}").format(name=name.lower())
        )
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self.field, 1)
        box.addWidget(self.show_button)
        self.setFocusProxy(self.field)
        theme.changed.connect(self._paint_icon)
        self._paint_icon()

    def text(self) -> str:
        """Give what was typed."""
        return self.field.text()

    def clear(self) -> None:
        """Empty the line and hide what will be typed."""
        self.field.clear()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self._paint_icon()

    def mark_wrong(self, *, wrong: bool) -> None:
        """Frame the line as wrong or not."""
        if bool(self.field.property("wrong")) != wrong:
            self.field.setProperty("wrong", wrong)
            basics.restyle(self.field)

    def _toggle(self) -> None:
        hidden = self.field.echoMode() is QLineEdit.EchoMode.Password
        self.field.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self._paint_icon()

    def _paint_icon(self) -> None:
        hidden = self.field.echoMode() is QLineEdit.EchoMode.Password
        self.show_button.setIcon(icons.icon("show" if hidden else "hide", self._theme.tokens, "secondary"))
        self.show_button.setToolTip(tr("Home", "Show") if hidden else tr("Home", "Hide"))


class StrengthHint(QWidget):
    """Four bars and a few words on how hard a passphrase is to guess."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._typed = ""
        self._bars = [QFrame() for _ in range(4)]
        self.words = basics.label("", "small", wrap=True)
        bars = QHBoxLayout()
        bars.setSpacing(4)
        for bar in self._bars:
            bar.setFixedHeight(4)
            bars.addWidget(bar)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 2, 0, 0)
        box.setSpacing(4)
        box.addLayout(bars)
        box.addWidget(self.words)
        theme.changed.connect(self._paint)
        self.judge("")

    def judge(self, typed: str) -> None:
        """Show how strong this passphrase is."""
        self._typed = typed
        self._paint()

    def _paint(self) -> None:
        found, tokens = strength(self._typed), self._theme.tokens
        for place, bar in enumerate(self._bars):
            lit = bool(self._typed) and place < max(found.score, 1)
            bar.setStyleSheet(f"background: {getattr(tokens, found.tone if lit else 'line')}; border-radius: 2px;")
        word = f"{found.word}. " if self._typed else ""
        self.words.setText(word + found.hint)
