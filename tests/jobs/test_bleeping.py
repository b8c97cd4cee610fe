"""A reviewed interview's recording leaves with its names covered, and with nothing else changed or left behind."""

from __future__ import annotations

import io
import json
import threading
import tracemalloc
import wave
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue
from typing import IO, Any, cast

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from tests.jobs.conftest import StudyBuilder
from tests.jobs.listening import listening_study, spoken
from transcribe_desk.audio.choice import AudioChoice, AudioFormat, Mode
from transcribe_desk.jobs.bleeping import names_heard
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.jobs.phases import bleep
from transcribe_desk.jobs.phases.bleep import HeadLast
from transcribe_desk.jobs.pipeline import Pipeline
from transcribe_desk.jobs.protocol import Channel
from transcribe_desk.jobs.runner import run_worker
from transcribe_desk.jobs.settings import DRAFT
from transcribe_desk.privacy.mention import Decision
from transcribe_desk.privacy.sound_gaps import Doubt, Standing
from transcribe_desk.study.errors import CancelledError, InputError
from transcribe_desk.study.study import Interview
from transcribe_desk.study.transcript import Transcript, Word

SAID = ["Hello there Margaret how are you today", "Fine"]
RATE = 16_000


def reviewed(desk: Desk, builder: StudyBuilder, seconds: float = 12) -> Interview:
    """Give a signed-off interview of a tone; “Margaret” is said from 5.6 to 5.85 s."""
    builder.recording_seconds = seconds
    interview = builder.transcribed(SAID)
    review(desk, interview.id)
    return interview


def review(desk: Desk, interview_id: int) -> None:
    desk.decide([mention.id for mention in desk.mentions(interview_id)], Decision.ACCEPTED, "GE")
    desk.sign_off(interview_id, "GE")


def retime(desk: Desk, interview: Interview, transcript: Transcript) -> None:
    """Put a transcript of the same words in place, with all that was decided in it, and sign it off."""
    mentions = desk.mentions(interview.id)
    desk.vault.transcripts.save_transcript(interview.id, transcript)
    desk.vault.review.add_mentions(mentions)
    desk.vault.review.mark_flagged(interview.id)
    desk.sign_off(interview.id, "GE")


def original(desk: Desk, interview: Interview) -> NDArray[np.int16]:
    with desk.vault.recordings.open(interview.id) as file, wave.open(file) as sound:
        return np.frombuffer(sound.readframes(sound.getnframes()), dtype=np.int16)


def decoded(path: Path) -> NDArray[np.int16]:
    with av.open(str(path)) as container:
        return np.concatenate([frame.to_ndarray().reshape(-1) for frame in container.decode(audio=0)])


def stored(desk: Desk) -> int:
    return sum(1 for _ in (desk.vault.folder / "recordings").iterdir())


@pytest.mark.parametrize("kind", [AudioFormat.FLAC, AudioFormat.WAV])
def test_only_the_gap_is_changed(kind: AudioFormat, desk: Desk, builder: StudyBuilder, tmp_path: Path) -> None:
    interview = reviewed(desk, builder)
    before = original(desk, interview)
    report = desk.export(tmp_path / "out", targets=["audio"], audio=AudioChoice(kind, Mode.SILENCE))
    after = decoded(tmp_path / "out" / "audio" / f"01-hospital.{kind}")
    assert report.refused == ()
    assert len(after) == len(before)
    changed = np.flatnonzero(after != before)
    assert 5_450 * 16 <= changed[0] < 5_456 * 16
    assert 6_040 * 16 < changed[-1] <= 6_050 * 16
    assert not after[5_600 * 16 : 5_850 * 16].any()


@pytest.mark.parametrize("kind", AudioFormat)
def test_every_format_leaves_with_its_hash_and_no_scratch_stays(
    kind: AudioFormat, desk: Desk, builder: StudyBuilder, tmp_path: Path
) -> None:
    interview = reviewed(desk, builder)
    report = desk.export(tmp_path / "out", targets=["audio", "text"], audio=AudioChoice(kind))
    assert [path.name for path in report.written] == ["01-hospital.txt", f"01-hospital.{kind}", "manifest.json"]
    line = json.loads(report.written[-1].read_bytes())["files"][0]
    assert line["style"] == "the recording, a tone in place of replaced words"
    assert desk.vault.audit.entries()[-1].details["files"][line["path"]] == line["sha256"]
    assert stored(desk) == 1
    again = desk.export(tmp_path / "again", targets=["audio", "text"], audio=AudioChoice(kind))
    assert again.written[1].read_bytes() == report.written[1].read_bytes()
    with av.open(str(report.written[1])) as container:
        length = sum(frame.samples for frame in container.decode(audio=0)) / RATE
    assert 0 <= length - len(original(desk, interview)) / RATE < 0.08


def test_no_recording_leaves_unless_it_is_asked_for(desk: Desk, builder: StudyBuilder, tmp_path: Path) -> None:
    reviewed(desk, builder)
    report = desk.export(tmp_path / "out")
    assert not [path for path in report.written if "audio" in path.parts]


