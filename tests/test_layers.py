"""The doors between the rooms: import-linter holds them shut, and a wrong import really fails."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def lint(checkout: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the package of a checkout."""
    return subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=checkout,
        env=os.environ | {"PYTHONPATH": str(checkout / "src"), "COLUMNS": "200"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Give a copy of the package and its contracts."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def test_the_doors_are_kept() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


@pytest.mark.parametrize(
    ("room", "wrong", "kept_by"),
    [
        ("study", "from transcribe_desk.privacy import mention", "Doors open downwards only"),
        ("privacy", "from transcribe_desk import vault", "Doors open downwards only"),
        ("export", "from transcribe_desk import vault", "Doors open downwards only"),
        ("vault", "from transcribe_desk import speech", "Doors open downwards only"),
        ("jobs", "from transcribe_desk import cli", "Doors open downwards only"),
        ("cli", "from PySide6 import QtCore", "Only the window knows Qt"),
        ("jobs", "import PySide6.QtCore", "Only the window knows Qt"),
    ],
)
def test_a_wrong_import_breaks_its_contract(copy: Path, room: str, wrong: str, kept_by: str) -> None:
    planted = copy / "src" / "transcribe_desk" / room / "planted.py"
    # Inside a function, because a door that opens late is still a door.
    planted.write_text(f'"""Planted."""\n\n\ndef late() -> None:\n    {wrong}\n', encoding="utf-8")
    done = lint(copy)
    assert done.returncode != 0
    assert f"{kept_by} BROKEN" in done.stdout
    assert f"transcribe_desk.{room}.planted" in done.stdout
