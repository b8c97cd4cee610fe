"""A turn's text is its words; spans in the text lead back to the words and their times."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from transcribe_desk.study import serial
from transcribe_desk.study.transcript import Segment, SpeakerRole, Transcript, Turn, Word

spoken = st.text(st.characters(exclude_categories=["Z", "C"]), min_size=1, max_size=12)
words = st.builds(
    Word, spoken, st.integers(0, 10**7), st.integers(0, 10**7), st.integers(0, 1000).map(lambda n: n / 1000)
)
turns = st.builds(
    Turn,
    st.integers(1, 999),
    st.sampled_from(["S1", "S2"]),
    st.lists(words, min_size=1, max_size=20).map(tuple),
    st.just(0),
    st.just(1),
)


def turn(number: int, speaker: str, text: str) -> Turn:
    said = tuple(Word(word, position, position + 1) for position, word in enumerate(text.split()))
    return Turn(number, speaker, said, 0, len(said))


@given(turns)
def test_each_word_is_where_its_span_says(a_turn: Turn) -> None:
    spans = list(a_turn.word_spans())
    assert [a_turn.text[start:end] for start, end, _ in spans] == [word.text for word in a_turn.words]


@given(turns, st.data())
def test_a_span_of_text_gives_the_words_it_touches(a_turn: Turn, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(a_turn.text) - 1))
    end = data.draw(st.integers(start + 1, len(a_turn.text)))
    expected = tuple(
        word for first, last, word in a_turn.word_spans() if set(range(first, last)) & set(range(start, end))
    )
    assert a_turn.words_between(start, end) == expected


@given(turns)
def test_a_turn_survives_the_way_to_json_and_back(a_turn: Turn) -> None:
    assert serial.turn_from_json(serial.turn_to_json(a_turn)) == a_turn


flags = st.lists(st.sampled_from(["unsure", "repetitive"]), unique=True).map(tuple)


@given(st.builds(Segment, st.lists(words).map(tuple), st.integers(0, 9), st.integers(0, 9), flags=flags))
def test_a_segment_survives_the_way_to_json_and_back(segment: Segment) -> None:
    assert serial.segment_from_json(serial.segment_to_json(segment)) == segment


def test_a_segment_kept_by_an_older_version_has_no_flags() -> None:
    kept = serial.segment_to_json(Segment((Word("so", 0, 1),), 0, 1))
    del kept["flags"]
    assert serial.segment_from_json(kept).flags == ()


def test_the_participant_is_named_by_study_id_and_the_interviewer_by_role() -> None:
    transcript = Transcript(
        (turn(1, "S1", "How are you?"), turn(2, "S2", "Well.")),
        {"S1": SpeakerRole.INTERVIEWER, "S2": SpeakerRole.PARTICIPANT},
    )
    assert [transcript.label(each.speaker, "02-hospital") for each in transcript.turns] == [
        "Interviewer",
        "02-hospital",
    ]


def test_several_participants_are_told_apart_in_the_order_they_speak() -> None:
    transcript = Transcript(
        (turn(1, "S3", "Yes."), turn(2, "S1", "And you?"), turn(3, "S2", "No.")), {"S1": SpeakerRole.INTERVIEWER}
    )
    labels = [transcript.label(each.speaker, "02-hospital") for each in transcript.turns]
    assert labels == ["02-hospital-P1", "Interviewer", "02-hospital-P2"]


def test_words_the_machine_doubts_are_counted() -> None:
    doubtful = Turn(1, "S1", (Word("Leeds", 0, 1, 0.31), Word("is", 1, 2, 0.5)), 0, 2)
    assert Transcript((doubtful,)).doubtful_words == 1
