"""The place of a quote, and words marked blind, follow edits: found where their words stand, or told to be gone."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcribe_desk.privacy.deciding import blind_review
from transcribe_desk.privacy.deciding.blind_review import BlindDecision, Verdict
from transcribe_desk.privacy.mention import BY_HAND, Category, Decision, Mention
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
    text = f"{before} {said} {after}"
    (there,) = blind_review.following([marked], {1: text})
    assert there is not None
    assert text[there.start : there.end] == said
    assert blind_review.following([marked], {1: "zzz", 2: "yyy"}) == (None,)


def mark(turn_id: int, start: int, said: str) -> BlindDecision:
    return BlindDecision(turn_id, start, start + len(said), Verdict.REPLACED, AT, words=said)


@pytest.mark.parametrize(
    ("turn_id", "start", "texts", "now"),
    [
        (2, 4, {1: "Leeds. Ask Sister Bone about it."}, (1, 11)),  # its turn was merged into the one before
        (2, 4, {1: "No.", 2: "Leeds.", 7: "Ask Sister Bone."}, (7, 4)),  # cut in two
        (2, 0, {1: "I asked Sister Bone", 2: "about it."}, (1, 8)),  # the border moved
        (2, 0, {1: "Sister Bone?", 2: "Who?", 3: "Sister Bone: Sister Bone, I said."}, (1, 0)),
        (2, 0, {1: "Well. Sister Bonehill came.", 2: "Who?"}, None),
        (2, 0, {2: "Who?", 3: "No.", 4: "No.", 5: "No.", 6: "Sister Bone?"}, None),  # nobody marked these
        (2, 0, {}, None),
    ],
)
def test_marked_words_are_looked_for_in_the_turns_around(
    turn_id: int, start: int, texts: dict[int, str], now: tuple[int, int] | None
) -> None:
    (there,) = blind_review.following([mark(turn_id, start, "Sister Bone")], texts)
    assert (there and (there.turn_id, there.start)) == now


def test_a_mark_does_not_come_to_a_part_of_a_word_nor_to_another_mark_s_place() -> None:
    assert blind_review.place_of("Al", {1: "Yes. Although Al came"}, 1, 9) == (1, 14)
    assert blind_review.place_of("Al", {1: "Yes. Although"}, 1, 9) is None
    assert blind_review.place_of("0117,", {1: "Ring 0117, 496"}, 1, 0) == (1, 5)
    first, second, part = mark(1, 0, "Al"), mark(2, 0, "Al"), mark(2, 8, "Leed")
    assert blind_review.following([first, second, part], {1: "Who?", 2: "Al? No, Leeds."}) == (None, second, part)
    longer = mark(1, 0, "Al Brown")
    assert blind_review.following([mark(1, 0, "Al"), longer], {1: "Al Green came."}) == (mark(1, 0, "Al"), None)
    moved = blind_review.following([first, second], {1: "Although Al said so.", 2: "And so said Al."})
    assert [each and (each.turn_id, each.start) for each in moved] == [(1, 9), (2, 12)]


def test_a_decision_is_compared_where_its_mention_is_now_and_a_mark_that_is_gone_is_told() -> None:
    text = "Well, Dr Zed Quill. Yes."
    title = Mention(
        1, 1, 1, 6, 12, "PERSON", Category.PERSON, ("spacy-md",), 1.0, "", 1, Decision.ACCEPTED, "AB", AT
    )  # fmt: skip
    name = replace(title, id=2, start=9, end=18, detectors=(BY_HAND,))
    decided = BlindDecision(1, 0, 6, Verdict.REPLACED, AT, mention_id=1)  # before “Well, ” was written
    units, waiting = blind_review.compared([title, name], 1, [decided, mark(1, 20, "Bone")], {1: text})
    assert waiting == 0
    assert [(unit.words, unit.first, unit.second) for unit in units] == [
        ("Dr Zed", Verdict.REPLACED, Verdict.REPLACED),
        ("Zed Quill", Verdict.REPLACED, Verdict.REPLACED),
        ("Bone", Verdict.STAYS, Verdict.REPLACED),
    ]
