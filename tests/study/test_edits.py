"""Every edit is a command that can be taken back, and text and times agree after any of them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.study.made import talk, texts, transcripts, words_from
from transcribe_desk.study.edits import TurnsChange, merge, move_boundary, restore, reword, split
from transcribe_desk.study.errors import InputError
from transcribe_desk.study.originals import originals
from transcribe_desk.study.transcript import Transcript, Turn, Word

TALK = talk("How are you?", "Well, thank you.", "Good. And the ward?")


def said(transcript: Transcript) -> list[tuple[int, str, str]]:
    return [(turn.id, turn.speaker, turn.text) for turn in transcript.turns]


def after(*changes: TurnsChange | None, of: Transcript = TALK) -> Transcript:
    for change in changes:
        assert change is not None
        of = change.apply(of)
    return of


def draw_change(transcript: Transcript, original: Transcript, data: st.DataObject) -> TurnsChange | None:
    """Draw one command that fits the transcript, or None where the one drawn does not."""
    turn = data.draw(st.sampled_from(transcript.turns))
    make: Callable[[], TurnsChange | None] = data.draw(
        st.sampled_from(
            [
                lambda: reword(transcript, turn.id, data.draw(texts)),
                lambda: split(transcript, turn.id, data.draw(st.integers(0, len(turn.text)))),
                lambda: split(transcript, turn.id, len(turn.text) // 2, "S2"),
                lambda: merge(transcript, turn.id),
                lambda: move_boundary(transcript, turn.id, data.draw(st.integers(-3, 3))),
                lambda: restore(transcript, original, turn.id),
            ]
        )
    )
    try:
        change = make()
    except InputError:
        return None
    if change is not None:  # these need words of the transcript
        assume(all(splice.after != splice.before for splice in change.splices))
    return change


def check_sound(transcript: Transcript) -> None:
    assert len({turn.id for turn in transcript.turns}) == len(transcript.turns)
    for turn in transcript.turns:
        assert turn.words
        assert turn.text == " ".join(word.text for word in turn.words)
        assert turn.start_ms <= turn.end_ms
        assert all(word.start_ms <= word.end_ms for word in turn.words)
        assert all(first.start_ms <= second.start_ms for first, second in pairwise(turn.words))


def test_turns_in_which_two_speak_at_once_become_one_whose_words_go_forward() -> None:
    first = Turn(1, "S1", words_from(1_000, "I", "see"), 1_000, 1_500)
    second = Turn(2, "S2", words_from(1_100, "yes", "yes"), 1_100, 1_600)
    at_once = Transcript((first, second), TALK.roles)
    (merged,) = after(merge(at_once, 1), of=at_once).turns
    assert [(word.text, word.start_ms, word.end_ms) for word in merged.words] == [
        ("I", 1_000, 1_200),
        ("see", 1_300, 1_500),
        ("yes", 1_300, 1_300),
        ("yes", 1_400, 1_600),
    ]
    assert after(merge(at_once, 1).inverse, of=after(merge(at_once, 1), of=at_once)) == at_once


@given(transcripts(), st.data())
def test_any_run_of_edits_keeps_text_and_times_in_order_and_can_be_taken_back(
    made: Transcript, data: st.DataObject
) -> None:
    states, done = [made], list[TurnsChange]()
    for _ in range(data.draw(st.integers(1, 8))):
        if (change := draw_change(states[-1], made, data)) is not None:
            done.append(change)
            states.append(change.apply(states[-1]))
            check_sound(states[-1])
    for change, before, following in reversed(list(zip(done, states, states[1:], strict=False))):
        assert change.inverse.apply(following) == before
        assert change.apply(before) == following
        assert change.inverse.inverse == change


@given(transcripts(), st.data())
def test_moving_cuts_loses_no_word(made: Transcript, data: st.DataObject) -> None:
    now = made
    for _ in range(5):
        change = draw_change(now, made, data)
        if change is not None and change.kind in ("split", "merged", "boundary"):
            now = change.apply(now)
    assert [word for turn in now.turns for word in turn.words] == [word for turn in made.turns for word in turn.words]


@given(transcripts(), st.data())
def test_what_the_machine_said_is_shared_out_among_the_turns_whole(made: Transcript, data: st.DataObject) -> None:
    now = made
    for _ in range(4):
        if (change := draw_change(now, made, data)) is not None:
            now = change.apply(now)
    found = originals(now, made)
    assert found.keys() == {turn.id for turn in now.turns}

    def times(words: list[Word]) -> list[tuple[int, int, str]]:
        return sorted((word.start_ms, word.end_ms, word.text) for word in words)

    assert times([word for words in found.values() for word in words]) == times(
        [word for turn in made.turns for word in turn.words]
    )


@given(transcripts(), st.data())
def test_a_reworded_turn_is_restored_exactly(made: Transcript, data: st.DataObject) -> None:
    turn = data.draw(st.sampled_from(made.turns))
    text = data.draw(texts.filter(str.strip))
    change = reword(made, turn.id, text)
    assert (change is None) == (text.split() == turn.text.split())
    edited = change.apply(made) if change else made
    restored = restore(edited, made, turn.id)
    assert (restored.apply(edited) if restored else edited) == made


def test_a_turn_is_split_between_the_words_nearest_to_the_caret() -> None:
    parts = after(split(TALK, 3, len("Good. An"), "S2"))
    assert said(parts)[2:] == [(3, "S1", "Good. And"), (4, "S2", "the ward?")]
    assert [(turn.start_ms, turn.end_ms) for turn in parts.turns[2:]] == [(30_000, 30_500), (30_600, 31_100)]
    assert said(after(split(TALK, 3, 2)))[2:] == [(3, "S1", "Good."), (4, "S1", "And the ward?")]


def test_turns_are_merged_under_the_first_ones_id_and_speaker() -> None:
    assert said(after(merge(TALK, 1))) == [(1, "S1", "How are you? Well, thank you."), (3, "S1", "Good. And the ward?")]


def test_a_boundary_moves_in_both_directions() -> None:
    taken = after(move_boundary(TALK, 1, 1))
    assert said(taken)[:2] == [(1, "S1", "How are you? Well,"), (2, "S2", "thank you.")]
    assert (taken.turns[0].end_ms, taken.turns[1].start_ms) == (20_200, 20_300)
    assert said(after(move_boundary(TALK, 1, -2)))[:2] == [(1, "S1", "How"), (2, "S2", "are you? Well, thank you.")]


def test_a_turns_id_is_never_given_again() -> None:
    once = split(TALK, 3, 5)
    back = after(once, once.inverse)
    assert said(after(split(back, 1, 3), of=back))[1] == (5, "S1", "are you?")


def test_a_split_turn_gets_back_only_what_the_machine_heard_while_it_is_spoken() -> None:
    edited = after(reword(TALK, 3, "Good, and how is the ward?"))
    parts = after(split(edited, 3, len("Good, and")), of=edited)
    assert said(after(restore(parts, TALK, 3), of=parts))[2:] == [(3, "S1", "Good. And"), (4, "S1", "how is the ward?")]
    assert said(after(restore(parts, TALK, 4), of=parts))[2:] == [(3, "S1", "Good, and"), (4, "S1", "the ward?")]


def test_merged_turns_get_back_what_the_machine_heard_in_both() -> None:
    merged = after(merge(TALK, 1))
    edited = after(reword(merged, 1, "All well."), of=merged)
    assert said(after(restore(edited, TALK, 1), of=edited))[0] == (1, "S1", "How are you? Well, thank you.")


def test_nothing_to_change_gives_no_command() -> None:
    assert reword(TALK, 1, "  How are\tyou? ") is None
    assert restore(TALK, TALK, 2) is None


@pytest.mark.parametrize(
    "make",
    [
        lambda: reword(TALK, 9, "Hello."),
        lambda: reword(TALK, 1, " \n"),
        lambda: split(TALK, 1, 0),
        lambda: split(TALK, 1, len("How are you?")),
        lambda: split(talk("Yes."), 1, 2),
        lambda: split(TALK, 1, 4, "S7"),
        lambda: merge(TALK, 3),
        lambda: move_boundary(TALK, 3, 1),
        lambda: move_boundary(TALK, 1, 3),
        lambda: move_boundary(TALK, 1, -3),
        lambda: move_boundary(TALK, 1, 0),
        lambda: restore(TALK, TALK, 9),
    ],
)
def test_what_cannot_be_done_is_refused_without_quoting_anybody(make: Callable[[], object]) -> None:
    with pytest.raises(InputError) as told:
        make()
    assert "ward" not in str(told.value)


def test_a_command_whose_turns_changed_since_is_refused() -> None:
    typed = reword(TALK, 1, "How were you?")
    assert typed is not None
    for since in (reword(TALK, 1, "Who are you?"), merge(TALK, 1), split(TALK, 1, 4)):
        assert since is not None
        with pytest.raises(InputError, match="changed in the meantime"):
            typed.apply(since.apply(TALK))
    with pytest.raises(InputError, match="changed in the meantime"):
        merge(TALK, 2).apply(merge(TALK, 1).apply(TALK))
    with pytest.raises(InputError, match="changed in the meantime"):
        TurnsChange(merge(TALK, 1).splices * 2, "merged").apply(TALK)
