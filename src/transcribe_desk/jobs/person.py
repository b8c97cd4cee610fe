"""Name the person at this computer, for the trail and the journals."""

from __future__ import annotations

import getpass


def current_person() -> str:
    """Give the name of the person at this computer, as the system knows it; it stays inside the encrypted study."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
