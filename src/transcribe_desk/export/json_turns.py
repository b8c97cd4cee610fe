"""Write a transcript as JSON for programs of one's own."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from transcribe_desk.export.layout import ExportOptions, notices
from transcribe_desk.export.manifest import style_words
from transcribe_desk.privacy.gate import ReleasedTranscript

FORMAT = "transcribe-desk/1"


class JsonWriter:
    """Write the header fields and the turns; times are milliseconds from the beginning of the recording."""

    suffix = ".json"
    boilerplate = b""

    def write(self, released: ReleasedTranscript, _options: ExportOptions) -> bytes:
        """Give the bytes of the file: UTF-8, indented."""
        transcript = released.transcript
        content: dict[str, Any] = {
            "format": FORMAT,
            "study_id": transcript.study_id,
            "draft": released.draft,
            # Without “pauses of 2 s”, which the turns show: it would count as said in a study that watches for “2 s”.
            "style": style_words(replace(released.style, pauses=None)),
            "notes": list(notices(released)),
            "header": {field: value for field, value in transcript.headers if field},
            "turns": [
                {
                    "n": number,
                    "speaker": turn.label,
                    "start_ms": turn.start_ms,
                    "end_ms": turn.end_ms,
                    "text": turn.text,
                }
                for number, turn in enumerate(transcript.turns, start=1)
            ],
        }
        return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