def test_no_recording_of_a_draft_or_of_an_unreviewed_interview_leaves(
    desk: Desk, builder: StudyBuilder, tmp_path: Path
) -> None:
    builder.transcribed(SAID)
    with pytest.raises(InputError, match="never leave as drafts"):
        desk.export(tmp_path / "out", targets=["audio"], draft=True)
    report = desk.export(tmp_path / "out", targets=["audio"])
    assert report.written == ()
    assert "undecided" in report.refused[0].reasons[0]
    assert not (tmp_path / "out").exists()


def test_a_doubtful_place_is_covered_wide_until_a_person_listened(
    desk: Desk, builder: StudyBuilder, tmp_path: Path
) -> None:
    interview = reviewed(desk, builder)
    transcript = desk.transcript(interview.id)
    assert transcript
    first = transcript.turns[0]
    words = tuple(replace(word, probability=0.2) if word.text == "Margaret" else word for word in first.words)
    retime(desk, interview, replace(transcript, turns=(replace(first, words=words), *transcript.turns[1:])))
    (place,) = desk.places_to_listen(interview.id)
    assert (place.start_ms, place.end_ms) == (4_600, 6_850)
    wide, narrow = AudioChoice(mode=Mode.SILENCE), AudioChoice(mode=Mode.SILENCE, listened=True)
    desk.export(tmp_path / "wide", targets=["audio"], audio=wide)
    desk.export(tmp_path / "narrow", targets=["audio"], audio=narrow)
    before = original(desk, interview)
    changed = [
        np.count_nonzero(decoded(tmp_path / name / "audio" / "01-hospital.flac") != before) / 16
        for name in ("wide", "narrow")
    ]
    assert changed[0] == pytest.approx(2_600, rel=0.02)
    assert changed[1] == pytest.approx(600, rel=0.02)


def test_what_sounds_like_a_replaced_name_is_covered_though_it_is_written_otherwise(
    desk: Desk, builder: StudyBuilder
) -> None:
    builder.recording_seconds = 12
    interview = builder.transcribed(["We met in Leeds that day", "a specialist in leads"])
    review(desk, interview.id)
    assert desk.places_to_listen(interview.id) == ()
    transcript = desk.transcript(interview.id)
    assert transcript
    second = transcript.turns[1]
    words = (*second.words[:-1], replace(second.words[-1], probability=0.62))
    retime(desk, interview, replace(transcript, turns=(transcript.turns[0], replace(second, words=words))))
    (place,) = desk.places_to_listen(interview.id)
    assert place.doubts == (Doubt.SOUNDS_ALIKE,)
    assert place.turn_id == second.id


def test_a_name_that_a_person_deleted_from_the_text_is_not_heard_either(
    desk: Desk, builder: StudyBuilder, tmp_path: Path
) -> None:
    builder.recording_seconds = 12
    interview = builder.transcribed(["Hello there my daughter Janet rang me today", "Fine"])
    desk.editing.reword(interview.id, 1, "Hello there my daughter rang me today")
    desk.vault.review.mark_flagged(interview.id)
    desk.sign_off(interview.id, "GE")
    (place,) = desk.places_to_listen(interview.id)
    assert place.doubts == (Doubt.CHANGED,)
    desk.export(tmp_path / "out", targets=["audio"], audio=AudioChoice(mode=Mode.SILENCE))
    sound = decoded(tmp_path / "out" / "audio" / "01-hospital.flac")
    assert not sound[6_200 * 16 : 6_450 * 16].any()  # “Janet”
    assert sound[: 4_500 * 16].any()


def test_a_cancelled_export_leaves_nothing(desk: Desk, builder: StudyBuilder, tmp_path: Path) -> None:
    reviewed(desk, builder)
    cancel = threading.Event()
    with pytest.raises(CancelledError):
        desk.export(tmp_path / "out", targets=["audio"], cancel=cancel, on_progress=lambda _done, _total: cancel.set())
    assert not (tmp_path / "out").exists()
    assert stored(desk) == 1


def test_a_worker_ended_in_mid_recording_leaves_nothing(desk: Desk, builder: StudyBuilder) -> None:
    interview = reviewed(desk, builder, seconds=300)
    cancel = threading.Event()
    job = {"name": "01-hospital", "spans": [], "mode": "tone", "format": "wav"}
    got = 0

    def on_message(message: dict[str, object], payload: bytes) -> None:
        nonlocal got
        if message["type"] == "body":
            got += len(payload)
            cancel.set()

    def fill(writer: object) -> None:
        with desk.vault.recordings.open(interview.id) as source:
            run_worker("bleep", job, on_message, source=source, cancel=cancel)

    with pytest.raises(CancelledError), desk.vault.recordings.scratch(fill):
        pytest.fail("a cancelled recording is never given out")
    assert got
    assert stored(desk) == 1


