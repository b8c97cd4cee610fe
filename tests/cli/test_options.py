"""The options of a transcription become its settings."""

from __future__ import annotations

import pytest

from transcribe_desk.cli.main import _parser
from transcribe_desk.cli.working import chosen_settings
from transcribe_desk.jobs.settings import ACCURATE, DRAFT, FAST, TranscriptionSettings


def settings(*options: str) -> TranscriptionSettings:
    return chosen_settings(_parser().parse_args(["transcribe", "Study.tdstudy", *options]))


def test_presets() -> None:
    assert settings() == settings("--all") == settings("--preset", "accurate") == ACCURATE
    assert settings("--preset", "fast") == FAST
    assert settings("--preset", "draft") == DRAFT
    assert (ACCURATE.beam, FAST.beam, DRAFT.beam) == (5, 1, 1)


def test_an_option_of_its_own_counts_for_more_than_the_preset() -> None:
    chosen = settings("--preset", "draft", "--model", "whisper-base", "--beam", "3", "--engine", "openai-whisper")
    assert (chosen.model, chosen.beam, chosen.engine) == ("whisper-base", 3, "openai-whisper")


def test_language_and_speakers_are_given_or_found_out() -> None:
    chosen = settings("--language", "auto", "--speakers", "auto")
    assert (chosen.language, chosen.speakers) == (None, None)
    chosen = settings("--language", "cy", "--speakers", "3", "--quiet-speaker", "--device", "cuda")
    assert (chosen.language, chosen.speakers, chosen.quiet_speaker, chosen.device) == ("cy", 3, True, "cuda")


@pytest.mark.parametrize(
    "options", [["--speakers", "7"], ["--speakers", "0"], ["--preset", "best"], ["--engine", "abacus"], ["--beam", "0"]]
)
def test_what_there_is_not_is_refused(options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        settings(*options)
    assert "invalid choice" in capsys.readouterr().err
