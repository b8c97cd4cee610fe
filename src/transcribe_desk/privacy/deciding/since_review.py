"""Tell what changed in an interview since it was last reviewed to the end."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from transcribe_desk.privacy.mention import Mention


@dataclass(frozen=True, slots=True)
class ReviewMark:
    """How an interview stood when everything in it was decided: the newest mention, and a digest of each turn."""

    at: dt.datetime
    by: str
    last_mention_id: int
    turns: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class SinceReview:
    """What came or changed since a mark: mentions by id, turns by id; all empty where nothing did."""

    mark: ReviewMark
    new_mentions: frozenset[int]
    decided_anew: frozenset[int]
    edited_turns: frozenset[int]

    @property
    def mentions(self) -> frozenset[int]:
        """Give every mention to look at again."""
        return self.new_mentions | self.decided_anew

    @property
    def empty(self) -> bool:
        """Tell whether nothing changed."""
        return not (self.mentions or self.edited_turns)


def mark_of(
    mentions: Iterable[Mention], texts: Mapping[int, str], at: dt.datetime, by: str, last_mention_id: int
) -> ReviewMark:
    """Give the mark of an interview as it stands; ``last_mention_id`` is the newest of the whole study."""
    return ReviewMark(at, by, max([last_mention_id, *(each.id for each in mentions)]), digests(texts))


def since(mark: ReviewMark, mentions: Iterable[Mention], texts: Mapping[int, str]) -> SinceReview:
    """Give what changed in an interview since a mark; a mention in an edited turn counts as new only if it is."""
    own = list(mentions)
    now = digests(texts)
    new = frozenset(each.id for each in own if each.id > mark.last_mention_id)
    anew = frozenset(each.id for each in own if each.decided_at is not None and each.decided_at > mark.at) - new
    edited = frozenset(turn_id for turn_id, digest in now.items() if mark.turns.get(turn_id) != digest)
    return SinceReview(mark, new, anew, edited)


def digests(texts: Mapping[int, str]) -> dict[int, str]:
    """Give a short digest of what each turn says."""
    return {
        turn_id: hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        for turn_id, text in texts.items()
    }
