"""Read and write the small JSON files of this user's state folder; nothing depends on them."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping
from typing import Any

from transcribe_desk import paths


def read(name: str) -> dict[str, Any]:
    """Read a file of the state folder; one that is missing or unreadable holds nothing."""
    try:
        found: Any = json.loads((paths.state_folder() / name).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def write(name: str, content: Mapping[str, object]) -> None:
    """Write aside, then rename; what cannot be written is only forgotten."""
    path = paths.state_folder() / name
    aside = path.with_suffix(f".{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
        aside.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            aside.unlink()
