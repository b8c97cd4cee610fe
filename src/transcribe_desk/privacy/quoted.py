"""Hold a quote that a study collects, and look again whether it still stands, still reads so, and may still leave."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from transcribe_desk.privacy.disclosure.quotes import (
    Passage,
    QuoteCheck,
    QuoteFacts,
    QuoteReason,
    check_quote,
    passage,
    tagged,
)
from transcribe_desk.privacy.render import AnonymisedTranscript
from transcribe_desk.study.errors import InputError


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a turn's own text, in code points, and its words as they were said."""

    turn_id: int
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote as somebody took it: its places, the anonymised text with its tag, and a note of their own."""

    id: int
    interview_id: int
    spans: tuple[Span, ...]
    text: str
    note: str
    by: str
    at: dt.datetime


class QuoteState(StrEnum):
    """Whether a quote may be used as it stands in the list."""

    READY = "ready"
    CHANGED = "reads differently now"
    REFUSED = "may not leave"
    LOST = "not in the text any more"


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """A quote as it is now: where it stands, how it reads, and what speaks against it."""

    quote: Quote
    study_id: str
    start_ms: int
    state: QuoteState
    now: str = ""
    reasons: tuple[QuoteReason, ...] = ()


def spans_of(passages: Sequence[Passage], texts: Mapping[int, str]) -> tuple[Span, ...]:
    """Give the places behind passages of a rendered transcript; ``texts`` are the turns' own."""
    found = []
    for each in passages:
        start, end = each.turn.source_span(each.start, each.end)
        found.append(Span(each.turn.turn_id, start, end, texts[each.turn.turn_id][start:end]))
    return tuple(found)


def following(spans: Sequence[Span], texts: Mapping[int, str]) -> tuple[Span, ...] | None:
    """Give the spans where their words stand now, in their turn or in another; None where some stand nowhere."""
    found = []
    for each in spans:
        here = _standing(each, texts)
        if here is None:
            return None
        found.append(here)
    return tuple(found)


def _standing(span: Span, texts: Mapping[int, str]) -> Span | None:
    own = texts.get(span.turn_id, "")
    if own[span.start : span.end] == span.words:
        return span
    for turn_id, text in {span.turn_id: own, **texts}.items():
        if (start := text.find(span.words)) >= 0:
            return replace(span, turn_id=turn_id, start=start, end=start + len(span.words))
    return None


def passages_of(spans: Sequence[Span], rendered: AnonymisedTranscript) -> tuple[Passage, ...]:
    """Give the passages of a rendered transcript that spans have become; raise InputError where nothing is left."""
    turns = {turn.turn_id: turn for turn in rendered.turns}
    found = []
    for each in spans:
        turn = turns.get(each.turn_id)
        try:
            start, end = turn.rendered_span(each.start, each.end) if turn else (0, 0)
        except ValueError:
            start, end = 0, 0
        if start == end:
            raise InputError("Quote", "There is no text at this place.", "Choose words of one turn.")
        found.append(passage(rendered, each.turn_id, start, end))
    return tuple(found)


def look_again(
    quote: Quote, study_id: str, texts: Mapping[int, str], rendered: AnonymisedTranscript, facts: QuoteFacts
) -> QuoteLine:
    """Give a quote as it is now in its interview."""
    spans = following(quote.spans, texts)
    try:
        passages = passages_of(spans or (), rendered)
    except InputError:
        passages = ()
    if not passages:
        return QuoteLine(quote, study_id, 0, QuoteState.LOST)
    moved = replace(quote, spans=spans or quote.spans)
    check: QuoteCheck = check_quote(passages, facts)
    start_ms, now = passages[0].turn.start_ms, tagged(passages)
    if not check.may_be_copied:
        return QuoteLine(moved, study_id, start_ms, QuoteState.REFUSED, now, check.reasons)
    return QuoteLine(moved, study_id, start_ms, QuoteState.READY if now == quote.text else QuoteState.CHANGED, now)