def test_a_damaged_recording_is_refused_and_the_text_leaves(desk: Desk, builder: StudyBuilder, tmp_path: Path) -> None:
    reviewed(desk, builder)
    (file,) = (desk.vault.folder / "recordings").iterdir()
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    report = desk.export(tmp_path / "out", targets=["audio", "text"])
    assert [path.name for path in report.written] == ["01-hospital.txt", "manifest.json"]
    assert [each.path for each in report.refused] == ["audio/01-hospital.flac"]


def test_where_the_recording_is_gone_the_text_leaves(
    desk: Desk, builder: StudyBuilder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reviewed(desk, builder)

    def gone(interview_id: int) -> None:
        raise KeyError(interview_id)

    monkeypatch.setattr(desk.vault.recordings, "open", gone)  # retention, which deletes recordings, is still to come
    report = desk.export(tmp_path / "out", targets=["audio", "text"])
    assert [path.name for path in report.written] == ["01-hospital.txt", "manifest.json"]
    assert "no longer in the study" in report.refused[0].reasons[0]


def test_a_file_is_given_out_in_order_with_its_head_last() -> None:
    body = bytearray()
    sink = HeadLast(body.extend)
    content = bytes(range(256)) * 12_000
    for start in range(0, len(content), 50_000):
        sink.write(content[start : start + 50_000])
    assert len(body) > 1_000_000
    sink.seek(4)
    sink.write(b"size")
    sink.seek(0, io.SEEK_END)
    sink.write(b"end")
    head = sink.finish()
    assert head + body == content[:4] + b"size" + content[8:] + b"end"
    sink.seek(100_000)
    with pytest.raises(OSError, match="beginning"):
        sink.write(b"late")


class Counted(io.RawIOBase):
    """Takes all that is written and keeps only the count."""

    size = 0

    def writable(self) -> bool:
        """Say that this can be written."""
        return True

    def write(self, data: Any, /) -> int:
        """Count the bytes."""
        self.size += len(data)
        return len(data)


@pytest.mark.parametrize("kind", [AudioFormat.WAV, AudioFormat.MP3])
def test_memory_stays_flat_however_long_the_recording(kind: AudioFormat, builder: StudyBuilder) -> None:
    path = builder.recording(5 * 60)
    out = Counted()
    channel = Channel(cast("IO[bytes]", out), 0, SimpleQueue())
    tracemalloc.start()
    try:
        with path.open("rb", buffering=0) as channel.source:
            bleep.run({"name": "x", "spans": [[1_000, 2_000]], "mode": "tone", "format": kind.value}, channel)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert out.size > 3_500_000
    assert peak < 3_000_000


def test_a_name_heard_again_is_told_unless_a_person_let_it_stand() -> None:
    said = "She moved to Leeds and later to Leeds again"
    words = [Word(text, 1_000 * place, 1_000 * place + 500) for place, text in enumerate(said.split())]
    assert names_heard(words, ["Leeds", "Margaret"]) == (3_000, 7_000)
    assert names_heard(words, ["Leeds"], [Standing(4_200, 4_600, "Leeds")]) == (7_000,)
    assert names_heard([], ["Leeds"]) == ()


@pytest.fixture(scope="module")
def listened(tmp_path_factory: pytest.TempPathFactory) -> tuple[Desk, Interview]:
    """Give a study in which the small model has transcribed the beginning of the sample, all names accepted."""
    folder = tmp_path_factory.mktemp("listening")
    desk = listening_study(folder)
    interview = spoken(desk, folder, 0, 30)
    Pipeline(desk.vault, desk.models, interview, DRAFT, lambda _event: None, threading.Event()).run()
    review(desk, interview.id)
    return desk, interview


def test_a_bleeped_recording_says_none_of_the_names_when_it_is_heard_again(
    listened: tuple[Desk, Interview], tmp_path: Path
) -> None:
    desk, _ = listened
    report = desk.export(tmp_path / "out", targets=["audio"], audio=AudioChoice(AudioFormat.MP3, verify=True))
    assert report.refused == ()
    assert [path.name for path in report.written] == ["01-hospital.mp3", "manifest.json"]


def test_where_the_times_of_words_are_wrong_the_recording_is_refused_with_the_time(
    listened: tuple[Desk, Interview], tmp_path: Path
) -> None:
    desk, interview = listened
    transcript = desk.transcript(interview.id)
    assert transcript
    retime(desk, interview, _later(transcript, 4_000))
    report = desk.export(tmp_path / "out", targets=["audio"], audio=AudioChoice(listened=True, verify=True))
    retime(desk, interview, transcript)
    assert report.written == ()
    (reason,) = report.refused[0].reasons
    assert "heard again" in reason
    assert "00:00:" in reason
    assert "Margaret" not in reason
    assert not (tmp_path / "out").exists()


def _later(transcript: Transcript, by_ms: int) -> Transcript:
    """Give a transcript whose times are wrong."""
    turns = tuple(
        replace(
            turn,
            start_ms=turn.start_ms + by_ms,
            end_ms=turn.end_ms + by_ms,
            words=tuple(
                replace(word, start_ms=word.start_ms + by_ms, end_ms=word.end_ms + by_ms) for word in turn.words
            ),
        )
        for turn in transcript.turns
    )
    return replace(transcript, turns=turns)
