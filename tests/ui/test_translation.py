"""The window can speak another language: phrases are found in the source, and a translation of them is spoken."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTranslator
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui import made_study
from tests.ui.every_part import make_every_part
from tests.ui.screenshots import job_events
from tests.ui.settling import busy, go_to
from transcribe_desk import paths
from transcribe_desk.speech.language_names import LANGUAGES
from transcribe_desk.speech.model_store import ModelStore
from transcribe_desk.study.transcript import SpeakerRole
from transcribe_desk.ui import translation
from transcribe_desk.ui.main_window import MainWindow
from transcribe_desk.ui.screens.review.screen import Mode, ReviewScreen
from transcribe_desk.ui.session import Session
from transcribe_desk.ui.settings.about import AboutSection
from transcribe_desk.ui.shortcuts.catalogue import actions
from transcribe_desk.ui.shortcuts.presets import presets
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.vocabulary import NOUNS

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    """Give the script that keeps the files of translators."""
    spec = importlib.util.spec_from_file_location("update", ROOT / "resources/translations/update.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def test_a_translation_made_with_the_script_is_spoken(
    tool: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert tool.update(["de"], tmp_path) == 0
    file = tmp_path / "transcribe_desk_de.ts"
    text = file.read_text(encoding="utf-8")
    assert text.count("<source>") > 150
    unfinished = '<source>Play or pause</source>\n        <translation type="unfinished"></translation>'
    assert unfinished in text
    done = "<source>Play or pause</source>\n        <translation>Abspielen oder anhalten</translation>"
    file.write_text(text.replace(unfinished, done), encoding="utf-8")
    assert tool.update(["de"], tmp_path) == 0  # what was translated stays
    assert tool.release(file) == 0
    monkeypatch.setattr(paths, "resource", lambda *_parts: tmp_path)
    assert translation.languages() == {"en_GB": "British English", "de": "Deutsch"}
    app = QCoreApplication.instance()
    assert app is not None
    assert translation.install(app, "de")
    try:
        assert tr("Shortcuts", "Play or pause") == "Abspielen oder anhalten"
        assert tr("Shortcuts", "Back") == "Back"
    finally:
        for each in app.findChildren(QTranslator):
            app.removeTranslator(each)
    assert tr("Shortcuts", "Play or pause") == "Play or pause"


def test_a_language_that_is_not_there_is_not_installed() -> None:
    app = QCoreApplication.instance()
    assert app is not None
    assert not translation.install(app, "tlh")
    assert translation.install(app, "en_GB")


def test_phrases_are_plain_words_or_the_script_would_miss_them() -> None:
    """Every call of ``tr`` has two literals; values come in afterwards."""
    for path in sorted((ROOT / "src/transcribe_desk/ui").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if path.name == "translation.py":
            continue
        opened = len(re.findall(r"(?<![\w.])tr\(", text))
        literal = len(re.findall(r"(?<![\w.])tr\(\s*\"[A-Z]\w*\",\s*\"", text))
        assert opened == literal, path.name


def test_every_noun_that_is_counted_has_its_two_forms() -> None:
    for path in sorted((ROOT / "src/transcribe_desk/ui").rglob("*.py")):
        counted = re.findall(r"\bcounted\(.*?, [\"']([a-z ]+)[\"']\)", path.read_text(encoding="utf-8"))
        assert set(counted) <= set(NOUNS), path.name


class Marking(QTranslator):
    """Speak a language that is English in brackets, and of this window's phrases only: Qt's are left to Qt."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._known = {
            (context.findtext("name"), message.findtext("source"))
            for context in ElementTree.parse(file).getroot().iter("context")  # noqa: S314 - made by the script
            for message in context.iter("message")
        }

    def isEmpty(self) -> bool:
        """Tell that there is something to say."""
        return False

    def translate(self, context: str, text: str, _comment: str | None = None, _number: int = -1) -> str | None:
        """Put a phrase that the script found into brackets; None is left as it is."""
        return f"⟦{text}⟧" if (context, text) in self._known else None


@pytest.fixture
def marking(tool: ModuleType, tmp_path: Path) -> Iterator[None]:
    """Have every phrase marked that a translator is given."""
    assert tool.update(["de"], tmp_path) == 0
    translator = Marking(tmp_path / "transcribe_desk_de.ts")
    app = QCoreApplication.instance()
    assert app is not None
    app.installTranslator(translator)
    for cached in (actions, presets):
        cached.cache_clear()
    yield
    app.removeTranslator(translator)
    for cached in (actions, presets):
        cached.cache_clear()


