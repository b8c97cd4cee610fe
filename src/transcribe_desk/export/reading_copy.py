"""Write a transcript as a page for reading: one file for any browser, without scripts, that prints well."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from html import escape
from string import Template

from transcribe_desk.export.layout import DRAFT_BANNER, ExportOptions, is_interviewer, spoken_text
from transcribe_desk.paths import resource
from transcribe_desk.privacy.gate import ReleasedTranscript


class ReadingCopyWriter:
    """Write a heading, what is known of the interview, and the turns as a numbered list, so that each can be cited.

    The page asks nothing of anybody: no script, no font, no picture, and a policy that forbids loading any.
    """

    suffix = ".html"

    @property
    def boilerplate(self) -> bytes:
        """Give the empty page."""
        return _template().substitute(title="", body="").encode()

    def write(self, released: ReleasedTranscript, options: ExportOptions) -> bytes:
        """Give the bytes of the page, which is well-formed XML after its first line."""
        body = "\n".join(_body(released, options))
        return _template().substitute(title=escape(released.transcript.study_id), body=body).encode()


def _body(released: ReleasedTranscript, options: ExportOptions) -> Iterator[str]:
    transcript = released.transcript
    yield f"<h1>{escape(transcript.study_id)}</h1>"
    if released.draft:
        yield f'<p class="draft">{DRAFT_BANNER}</p>'
    facts = [(field, value) for field, value in transcript.headers if field]
    if facts:
        yield "<dl>"
        yield from (f"<dt>{escape(field)}</dt><dd>{escape(value)}</dd>" for field, value in facts)
        yield "</dl>"
    yield from (f'<p class="note">{escape(value)}</p>' for field, value in transcript.headers if not field)
    if transcript.turns:
        yield "<ol>"
        for number, turn in enumerate(transcript.turns, start=1):
            kind = ' class="asked"' if is_interviewer(turn.label) else ""
            text = escape(spoken_text(turn, options))
            # Each in its own direction: a line of Hebrew or Arabic reads from the right, its label does not.
            said = f'<p><b>{escape(turn.label)}:</b> <span dir="auto">{text}</span></p>'
            yield f'<li id="t{number}"{kind}>{said}</li>'
        yield "</ol>"


@functools.cache
def _template() -> Template:
    return Template(resource("templates", "reading_copy.html").read_text(encoding="utf-8"))
