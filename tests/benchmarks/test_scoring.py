"""The benchmarks' own rulers: whose word it was, what a made recording says, what a command cost."""

from __future__ import annotations

import re
import sys
import wave
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from tests.benchmarks.processes import CommandError, measured
from tests.benchmarks.read_aloud import read_aloud
from tests.benchmarks.recordings import looped
from tests.benchmarks.scoring import score, wer_difference

SAID = [("interviewer", "where did you grow up"), ("participant", "in a small village near leeds")]


def lower(texts: Sequence[str]) -> list[str]:
    return [text.lower().replace(".", "") for text in texts]


def test_names_of_speakers_do_not_matter_but_who_is_who_does() -> None:
    swapped_names = [("B", "Where did you grow up."), ("A", "In a small village near Leeds.")]
    assert score(SAID, swapped_names, lower).wrong_speaker == 0
    one_word_over = [("A", "where did you grow up in"), ("B", "a small village near leeds")]
    assert score(SAID, one_word_over, lower).wrong_speaker == pytest.approx(1 / 11)


def test_a_word_heard_wrongly_counts_as_an_error_and_belongs_to_nobody() -> None:
    scored = score(SAID, [("A", "where did you grow up"), ("B", "in a small village near leads")], lower)
    assert scored.wer == pytest.approx(1 / 11)
    assert scored.wrong_speaker == 0


def test_two_voices_taken_for_one_count_the_lesser_voice_as_wrong() -> None:
    everything = " ".join(text for _, text in SAID)
    assert score(SAID, [("A", everything)], lower).wrong_speaker == pytest.approx(5 / 11)


def test_what_was_misheard_is_told_with_how_often() -> None:
    said = [("A", "we went to leeds and on to hull"), ("B", "to leeds and back")]
    heard = "we went to the leads and on hull to the leads and back"
    assert score(said, heard, lower).mistakes == {"leeds → the leads": 2, "to → ": 1}


def test_errors_are_counted_turn_by_turn_and_those_of_turns_that_say_the_same_together() -> None:
    said = [("A", "are you well"), ("B", "yes"), ("A", "are you well"), ("B", "not really no")]
    assert score(said, "are you yes are so we well not no", lower).turns == {
        "are you well": (6, 3),
        "yes": (1, 0),
        "not really no": (3, 1),
    }


def test_a_difference_of_error_rates_comes_with_what_other_sentences_would_make_of_it() -> None:
    once = {"one": (10, 1), "two": (10, 0), "three": (10, 0), "four": (10, 0)}
    twice = {"one": (10, 3), "two": (10, 0), "three": (10, 0), "four": (10, 0)}
    difference, low, high = wer_difference(twice, once)
    assert difference == pytest.approx(0.05)
    assert low == 0, "without the one sentence they would be equal"
    assert 0.05 < high < 0.2
    assert wer_difference(once, once) == (0, 0, 0)
    looped = ({said: (16 * words, 16 * wrong) for said, (words, wrong) in each.items()} for each in (twice, once))
    assert wer_difference(*looped) == pytest.approx((difference, low, high)), "a loop tells no more than what it loops"


def test_a_text_without_speakers_has_an_error_rate_alone() -> None:
    scored = score(SAID, "where did you grow up in a small village", lower)
    assert scored.wer == pytest.approx(2 / 11)
    assert scored.wrong_speaker is None


def test_a_made_recording_ends_between_two_turns_and_its_truth_goes_on_with_the_loop(tmp_path: Path) -> None:
    made = looped(tmp_path, 6)
    with wave.open(str(made.path)) as sound:
        assert sound.getnframes() / 16_000 == made.seconds
    assert 5.5 * 60 < made.turns[-1].end_ms / 1000 <= made.seconds <= 6 * 60
    assert sum(turn.text == made.turns[0].text for turn in made.turns) == 2
    starts = [turn.start_ms for turn in made.turns]
    assert starts == sorted(starts)


def test_consultations_are_read_aloud_turn_by_turn_each_by_its_own_voice(tmp_path: Path) -> None:
    if (made := read_aloud(tmp_path, 1)) is None:
        pytest.skip("the shared consultations, or flite, are not here")
    with wave.open(str(made.path)) as sound:
        samples = memoryview(sound.readframes(sound.getnframes())).cast("h")
        assert sound.getframerate() == 16_000
    assert 60 < made.seconds == pytest.approx(len(samples) / 16_000, abs=0.001)
    assert all(first.speaker != second.speaker for first, second in pairwise(made.turns))
    for turn in made.turns:
        assert re.search(r"\w", turn.text)
        assert "[" not in turn.text
        assert max(samples[turn.start_ms * 16 : turn.end_ms * 16]) > 3_000
    for first, second in pairwise(made.turns):
        assert not any(samples[first.end_ms * 16 + 16 : second.start_ms * 16 - 16])


def test_the_cost_of_a_command_counts_its_children(tmp_path: Path) -> None:
    child = "import time; block = b'x' * 80_000_000; sum(range(5_000_000)); time.sleep(0.3)"
    program = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}]); print('done')"
    printed, cost = measured([sys.executable, "-c", program], tmp_path)
    small, large = sorted(process.peak_mb for process in cost.processes)
    assert printed == "done\n"
    assert small < 60 < 80 < large == cost.peak_mb
    assert cost.together_mb > large
    assert 0.05 < cost.cpu_seconds < cost.wall_seconds * 2


def test_a_command_that_fails_gives_its_last_words(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no weights"):
        measured([sys.executable, "-c", "raise SystemExit('no weights')"], tmp_path)