@pytest.fixture
def shown(marking: None, window: MainWindow, session: Session, qtbot: QtBot) -> dict[str, str]:
    """Give what is written in the window once every screen was visited, with the class of what it stands on."""
    session.select(session.desk.interview("02-hospital").id)
    for event in job_events([row.interview.id for row in session.overview.rows]):
        session.take_event(event)
    found: dict[str, str] = {}

    def look() -> None:
        qtbot.waitUntil(lambda: not busy(window), timeout=20_000)
        found.update(_written(window))

    for name in (*window.screens, "settings", "help"):
        go_to(window, name)
        look()
    make_every_part(window)
    review = window.screens["review"]
    assert isinstance(review, ReviewScreen)
    for mode in Mode:
        review.show_mode(mode)
        look()
    for section in ("looks", "playback", "keys", "models", "isolation", "about"):
        window.show_settings(section)
        look()
    return found


def test_every_word_of_the_window_comes_from_the_translator(shown: dict[str, str]) -> None:
    """What is left once the marked phrases are taken away is data: what people typed or said, names, keys, paths."""
    assert len(shown) > 500
    names = [rf"(?<!\w){re.escape(name)}(?!\w)" for name in sorted(_names(), key=len, reverse=True)]
    data = re.compile("|".join([*names, *_PATTERNS]))
    left = {text: where for text, where in shown.items() if _WORD.search(data.sub("", _unmarked(text)))}
    assert left == {}


_WORD = re.compile(r"[^\W\d_]{2,}")
_PATTERNS = (
    r"\d\d-[a-z]+",  # study IDs
    r"\b(?:(?:Ctrl|Alt|Shift)[+ ])*(?:Ctrl|Alt|Shift|Esc|Del|Return|Space|Home|End|Up|Down|Left|Right|F?\d+|[A-Z])\b",
    r"(?:[A-Z]:)?[/\\]\S+( export)?",  # paths, shortened in the middle where there is no room
    r"\S+: [0-9a-f]{64}|SHA-256 [0-9a-f]+… \(\S+\)",
)


def _names() -> set[str]:
    """Give what is a name or was said: of the study, of people and places, of programs, models and their licences."""
    labels = {"hospital", "community", "commissioner"}
    models = ModelStore().catalogue()
    errors = [event.error for event in job_events(list(range(9))) if event.error is not None]
    products = {"Transcribe Desk", "faster-whisper", "transcribe-desk models install NAME", "British English"}
    return {
        made_study.TITLE, *made_study.NAMES, "A. Brown", "AB", *labels, *map(str.capitalize, labels),
        *(each.capitalize() for each in SpeakerRole),  # as exports call who speaks
        *LANGUAGES.values(), *(each.title for each in models), *(each.licence for each in models),
        *(preset.title for preset in presets().values()), *products,
        *(str(part) for error in errors for part in (error, error.thing, error.cause, error.remedy)),  # a room's below
    }  # fmt: skip


def _unmarked(text: str) -> str:
    """Take marked phrases away, from the innermost outwards."""
    while (less := re.sub(r"⟦[^⟦⟧]*⟧", "", text)) != text:
        text = less
    return text


def _written(window: MainWindow) -> dict[str, str]:
    """Give every text of the window, with what it stands on."""
    found: dict[str, str] = {}
    foreign = [*window.findChildren(QKeySequenceEdit), *window.findChildren(AboutSection)]  # Qt's; packages, licences
    for each in [window, *window.findChildren(QWidget)]:
        if any(part.isAncestorOf(each) for part in foreign):
            continue
        texts = [each.toolTip(), each.accessibleName(), each.accessibleDescription()]
        if isinstance(each, QLabel | QAbstractButton):
            texts.append(each.text())
        if isinstance(each, QLineEdit | QTextEdit | QPlainTextEdit):
            texts.append(each.placeholderText())
        if isinstance(each, QComboBox):
            texts += [each.itemText(place) for place in range(each.count())]
        if isinstance(each, QTableView):
            model, across = each.model(), Qt.Orientation.Horizontal
            texts += [str(model.headerData(place, across) or "") for place in range(model.columnCount())]
        found |= {text: f"{type(each).__name__} in {type(each.parent()).__name__}" for text in texts}
    return found | {action.text(): "QAction" for action in window.findChildren(QAction)}
