"""Say the window's words in the language that a person chose; the source is British English."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from transcribe_desk import paths

SOURCE_LANGUAGE = "en_GB"
_STEM = "transcribe_desk_"


def tr(context: str, text: str) -> str:
    """Give ``text`` in the language in force; ``context`` names the part of the window, for the translator.

    Call it where the words are used, never at the top of a module: that is read before the language is known. Both
    arguments are plain string literals, or ``resources/translations/update.py`` would not find them; put values in
    with ``.format`` afterwards.
    """
    return QCoreApplication.translate(context, text)


def mark(_context: str, text: str) -> str:
    """Leave ``text`` as it is, but let the translator find it: for a table whose words ``say`` looks up later."""
    return text


def say(context: str, marked: str) -> str:
    """Give a text that was marked in the language in force."""
    return QCoreApplication.translate(context, marked)


def languages() -> dict[str, str]:
    """Give the languages that are there, by their code, each under its own name; British English is always first."""
    found = {SOURCE_LANGUAGE: "British English"}
    for path in sorted(_folder().glob(f"{_STEM}*.qm")):
        code = path.stem.removeprefix(_STEM)
        locale = QLocale(code)
        found[code] = locale.nativeLanguageName() or code
    return found


def install(app: QCoreApplication, language: str) -> bool:
    """Speak ``language`` from now on, with Qt's own words too; False where there is no translation of it.

    Call it before the first widget is made: what is on the screen already keeps its words.
    """
    if language == SOURCE_LANGUAGE:
        return True
    translator = QTranslator(app)
    if not translator.load(str(_folder() / f"{_STEM}{language}.qm")):
        return False
    return app.installTranslator(translator)


def _folder() -> Path:
    return paths.resource("translations")
