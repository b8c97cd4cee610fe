"""Play from memory: where it is, where it stops, what happens when it cannot; and never a freeze."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.player.made_sound import copy_of
from transcribe_desk.study.errors import DeskError
from transcribe_desk.ui.player.engine import Player, Span

ROOT = Path(__file__).parents[3]
LIVES, ROUNDS = 80, 300
LIMIT = 240  # seconds; it takes 50 on a busy machine


@pytest.fixture(scope="module")
def sound() -> bytes:
    """Give ten seconds of sound."""
    return copy_of(10)


@pytest.fixture
def loaded(player: Player, sound: bytes) -> Player:
    """Give the player with the ten seconds in it."""
    player.load("ten", sound, 10_000)
    return player


@pytest.fixture
def places(loaded: Player) -> Iterator[list[int]]:
    """Give the places that the player tells, as they come."""
    told: list[int] = []

    def note(ms: int) -> None:
        told.append(ms)

    loaded.position_changed.connect(note)
    yield told
    loaded.position_changed.disconnect(note)


def test_it_tells_where_it_is_often_enough_to_follow_words_and_as_fast_as_asked(qtbot: QtBot, loaded: Player) -> None:
    for speed in (1.0, 2.0, 0.5):
        loaded.set_speed(speed)
        loaded.seek(1000)
        loaded.play()
        qtbot.waitUntil(lambda: loaded.position() > 1100, timeout=5000)
        places: list[tuple[float, int]] = []

        def note(ms: int, kept: list[tuple[float, int]] = places) -> None:
            kept.append((time.monotonic(), ms))

        loaded.position_changed.connect(note)
        qtbot.wait(1500)
        loaded.position_changed.disconnect(note)
        loaded.pause()
        (began, first), (ended, last) = places[0], places[-1]
        assert len(places) / (ended - began) > 15  # 33 where nothing else runs; Qt's own 10 would not do
        assert (last - first) / 1000 / (ended - began) == pytest.approx(speed, rel=0.15)
        assert all(after >= before for (_, before), (_, after) in itertools.pairwise(places))


def test_a_span_stops_exactly_at_its_end_and_a_loop_begins_again(
    qtbot: QtBot, loaded: Player, places: list[int]
) -> None:
    loaded.play_span(2000, 2600)
    assert loaded.span() == Span(2000, 2600)
    with qtbot.waitSignal(loaded.playing_changed, timeout=5000):
        pass
    assert loaded.position() == 2600
    assert loaded.span() is None
    assert max(places) == 2600
    places.clear()
    loaded.play_span(5000, 5300, loop=True)
    qtbot.waitUntil(lambda: places.count(5000) >= 3, timeout=5000)
    assert max(places) <= 5300
    loaded.seek(8000)
    assert loaded.span() is None


def test_the_end_of_the_sound_is_an_end_and_playing_again_begins_anew(qtbot: QtBot, loaded: Player) -> None:
    loaded.seek(9700)
    loaded.play()
    qtbot.waitUntil(lambda: not loaded.playing(), timeout=5000)
    assert loaded.position() == 10_000
    loaded.play()
    assert loaded.position() == 0
    qtbot.waitUntil(lambda: loaded.position() > 200, timeout=5000)


def test_a_loop_may_end_with_the_sound(qtbot: QtBot, loaded: Player, places: list[int]) -> None:
    loaded.play_span(9600, 10_000, loop=True)
    qtbot.waitUntil(lambda: places.count(9600) >= 3, timeout=8000)
    assert loaded.playing()


def test_after_a_pause_it_goes_on_a_little_earlier_but_not_after_a_jump(qtbot: QtBot, loaded: Player) -> None:
    loaded.set_auto_rewind(1500)
    loaded.seek(5000)
    loaded.play()
    assert loaded.position() == 5000
    loaded.pause()
    loaded.play()
    assert loaded.position() == 3500
    loaded.pause()
    loaded.seek(700)
    loaded.play()
    assert loaded.position() == 700
    loaded.pause()
    loaded.play()
    assert loaded.position() == 0


def test_what_is_asked_before_the_sound_is_ready_is_done_then(qtbot: QtBot, player: Player, sound: bytes) -> None:
    player.load("late", sound, 10_000)
    player.seek(4000)
    player.play()
    assert player.playing()
    qtbot.waitUntil(lambda: player.position() > 4100, timeout=5000)
    assert player.position() < 6000


def test_the_same_key_is_not_loaded_twice_and_unloading_forgets_all(loaded: Player, sound: bytes) -> None:
    loaded.seek(3000)
    loaded.load("ten", sound, 10_000)
    assert loaded.position() == 3000
    loaded.unload()
    assert (loaded.key(), loaded.duration(), loaded.position(), loaded.playing()) == (None, 0, 0, False)
    loaded.play()
    loaded.play_span(0, 100)
    assert not loaded.playing()


def test_what_is_no_sound_fails_without_harm(qtbot: QtBot, player: Player, sound: bytes) -> None:
    with qtbot.waitSignal(player.failed, timeout=5000) as told:
        player.load("bad", b"no sound at all" * 500, 10_000)
        player.play()
    assert isinstance(told.args[0], DeskError)
    assert not player.playing()
    player.load("good", sound, 10_000)
    player.play()
    qtbot.waitUntil(lambda: player.position() > 200, timeout=5000)


WITHOUT_LIBRARY = """
import sys
class Missing:
    def find_spec(self, name, path=None, target=None):
        if name == "PySide6.QtMultimedia":
            raise ImportError("libpulse.so.0: cannot open shared object file: No such file or directory")
