"""Make the copy that is listened to: encrypted, of the transcript's timeline, made anew when it is gone."""

from __future__ import annotations

import io
import os
import threading
import time
import wave
from pathlib import Path

import av
import numpy as np
import pytest

from tests.jobs.conftest import StudyBuilder
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.jobs.playback import Playback, PlaybackState
from transcribe_desk.study.errors import CancelledError, InputError, RecordingError, StudyDamagedError
from transcribe_desk.study.study import Interview
from transcribe_desk.vault.transcripts import Plan

RATE = 16_000


@pytest.fixture
def playback(builder: StudyBuilder) -> Playback:
    """Give what is listened to in the study of this test."""
    return builder.desk.playback


@pytest.fixture
def interview(builder: StudyBuilder) -> Interview:
    """Give an interview with a recording of three seconds."""
    builder.recording_seconds = 3.0
    return builder.interview()


def _files(desk: Desk) -> set[str]:
    return {path.name for path in (desk.vault.folder / "recordings").iterdir()}


def _give_sound(desk: Desk, interview: Interview, sound: bytes) -> None:
    """Put other bytes in the place of an interview's recording."""
    vault = desk.vault
    with vault.transaction():
        vault.recordings.erase(vault.recordings.forget(interview.id))
        vault.recordings.attach(interview.id, vault.recordings.store(io.BytesIO(sound)).file_id)


def _wav(samples: np.ndarray[tuple[int], np.dtype[np.int16]]) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as target:
        target.setparams((1, 2, RATE, 0, "NONE", ""))
        target.writeframes(samples.tobytes())
    return file.getvalue()


def _decoded(copy: bytes) -> np.ndarray[tuple[int], np.dtype[np.int16]]:
    resampler = av.AudioResampler("s16", "mono", RATE)
    with av.open(io.BytesIO(copy), "r") as container:
        frames = [part for frame in container.decode(audio=0) for part in resampler.resample(frame)]
    return np.concatenate([frame.to_ndarray()[0] for frame in [*frames, *resampler.resample(None)]])


def test_a_copy_and_its_outline_are_made_once_and_kept(
    builder: StudyBuilder, playback: Playback, interview: Interview
) -> None:
    assert playback.state(interview.id) is PlaybackState.TO_MAKE
    with pytest.raises(KeyError):
        playback.sound(interview.id)
    told: list[tuple[int, int]] = []
    playback.prepare(interview.id, lambda done, total: told.append((done, total)))
    assert playback.state(interview.id) is PlaybackState.READY
    assert abs(len(_decoded(playback.sound(interview.id))) - 3 * RATE) < RATE // 100
    peaks = playback.peaks(interview.id)
    assert peaks.duration_ms == 3000
    assert min(peaks.values) > 100
    assert told[-1] == (3000, 3000)
    assert len(_files(builder.desk)) == 3


def test_nothing_on_the_disk_can_be_played(builder: StudyBuilder, playback: Playback, interview: Interview) -> None:
    playback.prepare(interview.id)
    copy, outline = playback.sound(interview.id), playback.peaks(interview.id).values
    for path in builder.desk.vault.folder.rglob("*"):
        if path.is_file():
            stored = path.read_bytes()
            assert b"OggS" not in stored
            assert b"Opus" not in stored
            assert copy[1000:1032] not in stored
            assert outline[:32] not in stored


def test_where_sound_is_lost_the_copy_is_silent_for_as_long(
    builder: StudyBuilder, playback: Playback, interview: Interview
) -> None:
    _give_sound(builder.desk, interview, _lossy_mp3())
    playback.prepare(interview.id)
    sound = np.abs(_decoded(playback.sound(interview.id)).astype(np.int32))
    loud = [sound[second * RATE : (second + 1) * RATE].max() > 1000 for second in range(19)]
    assert 2 <= loud.count(False) <= 4
    assert loud[0]
    assert loud[-1]
    assert abs(len(sound) / RATE - 20) < 0.3
    outline = playback.peaks(interview.id).values
    quiet = loud.index(False)
    assert max(outline[quiet * 50 + 5 : quiet * 50 + 45]) < 10


def _lossy_mp3() -> bytes:
    """Give 20 seconds of a tone as mp3 of which about four seconds in the middle are zeros."""
    samples = (np.sin(np.arange(20 * RATE) / 5) * 9000).astype(np.int16)
    file = io.BytesIO()
    with av.open(file, "w", format="mp3") as target:
        stream = target.add_stream("libmp3lame", rate=RATE, layout="mono")
        frame = av.AudioFrame.from_ndarray(samples[np.newaxis], format="s16", layout="mono")
        frame.sample_rate = RATE
        target.mux(stream.encode(frame))
        target.mux(stream.encode(None))
    whole = bytearray(file.getvalue())
    start, length = len(whole) * 2 // 5, len(whole) // 5
    whole[start : start + length] = bytes(length)
    return bytes(whole)


