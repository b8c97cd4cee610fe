"""Give the speech engine a person chose, on the processor or on a graphics card that the processor stands in for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias, TypeVar

from transcribe_desk.speech.engine import SpeechEngine
from transcribe_desk.speech.pcm import Samples
from transcribe_desk.study.errors import InputError
from transcribe_desk.study.transcript import Segment

# Hears one sentence for the person: what was done otherwise than asked.
Notice: TypeAlias = Callable[[str], None]

_Found = TypeVar("_Found")


def make_engine(name: str, model_path: Path, threads: int, device: str, notice: Notice) -> SpeechEngine:
    """Give the speech engine called ``name``; raise InputError for one the program does not have.

    ``device`` is "cpu" or "cuda"; ``notice`` hears when the processor does the work after all.
    """
    if name == "openai-whisper":
        from transcribe_desk.speech.openai_whisper_engine import OpenAiWhisperEngine

        if device == "cuda":
            notice("The engine openai-whisper works on the processor here; a graphics card is for faster-whisper.")
        return OpenAiWhisperEngine(model_path, threads)
    if name != "faster-whisper":
        raise InputError(f"Speech engine {name}", "There is no such engine.", "Use faster-whisper or openai-whisper.")
    from transcribe_desk.speech.faster_whisper_engine import FasterWhisperEngine

    processor = FasterWhisperEngine(model_path, threads)
    if device == "cpu":
        return processor
    return CardOrProcessor(FasterWhisperEngine(model_path, threads, device), processor, notice)


class CardOrProcessor:
    """An engine on a graphics card, given up for the same engine on the processor once it fails."""

    def __init__(self, card: SpeechEngine, processor: SpeechEngine, notice: Notice) -> None:
        self._card: SpeechEngine | None = card
        self._processor = processor
        self._notice = notice

    def transcribe(
        self,
        samples: Samples,
        *,
        language: str | None,
        beam: int,
        hotwords: Sequence[str] = (),
        quiet_speaker: bool = False,
    ) -> Iterator[Segment]:
        """Give the segments of ``samples``; see SpeechEngine.

        The card's segments come all at once: a card that breaks halfway must leave nothing behind. Where it finds no
        words, the processor listens too, and if it does find some, it goes on alone.
        """

        def heard(engine: SpeechEngine) -> Iterator[Segment]:
            return engine.transcribe(
                samples, language=language, beam=beam, hotwords=hotwords, quiet_speaker=quiet_speaker
            )

        found = self._on_card(lambda card: list(heard(card)))
        if found:
            yield from found
            return
        for segment in heard(self._processor):
            self._give_up("The graphics card found no words where the processor finds some.")
            yield segment

    def detect_language(self, samples: Samples) -> tuple[str, float]:
        """Give the language and its probability; see SpeechEngine."""
        return self._on_card(lambda card: card.detect_language(samples)) or self._processor.detect_language(samples)

    def _on_card(self, work: Callable[[SpeechEngine], _Found]) -> _Found | None:
        """Do some work on the card, or give None once it has failed."""
        if self._card is None:
            return None
        try:
            return work(self._card)
        except (RuntimeError, ValueError) as error:  # what CTranslate2 raises, also for a driver that is missing
            self._give_up(f"The graphics card could not be used ({type(error).__name__}).")
            return None

    def _give_up(self, cause: str) -> None:
        if self._card is not None:
            self._card = None
            self._notice(f"{cause} The processor does the work instead.")
