"""A style only leaves out of the text that was read again: no name comes out, and one sign-off holds for all styles."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.privacy.conftest import Study, watched
from transcribe_desk.export.layout import ExportOptions
from transcribe_desk.export.leak_scan import LeakScan
from transcribe_desk.export.targets import TARGETS
from transcribe_desk.privacy.detectors.watch_list import WatchListDetector
from transcribe_desk.privacy.gate import RefusalCode, ReleasedTranscript, refusals, release, release_draft, rendered
from transcribe_desk.privacy.mention import Decision
from transcribe_desk.privacy.naming.names import occurrences
from transcribe_desk.privacy.render import AnonymisedTurn
from transcribe_desk.study.errors import GateRefusedError
from transcribe_desk.study.style import CLEAN, VERBATIM, PauseMarks, Style
from transcribe_desk.study.transcript import Turn, Word

SECONDS = Style(PauseMarks.SECONDS)
CLEAN_DOTS = replace(CLEAN, pauses=PauseMarks.DOTS)


def reviewed(study: Study, *texts: str, people: list[str], others: list[str], silence_ms: int = 0) -> int:
    """Make an interview that may leave, everything proposed in it accepted, with a silence before every third word."""
    number = study.interview(*texts)
    study.watched = watched(people, others)
    spoken(study, number, silence_ms)
    study.flag(number, [WatchListDetector(study.watched)])
    study.decide_all()
    study.sign_off(number)
    return number


def spoken(study: Study, number: int, silence_ms: int) -> None:
    turns = tuple(_paused(turn, silence_ms) for turn in study.transcripts[number].turns)
    study.transcripts[number] = replace(study.transcripts[number], turns=turns)


def _paused(turn: Turn, silence_ms: int) -> Turn:
    words, now = [], turn.start_ms
    for place, word in enumerate(turn.words):
        now += silence_ms if place % 3 == 2 else 0
        words.append(Word(word.text, now, now + 200))
        now += 200
    return replace(turn, words=tuple(words), end_ms=now)


def texts(released: ReleasedTranscript) -> list[str]:
    return [turn.text for turn in released.transcript.turns]


def test_one_second_read_lets_the_interview_out_in_every_style(study: Study) -> None:
    said = "Um, I I saw Derek, er, there."
    number = reviewed(study, "Who?", said, people=["Derek"], others=[], silence_ms=2000)
    dossier = study.dossier(number)
    assert refusals(dossier) == ()
    assert texts(release(dossier))[1] == "Um, I I saw [NAME 1], er, there."
    assert texts(release(dossier, CLEAN))[1] == "I saw [NAME 1] there."
    assert texts(release(dossier, SECONDS))[1] == "Um, I (2 s) I saw [NAME 1], (2 s) er, there."
    assert texts(release(dossier, CLEAN_DOTS))[1] == "I saw [NAME 1] … there."
    assert [release(dossier, style).style for style in (VERBATIM, CLEAN_DOTS)] == [VERBATIM, CLEAN_DOTS]
    assert rendered(dossier, CLEAN) == release(dossier, CLEAN).transcript


def test_a_sign_off_of_another_text_is_refused_in_every_style(study: Study) -> None:
    number = reviewed(study, "Who?", "Um, Derek.", people=["Derek"], others=[])
    words = study.transcripts[number].turns[1].words
    changed = replace(study.transcripts[number].turns[1], words=(replace(words[0], text="Uh,"), *words[1:]))
    study.transcripts[number] = replace(
        study.transcripts[number], turns=(study.transcripts[number].turns[0], changed)
    )  # clean verbatim reads as before
    for style in (VERBATIM, CLEAN):
        with pytest.raises(GateRefusedError, match="changed since"):
            release(study.dossier(number), style)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("We went to New, um, York then.", "New York"),
        ("I was at the the Royal er Infirmary.", "Royal Infirmary"),
        ("Um, will you come?", "Will"),
        ("It is 0770 uh 0900123.", "07700900123"),
    ],
)
@pytest.mark.parametrize("draft", [False, True])
def test_a_turn_in_which_a_style_would_bring_a_name_out_leaves_as_it_was_read(
    study: Study, said: str, name: str, draft: bool
) -> None:
    number = reviewed(study, "Um, so?", said, people=[], others=[name])
    assert not study.mentions  # nobody could decide on it
    dossier = study.dossier(number)
    released = release_draft(dossier, CLEAN) if draft else release(dossier, CLEAN)
    assert texts(released) == ["So?", said]
    assert {original.allowed for original in released.originals} == {0}
    scan_files(released)


def test_a_pause_mark_inside_a_name_hides_it_from_nobody(study: Study) -> None:
    number = reviewed(study, "So?", "Near Hebden Bridge.", people=[], others=["Hebden Bridge"], silence_ms=3000)
    study.mentions = ()
    dossier = study.dossier(number)
    assert RefusalCode.ORIGINAL_STANDS in [refusal.code for refusal in refusals(dossier)]
    with pytest.raises(GateRefusedError):
        release(dossier, SECONDS)


def test_a_turn_of_which_a_style_leaves_nothing_stays(study: Study) -> None:
    number = reviewed(study, "Um.", "Er, um.", people=[], others=[])
    assert texts(release(study.dossier(number), CLEAN)) == ["Um.", "Er, um."]


def test_what_nobody_transcribed_has_no_text_in_any_style(study: Study) -> None:
    number = study.interview("Hello.")
    del study.transcripts[number]
    with pytest.raises(GateRefusedError, match="not been transcribed"):
        rendered(study.dossier(number), CLEAN)


STYLES = st.builds(
    Style,
    st.sampled_from([None, *PauseMarks]),
    st.sampled_from([500, 2000]),
    fillers=st.booleans(),
    false_starts=st.booleans(),
)
WORDS = st.sampled_from(
    [
        *("um", "Um,", "uh.", "er", "erm,", "mm", "Mm.", "I", "I", "the", "The", "was", "will", "mark", "i", "is"),
        *("Derek", "Derek,", "Mark", "Will", "Fatima’s", "New", "York", "York.", "Hebden", "Bridge", "Um", "Er"),
        *("0770", "0900123", "2", "s", "Sa\u0301ra", "u\u0301m", "um\u0301,", "[um]", "😀", "\u200b", "D", "E-R-E-K"),
    ]
)
SPEECH = st.lists(st.lists(WORDS, min_size=1, max_size=9).map(" ".join), min_size=1, max_size=4)
# Not “2 Derek”: where Derek follows [NAME 2], the gate refuses that replacement, as it should.
OTHERS = st.lists(
    st.lists(WORDS, min_size=1, max_size=3).map(" ".join).filter(lambda entry: not entry[0].isdigit()), max_size=4
)
# Not “I um D”: the scan of files knows persons by their initials too, and I D stands in every header, “Study ID”.
PEOPLE = st.lists(
    st.lists(st.sampled_from(["Derek", "Mark", "Will", "Fatima", "Sára", "York"]), min_size=1, max_size=3).map(
        " ".join
    ),
    max_size=3,
)


@settings(max_examples=60)
@example(["New um York"], [], ["New York"], CLEAN, 0, Random(1))
@example(["So 2 s"], [], ["2 s"], SECONDS, 3000, Random(1))
@given(SPEECH, PEOPLE, OTHERS, STYLES, st.sampled_from([0, 600, 3000]), st.randoms(use_true_random=False))
def test_a_styled_release_carries_nothing_that_the_signed_text_did_not(
    said: list[str], people: list[str], others: list[str], style: Style, silence_ms: int, random: Random
) -> None:
    study = Study()
    number = reviewed(study, *said, people=people, others=others, silence_ms=silence_ms)
    choices = [Decision.ACCEPTED, Decision.ACCEPTED, Decision.REJECTED_HERE]
    study.mentions = tuple(replace(each, decision=random.choice(choices)) for each in study.mentions)
    study.sign_off(number)
    dossier = study.dossier(number)
    for signed, styled in (
        (release(dossier), release(dossier, style)),
        (release_draft(dossier), release_draft(dossier, style)),
    ):
        pairs = list(zip(signed.transcript.turns, styled.transcript.turns, strict=True))
        assert all(_frame(before) == _frame(after) and after.text for before, after in pairs)
        assert styled.transcript.headers == signed.transcript.headers
        for before, after in pairs:
            assert only_left_out(before.text, after.text), (before.text, after.text)
            for original in styled.originals:
                stands = [len(occurrences(turn.text, original.text)) for turn in (before, after)]
                assert stands[1] <= stands[0]
        assert _allowed(styled) <= _allowed(signed)
        scan_files(styled)


def only_left_out(signed: str, styled: str) -> bool:
    """Tell whether the styled text, its pause marks aside, is the signed one less some characters.

    A letter may become a capital.
    """
    left = iter(signed)
    words = re.sub(r"(?:^| )(?:\(\d+ s\)|…)(?= |$)", "", styled).strip()
    return all(any(character in (each, each.upper()) for each in left) for character in words)


def scan_files(released: ReleasedTranscript) -> None:
    """Search the finished bytes of every kind of file; raise GateRefusedError for an original."""
    for writer in (writer for target in TARGETS for writer in target.writers):
        scan = LeakScan(released)
        scan.check(f"file{writer.suffix}", writer.write(released, ExportOptions()), writer.boilerplate)


def _frame(turn: AnonymisedTurn) -> tuple[int, str, int, int]:
    return turn.turn_id, turn.label, turn.start_ms, turn.end_ms


def _allowed(released: ReleasedTranscript) -> Counter[str]:
    return Counter({original.text: original.allowed for original in released.originals})
