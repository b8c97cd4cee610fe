"""A reading lays out lines, marks and notes of one interview, whatever the style."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.ui import made_study
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.jobs.lacking import Lack
from transcribe_desk.jobs.study_table import InterviewRow
from transcribe_desk.privacy.characters import clean
from transcribe_desk.privacy.render import render
from transcribe_desk.speech.guards import HEARD_AGAIN, NO_VOICE, REPETITION, REPETITIVE, UNSURE, WITHOUT_WORDS
from transcribe_desk.study.study import Interview, Recording, Status
from transcribe_desk.study.style import PauseMarks, Style
from transcribe_desk.study.transcript import Segment, SpeakerRole, Transcript, Turn, Word
from transcribe_desk.ui.document.lines import lines_of
from transcribe_desk.ui.document.marks import Shape, flagged_marks, gap_marks
from transcribe_desk.ui.document.notes import Note, notes_after, notes_of
from transcribe_desk.ui.document.reading import Reading
from transcribe_desk.ui.document.speakers import new_speaker, shown_speakers
from transcribe_desk.vault.transcripts import Removed

INTERVIEWER, PARTICIPANT = SpeakerRole.INTERVIEWER, SpeakerRole.PARTICIPANT
INTERVIEW = Interview(2, (2,), "02-hospital", "hospital", Recording("0" * 64, 1, "a.wav", "pcm", 1, 16000, 60_000))
WORDS = st.sampled_from(["um", "I", "I", "the", "spring.", "Well,", "no", "Ünal", "𝒳", "Kristine"])


def turns_saying(*talk: str) -> tuple[Turn, ...]:
    return made_study.turns_of(talk, start_ms=0)


def row(*removed: tuple[int, int, str], missing: tuple[tuple[int, int], ...] = ()) -> InterviewRow:
    marks = tuple(Removed(0, *each) for each in removed)
    return InterviewRow(INTERVIEW, Status.TRANSCRIBED, 0, 0, 0, missing=missing, removed=marks)


@given(
    st.lists(st.tuples(WORDS, st.integers(0, 3_000), st.booleans()), min_size=1, max_size=14),
    st.sampled_from([None, *PauseMarks]),
    st.booleans(),
)
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_in_every_style_a_mark_stands_over_its_own_word(
    said: list[tuple[str, int, bool]], pauses: PauseMarks | None, tidy: bool
) -> None:
    at, words = 0, []
    for text, pause, doubtful in said:
        words.append(Word(text, at + pause, at + pause + 200, 0.2 if doubtful else 0.9))
        at += pause + 200
    transcript = Transcript((Turn(1, "S1", tuple(words), 0, at),), {"S1": PARTICIPANT})
    style = Style(pauses=pauses, fillers=not tidy, false_starts=not tidy)
    styled = render(INTERVIEW, transcript, (), (), style=style).turns
    reading = Reading(transcript, style, {turn.turn_id: turn for turn in styled})
    (line,) = reading.lines("02-hospital")
    doubted = ["".join(map(clean, word.text.rstrip(".,"))).casefold() for word in words if word.doubtful]
    shown = [(mark, reading.span(1, mark.start, mark.end)) for mark in reading.marks([])]
    marked = [line.text[span[0] : span[1]].casefold() for _, span in shown if span is not None]
    left = iter(doubted)
    assert all(any(text.startswith(each) or each.startswith(text) for each in left) for text in marked)
    if not tidy:
        assert len(marked) == len(doubted)
    for mark, span in shown:
        if span is not None:
            assert reading.own_span(1, *span) == (mark.start, mark.end), "and leads back to it"
            assert reading.own_span(1, span[0], span[0]) == (mark.start, mark.start)
            assert reading.span(1, mark.start, mark.start) == (span[0], span[0])


def test_words_taken_out_of_silence_are_told_from_silence() -> None:
    notes = notes_of(
        row(
            (0, 9_000, NO_VOICE),
            (2_000, 4_000, NO_VOICE),
            (20_000, 23_000, NO_VOICE),
            (30_000, 42_000, NO_VOICE),
            (50_000, 50_900, NO_VOICE),
        )
    )
    assert [(note.start_ms, note.lack) for note in notes] == [
        (0, Lack.TAKEN_OUT),
        (30_000, Lack.SILENT),
        (50_000, Lack.TAKEN_OUT),
    ]


def test_every_reason_has_its_own_words() -> None:
    notes = notes_of(row((1_000, 3_000, REPETITION), (5_000, 8_000, WITHOUT_WORDS), missing=((9_000, 15_000),)))
    assert [note.spoken for note in notes] == [
        "00:01 to 00:03: Words taken out: they only repeated what stands before (2 s)",
        "00:05 to 00:08: Somebody speaks for 3 s, but no words were understood: listen here",
        "00:09 to 00:15: The recording is damaged: 6 s without sound",
    ]
    assert len({note.text for note in (Note(0, 1000, kind) for kind in Lack)}) == len(Lack)


@given(st.lists(st.integers(0, 40_000), max_size=8))
def test_a_note_stands_under_the_last_turn_that_began_before_it(starts: list[int]) -> None:
    turns = turns_saying("One two three.", "Four five.", "Six seven eight nine ten.", "Eleven.")
    lines = lines_of(Transcript(turns), "02-hospital")
    notes = [Note(start, start + 500, Lack.SILENT) for start in sorted(starts)]
    placed = notes_after(lines, notes)
    assert sorted(note.start_ms for part in placed.values() for note in part) == sorted(starts)
    for place, part in placed.items():
        for note in part:
            assert place == -1 or lines[place].start_ms <= note.start_ms
            assert place == len(lines) - 1 or note.start_ms < lines[place + 1].start_ms


def test_flags_of_a_stretch_that_goes_over_two_turns_mark_both() -> None:
    turns = turns_saying("One two three.", "Four five six.")
    first, second = turns
    segment = Segment((*first.words[1:], *second.words[:2]), first.words[1].start_ms, second.words[1].end_ms)
    flagged = Segment(segment.words, segment.start_ms, segment.end_ms, flags=(UNSURE, REPETITIVE))
    marks = flagged_marks(Transcript(turns), [flagged])
    assert [(mark.turn_id, mark.start, mark.end, mark.shape) for mark in marks] == [
        (1, 4, 14, Shape.UNSURE),
        (1, 4, 14, Shape.REPETITIVE),
        (2, 0, 9, Shape.UNSURE),
        (2, 0, 9, Shape.REPETITIVE),
    ]
    assert all(mark.tip for mark in marks)


def test_a_gap_inside_a_turn_has_a_caret_after_the_word_before_it() -> None:
    (turn,) = turns_saying("One two three four.")
    inside = Note(turn.words[1].end_ms, turn.words[2].start_ms, Lack.NOT_UNDERSTOOD)
    (mark,) = gap_marks(Transcript((turn,)), [inside])
    assert turn.text[mark.start : mark.end] == "two"
    assert gap_marks(Transcript((turn,)), [Note(turn.end_ms + 100, turn.end_ms + 200, Lack.SILENT)]) == []


@pytest.mark.parametrize(
    ("roles", "initials", "names"),
    [
        ({}, "? ? ?", "Speaker Speaker Mary"),
        ({"S1": INTERVIEWER, "S2": PARTICIPANT, "Mary": PARTICIPANT}, "I P1 P2", "Interviewer 02-hospital-P1 Mary"),
        ({"S1": PARTICIPANT, "S2": INTERVIEWER, "Mary": INTERVIEWER}, "I1 I2 P", "Interviewer 1 Mary 02-hospital"),
    ],
)
def test_speakers_have_initials_of_their_own(roles: dict[str, SpeakerRole], initials: str, names: str) -> None:
    words = (Word("Yes.", 0, 1_000),)
    turns = tuple(Turn(n, name, words, 0, 1_000) for n, name in enumerate(["S1", "S2", "Mary", "S2"], start=1))
    shown = shown_speakers(Transcript(turns, roles), "02-hospital")
    assert " ".join(each.initial for each in shown) == initials
    assert " ".join(each.name for each in shown) == names
    assert sum(each.share for each in shown) == pytest.approx(1)
    assert sorted(each.turns for each in shown) == [1, 1, 2]
    assert new_speaker(Transcript(turns, roles)) == "S3"


def test_only_flagged_segments_are_given(tmp_path: Path) -> None:
    with made_study.new_desk(tmp_path / "A.tdstudy") as desk:
        interview = _interview(desk)
        words = (Word("Yes.", 0, 1_000),)
        kept = [Segment(words, 0, 1_000), Segment(words, 2_000, 3_000, flags=(HEARD_AGAIN,))]
        desk.vault.transcripts.add_segment(interview.id, 0, kept[0])
        desk.vault.transcripts.add_segment(interview.id, 0, kept[1])
        assert desk.flagged_segments(interview.id) == (kept[1],)


def _interview(desk: Desk) -> Interview:
    desk.add_organisation("hospital")
    return made_study.add_interview(desk, "hospital", None, None, 60_000)
