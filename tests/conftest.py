"""Fixtures that every room's tests share."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import hypothesis
import pytest

# Before Qt or a model library is imported anywhere: no screen, no file names printed by FFmpeg, no hub.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.multimedia.*=false")
os.environ.setdefault("HF_HUB_OFFLINE", "1")

# What the program keeps for itself on this computer stays apart from this user's own.
os.environ.setdefault("TRANSCRIBE_DESK_STATE", tempfile.mkdtemp(prefix="transcribe-desk-tests-"))

# A check that must be repeatable tries the same examples each time; at a desk, every run tries others.
hypothesis.settings.register_profile("repeatable", derandomize=True)
if os.environ.get("CI"):
    hypothesis.settings.load_profile("repeatable")

_SHARED_DATA = Path(__file__).parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Give the folder of shared test material, or skip where it is absent."""
    if not _SHARED_DATA.is_dir():
        pytest.skip("the shared test data is not beside this checkout")
    return _SHARED_DATA
