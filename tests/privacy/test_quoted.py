"""The place of a quote, and words marked blind, follow edits: they are found where their words stand, or not at all."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from transcribe_desk.privacy.deciding import blind_review
from transcribe_desk.privacy.deciding.blind_review import BlindDecision, Verdict
from transcribe_desk.privacy.quoted import Span, following

AT = dt.datetime(2026, 3, 2, 10, tzinfo=dt.UTC)
words = st.text(st.sampled_from("ab é😀 "), min_size=1, max_size=12)


@given(st.dictionaries(st.integers(1, 4), words, min_size=1), st.data())
def test_a_place_is_found_where_its_words_stand_or_nowhere(texts: dict[int, str], data: st.DataObject) -> None:
    turn_id = data.draw(st.sampled_from(sorted(texts)))
    start = data.draw(st.integers(0, len(texts[turn_id]) - 1))
    end = data.draw(st.integers(start + 1, len(texts[turn_id])))
    said = texts[turn_id][start:end]
    assert following([Span(turn_id, start, end, said)], texts) == (Span(turn_id, start, end, said),)
    edited = {**texts, turn_id: data.draw(words)}
    found = following([Span(turn_id, start, end, said)], edited)
    if found is None:
        assert all(said not in text for text in edited.values())
    else:
        (there,) = found
        assert edited[there.turn_id][there.start : there.end] == said


@given(words, words, words)
def test_marked_words_follow_what_is_written_before_them(before: str, said: str, after: str) -> None:
    marked = BlindDecision(1, 0, len(said), Verdict.REPLACED, AT, words=said)
    (there,) = blind_review.following([marked], {1: before + said + after})
    assert (before + said + after)[there.start : there.end] == said
    assert blind_review.following([marked], {1: "zzz", 2: said}) == ()
