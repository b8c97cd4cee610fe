"""The options of a transcription become its settings, and those of a text its style."""

from __future__ import annotations

from dataclasses import replace

import pytest

from transcribe_desk.cli.main import _parser
from transcribe_desk.cli.styling import chosen_style
from transcribe_desk.cli.working import chosen_settings
from transcribe_desk.jobs.settings import ACCURATE, DRAFT, FAST, TranscriptionSettings
from transcribe_desk.study.style import CLEAN, VERBATIM, PauseMarks, Style


def settings(*options: str, usual: str | None = "en") -> TranscriptionSettings:
    return chosen_settings(_parser().parse_args(["transcribe", "Study.tdstudy", *options]), usual)


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
    assert settings(usual="cy").language == "cy"
    assert settings(usual=None).language is None
    chosen = settings("--language", "cy", "--speakers", "3", "--quiet-speaker", "--device", "cuda")
    assert (chosen.language, chosen.speakers, chosen.quiet_speaker, chosen.device) == ("cy", 3, True, "cuda")


@pytest.mark.parametrize("command", [["show", "S.tdstudy", "01-hospital"], ["export", "S.tdstudy", "--out", "out"]])
def test_an_export_has_the_styles_that_can_be_shown(command: list[str]) -> None:
    def style(*options: str) -> Style:
        return chosen_style(_parser().parse_args([*command, *options]))

    assert style() == style("--style", "verbatim") == VERBATIM
    assert style("--style", "clean") == CLEAN
    assert style("--style", "clean", "--pauses", "dots") == replace(CLEAN, pauses=PauseMarks.DOTS)
    assert style("--pauses", "seconds") == Style(PauseMarks.SECONDS)


@pytest.mark.parametrize(
    "options", [["--speakers", "7"], ["--speakers", "0"], ["--preset", "best"], ["--engine", "abacus"], ["--beam", "0"]]
)
def test_what_there_is_not_is_refused(options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        settings(*options)
    assert "invalid choice" in capsys.readouterr().err
