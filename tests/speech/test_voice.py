"""Voices are found wherever they lie, in any length of sound, by the models that come with the program."""

from __future__ import annotations

import io
import json

import numpy as np
import pytest

from tests.speech.sound import sample
from transcribe_desk import paths
from transcribe_desk.speech.diarisation import Speakers, VoicePrinter
from transcribe_desk.speech.mel import mel_frames
from transcribe_desk.speech.model_store import ModelStore
from transcribe_desk.speech.pcm import duration_ms, read_samples
from transcribe_desk.speech.voice import find_voices


def nothing(share: float) -> None:
    """Hear how much is done."""


def pcm(samples: np.ndarray) -> io.BytesIO:
    return io.BytesIO((samples * 32767).astype("<i2").tobytes())


def test_reads_what_there_is_between_two_times() -> None:
    sound = pcm(np.linspace(0, 0.5, 16_000))
    assert duration_ms(sound) == 1000
    assert len(read_samples(sound, 250, 500)) == 4000
    assert len(read_samples(sound, 900, 5000)) == 1600
    assert len(read_samples(sound, 2000, 3000)) == 0
    assert read_samples(sound, 0, 1000)[-1] == pytest.approx(0.5, abs=1e-3)


@pytest.mark.parametrize("frequency", [200, 1000, 4000])
def test_a_tone_lands_in_its_mel_band(frequency: int) -> None:
    frames = mel_frames(np.sin(2 * np.pi * frequency * np.arange(16_000) / 16_000).astype(np.float32))
    assert frames.shape == (101, 40)
    # The bands' edges lie evenly on Slaney's scale, where 8 kHz is 45.25, 1 kHz is 15 and one step is 66.7 Hz below it.
    mels = frequency * 3 / 200 if frequency <= 1000 else 15 + np.log(frequency / 1000) / (np.log(6.4) / 27)
    assert frames[50].argmax() == pytest.approx(mels / (45.2456 / 41) - 1, abs=0.5)


def test_silence_and_noise_hold_no_voice() -> None:
    noise = np.random.default_rng(0).normal(0, 0.01, 16_000 * 5)
    for sound in (np.zeros(16_000 * 5), noise, np.zeros(0)):
        assert find_voices(pcm(sound), len(sound) // 16, nothing).spans == ()


@pytest.fixture(scope="module")
def speech() -> np.ndarray:
    return np.frombuffer(sample(30), "<i2").astype(np.float32) / 32768


def test_a_long_recording_is_heard_as_if_it_were_not_cut_into_blocks() -> None:
    # Of this stretch a block that began without hearing what came before would miss a pause.
    speech = np.frombuffer(sample(308), "<i2")[16_000 * 292 :].astype(np.float32) / 32768
    noise = np.random.default_rng(0).normal(0, 1e-4, 16_000 * 192)

    def spans_after(seconds: int) -> list[tuple[int, int]]:
        sound = np.concatenate([noise[: 16_000 * seconds], speech])
        voices = find_voices(pcm(sound), (seconds + 16) * 1000, nothing)
        return [(span.start_ms - seconds * 1000, span.end_ms - seconds * 1000) for span in voices.spans]

    cut = spans_after(192)  # a block ends at 200 s
    assert len(cut) > 3
    assert cut == spans_after(160)


def test_loudness_does_not_change_who_speaks(speech: np.ndarray) -> None:
    encoder = ModelStore().verified_path("dvector")
    labels = []
    for gain in (1.0, 0.05):
        source = pcm(speech * gain)
        voices = find_voices(source, 30_000, nothing)
        speakers = Speakers(VoicePrinter(source, encoder, voices.loudness), voices, 2, nothing)
        labels.append([speakers.at(time) for time in range(0, 30_000, 500)])
    # Which of the two is called 0 is not the point here: turns name speakers by who is heard first.
    alike = np.mean(np.array(labels[0]) == np.array(labels[1]))
    assert max(alike, 1 - alike) > 0.95
    assert speakers.at(5000) != speakers.at(15_000)
    fits = speakers.fits([(1000, 5000), (13_000, 16_000), (29_900, 99_000)])
    assert fits.shape == (3, 2)
    assert fits[0].argmax() == speakers.at(5000)
    assert fits[1].argmax() == speakers.at(15_000)
    assert np.isfinite(fits).all()


def test_follows_two_people_who_take_turns_of_two_seconds() -> None:
    whole = sample(400)
    turns = json.loads(paths.resource("sample", "truth.json").read_text())["turns"]
    starts: dict[str, list[int]] = {who: [] for who in ("interviewer", "participant")}
    for turn in turns:
        if turn["end"] - turn["start"] > 3.5:
            starts[turn["speaker"]].append(round(turn["start"] * 1000) + 300)
    talk = [start for pair in zip(*(found[:10] for found in starts.values()), strict=True) for start in pair]
    source = io.BytesIO(b"".join(whole[start * 32 : (start + 2000) * 32] for start in talk))
    voices = find_voices(source, 40_000, nothing)
    printer = VoicePrinter(source, ModelStore().verified_path("dvector"), voices.loudness)
    speakers = Speakers(printer, voices, 2, nothing)
    heard = np.array([speakers.at(time) for time in range(5, 40_000, 10)])
    wrong = np.mean(heard != np.arange(len(heard)) // 200 % 2)
    assert min(wrong, 1 - wrong) < 0.12
