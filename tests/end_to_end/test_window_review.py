"""Take an interview from its flags to a signed-off export in the real window, and try to get around the gate there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.end_to_end.desktop import WIDTH, Desktop, screen
from tests.end_to_end.program import PASSPHRASE
from transcribe_desk.jobs.desk import Desk

_WRITE_BUTTON = (WIDTH - 95, 28)


@pytest.fixture
def desktop(tmp_path: Path) -> Iterator[Desktop]:
    """Give a screen for the window, with a state folder of its own."""
    with screen(tmp_path / "desktop", {"TRANSCRIBE_DESK_STATE": str(tmp_path / "state")}) as opened:
        yield opened


def _unlock(desktop: Desktop, study: Path) -> None:
    desktop.start(study)
    desktop.type(PASSPHRASE)
    desktop.press("Return")
    desktop.wait_for_title("· Respiratory ·")
    desktop.settle()


def _go(desktop: Desktop, key: str, screen_name: str) -> None:
    desktop.press(key)
    desktop.wait_for_title(screen_name)
    desktop.settle()


def _written(out: Path) -> dict[str, bytes]:
    return {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()}


@pytest.mark.timeout(280)
def test_from_flags_to_a_signed_export_and_no_way_past_the_gate(transcribed: Path, desktop: Desktop) -> None:
    out = transcribed.parent / "Respiratory export"
    with Desk.open(transcribed, PASSPHRASE) as desk:
        entities = {mention.entity_id for mention in desk.mentions()}

    # Nothing is decided: the button that writes does nothing.
    _unlock(desktop, transcribed)
    _go(desktop, "alt+5", "Export")
    desktop.click(*_WRITE_BUTTON)
    desktop.settle()
    assert not out.exists()

    # One key for each entity, then the second read and a name.
    _go(desktop, "alt+4", "Review")
    before = desktop.keystrokes
    for _ in entities:
        desktop.press("a")
        desktop.settle(still_s=0.4)
    assert desktop.keystrokes - before == len(entities)
    desktop.press("shift+s", "space", "Tab")
    desktop.type("A. Reader")
    desktop.press("Return")
    desktop.settle()
    _go(desktop, "alt+5", "Export")
    desktop.click(*_WRITE_BUTTON)
    desktop.wait(lambda: (out / "manifest.json").exists(), "the export")
    desktop.settle()
    files = _written(out)
    assert any(name.endswith("01-hospital.docx") for name in files)
    assert not any(b"Whitfield" in content or b"Sheffield" in content for content in files.values())

    # The text is changed after the sign-off: what was written stays, and nothing new is.
    _go(desktop, "alt+3", "Transcript")
    desktop.press("ctrl+End")
    desktop.type(" Ask Margaret Whitfield.")
    desktop.settle(still_s=1.2)
    _go(desktop, "alt+5", "Export")
    desktop.click(*_WRITE_BUTTON)
    desktop.settle()
    assert _written(out) == files
    desktop.kill()
    with Desk.open(transcribed, PASSPHRASE) as desk:
        (row,) = desk.rows()
        assert desk.refusals(row.interview.id)
