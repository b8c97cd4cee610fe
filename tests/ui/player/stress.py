"""Use the player at random as fast as one can: ``python -m tests.ui.player.stress LIVES ROUNDS SEED``.

Run by the tests in a process of its own with a time limit, since what it looks for is a freeze. Players that Python
makes itself freeze in their first moments, one in about forty (PySide6 6.11.3, with a sound device): so many
short lives come before the long one.
"""

from __future__ import annotations

import gc
import os
import sys
import threading
import time
from random import Random

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.multimedia.*=false")

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from tests.ui.player.made_sound import copy_of
from transcribe_desk.ui.player.engine import Player

SECONDS = (3, 20)


def main(lives: int, rounds: int, seed: int) -> int:
    """Do random things to many players and then to one for long, and end as the program ends."""
    application = QApplication(["stress"])
    player = Player.instance()
    if not player.available():
        print(f"no player: {player.problem()}")
        return 2
    print(f"audible={player.audible()}", flush=True)
    sounds = [(copy_of(seconds), seconds * 1000) for seconds in SECONDS]
    random = Random(seed)
    for life in range(lives):
        _live_once(application, random, sounds, life)
    told = [0]
    player.position_changed.connect(lambda _ms: told.__setitem__(0, told[0] + 1))
    stop = threading.Event()
    threading.Thread(target=_contend, args=(stop,), daemon=True).start()
    for number in range(rounds):
        _do_something(player, random, sounds, number)
        _let_qt_work(application, random.choice((0, 0, 0.002, 0.01, 0.03)))
        assert 0 <= player.position() <= player.duration(), (player.position(), player.duration())
        assert player.key() is not None or not player.playing()
    stop.set()
    player.load("last", *sounds[0])
    player.play()
    QTimer.singleShot(100, application.quit)
    application.exec()
    assert player.key() is None  # closed with the application
    print(f"lives={lives} rounds={rounds} positions={told[0]}", flush=True)
    return 0


def _live_once(application: QApplication, random: Random, sounds: list[tuple[bytes, int]], life: int) -> None:
    """Make a player, have it play, do a dozen things to it, and let it go."""
    player = Player()
    player.load("first", *sounds[-1])
    player.play()
    for number in range(12):
        _let_qt_work(application, random.choice((0, 0.002, 0.01, 0.03, 0.08)))
        _do_something(player, random, sounds, number)
    player.close()
    application.processEvents()


def _do_something(player: Player, random: Random, sounds: list[tuple[bytes, int]], number: int) -> None:
    length = max(1, player.duration())
    start = random.randrange(length)
    action = random.randrange(12)
    if action == 0 or player.key() is None:
        sound, duration = random.choice(sounds)
        player.load(number, sound, duration)
    elif action == 1:
        player.unload()
    elif action <= 3:
        player.toggle()
    elif action <= 6:
        player.seek(start)
    elif action == 7:
        player.play_span(start, start + random.randrange(1, 2000), loop=random.random() < 0.5)
    elif action == 8:
        player.set_speed(random.choice((0.5, 0.9, 1.0, 1.7, 2.0)))
    elif action == 9:
        for _ in range(20):  # as when somebody drags along the waveform
            player.seek(random.randrange(length))
    elif action == 10:
        player.clear_span()
        gc.collect()
    else:
        player.play()


def _let_qt_work(application: QApplication, seconds: float) -> None:
    until = time.monotonic() + seconds
    application.processEvents()
    while time.monotonic() < until:
        application.processEvents()


def _contend(stop: threading.Event) -> None:
    """Want Python's lock all the time, as the window's other threads may."""
    while not stop.is_set():
        sum(range(200))
        time.sleep(0.0005)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:4])))
