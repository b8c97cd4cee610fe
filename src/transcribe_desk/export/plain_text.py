"""Write a transcript as plain text that every program reads."""

from __future__ import annotations

from transcribe_desk.export.layout import ExportOptions, lines
from transcribe_desk.privacy.gate import ReleasedTranscript


class PlainTextWriter:
    """Write UTF-8 with LF: the title, the header lines, a blank line, then one turn a line."""

    suffix = ".txt"
    boilerplate = b""

    def write(self, released: ReleasedTranscript, options: ExportOptions) -> bytes:
        """Give the bytes of the text file."""
        page = list(lines(released, options))
        before = [str(line) for line in page if not line.kind.spoken]
        spoken = [str(line) for line in page if line.kind.spoken]
        return "".join(f"{line}\n" for line in (*before, "", *spoken)).encode()
