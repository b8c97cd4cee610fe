"""The words of accepted mentions are covered, wide where their times are doubtful."""

from __future__ import annotations

from dataclasses import replace

import pytest

from transcribe_desk.privacy.mention import Category, Decision, Mention
from transcribe_desk.privacy.render import AnonymisedTranscript, AnonymisedTurn, Piece
from transcribe_desk.privacy.sound_gaps import Doubt, Standing, places_to_listen, spans_to_cover, standing
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


def test_a_mention_outside_its_turn_is_an_error_not_a_hole() -> None:
    outside = replace(mention("Leeds"), start=900, end=905)
    with pytest.raises(ValueError, match="outside"):
        spans_to_cover(Transcript((turn(),)), [outside])


def test_a_name_that_was_let_stand_is_known_by_its_time() -> None:
    said = AnonymisedTurn("x", 10_000, 15_000, SAID, (Piece(0, len(SAID), 0, len(SAID)),), 1)
    rendered = AnonymisedTranscript("02-hospital", (), (said,))
    assert standing(rendered, Transcript((turn(),)), ["Leeds"]) == (Standing(13_500, 13_980, "Leeds"),)