sys.meta_path.insert(0, Missing())
"""
WITHOUT_BACKEND = """
from PySide6.QtCore import QCoreApplication
def hide(): QCoreApplication.setLibraryPaths([])
"""
ASK = """
from PySide6.QtWidgets import QApplication
app = QApplication(["test"])
hide() if "hide" in globals() else None
from transcribe_desk.ui.player.engine import Player
player = Player.instance()
failed = []
player.failed.connect(failed.append)
print(player.available(), player.audible())
player.load("one", b"sound", 1000)
player.play(); player.seek(10); player.pause(); player.unload(); player.close()
print(player.problem().cause)
print(player.problem().remedy)
print(len(failed))
"""


@pytest.mark.parametrize(
    ("missing", "named"),
    [(WITHOUT_LIBRARY, "the library libpulse.so.0 is missing"), (WITHOUT_BACKEND, "multimedia backend is missing")],
)
def test_without_qts_multimedia_it_says_what_to_do_and_nothing_breaks(missing: str, named: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", missing + ASK], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert ran.returncode == 0, ran.stderr
    available, cause, remedy, failed = ran.stdout.splitlines()
    assert available == "False False"
    assert named in cause
    assert "go on with the text" in remedy
    assert failed == "1"


def _stress(lives: int, seed: int, **environment: str) -> str:
    ran = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-m", "tests.ui.player.stress", str(lives), str(ROUNDS), str(seed)],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=LIMIT,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def test_hundreds_of_random_uses_do_not_freeze_it_without_a_device(tmp_path: Path) -> None:
    told = _stress(5, 1, PULSE_SERVER=f"unix:{tmp_path / 'nobody.sock'}")
    assert f"rounds={ROUNDS}" in told


def test_hundreds_of_random_uses_do_not_freeze_it_with_a_device(null_sink: str) -> None:
    told = _stress(LIVES, 2, PULSE_SERVER=null_sink)
    assert "audible=True" in told
    assert f"rounds={ROUNDS}" in told


@pytest.fixture
def null_sink(tmp_path: Path) -> Iterator[str]:
    """Give the address of a sound server whose one device plays into nothing, or skip where none can be had."""
    if shutil.which("pulseaudio") is None:
        pytest.skip("pulseaudio is not installed, so there is no sound device to play into")
    socket = tmp_path / "pulse.sock"
    modules = (f"module-native-protocol-unix socket={socket} auth-anonymous=1", "module-null-sink norewinds=1")
    server = subprocess.Popen(
        ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", *(f"--load={each}" for each in modules)],
        env=os.environ | {"XDG_RUNTIME_DIR": str(tmp_path), "HOME": str(tmp_path)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        until = time.monotonic() + 10
        while not socket.exists() and server.poll() is None and time.monotonic() < until:
            time.sleep(0.05)
        if not socket.exists():
            pytest.skip("pulseaudio does not start here, so there is no sound device to play into")
        yield f"unix:{socket}"
    finally:
        server.terminate()
        server.wait()
