"""A model is fetched by a process of its own; a window without network has it done through a door that does no more."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest

from transcribe_desk.jobs import model_download
from transcribe_desk.study.errors import CancelledError, ModelError

# Stands for the network: “pip download” as the installer calls it, which brings nothing, slowly.
_NO_PIP = """
import sys, time
print("pip is asked", file=sys.stderr)
time.sleep(float(__import__("os").environ.get("PIP_TAKES", "0")))
print("ERROR: no connection", file=sys.stderr)
sys.exit(1)
"""


@pytest.fixture
def without_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let every source of a model fail as it does without a connection, and keep models in a folder of the test."""
    site = tmp_path / "site" / "pip"
    site.mkdir(parents=True)
    (site / "__init__.py").touch()
    (site / "__main__.py").write_text(_NO_PIP, encoding="utf-8")
    hub = tmp_path / "site" / "huggingface_hub"
    hub.mkdir()
    (hub / "__init__.py").write_text("raise ImportError('no connection')", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "site"))
    models = tmp_path / "models"
    monkeypatch.setenv("TRANSCRIBE_DESK_MODELS", str(models))
    return models


def test_what_failed_is_said_and_nothing_is_half_installed(without_network: Path) -> None:
    lines: list[str] = []
    with pytest.raises(ModelError, match="None of its sources worked"):
        model_download.fetch("whisper-tiny.en", lines.append, threading.Event())
    assert any(line.startswith("Fetching Whisper tiny.en") for line in lines)
    assert [path.name for path in without_network.iterdir() if not path.name.endswith(".lock")] == []


def test_a_download_stops_within_a_second(without_network: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_TAKES", "30")
    stop, asked = threading.Event(), threading.Event()
    stopped: list[float] = []

    def cancel() -> None:
        asked.wait(20)
        stopped.append(time.monotonic())
        stop.set()

    threading.Thread(target=cancel).start()
    with pytest.raises(CancelledError):
        model_download.fetch("whisper-tiny.en", lambda _line: asked.set(), stop)
    assert time.monotonic() - stopped[0] < 1


def test_a_model_that_is_missing_is_told_by_its_folder(without_network: Path) -> None:
    assert model_download.missing() == model_download.NEEDED
    for name in model_download.NEEDED[:2]:
        (without_network / name).mkdir(parents=True)
    assert model_download.missing() == model_download.NEEDED[2:]


_GUARDED = """
import socket, sys, threading
from transcribe_desk.jobs import model_download
model_download.open_door()
from transcribe_desk.security import no_network
no_network.arm()
from transcribe_desk.study.errors import DeskError
print("possible", model_download.possible())
lines = []
try:
    model_download.fetch({name!r}, lines.append, threading.Event())
except DeskError as error:
    print(type(error).__name__, error.cause)
print("\\n".join(lines))
door = model_download._door
print("door", door.pid if door else None)
sys.stdout.flush()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has the door")
def test_a_guarded_window_fetches_through_the_door(without_network: Path) -> None:
    told = _guarded("whisper-tiny.en")
    assert "possible True" in told
    assert "Fetching Whisper tiny.en" in told  # the installer ran, outside the guard
    assert "ModelError None of its sources worked" in told
    pid = int(told.rpartition("door ")[2].split()[0])
    for _ in range(40):
        if not Path(f"/proc/{pid}").exists():
            break
        time.sleep(0.05)
    assert not Path(f"/proc/{pid}").exists()  # it ends with the window


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has the door")
@pytest.mark.parametrize("name", ["../evil", "whisper-base; id", "--target"])
def test_the_door_takes_nothing_but_names_of_the_catalogue(without_network: Path, name: str) -> None:
    told = _guarded(name)
    assert "The catalogue has no such model" in told
    assert "Fetching" not in told


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has the door")
def test_where_all_models_are_there_no_door_is_opened(without_network: Path) -> None:
    for name in model_download.NEEDED:
        (without_network / name).mkdir(parents=True)
    told = _guarded("whisper-base")
    assert "possible False" in told
    assert "door None" in told
    assert "shut the network off" in told


def _guarded(name: str) -> str:
    script = textwrap.dedent(_GUARDED).format(name=name)
    ran = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True, env=os.environ
    )
    return ran.stdout
