"""Whatever is chosen for a quote, nothing comes back that nobody has decided on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.privacy.conftest import AT, turn
from transcribe_desk.privacy.disclosure.quotes import (
    Passage,
    QuoteFacts,
    QuoteProblem,
    check_quote,
    locate,
    passage,
)
from transcribe_desk.privacy.disclosure.spoken import patterns
from transcribe_desk.privacy.disclosure.table import Row
from transcribe_desk.privacy.mention import Category, Decision, Entity, Mention
from transcribe_desk.privacy.render import AnonymisedTranscript, render
from transcribe_desk.study.study import Interview, Recording
from transcribe_desk.study.transcript import SpeakerRole, Transcript

NAME = "Oluwaseun"
ENTITY = Entity(1, Category.PERSON, NAME, (NAME,), "[NAME 1]")
INTERVIEW = Interview(1, (1,), "02-hospital", "hospital", Recording("", 0, "", "", 1, 16_000, 0))
ROWS = tuple(Row(number, number, {"organisation": "hospital"}) for number in range(3))


def rendered(words: list[str], decisions: list[Decision]) -> tuple[AnonymisedTranscript, tuple[Mention, ...]]:
    """Render one turn in which each place that says the name has a mention with the next decision."""
    spoken = turn(1, " ".join(words))
    places = [(start, end) for start, end, word in spoken.word_spans() if word.text == NAME]
    mentions = tuple(
        Mention(number, 1, 1, start, end, "PERSON", Category.PERSON, (), 1.0, "", 1, decision, "GE", AT)
        for number, ((start, end), decision) in enumerate(zip(places, decisions, strict=False), start=1)
    )
    transcript = Transcript((spoken,), {"S2": SpeakerRole.PARTICIPANT})
    return render(INTERVIEW, transcript, mentions, [ENTITY]), mentions


def facts(mentions: tuple[Mention, ...]) -> QuoteFacts:
    return QuoteFacts(mentions, (NAME,), ROWS, "hospital", frozenset({"Interviewer"}), 3)


WORDS = st.lists(st.sampled_from([NAME, "and", "I", "went…", "“home”", "é", "naïve", "so"]), min_size=1, max_size=12)
DECISIONS = st.lists(st.sampled_from(list(Decision)), min_size=12, max_size=12)


@given(WORDS, DECISIONS, st.integers(0, 11), st.integers(0, 11), st.data())
def test_a_quote_holds_exactly_what_may_stand(
    words: list[str], decisions: list[Decision], one: int, other: int, data: st.DataObject
) -> None:
    transcript, mentions = rendered(words, decisions)
    (said,) = transcript.turns
    first, last = sorted((one % len(words), other % len(words)))
    counted = iter(decisions)
    shown: list[str] = []
    open_words: set[int] = set()
    for index, word in enumerate(words):
        decision = next(counted) if word == NAME else None
        shown.append("[NAME 1]" if decision is Decision.ACCEPTED else word)
        if decision is Decision.UNDECIDED:
            open_words.add(index)
    assert said.text == " ".join(shown)
    start = len(" ".join(shown[:first])) + (1 if first else 0)
    end = len(" ".join(shown[: last + 1]))
    inner_start = start + data.draw(st.integers(0, len(shown[first]) - 1))
    inner_end = data.draw(st.integers(max(inner_start + 1, end - len(shown[last]) + 1), end))

    check = check_quote([passage(transcript, 1, inner_start, inner_end)], facts(mentions))

    if open_words & set(range(first, last + 1)):
        assert {reason.problem for reason in check.reasons} == {QuoteProblem.UNDECIDED}
        assert check.quote == ""
    else:
        before, after = ("… " if first else ""), (" …" if last < len(words) - 1 else "")
        assert check.quote == f"“{before}{' '.join(shown[first : last + 1])}{after} (02-hospital)”"


@given(WORDS, DECISIONS)
def test_a_whole_turn_is_found_again_when_it_is_pasted(words: list[str], decisions: list[Decision]) -> None:
    transcript, _ = rendered(words, decisions)
    (said,) = transcript.turns
    typed = said.text.replace("“", '"').replace("”", '"').upper()
    assert locate(f"“{typed} (02-hospital)”", transcript) == (Passage(said, 0, len(said.text)),)


@pytest.mark.parametrize(
    ("attribute", "value", "said"),
    [
        ("role", "GP", "as a gp i see it"),
        ("role", "service lead or management", "the management did"),
        ("role", "Commissioner", "the commissioners' view"),
        ("years of service", "32", "i've done thirty-two long years here"),
        ("years of service", "32 years", "for 32 years"),
        ("age", "60", "sixty years old"),
        ("first language", "Welsh", "we speak welsh at home"),
    ],
)
def test_a_value_is_heard_however_it_is_said(attribute: str, value: str, said: str) -> None:
    assert any(pattern.search(said) for pattern in patterns(attribute, value))


@pytest.mark.parametrize(
    ("attribute", "value", "said"),
    [
        ("role", "nurse", "nursery nursed"),
        ("sex", "female", "a female ward"),
        ("site", "A", "a ward"),
        ("years of service", "32", "32 beds"),
        ("years of service", "30–39", "30 to 39"),
        ("age band", "under 30", "under the table"),
    ],
)
def test_other_words_are_no_value(attribute: str, value: str, said: str) -> None:
    assert not any(pattern.search(said) for pattern in patterns(attribute, value))
