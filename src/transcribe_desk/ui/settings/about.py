"""Say which program this is, and whose work it stands on under which licence."""

from __future__ import annotations

from importlib import metadata

from PySide6.QtCore import qVersion
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from transcribe_desk import __version__
from transcribe_desk.speech.model_store import ModelStore
from transcribe_desk.ui.translation import mark, say, tr
from transcribe_desk.ui.widgets import basics

_DATA = (
    (
        mark("Settings", "GeoNames (places, counties, sizes of towns), selected and folded"),
        "CC BY 4.0, www.geonames.org",
    ),
    (mark("Settings", "Faker (first names, surnames, pseudonyms)"), "MIT, © Daniele Faraglia and contributors"),
    (mark("Settings", "nicknames (short forms of first names)"), "Apache-2.0"),
    (mark("Settings", "drug-named-entity-recognition (names of medicines)"), "MIT"),
    (mark("Settings", "Remix Icon, by way of qtawesome (icons)"), "Apache-2.0, MIT"),
)
_PACKAGES = (
    "PySide6", "qtawesome", "faster-whisper", "ctranslate2", "onnxruntime", "tokenizers", "spacy", "av", "numpy",
    "python-docx", "openpyxl", "sqlcipher3", "cryptography", "filelock", "platformdirs", "pyspellchecker",
)  # fmt: skip
_KNOWN = {"PySide6": "LGPL-3.0 (Qt and Qt for Python)"}  # its metadata names three licences to choose from
_LONGEST = 60


class AboutSection(QWidget):
    """Version, then data, models and packages with their licences."""

    def __init__(self) -> None:
        super().__init__()
        self._filled = False
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(4)

    def showEvent(self, event: QShowEvent) -> None:
        """Look the licences up when somebody wants to read them."""
        super().showEvent(event)
        if not self._filled:
            self._filled = True
            self._fill()

    def _fill(self) -> None:
        self._box.addWidget(basics.label(f"Transcribe Desk {__version__}", "name"))
        words = tr("Settings", "Free software under the MIT licence. With Qt {version}, used under the LGPL: its parts "
                               "lie beside the program and can be replaced.")  # fmt: skip
        self._box.addWidget(basics.label(words.format(version=qVersion()), "secondary", wrap=True))
        models = [(entry.title, entry.licence) for entry in ModelStore().catalogue()]
        packages = [(f"{name} {metadata.version(name)}", _licence(name)) for name in _PACKAGES if _is_there(name)]
        for title, rows in (
            (tr("Settings", "Data in the program"), [(say("Settings", name), licence) for name, licence in _DATA]),
            (tr("Settings", "Models"), models),
            (tr("Settings", "Packages"), packages),
        ):
            self._box.addSpacing(16)
            self._box.addWidget(basics.section(title))
            for name, licence in rows:
                line = basics.row(basics.label(name, wrap=True), basics.label(licence, "secondary", wrap=True))
                line.setStretch(0, 3)
                line.setStretch(1, 2)
                self._box.addLayout(line)
        self._box.addStretch(1)


def _is_there(package: str) -> bool:
    try:
        metadata.version(package)
    except metadata.PackageNotFoundError:
        return False
    return True


def _licence(package: str) -> str:
    """Give a package's licence as its metadata says, in one short line."""
    if package in _KNOWN:
        return _KNOWN[package]
    about = metadata.metadata(package)
    for field in ("License-Expression", "License"):
        named = next(iter(about.get_all(field) or ()), "")
        if named and len(named) <= _LONGEST and "\n" not in named:
            return named
    classified = [each for each in about.get_all("Classifier") or () if each.startswith("License ::")]
    return classified[0].rpartition(":: ")[2] if classified else tr("Settings", "see its own notice")
