"""Write a transcript as the HTML that Taguette imports without losing a turn."""

from __future__ import annotations

from html import escape

from transcribe_desk.export.layout import ExportOptions, LineKind, lines
from transcribe_desk.privacy.gate import ReleasedTranscript

_EMPTY = """\
<html lang="en">
<head>
<meta charset="utf-8"/>
<title>{title}</title>
</head>
<body>
{body}
</body>
</html>
"""


class TaguetteWriter:
    """Write one paragraph a turn, ``Label: text``, and the study ID as the heading.

    Of a Word or text file Taguette glues short lines together; HTML it keeps as it is (exports.md).
    """

    suffix = ".html"
    boilerplate = _EMPTY.format(title="", body="").encode()

    def write(self, released: ReleasedTranscript, options: ExportOptions) -> bytes:
        """Give the bytes of the page, which is well-formed XML."""
        body = []
        for line in lines(released, options):
            if line.kind is LineKind.TITLE:
                body.append(f"<h1>{escape(line.text)}</h1>")
            elif line.label:
                body.append(f"<p><b>{escape(line.label)}:</b> {escape(line.text)}</p>")
            else:
                body.append(f"<p>{escape(line.text)}</p>")
        return _EMPTY.format(title=escape(released.transcript.study_id), body="\n".join(body)).encode()
