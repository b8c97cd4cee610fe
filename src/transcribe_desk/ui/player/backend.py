"""Make Qt's media player in the one way that does not freeze, and say what is wrong where it cannot be made.

A ``QMediaPlayer`` or ``QAudioOutput`` created from Python deadlocks in stop, seek or destruction (PySide6 6.11.3): the
call holds Python's lock while FFmpeg's thread waits for it, to see whether a class made from Python has
overrides. Created by QML they are plain C++ objects. The ``QBuffer`` they read from cannot be made so, but after the
first call of each method PySide remembers that it has no override: ``opened_buffer`` makes all those calls.
"""

from __future__ import annotations

import importlib
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QUrl

from transcribe_desk.study.errors import DeskError
from transcribe_desk.ui.translation import tr

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioOutput, QMediaDevices, QMediaPlayer
    from PySide6.QtQml import QQmlComponent, QQmlEngine

_QML = b"""
import QtMultimedia
MediaPlayer {
    property alias output: output
    property MediaDevices devices: MediaDevices { id: devices }
    pitchCompensation: true
    audioOutput: AudioOutput { id: output; device: devices.defaultAudioOutput }
}
"""


@dataclass(frozen=True, slots=True)
class Backend:
    """The parts of a player that must all be kept for as long as it is used."""

    engine: QQmlEngine
    component: QQmlComponent
    player: QMediaPlayer
    output: QAudioOutput
    devices: QMediaDevices


def load_libraries() -> None:
    """Load what the player stands on, from any thread, so that the window need not wait for the disk; no errors."""
    with suppress(ImportError):
        importlib.import_module("PySide6.QtMultimedia")
        importlib.import_module("PySide6.QtQml")


def make_backend() -> Backend:
    """Make the player and its output; raise DeskError where Qt's multimedia parts are missing."""
    try:
        from PySide6 import QtMultimedia
        from PySide6.QtQml import QQmlComponent, QQmlEngine
    except ImportError as error:  # on Linux a library of the system that Qt needs, most often libpulse
        raise _missing(_library(error)) from error
    engine = QQmlEngine()
    component = QQmlComponent(engine)
    component.setData(_QML, QUrl())
    player = component.create()
    if not isinstance(player, QtMultimedia.QMediaPlayer) or not player.isAvailable():
        raise _missing(tr("Player", "Qt's multimedia backend"))
    return Backend(engine, component, player, player.property("output"), player.property("devices"))


def opened_buffer(sound: bytes) -> QBuffer:
    """Give the bytes as a device that FFmpeg's threads may read without ever waiting for Python."""
    buffer = QBuffer()
    buffer.setData(QByteArray(sound))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    buffer.read(1)
    buffer.seek(0)
    for ask in (buffer.isSequential, buffer.size, buffer.pos, buffer.atEnd, buffer.bytesAvailable):
        ask()
    return buffer


def _missing(what: str) -> DeskError:
    return DeskError(
        tr("Player", "Sound"),
        tr("Player", "It cannot be played here: {what} is missing.").format(what=what),
        tr(
            "Player",
            "Install the program again, or on Linux the package libpulse0, then start it anew. You can go on with "
            "the text meanwhile.",
        ),
    )


def _library(error: ImportError) -> str:
    """Give the name of the library that could not be loaded, without a folder of this computer."""
    name = str(error).partition(":")[0].rpartition("/")[2]
    if name.startswith("lib"):
        return tr("Player", "the library {name}").format(name=name)
    return tr("Player", "a part of Qt")
