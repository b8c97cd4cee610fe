"""Say where the program's own files and the models of this computer are."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).parent


def resource(*parts: str) -> Path:
    """Give the path of a bundled resource, in a checkout or in an installed package."""
    return _bundled("resources", "_resources").joinpath(*parts)


def model_catalogue() -> Path:
    """Give the path of the catalogue of models."""
    return _bundled("models", "_models") / "catalogue.toml"


def models_folder() -> Path:
    """Give the folder of installed models: ``TRANSCRIBE_DESK_MODELS``, or in this user's data folder.

    On Windows CTranslate2 opens nothing under a path with letters beyond ASCII, such as that of a user called José; the
    folder is that of all users' data then.
    """
    if chosen := os.environ.get("TRANSCRIBE_DESK_MODELS"):
        return Path(chosen)
    folder = platformdirs.user_data_dir("transcribe-desk", appauthor=False)
    if _is_windows() and not folder.isascii():
        folder = platformdirs.site_data_dir("transcribe-desk", appauthor=False)
    return Path(folder) / "models"


def state_folder() -> Path:
    """Give the folder for window state and recent studies; nothing identifying is kept there."""
    chosen = os.environ.get("TRANSCRIBE_DESK_STATE")
    return Path(chosen) if chosen else Path(platformdirs.user_state_dir("transcribe-desk", appauthor=False))


def sample_study() -> Path:
    """Give where the guided tour keeps its study of the sample interview, in which nobody is real."""
    return Path(platformdirs.user_data_dir("transcribe-desk", appauthor=False)) / "Sample interview.tdstudy"


def _is_windows() -> bool:
    return sys.platform == "win32"


def _bundled(in_checkout: str, in_package: str) -> Path:
    packaged = _PACKAGE / in_package
    return packaged if packaged.is_dir() else _PACKAGE.parents[1] / in_checkout
