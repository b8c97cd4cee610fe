"""The window can speak another language: phrases are found in the source, and a translation of them is spoken."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator

from transcribe_desk import paths
from transcribe_desk.ui import translation
from transcribe_desk.ui.translation import tr

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
