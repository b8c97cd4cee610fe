"""Pieces of an engine become whole words whose times only go forward, and none is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcribe_desk.speech.words import Piece, ends_sentence, forward_only, merge_pieces, shifted
from transcribe_desk.study.transcript import Segment, Word

times = st.floats(0, 100, allow_nan=False)
texts = st.text(st.sampled_from(" ab.'\"“-(é"), max_size=6)
pieces = st.lists(st.builds(Piece, texts, times, times, st.floats(0, 1)), max_size=20)
words = st.lists(st.builds(Word, st.just("word"), st.integers(-500, 9000), st.integers(-500, 9000)), max_size=20)


def said(*given_words: str) -> Segment:
    return Segment(tuple(Word(word, 0, 1) for word in given_words), 0, 1)


def test_a_piece_without_a_space_joins_the_word_before() -> None:
    found = merge_pieces(
        [Piece(" twenty", 1.0, 1.3, 0.9), Piece("-one", 1.3, 1.6, 0.4), Piece(" years", 1.7, 2.0, 0.8)]
    )
    assert found == (Word("twenty-one", 1000, 1600, 0.4), Word("years", 1700, 2000, 0.8))


def test_an_opening_quote_keeps_to_what_it_opens() -> None:
    found = merge_pieces([Piece(" said", 0, 1, 1), Piece(' " Hello', 1, 2, 1), Piece(' there."', 2, 3, 1)])
    assert [word.text for word in found] == ["said", '"Hello', 'there."']


def test_a_lone_space_still_parts_words() -> None:
    assert [word.text for word in merge_pieces([Piece(" a", 0, 1, 1), Piece(" ", 1, 1, 1), Piece("b", 1, 2, 1)])] == [
        "a",
        "b",
    ]


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("私は田中です。でも、今日は行きません。", "私は田中です。 でも、 今日は行きません。"),
        ("「どうですか？」と聞いた", "「どうですか？」 と聞いた"),
        ("本当！？「はい」", "本当！？ 「はい」"),
    ],
)
def test_where_a_script_has_no_spaces_a_word_begins_after_a_mark(said: str, written: str) -> None:
    pieces = [Piece(letter, place / 5, (place + 1) / 5, 0.9) for place, letter in enumerate(said)]
    found = merge_pieces(pieces)
    assert " ".join(word.text for word in found) == written
    assert found[1].start_ms == 200 * len(found[0].text)


@pytest.mark.parametrize("end", ["yes.", "why?”", "です。", "ですか？」", "है।", "ہے۔", "لماذا؟", "γιατί\u037e", "է։"])
def test_a_sentence_ends_as_its_script_ends_it(end: str) -> None:
    assert ends_sentence(Word(end, 0, 1))
    assert not ends_sentence(Word(end.rstrip(".?”。？」।۔؟\u037e։"), 0, 1))


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("0-1-1-4-4-9-6-0-1-8-2.", "01144960182."),
        ("(0-1-1-4-4-9)", "(011449)"),
        ("0-1-1-4-4", "0-1-1-4-4"),  # fewer than six may be a score or a formation
        ("2018-10-01", "2018-10-01"),
        ("1-2-3-4-5-6-x", "1-2-3-4-5-6-x"),
    ],
)
def test_a_number_that_was_spelt_out_is_written_in_one(said: str, written: str) -> None:
    pieces = [Piece(" ring", 0, 1, 1), *(Piece(each, 1, 2, 1) for each in (" ", *said))]
    assert [word.text for word in merge_pieces(pieces)] == ["ring", written]


@given(pieces)
def test_no_letter_is_lost_and_no_word_is_empty_or_holds_a_space(given_pieces: list[Piece]) -> None:
    found = merge_pieces(given_pieces)
    assert all(word.text and word.text.split() == [word.text] for word in found)
    letters = "".join("".join(piece.text.split()) for piece in given_pieces)
    assert "".join(word.text for word in found) == letters


@given(words, st.integers(0, 3000), st.integers(3000, 8000))
def test_times_only_go_forward_within_bounds(given_words: list[Word], earliest: int, latest: int) -> None:
    found = forward_only(given_words, earliest, latest)
    assert [word.text for word in found] == [word.text for word in given_words]
    at = [time for word in found for time in (word.start_ms, word.end_ms)]
    assert at == sorted(at)
    assert all(earliest <= time <= latest for time in at)


def test_a_segment_moves_with_its_slice_and_stays_in_it() -> None:
    segment = Segment((Word("so", 0, 400), Word("then", 400, 2500)), 0, 2500, -0.2, 1.1)
    moved = shifted(segment, 60_000, 60_100, 62_000)
    assert [(word.start_ms, word.end_ms) for word in moved.words] == [(60_100, 60_400), (60_400, 62_000)]
    assert (moved.start_ms, moved.end_ms, moved.average_log_probability) == (60_100, 62_000, -0.2)
