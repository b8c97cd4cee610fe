"""Write the reading copy: self-contained, without scripts, with a structure that a screen reader knows."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from tests.export import reading
from transcribe_desk.export.layout import DRAFT_BANNER, ExportOptions
from transcribe_desk.export.reading_copy import ReadingCopyWriter
from transcribe_desk.privacy.gate import ReleasedTranscript


@pytest.fixture(scope="module")
def page(interview: ReleasedTranscript) -> bytes:
    return ReadingCopyWriter().write(interview, ExportOptions())


def test_it_asks_nothing_of_anybody(page: bytes) -> None:
    assert not reading.tags(page) & {
        "script",
        "link",
        "img",
        "iframe",
        "object",
        "embed",
        "form",
        "base",
        "audio",
        "video",
    }
    assert not re.search(rb"https?:|url\(|@import|\bon\w+=|\b(?:src|href|action)=", page)
    assert b"default-src 'none'; style-src 'unsafe-inline'" in page


def test_its_structure_is_a_heading_facts_and_a_numbered_list(page: bytes, interview: ReleasedTranscript) -> None:
    root = ET.fromstring(page.removeprefix(b"<!DOCTYPE html>\n"))  # noqa: S314 - our own file
    assert (root.get("lang"), root.findtext("head/title")) == ("en", "02-hospital")
    main = root.find("body/main")
    assert main is not None
    assert [child.tag for child in main] == ["h1", "dl", "p", "ol"]
    facts = [(term.text, fact.text) for term, fact in zip(main.iterfind("dl/dt"), main.iterfind("dl/dd"), strict=True)]
    assert facts == [pair for pair in interview.transcript.headers if pair[0]]
    assert [item.get("id") for item in main.iterfind("ol/li")] == [f"t{n}" for n in range(1, 6)]
    assert {each.get("dir") for each in main.iterfind("ol/li/p/span")} == {"auto"}


def test_times_stand_in_it_when_asked_for(interview: ReleasedTranscript) -> None:
    content = ReadingCopyWriter().write(interview, ExportOptions(timestamps=True, f4_times=True))
    assert reading.page(content)[-1] == ("02-hospital", "[00:00:16] Yes. #00:00:20-0#")


def test_a_draft_says_so_before_anything_that_was_said(draft: ReleasedTranscript) -> None:
    content = ReadingCopyWriter().write(draft, ExportOptions()).decode()
    assert content.index(f'<p class="draft">{DRAFT_BANNER}</p>') < content.index("<dl>")


@pytest.mark.parametrize(
    ("ink", "paper"),
    [
        *(("#1f2328", "#ffffff"), ("#57606a", "#ffffff"), ("#1b3a57", "#ffffff"), ("#4a5560", "#ffffff")),
        *(("#e3e7eb", "#15191e"), ("#9aa4af", "#15191e"), ("#9cc4ea", "#15191e"), ("#b7c0c9", "#15191e")),
        *(("#8a1c22", "#fbeded"), ("#ffb4b0", "#3a2022")),
    ],
)
def test_every_colour_of_text_has_contrast_enough(ink: str, paper: str, page: bytes) -> None:
    """WCAG 2.2, 1.4.3: at least 4.5 to 1."""
    assert ink.encode() in page
    assert paper.encode() in page
    lighter, darker = sorted(map(_luminance, (ink, paper)), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def _luminance(colour: str) -> float:
    """Give the relative luminance of WCAG 2.2 of a colour written ``#rrggbb``."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
