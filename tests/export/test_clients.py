"""Give finished files to the programs they are for, and see that each keeps every turn.

webvtt-py and Taguette come from PyPI, LibreOffice from the system; what is not installed is skipped.
"""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.export import reading, taguette_server
from transcribe_desk.export.batch import write_export
from transcribe_desk.export.layout import ExportOptions
from transcribe_desk.export.subtitles import SrtWriter, VttWriter
from transcribe_desk.export.taguette import TaguetteWriter
from transcribe_desk.privacy.gate import ReleasedTranscript

Build = Callable[..., ReleasedTranscript]
SAID = [
    ("I", "So?"),
    ("P", "Yes."),
    ("P", "Well: <b>bold</b> & a --> b, 1 < 2 > 0."),
    ("I", "=1+1 – “quoted” ‘so’ café Søren €5 e\u0301 a\u0323\u0307"),
    ("P", "שלום, مرحبا, 😀 日本語"),
    ("P", "Word. " * 400),
    *[("IP"[number % 2], "Mm.") for number in range(40)],
]


@pytest.fixture(scope="module")
def released(release_transcript: Build) -> ReleasedTranscript:
    """Give an interview with everything that importers stumble over: short turns, long ones, marks of their formats."""
    return release_transcript(SAID)


@pytest.fixture(scope="module")
def expected(released: ReleasedTranscript) -> list[tuple[str, str]]:
    return [(turn.label, turn.text) for turn in released.transcript.turns]


def test_webvtt_py_reads_every_cue_with_its_voice(
    released: ReleasedTranscript, expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    webvtt = pytest.importorskip("webvtt", reason="webvtt-py is not installed")
    (tmp_path / "x.vtt").write_bytes(VttWriter().write(released, ExportOptions()))
    cues = webvtt.read(tmp_path / "x.vtt")
    assert [(cue.voice, html.unescape(cue.text)) for cue in cues] == expected
    times = [(cue.start_in_seconds, cue.end_in_seconds) for cue in cues]
    assert times == [(turn.start_ms // 1000, turn.end_ms // 1000) for turn in released.transcript.turns]


def test_webvtt_py_reads_every_cue_of_subrip(
    released: ReleasedTranscript, expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    webvtt = pytest.importorskip("webvtt", reason="webvtt-py is not installed")
    (tmp_path / "x.srt").write_bytes(SrtWriter().write(released, ExportOptions()))
    assert [cue.raw_text for cue in webvtt.from_srt(tmp_path / "x.srt")] == [": ".join(turn) for turn in expected]


@pytest.mark.timeout(150)
def test_taguette_keeps_every_turn(
    released: ReleasedTranscript, expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    program = taguette_server.program()
    if program is None:
        pytest.skip("Taguette is not installed")
    lines = ["02-hospital", *released.transcript.header_lines(), *(": ".join(turn) for turn in expected)]
    with taguette_server.running(program, tmp_path) as taguette:
        kept = taguette.take_in("02-hospital.html", TaguetteWriter().write(released, ExportOptions()))
        cues = taguette.take_in("02-hospital.srt", SrtWriter().write(released, ExportOptions()))
    assert [
        html.unescape(re.sub(r"<[^>]*>", "", part)) for part in re.findall(r"<(?:h1|p)>(.*?)</(?:h1|p)>", kept)
    ] == lines
    assert cues.count("Mm.") == 40


@pytest.mark.timeout(200)
def test_libreoffice_keeps_every_paragraph_of_every_document(release_transcript: Build, tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed")
    batch = [release_transcript(SAID, study_id=study_id) for study_id in ("02-hospital", "03-community")]
    write_export(batch, tmp_path / "out", ("docx", "nvivo", "odt"), options=ExportOptions(line_numbers=True))
    documents = sorted(path for path in (tmp_path / "out").rglob("*-*.*") if path.suffix in (".docx", ".odt"))
    assert len(documents) == 6
    places = {}
    for document in documents:
        places[document] = tmp_path / f"{document.parent.name}-{document.name}"
        shutil.copyfile(document, places[document])
    home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    command: list[str | Path] = [
        soffice,
        home,
        "--headless",
        "--convert-to",
        "txt:Text (encoded):UTF8",
        *places.values(),
    ]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=180)
    for document, place in places.items():
        seen = place.with_suffix(".txt").read_text(encoding="utf-8-sig").splitlines()
        turns = reading.READERS[document.parent.name](document.read_bytes())
        as_lines = [": ".join(turn) for turn in turns] if document.parent.name != "nvivo" else [*sum(turns, ())]
        assert len(turns) == len(SAID)
        assert seen[-len(as_lines) :] == as_lines
        assert seen[0] == document.stem