def test_a_quiet_recording_is_raised_as_it_was_for_recognition(
    builder: StudyBuilder, playback: Playback, interview: Interview
) -> None:
    quiet = (np.sin(np.arange(2 * RATE) / 5) * 300).astype(np.int16)
    _give_sound(builder.desk, interview, _wav(quiet))
    playback.prepare(interview.id)
    before = np.abs(_decoded(playback.sound(interview.id)).astype(np.int32)).max()
    plan = Plan("whisper-base", "faster-whisper", 5, "en", 2, ((0, 2000),), gain_db=20.0)
    builder.desk.vault.transcripts.save_plan(interview.id, plan)
    playback.prepare(interview.id)
    after = np.abs(_decoded(playback.sound(interview.id)).astype(np.int32)).max()
    assert 8 < after / before < 12


@pytest.mark.parametrize("harm", ["damaged", "cut short", "gone"])
def test_a_copy_that_is_not_what_was_written_is_made_anew(
    builder: StudyBuilder, playback: Playback, interview: Interview, harm: str
) -> None:
    original = _files(builder.desk)
    playback.prepare(interview.id)
    sound = playback.sound(interview.id)
    folder = builder.desk.vault.folder / "recordings"
    copy = max((folder / name for name in _files(builder.desk) - original), key=lambda path: path.stat().st_size)
    sealed = copy.read_bytes()
    if harm == "damaged":
        copy.write_bytes(sealed[:100] + bytes([sealed[100] ^ 1]) + sealed[101:])
        with pytest.raises(StudyDamagedError):
            playback.sound(interview.id)
    elif harm == "cut short":
        copy.write_bytes(sealed[:-5])
    else:
        copy.unlink()
    assert playback.state(interview.id) is PlaybackState.TO_MAKE
    playback.prepare(interview.id)
    assert playback.sound(interview.id) == sound
    assert len(_files(builder.desk)) == 3


def test_a_deleted_recording_takes_its_copy_along(
    builder: StudyBuilder, playback: Playback, interview: Interview
) -> None:
    playback.prepare(interview.id)
    assert playback.deleted_at(interview.id) is None
    deletion = builder.desk.retention.delete(interview.id, "AB")
    assert playback.state(interview.id) is PlaybackState.GONE
    assert playback.deleted_at(interview.id) == deletion.at
    assert not _files(builder.desk)
    with pytest.raises(InputError, match="no longer in the study"):
        playback.prepare(interview.id)


def test_sound_deleted_while_the_copy_is_made_does_not_come_back(
    builder: StudyBuilder, playback: Playback, interview: Interview
) -> None:
    def delete(_done: int, _total: int) -> None:
        if playback.state(interview.id) is not PlaybackState.GONE:
            builder.desk.retention.delete(interview.id, "AB")

    with pytest.raises(InputError, match="no longer in the study"):
        playback.prepare(interview.id, delete)
    assert not _files(builder.desk)
    assert playback.state(interview.id) is PlaybackState.GONE


def test_a_preparation_ends_within_a_second_when_it_is_not_wanted(
    builder: StudyBuilder, playback: Playback, interview: Interview
) -> None:
    long = (np.random.default_rng(1).integers(-9000, 9000, 20 * 60 * RATE)).astype(np.int16)
    _give_sound(builder.desk, interview, _wav(long))
    cancel = threading.Event()
    asked: list[float] = []

    def on_progress(_done: int, _total: int) -> None:
        if not asked:
            asked.append(time.monotonic())
            cancel.set()

    with pytest.raises(CancelledError):
        playback.prepare(interview.id, on_progress, cancel)
    assert time.monotonic() - asked[0] < 1
    assert playback.state(interview.id) is PlaybackState.TO_MAKE
    assert len(_files(builder.desk)) == 1


def test_a_recording_that_cannot_be_read_says_so(
    builder: StudyBuilder, playback: Playback, interview: Interview
) -> None:
    _give_sound(builder.desk, interview, b"these are no sounds" * 1000)
    with pytest.raises(RecordingError) as told:
        playback.prepare(interview.id)
    assert interview.study_id in told.value.thing
    assert len(_files(builder.desk)) == 1


@pytest.mark.parametrize("patient", [True, False])
def test_a_worker_lets_others_go_first_unless_somebody_waits_for_it(
    builder: StudyBuilder, playback: Playback, interview: Interview, *, patient: bool
) -> None:
    if not hasattr(os, "nice"):
        pytest.skip("this system has no niceness")
    long = np.zeros(5 * 60 * RATE, dtype=np.int16)
    _give_sound(builder.desk, interview, _wav(long))
    found: list[int] = []

    def look(_done: int, _total: int) -> None:
        children = Path(f"/proc/self/task/{threading.get_native_id()}/children").read_text(encoding="ascii").split()
        found.extend(os.getpriority(os.PRIO_PROCESS, int(child)) for child in children)

    if not Path("/proc/self/task").exists():
        pytest.skip("this system has no /proc")
    playback.prepare(interview.id, look, patient=patient)
    ours = os.getpriority(os.PRIO_PROCESS, 0)
    assert max(found) == (min(ours + 10, 19) if patient else ours)
