"""The words of accepted mentions are covered, wide where their times are doubtful."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcribe_desk.privacy.mention import Category, Decision, Mention
from transcribe_desk.privacy.render import AnonymisedTranscript, AnonymisedTurn, Piece
from transcribe_desk.privacy.sound_gaps import Doubt, Standing, places_to_listen, spans_to_cover, standing
from transcribe_desk.study.edits import merge, move_boundary, reword, split
from transcribe_desk.study.transcript import Segment, Transcript, Turn, Word

# Half a second a word, without a pause.
SAID = "well then Sarah Patel met us in Leeds that day"


def turn(text: str = SAID, start: int = 10_000, number: int = 1, speaker: str = "S1") -> Turn:
    words = tuple(Word(word, start + 500 * place, start + 500 * place + 480) for place, word in enumerate(text.split()))
    return Turn(number, speaker, words, start, words[-1].end_ms)


def mention(said: str, decision: Decision = Decision.ACCEPTED, text: str = SAID, turn_id: int = 1) -> Mention:
    start = text.index(said)
    return Mention(1, 1, turn_id, start, start + len(said), "PERSON", Category.PERSON, (), 1.0, "", 1, decision)


def changed(place: int, word: Word) -> Transcript:
    words = list(turn().words)
    words[place] = word
    return Transcript((replace(turn(), words=tuple(words)),))


def test_the_whole_words_of_an_accepted_mention_are_covered() -> None:
    transcript = Transcript((turn(),))
    assert spans_to_cover(transcript, [mention("Sarah Patel")]) == ((11_000, 11_980),)
    assert spans_to_cover(transcript, [mention("arah Pat")]) == ((11_000, 11_980),)
    assert places_to_listen(transcript, [mention("Sarah Patel")]) == ()


@pytest.mark.parametrize("decision", [Decision.UNDECIDED, Decision.REJECTED_HERE, Decision.REJECTED_EVERYWHERE])
def test_what_stays_in_the_text_stays_in_the_sound(decision: Decision) -> None:
    assert spans_to_cover(Transcript((turn(),)), [mention("Leeds", decision)]) == ()


@pytest.mark.parametrize(
    ("word", "doubt"),
    [
        (Word("Leeds", 13_500, 13_980, 0.4), Doubt.UNSURE),
        (Word("Leeds", 13_500, 13_550), Doubt.SHORT),
        (Word("Leeds", 13_500, 14_900), Doubt.LONG),
        (Word("Leeds", 13_500, 13_500), Doubt.NO_TIMES),
    ],
)
def test_a_word_whose_time_is_doubtful_takes_its_neighbourhood(word: Word, doubt: Doubt) -> None:
    transcript = changed(7, word)
    (place,) = places_to_listen(transcript, [mention("Leeds")])
    assert doubt in place.doubts
    assert place.start_ms <= 12_500  # two words before
    assert place.end_ms >= 14_980  # two words after
    assert spans_to_cover(transcript, [mention("Leeds")]) == ((place.start_ms, place.end_ms),)


def test_after_listening_only_the_words_are_covered_but_never_nothing() -> None:
    unsure = changed(7, Word("Leeds", 13_500, 13_980, 0.4))
    assert spans_to_cover(unsure, [mention("Leeds")], listened=True) == ((13_500, 13_980),)
    timeless = changed(7, Word("Leeds", 13_500, 13_500))
    ((start, end),) = spans_to_cover(timeless, [mention("Leeds")], listened=True)
    assert (start, end) == (12_500, 14_980)


def test_where_no_word_of_a_turn_has_a_time_all_of_it_is_covered() -> None:
    words = tuple(Word(word, 10_000, 10_000) for word in SAID.split())
    transcript = Transcript((Turn(1, "S1", words, 10_000, 15_000),))
    assert spans_to_cover(transcript, [mention("Leeds")], listened=True) == ((9_000, 16_000),)


def test_a_pause_beside_the_words_is_covered_with_them() -> None:
    transcript = changed(6, Word("in", 12_100, 12_300))
    (place,) = places_to_listen(transcript, [mention("Leeds")])
    assert place.doubts == (Doubt.PAUSE,)
    assert place.start_ms <= 12_100


def test_two_people_at_once_are_listened_to() -> None:
    other = turn("no no no", 13_400, number=2, speaker="S2")
    (place,) = places_to_listen(Transcript((turn(), other)), [mention("Leeds")])
    assert place.doubts == (Doubt.OVERLAP,)


def test_a_sentence_that_was_heard_again_is_listened_to() -> None:
    segment = Segment(turn().words, 10_000, 15_000, flags=("heard again",))
    (place,) = places_to_listen(Transcript((turn(),)), [mention("Leeds")], [segment])
    assert place.doubts == (Doubt.LISTENED_AGAIN,)


def test_a_voice_that_nobody_wrote_down_is_covered_until_a_person_listened() -> None:
    transcript = Transcript((turn(),))
    (place,) = places_to_listen(transcript, [], (), [(40_000, 42_000)])
    assert place.doubts == (Doubt.NOT_WRITTEN,)
    assert spans_to_cover(transcript, [], (), [(40_000, 42_000)]) == ((40_000, 42_000),)
    assert spans_to_cover(transcript, [], (), [(40_000, 42_000)], listened=True) == ()


def test_a_word_that_sounds_like_a_name_is_covered_until_a_person_listened() -> None:
    transcript = changed(7, Word("leads", 13_500, 13_980, 0.6))
    (place,) = places_to_listen(transcript, [], sounding_alike=[(1, 7, 8)])
    assert place.doubts == (Doubt.SOUNDS_ALIKE,)
    assert spans_to_cover(transcript, [], sounding_alike=[(1, 7, 8)]) == ((12_500, 14_980),)
    assert spans_to_cover(transcript, [], sounding_alike=[(1, 7, 8)], listened=True) == ()


def typed_over(said: str, text: str) -> tuple[Transcript, Transcript]:
    """Give a transcript that says ``said``, and the one in which a person types ``text`` over it."""
    original = Transcript((turn(said),))
    step = reword(original, 1, text)
    return original, step.apply(original) if step else original


@pytest.mark.parametrize(
    ("said", "text", "stretch"),
    [
        ("well my own daughter Janet rang me at home", "well my own daughter rang me at home", (11_000, 13_480)),
        ("we all saw Janet Poole about it then", "we all saw a colleague about it then", (10_500, 13_480)),
        ("they moved to Hull in spring and liked it", "they moved in spring and liked it", (10_500, 12_980)),
        ("it was Tom who rang the ward first", "it was Tim who rang the ward first", (10_000, 12_480)),
        ("then 先生は田中さんです she said to me", "then 先生は友人です she said to me", (9_500, 11_980)),
    ],
)
def test_what_a_person_typed_over_or_took_out_is_covered_until_a_person_listened(
    said: str, text: str, stretch: tuple[int, int]
) -> None:
    original, transcript = typed_over(said, text)
    (place,) = places_to_listen(transcript, [], original=original)
    assert place.doubts == (Doubt.CHANGED,)
    assert spans_to_cover(transcript, [], original=original) == (stretch,) == ((place.start_ms, place.end_ms),)
    assert spans_to_cover(transcript, [], original=original, listened=True) == ()


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("um so I I went to the to the ward", "So I went to the ward."),
        ("the hospitle in leads with Josef", "the hospital in Leeds, with Joseph"),
        ("my care giver is well-known an other said", "my caregiver is well known, another said"),
        ("I said I can imagine that", "I said I can't imagine that"),
        ("on the ward the ward was cold", "on the ward was cold"),
    ],
)
def test_a_text_put_right_without_taking_anything_out_asks_nobody_to_listen(said: str, text: str) -> None:
    original, transcript = typed_over(said, text)
    assert places_to_listen(transcript, [], original=original) == ()


def test_a_name_said_twice_and_read_once_is_covered_both_times_it_is_replaced() -> None:
    original, transcript = typed_over("I asked Janet Janet rang me back", "I asked Janet rang me back")
    assert places_to_listen(transcript, [], original=original) == ()
    name = mention("Janet", text="I asked Janet rang me back")
    (place,) = places_to_listen(transcript, [name], original=original)
    assert place.doubts == (Doubt.CHANGED,)


def test_what_is_typed_over_a_name_and_replaced_itself_is_covered_with_it() -> None:
    original, transcript = typed_over("we saw Shavon there", "we saw Siobhan there")
    name = mention("Siobhan", text="we saw Siobhan there")
    assert places_to_listen(transcript, [name], original=original) == ()
    assert spans_to_cover(transcript, [name], original=original) == ((11_000, 11_480),)


@given(st.lists(st.integers(0, 2), max_size=5), st.data())
def test_however_turns_are_cut_and_joined_nothing_was_taken_out(steps: list[int], data: st.DataObject) -> None:
    original = Transcript((turn(), turn("no I was never in Hull or York", 15_000, 2, "S2"), turn(SAID, 18_500, 3)))
    transcript = original
    for kind in steps:
        first = transcript.turns[data.draw(st.integers(0, max(0, len(transcript.turns) - 2)))]
        if kind == 0 and len(first.words) > 1:
            step = split(transcript, first.id, data.draw(st.integers(1, len(first.text) - 1)), first.speaker)
        elif kind == 1 and len(transcript.turns) > 1:
            step = merge(transcript, first.id)
        elif kind == 2 and len(transcript.turns) > 1 and len(first.words) > 1:
            step = move_boundary(transcript, first.id, -1)
        else:
            continue
        transcript = step.apply(transcript)
    assert places_to_listen(transcript, [], original=original) == ()


def test_a_mention_outside_its_turn_is_an_error_not_a_hole() -> None:
    outside = replace(mention("Leeds"), start=900, end=905)
    with pytest.raises(ValueError, match="outside"):
        spans_to_cover(Transcript((turn(),)), [outside])


def test_a_name_that_was_let_stand_is_known_by_its_time() -> None:
    said = AnonymisedTurn("x", 10_000, 15_000, SAID, (Piece(0, len(SAID), 0, len(SAID)),), 1)
    rendered = AnonymisedTranscript("02-hospital", (), (said,))
    assert standing(rendered, Transcript((turn(),)), ["Leeds"]) == (Standing(13_500, 13_980, "Leeds"),)
