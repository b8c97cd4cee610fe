"""A graphics card is used when it was asked for and works; languages are known, detected, or refused in clear words."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from tests.speech.sound import installed, sample, samples_of
from transcribe_desk.speech.engine import SpeechEngine
from transcribe_desk.speech.engines import CardOrProcessor, make_engine
from transcribe_desk.speech.pcm import Samples
from transcribe_desk.study.errors import InputError
from transcribe_desk.study.transcript import Segment, Word

SPEECH = np.frombuffer(sample(8), "<i2").astype(np.float32) / np.float32(32768)
SILENCE = np.zeros(5 * 16_000, np.float32)
FROM_CARD = Segment((Word("Card.", 0, 500),), 0, 500)


class Card:
    """Stands for an engine on a graphics card, which these computers do not have: gives ``segments``, then fails."""

    def __init__(self, segments: Sequence[Segment] = (), failure: Exception | None = None) -> None:
        self.segments = segments
        self.failure = failure
        self.asked: list[tuple[object, ...]] = []

    def transcribe(
        self,
        samples: Samples,
        *,
        language: str | None,
        beam: int,
        hotwords: Sequence[str] = (),
        quiet_speaker: bool = False,
    ) -> Iterator[Segment]:
        """Give the segments, or fail after them."""
        self.asked.append((len(samples), language, beam, hotwords, quiet_speaker))
        yield from self.segments
        if self.failure:
            raise self.failure

    def detect_language(self, samples: Samples) -> tuple[str, float]:
        """Say that it is Welsh, or fail."""
        self.asked.append((len(samples),))
        if self.failure:
            raise self.failure
        return "cy", 0.9


@pytest.fixture(scope="module")
def processor() -> SpeechEngine:
    return make_engine("faster-whisper", installed("whisper-tiny.en"), 2, "cpu", pytest.fail)


@pytest.fixture(scope="module")
def expected(processor: SpeechEngine) -> list[Segment]:
    """Give what the processor finds in the speech."""
    found = heard(processor)
    assert found
    return found


def heard(engine: SpeechEngine, samples: Samples = SPEECH, language: str | None = "en") -> list[Segment]:
    return list(engine.transcribe(samples, language=language, beam=1))


def test_a_card_that_works_does_the_work(processor: SpeechEngine) -> None:
    card = Card([FROM_CARD])
    engine = CardOrProcessor(card, processor, pytest.fail)
    assert heard(engine) == [FROM_CARD]
    assert engine.detect_language(SPEECH) == ("cy", 0.9)
    assert list(engine.transcribe(SPEECH, language=None, beam=3, hotwords=["Ng"], quiet_speaker=True))
    size = len(SPEECH)
    assert card.asked == [(size, "en", 1, (), False), (size,), (size, None, 3, ["Ng"], True)]


@pytest.mark.parametrize("given", [[], [FROM_CARD]], ids=["at once", "halfway"])
def test_a_card_that_fails_leaves_nothing_behind_and_is_not_asked_again(
    processor: SpeechEngine, expected: list[Segment], given: list[Segment]
) -> None:
    notices: list[str] = []
    card = Card(given, RuntimeError("CUDA failed with error out of memory, while saying something private"))
    engine = CardOrProcessor(card, processor, notices.append)
    assert heard(engine) == expected
    assert heard(engine) == expected
    assert len(card.asked) == 1
    assert notices == ["The graphics card could not be used (RuntimeError). The processor does the work instead."]


def test_a_card_that_finds_nothing_in_speech_is_not_asked_again(
    processor: SpeechEngine, expected: list[Segment]
) -> None:
    notices: list[str] = []
    card = Card()
    engine = CardOrProcessor(card, processor, notices.append)
    assert heard(engine) == expected
    assert heard(engine) == expected
    assert len(card.asked) == 1
    assert len(notices) == 1
    assert "found no words" in notices[0]


def test_a_card_that_finds_nothing_in_silence_goes_on(processor: SpeechEngine) -> None:
    card = Card()
    engine = CardOrProcessor(card, processor, pytest.fail)
    assert heard(engine, SILENCE) == []
    card.segments = [FROM_CARD]
    assert heard(engine) == [FROM_CARD]


def test_a_language_is_detected_on_the_processor_when_the_card_fails(processor: SpeechEngine) -> None:
    notices: list[str] = []
    engine = CardOrProcessor(Card(failure=ValueError()), processor, notices.append)
    assert engine.detect_language(SPEECH) == ("en", 1.0)
    assert len(notices) == 1


def test_a_refused_language_is_no_failure_of_the_card(processor: SpeechEngine) -> None:
    refusal = InputError("Language “de”", "The model knows English alone.", "Choose another.")
    with pytest.raises(InputError, match="English alone"):
        heard(CardOrProcessor(Card(failure=refusal), processor, pytest.fail))


def test_asking_for_a_card_that_is_not_there_gives_the_words_of_the_processor(expected: list[Segment]) -> None:
    import ctranslate2

    if ctranslate2.get_cuda_device_count():
        pytest.skip("this computer has a graphics card")
    notices: list[str] = []
    engine = make_engine("faster-whisper", installed("whisper-tiny.en"), 2, "cuda", notices.append)
    assert heard(engine) == expected
    assert len(notices) == 1


def test_an_english_model_refuses_another_language(processor: SpeechEngine) -> None:
    with pytest.raises(InputError, match=r"tiny\.en knows English alone.*whisper-base"):
        heard(processor, language="de")


@pytest.mark.parametrize("language", ["klingon", "yue"])
def test_a_language_the_model_has_no_word_for_is_refused(language: str) -> None:
    engine = make_engine("faster-whisper", installed("whisper-base"), 2, "cpu", pytest.fail)
    with pytest.raises(InputError, match=f"Language “{language}”"):
        heard(engine, language=language)


def test_the_language_of_the_sample_is_english_and_of_silence_nobodys() -> None:
    engine = make_engine("faster-whisper", installed("whisper-base"), 2, "cpu", pytest.fail)
    code, probability = engine.detect_language(SPEECH)
    assert code == "en"
    assert probability > 0.8
    assert engine.detect_language(SILENCE) == ("en", 0.0)


def test_german_is_detected_and_written_in_german(tmp_path: Path) -> None:
    samples = spoken_german(tmp_path)
    engine = make_engine("faster-whisper", installed("whisper-base"), 2, "cpu", pytest.fail)
    code, probability = engine.detect_language(samples)
    assert code == "de"
    assert probability > 0.5
    for language in ("de", None):
        words = {
            word.text.strip(".,").lower() for segment in heard(engine, samples, language) for word in segment.words
        }
        assert {"der", "und"} <= words


def spoken_german(folder: Path) -> Samples:
    """Give some German from a synthetic voice, or skip where there is none."""
    if not shutil.which("espeak-ng"):
        pytest.skip("espeak-ng, which speaks German here, is not installed")
    text = "Guten Morgen. Heute ist ein schöner Tag, und der Himmel ist blau. Ich gehe mit der Mutter in den Garten."
    path = folder / "german.wav"
    subprocess.run(["espeak-ng", "-v", "de", "-s", "130", "-w", str(path), text], check=True)
    return np.frombuffer(samples_of(path), "<i2").astype(np.float32) / np.float32(32768)
