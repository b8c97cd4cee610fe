"""Hold a style to the text that was signed off: it may leave words out, and must not bring a name out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from transcribe_desk.privacy.naming.names import Matcher
from transcribe_desk.privacy.render import AnonymisedTranscript, AnonymisedTurn


def narrow(signed: AnonymisedTranscript, styled: AnonymisedTranscript, names: Iterable[str]) -> AnonymisedTranscript:
    """Give the styled transcript, but each turn as signed in which the style would bring out one of ``names``.

    Without its filler “New, um, York” says a name, and with a capital “Um, will you” does. A person can only decide
    on what stands in the text that was read, so such a turn stays as it was read; so does one that would vanish.
    """
    matcher = Matcher(names)
    by_id = {turn.turn_id: turn for turn in styled.turns}
    return replace(signed, turns=tuple(_narrowed(turn, by_id.get(turn.turn_id), matcher) for turn in signed.turns))


def _narrowed(signed: AnonymisedTurn, styled: AnonymisedTurn | None, matcher: Matcher) -> AnonymisedTurn:
    if styled is None or styled.text == signed.text:
        return signed
    return styled if _named(styled, matcher) <= _named(signed, matcher) else signed


def _named(turn: AnonymisedTurn, matcher: Matcher) -> set[tuple[str, int, int]]:
    """Give each name that stands in a turn with the span of what was said there, which no style moves."""
    return {(hit.name, *turn.source_span(hit.start, hit.end)) for hit in matcher.find(turn.text)}
