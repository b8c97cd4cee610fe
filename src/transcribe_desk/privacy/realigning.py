"""Keep mentions true when a turn's text is edited: each follows its words, or goes with them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from transcribe_desk.privacy.decisions import Change
from transcribe_desk.privacy.entities import says_form
from transcribe_desk.privacy.review import Review

_TOKEN = re.compile(r"\w+|[^\w\s]")

Span = tuple[int, int]


def follow(before: str, after: str, spans: Sequence[Span]) -> list[Span | None]:
    """Give where each span of a text stands in the edited text, or None where its words were edited themselves."""
    old, new = list(_TOKEN.finditer(before)), list(_TOKEN.finditer(after))
    matcher = SequenceMatcher(None, [each.group() for each in old], [each.group() for each in new], autojunk=False)
    partner = {block.a + step: block.b + step for block in matcher.get_matching_blocks() for step in range(block.size)}
    return [_moved(before, after, old, new, partner, span) for span in spans]


def _moved(
    before: str,
    after: str,
    old: Sequence[re.Match[str]],
    new: Sequence[re.Match[str]],
    partner: Mapping[int, int],
    span: Span,
) -> Span | None:
    start, end = span
    touched = [place for place, token in enumerate(old) if token.start() < end and start < token.end()]
    if not touched or any(place not in partner for place in touched):
        return None
    first, last = new[partner[touched[0]]], new[partner[touched[-1]]]
    moved = first.start() + start - old[touched[0]].start(), last.end() - (old[touched[-1]].end() - end)
    return moved if after[slice(*moved)] == before[start:end] else None


def follow_edit(review: Review, interview_id: int, texts: Mapping[int, str]) -> Change:
    """Give what an edit of an interview does to its mentions: those whose words still stand follow them, others go.

    ``review`` has the texts as they were; ``texts`` are all turns as they become. Decisions go along.
    """
    before, after = [], []
    for turn_id, old in review.index.texts(interview_id).items():
        new = texts.get(turn_id, "")
        mentions = review.mentions_at((interview_id, turn_id)) if new != old else []
        for mention, span in zip(mentions, follow(old, new, [(m.start, m.end) for m in mentions]), strict=True):
            entity = review.entities[mention.entity_id]
            moved = replace(mention, start=span[0], end=span[1]) if span else None
            if moved == mention:
                continue
            before.append(mention)
            if moved is not None and says_form(new[moved.start : moved.end], entity):
                after.append(moved)
    return Change(tuple(before), tuple(after))
