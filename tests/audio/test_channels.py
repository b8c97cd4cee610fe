"""Recordings of several channels: nothing is lost in the mix, and a voice per channel is noticed where there is one."""

from __future__ import annotations

import io
import wave
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest

from tests.audio.conftest import encoded
from tests.audio.voices import RATE, Voice, hiss, pcm, talk, turns
from transcribe_desk.audio.decode import Decoder

Encode = Callable[..., bytes]
Samples = np.ndarray[tuple[int], np.dtype[np.int16]]
Spans = tuple[tuple[int, int, int], ...]

SECONDS = 40


def decoded(*channels: Voice) -> tuple[Samples, Spans | None]:
    """Put the channels into a WAV and give its mix and its voices."""
    samples = pcm(*channels)
    file = io.BytesIO()
    with wave.open(file, "wb") as output:
        output.setnchannels(samples.shape[1])
        output.setsampwidth(2)
        output.setframerate(RATE)
        output.writeframes(samples.tobytes())
    decoder = Decoder(io.BytesIO(file.getvalue()), "tape")
    mixed = np.frombuffer(b"".join(decoder.blocks()), dtype="<i2")
    assert 0 <= len(mixed) - len(samples) < 16  # a whole count of milliseconds
    return mixed, decoder.channel_voices


def with_bleed(first: Voice, second: Voice, db: float, delay: int = 40) -> tuple[Voice, Voice]:
    """Let each voice be heard in the other's channel too, weaker by ``db`` and 2.5 ms later, over a little noise."""
    factor = 10 ** (-db / 20)
    shape = (delay, 0)
    heard = [np.pad(voice, shape)[: len(voice)] * factor for voice in (second, first)]
    noise = [hiss(len(first) / RATE, -65, seed) for seed in (5, 6)]
    return first + heard[0] + noise[0], second + heard[1] + noise[1]


def level(samples: Samples | Voice) -> float:
    return float(20 * np.log10(np.sqrt(np.mean(np.asarray(samples, dtype=float) ** 2))))


def share_in(spans: Spans, channel: int, start_ms: int, end_ms: int) -> float:
    return sum(max(0, min(end, end_ms) - max(start, start_ms)) for start, end, who in spans if who == channel) / (
        end_ms - start_ms
    )


