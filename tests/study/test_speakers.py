"""Correcting speakers costs nothing, loses nothing, and can be taken back step by step."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcribe_desk.study.errors import InputError
from transcribe_desk.study.speakers import Scope, SpeakerChange, merge, reassign, rename, speakers_of, swap_roles
from transcribe_desk.study.transcript import SpeakerRole, Transcript, Turn, Word

INTERVIEWER, PARTICIPANT = SpeakerRole.INTERVIEWER, SpeakerRole.PARTICIPANT


def interview(speakers: str, *, confirmed: bool = True) -> Transcript:
    """Make a transcript with a turn for each letter; ``A`` is the interviewer."""
    turns = tuple(
        Turn(
            number, speaker, (Word(f"word{number}", number * 100, number * 100 + 90),), number * 100, number * 100 + 90
        )
        for number, speaker in enumerate(speakers, start=1)
    )
    return Transcript(turns, {each: INTERVIEWER if each == "A" else PARTICIPANT for each in speakers}, confirmed)


def heard(transcript: Transcript) -> str:
    return "".join(turn.speaker for turn in transcript.turns)


def test_a_turn_goes_to_another_speaker_alone_from_here_on_or_with_all_its_like() -> None:
    transcript = interview("ABABAB")
    for scope, expected in [(Scope.THIS_TURN, "ABBBAB"), (Scope.FROM_HERE, "ABBBBB"), (Scope.ALL, "BBBBBB")]:
        assert heard(reassign(transcript, 3, "B", scope).apply(transcript)) == expected


def test_neighbouring_turns_of_one_speaker_stay_apart() -> None:
    transcript = interview("ABA")
    joined = reassign(transcript, 2, "A").apply(transcript)
    assert [(turn.id, turn.speaker, turn.text) for turn in joined.turns] == [
        (1, "A", "word1"),
        (2, "A", "word2"),
        (3, "A", "word3"),
    ]
    assert joined.roles == {"A": INTERVIEWER}


def test_a_name_is_changed_everywhere_and_keeps_its_role() -> None:
    transcript = interview("ABAB")
    renamed = rename(transcript, "A", " Ann ").apply(transcript)
    assert speakers_of(renamed) == ("Ann", "B")
    assert renamed.roles == {"Ann": INTERVIEWER, "B": PARTICIPANT}
    assert renamed.roles_confirmed


def test_two_who_are_one_are_merged_under_the_name_and_role_of_the_second() -> None:
    transcript = interview("ABCBC")
    merged = merge(transcript, "C", into="B").apply(transcript)
    assert heard(merged) == "ABBBB"
    assert merged.roles == {"A": INTERVIEWER, "B": PARTICIPANT}


def test_what_somebody_new_is_has_to_be_confirmed() -> None:
    transcript = interview("ABAB")
    changed = reassign(transcript, 4, "C").apply(transcript)
    assert changed.roles == {"A": INTERVIEWER, "B": PARTICIPANT, "C": PARTICIPANT}
    assert not changed.roles_confirmed


def test_swapping_the_roles_is_a_decision() -> None:
    transcript = interview("AB", confirmed=False)
    swapped = swap_roles(transcript).apply(transcript)
    assert swapped.roles == {"A": PARTICIPANT, "B": INTERVIEWER}
    assert swapped.roles_confirmed
    assert swap_roles(transcript).inverse.apply(swapped) == transcript


@pytest.mark.parametrize(
    "step",
    [
        lambda transcript: rename(transcript, "A", "B"),
        lambda transcript: rename(transcript, "A", "  "),
        lambda transcript: rename(transcript, "X", "Y"),
        lambda transcript: merge(transcript, "A", into="X"),
        lambda transcript: merge(transcript, "X", into="A"),
        lambda transcript: reassign(transcript, 9, "A"),
        lambda transcript: reassign(transcript, 1, ""),
    ],
)
def test_what_cannot_be_is_refused(step: Callable[[Transcript], SpeakerChange]) -> None:
    with pytest.raises(InputError):
        step(interview("AB"))


def test_a_change_made_for_other_speakers_is_not_forced_on_these() -> None:
    transcript = interview("ABAB")
    change = reassign(transcript, 2, "A")
    later = rename(transcript, "B", "Ben").apply(transcript)
    with pytest.raises(InputError, match="meantime"):
        change.apply(later)


@st.composite
def steps(draw: st.DrawFn, transcript: Transcript) -> SpeakerChange:
    """Draw any correction that can be made to ``transcript``."""
    known = speakers_of(transcript)
    speaker, other = draw(st.sampled_from(known)), draw(st.sampled_from(known))
    new = draw(st.sampled_from("VWXYZ").filter(lambda name: name not in known or name == speaker))
    turn_id = draw(st.integers(1, len(transcript.turns)))
    made: list[SpeakerChange] = [
        rename(transcript, speaker, new),
        merge(transcript, speaker, other),
        reassign(transcript, turn_id, draw(st.sampled_from([other, new])), draw(st.sampled_from(Scope))),
        swap_roles(transcript),
    ]
    return draw(st.sampled_from(made))


@given(st.text("ABCD", min_size=1, max_size=12), st.booleans(), st.integers(0, 8), st.data())
def test_any_steps_lose_no_word_and_can_all_be_taken_back(
    speakers: str, confirmed: bool, count: int, data: st.DataObject
) -> None:
    transcript = first = interview(speakers, confirmed=confirmed)
    made = []
    for _ in range(count):
        made.append(data.draw(steps(transcript)))
        transcript = made[-1].apply(transcript)
        assert [(turn.id, turn.words) for turn in transcript.turns] == [(turn.id, turn.words) for turn in first.turns]
        assert set(transcript.roles) == set(speakers_of(transcript))
    for change in reversed(made):
        transcript = change.inverse.apply(transcript)
    assert transcript == first