def assert_own_voices(
    spans: Spans | None, shares: tuple[float, float] = (1, 1), pair: tuple[int, int] = (0, 1)
) -> None:
    """Compare with the turns that were made: 4 seconds times the share each, the last 0.4 s of each 2 s silent."""
    assert spans is not None
    assert all(start < end for start, end, _ in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    for start in range(0, SECONDS * 1000, round(4000 * sum(shares))):
        change, end = start + round(4000 * shares[0]), start + round(4000 * sum(shares))
        if end <= SECONDS * 1000:
            assert share_in(spans, pair[0], start, change - 400) > 0.9
            assert share_in(spans, pair[1], change, end - 400) > 0.9
            assert share_in(spans, pair[1], start + 200, change - 200) < 0.02
            assert share_in(spans, pair[0], change + 200, end - 200) < 0.02


@pytest.mark.parametrize("db", [60, 20, 15, 12, 10])
def test_a_voice_per_channel_is_noticed_even_with_bleed(db: float) -> None:
    _, spans = decoded(*with_bleed(*turns(SECONDS), db))
    assert_own_voices(spans)


@pytest.mark.parametrize("gains", [(0, -15), (-20, 0)])
def test_unequal_microphones_do_no_harm(gains: tuple[float, float]) -> None:
    first, second = with_bleed(*turns(SECONDS), 15)
    _, spans = decoded(first * 10 ** (gains[0] / 20), second * 10 ** (gains[1] / 20))
    assert_own_voices(spans)


def test_somebody_who_says_little_has_a_channel_too() -> None:
    shares = (1, 9)
    _, spans = decoded(*with_bleed(*turns(SECONDS, shares), 15))
    assert spans is not None
    assert share_in(spans, 0, 0, 3_600) > 0.9
    assert share_in(spans, 1, 4_200, 39_600) > 0.9


def test_of_many_tracks_the_two_with_voices_count() -> None:
    first, second = with_bleed(*turns(SECONDS), 20)
    _, spans = decoded(hiss(SECONDS, -70, 7), first, hiss(SECONDS, -75, 8), second)
    assert_own_voices(spans, pair=(1, 3))


def _panned(share: float) -> tuple[Voice, Voice]:
    first, second = turns(SECONDS)
    return first * share + second * (1 - share), first * (1 - share) + second * share


@pytest.mark.parametrize(
    "channels",
    [
        pytest.param(lambda: (sum(turns(SECONDS)), sum(turns(SECONDS))), id="dual mono"),
        pytest.param(lambda: (sum(turns(SECONDS)), 0.3 * sum(turns(SECONDS)) + hiss(SECONDS, -70)), id="one weaker"),
        pytest.param(lambda: (sum(turns(SECONDS)), np.zeros(SECONDS * RATE)), id="one silent"),
        pytest.param(lambda: (hiss(SECONDS, -60), sum(turns(SECONDS)) + hiss(SECONDS, -60, 3)), id="one only hisses"),
        pytest.param(lambda: _panned(0.6), id="pan 60:40"),
        pytest.param(lambda: _panned(0.7), id="pan 70:30"),
        pytest.param(lambda: with_bleed(*turns(SECONDS), 6, delay=4), id="table microphone"),
        pytest.param(lambda: (turns(SECONDS)[0], np.zeros(SECONDS * RATE)), id="one voice"),
        pytest.param(lambda: (hiss(SECONDS, -50, 3), hiss(SECONDS, -50, 4)), id="noise"),
        pytest.param(lambda: (np.zeros(SECONDS * RATE), np.zeros(SECONDS * RATE)), id="silence"),
        pytest.param(lambda: (sum(turns(SECONDS)),), id="mono"),
    ],
)
def test_without_a_voice_per_channel_none_is_claimed(channels: Callable[[], tuple[Voice, ...]]) -> None:
    _, spans = decoded(*channels())
    assert spans is None


def test_a_sound_loud_and_soft_beside_a_noisy_channel_is_one_voice() -> None:
    times = np.arange(SECONDS * RATE) / RATE
    sound = hiss(SECONDS, -15) * (times % 2 < 1.6) * np.where(times < SECONDS / 2, 1, 10 ** (-21 / 20))
    _, spans = decoded(sound, hiss(SECONDS, -46, 3))
    assert spans is None


def test_people_all_over_a_stereo_stage_have_no_channels_of_their_own() -> None:
    voice = talk(SECONDS, -25)
    place = np.arange(SECONDS * RATE) // (4 * RATE) % 3  # left, right, in the middle
    _, spans = decoded(voice * (place != 1) + hiss(SECONDS, -70, 3), voice * (place != 0) + hiss(SECONDS, -70, 4))
    assert spans is None


def test_a_bump_on_the_other_channel_is_no_voice() -> None:
    other = hiss(SECONDS, -70, 3)
    other[10 * RATE : 12 * RATE] += hiss(2, -15, 4)
    _, spans = decoded(talk(SECONDS, -25) + hiss(SECONDS, -70), other)
    assert spans is None


@pytest.mark.parametrize("silent", [0, 1])
@pytest.mark.parametrize("noise", [-100, -65])
def test_a_silent_channel_takes_nothing_from_the_other(silent: int, noise: float) -> None:
    voice = talk(SECONDS, -25)
    channels = [voice, voice]
    channels[silent] = hiss(SECONDS, noise)
    mixed, _ = decoded(*channels)
    assert level(mixed) == pytest.approx(level(voice), abs=0.1)


def test_a_click_on_a_silent_channel_takes_nothing_for_long() -> None:
    voice, other = talk(SECONDS, -25), np.zeros(SECONDS * RATE)
    other[20 * RATE : 20 * RATE + 1_600] = hiss(0.1, -10)
    mixed, _ = decoded(voice, other)
    assert level(mixed[30 * RATE :]) == pytest.approx(level(voice[30 * RATE :]), abs=0.1)


def test_a_voice_that_comes_late_on_its_channel_is_heard_from_its_first_word() -> None:
    first, second = talk(SECONDS, -25, 1), talk(SECONDS, -25, 2)
    late = np.arange(SECONDS * RATE) >= 30 * RATE
    mixed, _ = decoded(first * ~late, second * late)
    start = slice(30 * RATE, 30 * RATE + RATE // 2)
    assert level(mixed[start]) > level(second[start]) - 6.5
    assert np.corrcoef(mixed[start], second[start])[0, 1] > 0.99


def test_equal_channels_stay_as_loud_as_they_are() -> None:
    voice = talk(SECONDS, -25)
    mixed, _ = decoded(voice, voice)
    assert np.abs(mixed - np.rint(voice)).max() <= 1


def test_a_channel_wired_the_wrong_way_round_does_not_cancel_the_other() -> None:
    voice = talk(SECONDS, -25)
    mixed, _ = decoded(voice, -voice)
    assert level(mixed) == pytest.approx(level(voice), abs=0.1)


def test_loud_channels_do_not_clip() -> None:
    loud = np.full(SECONDS * RATE, 32_767.0)
    mixed, _ = decoded(loud, loud, loud)
    assert mixed.min() >= 32_766


def test_a_channel_for_low_frequencies_only_is_left_out() -> None:
    voice = pcm(talk(10, -25))[:, 0]
    samples = np.zeros((len(voice), 6), dtype=np.int16)
    places = [channel.name for channel in av.AudioLayout("5.1").channels]
    samples[:, places.index("FC")] = voice
    samples[:, places.index("LFE")] = pcm(talk(10, -15, 9))[:, 0]
    content = encoded(samples, "flac", "flac", RATE, "5.1")
    mixed = np.frombuffer(b"".join(Decoder(io.BytesIO(content), "tape").blocks()), dtype="<i2")
    assert np.array_equal(mixed, voice)


@pytest.mark.parametrize("other", ["mono", "5.1"])
def test_files_of_other_channels_joined_end_to_end_keep_their_loudness(other: str, encode: Encode) -> None:
    parts = [encode("adts", "aac", rate=16_000, layout=layout, seconds=4) for layout in ("stereo", other, "stereo")]
    mixed = np.frombuffer(b"".join(Decoder(io.BytesIO(b"".join(parts)), "tape").blocks()), dtype="<i2")
    assert len(mixed) / RATE == pytest.approx(12, abs=0.4)
    assert level(mixed[5 * RATE : 7 * RATE]) == pytest.approx(level(mixed[RATE : 3 * RATE]), abs=0.3)


@pytest.mark.parametrize("bleed", [None, 20, 12, 10])
def test_speech_goes_to_the_right_channel_in_the_sample(bleed: float | None, shared_data: Path) -> None:
    with av.open(str(shared_data / "audio" / "sample_interview_stereo.flac")) as file:
        frames = [frame.to_ndarray().reshape(-1, 2) for frame in file.decode(audio=0)]
        assert file.streams.audio[0].rate == RATE
    first, second = np.concatenate(frames).astype(float).T
    _, spans = decoded(*((first, second) if bleed is None else with_bleed(first, second, bleed)))
    assert spans is not None
    said = np.full(len(first) * 100 // RATE + 1, -1)  # hundredths of a second
    for line in (shared_data / "audio" / "sample_interview.rttm").read_text(encoding="utf-8").splitlines():
        fields = line.split()
        start = float(fields[3])
        said[round(100 * start) : round(100 * (start + float(fields[4])))] = fields[7] == "participant"
    given = np.full_like(said, -1)
    for start_ms, end_ms, channel in spans:
        given[start_ms // 10 : end_ms // 10] = channel
    speech = said >= 0
    assert (speech & (given >= 0) & (given != said)).sum() / speech.sum() < 0.0025  # measured: 0.0007 to 0.0011
    assert (given != said).sum() / speech.sum() < 0.025  # error rate without a collar; measured: 0.018
