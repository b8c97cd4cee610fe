"""Keep mentions true when turns are edited, split, merged or moved: each follows its words, or goes with them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from transcribe_desk.privacy.deciding.decisions import Change, rejected_with_scope
from transcribe_desk.privacy.deciding.review import Review
from transcribe_desk.privacy.finding.propagation import known_names
from transcribe_desk.privacy.lexicons.words import TALK, is_ordinary
from transcribe_desk.privacy.mention import CUT, EDITED, Category, Decision, Entity, Mention
from transcribe_desk.privacy.naming.entities import says_form
from transcribe_desk.privacy.naming.fitting import entities_changed, with_form
from transcribe_desk.privacy.naming.names import key, trim
from transcribe_desk.privacy.naming.sounds import nearness
from transcribe_desk.study.edits import Splice, TurnsChange
from transcribe_desk.study.realign import matching

# How near, of 1, edited words must be to what they were for the same to be meant: “lolipop” is, “a colleague” is not.
# Of ordinary English nearer, as most often the right word is typed over a name that was misheard: “needs” for Leeds.
_NEAR = 0.6
_NEAR_FOR_ORDINARY = 0.86
# Edited words are looked for among so many more than a name has, so that a turn written anew costs no more than others.
# With as many put in between its words, these are one name no more.
_MORE_TOKENS = 8
_TOKEN = re.compile(r"\w+|[^\w\s]")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Run:
    """What neighbouring turns say, by their ids and in order, and what those that take their place say."""

    before: Mapping[int, str]
    after: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class _Token:
    turn_id: int
    start: int
    end: int
    text: str


_Part = tuple[int, int, int]  # a turn's id and a span in it
_Place = tuple[int, bool, int]  # a turn's id, whether a cue covers it, and a place in it


def runs_of(change: TurnsChange) -> list[Run]:
    """Give what an edit's turns say before and after it."""
    return [Run(_texts(splice, after=False), _texts(splice, after=True)) for splice in change.splices]


def follow(review: Review, interview_id: int, runs: Iterable[Run], staying: Collection[int] = ()) -> Change:
    """Give what an edit of an interview does to its mentions, but for those ``staying``.

    Those whose words all stand keep their decision, wherever the words are now. One whose words came into two turns
    becomes a mention in each, undecided. One whose words were edited themselves goes, unless it was accepted or marked
    by hand and they are nearly what they were: then it is undecided, as detectors may not see what a person saw. So is
    one whose words are no longer where they were, but stand elsewhere in what was edited, unless it was rejected.
    """
    runs = tuple(runs)
    texts = {turn_id: text for run in runs for turn_id, text in run.after.items()}
    now = [
        (mention, run, _at(mention, parts, run, review))
        for run in runs
        for mention, parts in _followed(run, _mentions(review, interview_id, run, staying))
    ]
    now.sort(key=lambda each: not _of_a_person(each[0]))  # where two become one, what a person saw stays
    taken = {place for _, _, made in now for each in made for place in _places(each)}
    named = {_name_at(mention) for mention, _, made in now if made == [mention]}
    before: list[Mention] = []
    after: list[Mention] = []
    grown: dict[int, Entity] = {}
    next_id = review.next_mention_id
    for mention, run, made in now:
        if made == [mention]:
            continue
        if not made and not mention.decision.rejected:
            made = _elsewhere(mention, run, texts, taken)
            taken.update(place for each in made for place in _places(each))
        made = [each for each in made if _name_at(each) not in named]
        named.update(map(_name_at, made))
        before.append(mention)
        entity = grown.get(mention.entity_id, review.entities[mention.entity_id])
        for number, each in enumerate(made):
            entity = with_form(entity, texts[each.turn_id][each.start : each.end])
            after.append(each if number == 0 else replace(each, id=next_id + number - 1))
        next_id += max(0, len(made) - 1)
        grown[entity.id] = entity
    return entities_changed(
        Change(tuple(before), tuple(after)), [(review.entities[each], entity) for each, entity in grown.items()]
    )


def _mentions(review: Review, interview_id: int, run: Run, staying: Collection[int]) -> list[Mention]:
    return [
        mention
        for turn_id in run.before
        for mention in review.mentions_at((interview_id, turn_id))
        if mention.id not in staying
    ]


def _of_a_person(mention: Mention) -> bool:
    return mention.decision is Decision.ACCEPTED or mention.of_a_person


def _places(mention: Mention) -> Iterator[_Place]:
    """Give what a mention covers: a cue covers no name, and a name no cue."""
    return ((mention.turn_id, mention.indirect, place) for place in range(mention.start, mention.end))


def _name_at(mention: Mention) -> tuple[int, int, int, int]:
    return mention.entity_id, mention.turn_id, mention.start, mention.end


def _at(mention: Mention, parts: Sequence[_Part], run: Run, review: Review) -> list[Mention]:
    """Give the mention where its words are now, several where they were cut, or none."""
    if len(parts) > 1:
        if mention.decision.rejected and len({turn_id for turn_id, _, _ in parts}) == 1:
            return []  # words were put in between: it is not what was rejected any more
        return [
            _reopened(mention, part, CUT)
            for part in parts
            if any(map(str.isalnum, run.after[part[0]][part[1] : part[2]]))
        ]
    entity = review.entities[mention.entity_id]
    for turn_id, start, end in parts:
        words, before = run.after[turn_id][start:end], run.before[mention.turn_id][mention.start : mention.end]
        if says_form(words, entity):
            return [replace(mention, turn_id=turn_id, start=start, end=end)]
        if _of_a_person(mention) and _same_meant(before, words) and not _of_another(words, entity, review):
            return [_reopened(mention, (turn_id, start, end), EDITED)]
    return []


def _of_another(words: str, entity: Entity, review: Review) -> bool:
    """Tell whether words name another one of the study, whose mention they become when its names are looked for."""
    return any(
        says_form(words, other)
        and not rejected_with_scope(review.mentions_of(other.id))  # which would let the words stand unasked
        and bool(known_names([other], review.mentions_of(other.id)))
        for other in review.entities.values()
        if other.id != entity.id and other.category is entity.category
    )


def _elsewhere(mention: Mention, run: Run, texts: Mapping[int, str], taken: Collection[_Place]) -> list[Mention]:
    """Give a mention, undecided, at the nearest place that says its words and that no other has, or none."""
    words = _WORD.findall(run.before[mention.turn_id], mention.start, mention.end)
    if not words:
        return []
    said = re.compile(r"(?<!\w)" + r"\W+".join(map(re.escape, words)) + r"(?!\w)", re.IGNORECASE)
    found = [
        (turn_id, *match.span())
        for turn_id, text in texts.items()
        for match in said.finditer(text)
        if any((turn_id, mention.indirect, place) not in taken for place in range(*match.span()))
    ]

    def farness(part: _Part) -> tuple[bool, bool, int]:
        return part[0] not in run.after, part[0] != mention.turn_id, abs(part[1] - mention.start)

    return [_reopened(mention, min(found, key=farness), EDITED)] if found else []


def _same_meant(before: str, words: str) -> bool:
    if key(before) and set(key(before)) <= set(key(words)):
        return True  # something was only put in
    ordinary = all(is_ordinary(word) for word in key(words))
    return _nearness(before, words) >= (_NEAR_FOR_ORDINARY if ordinary else _NEAR)


def _nearness(one: str, other: str) -> float:
    return nearness(*("".join(key(text)) for text in (one, other)))


def _reopened(mention: Mention, part: _Part, reason: str) -> Mention:
    turn_id, start, end = part
    return replace(
        mention,
        turn_id=turn_id,
        start=start,
        end=end,
        reason=reason,
        decision=Decision.UNDECIDED,
        decided_by="",
        decided_at=None,
        note="" if mention.decision is Decision.EXCEPTION else mention.note,
    )


def _followed(run: Run, mentions: Sequence[Mention]) -> list[tuple[Mention, list[_Part]]]:
    """Give the parts that the words of each mention make up after the edit; edited words lie between the others."""
    if not mentions:
        return []
    old, new = _tokens(run.before), _tokens(run.after)
    blocks = matching([token.text for token in old], [token.text for token in new])
    partner = {first + step: new_first + step for first, new_first, size in blocks for step in range(size)}
    unedited = sorted(partner)
    by_turn: dict[int, list[int]] = {}
    for place, token in enumerate(old):
        by_turn.setdefault(token.turn_id, []).append(place)
    followed = []
    for mention in mentions:
        places = [
            place
            for place in by_turn.get(mention.turn_id, ())
            if old[place].start < mention.end and mention.start < old[place].end
        ]
        if places and all(place in partner for place in places):
            parts = _parts(mention, [(old[place], partner[place]) for place in places], new)
        else:
            parts = _edited(run, mention, len(places), new[slice(*_between(partner, unedited, places, len(new)))])
        followed.append((mention, parts))
    return followed


def _between(partner: Mapping[int, int], unedited: Sequence[int], places: Sequence[int], end: int) -> tuple[int, int]:
    """Give the new tokens between the nearest ones before and after these places that were not edited."""
    if not places:
        return 0, 0
    first, last = bisect_left(unedited, places[0]), bisect_right(unedited, places[-1])
    return (
        partner[unedited[first - 1]] + 1 if first else 0,
        partner[unedited[last]] if last < len(unedited) else end,
    )


def _edited(run: Run, mention: Mention, count: int, tokens: Sequence[_Token]) -> list[_Part]:
    """Give of these tokens those together that are nearest to a mention of ``count`` tokens, none where there are none.

    What else was edited beside a name is no part of it.
    """
    if len(tokens) > count + _MORE_TOKENS:
        return []
    before = run.before[mention.turn_id][mention.start : mention.end]
    found = [
        (first.turn_id, *trim(run.after[first.turn_id], first.start, last.end))
        for place, first in enumerate(tokens)
        for last in tokens[place + max(0, count - 2) : place + count + 1]
        if first.turn_id == last.turn_id
    ]
    return [max(found, key=lambda part: _nearness(before, run.after[part[0]][part[1] : part[2]]))] if found else []


def _parts(mention: Mention, tokens: Sequence[tuple[_Token, int]], new: Sequence[_Token]) -> list[_Part]:
    """Give where the tokens of a mention stand, each with its number in the new text, all of which the edit left."""
    parts: list[_Part] = []
    last = 0
    for old, number in tokens:
        now = new[number]
        # A mention may begin or end within a token, as in “non-Leeds”.
        start = now.start + max(0, mention.start - old.start)
        end = now.end - max(0, old.end - mention.end)
        if parts and parts[-1][0] == now.turn_id and not _makes_two(mention, new[last + 1 : number]):
            parts[-1] = (now.turn_id, parts[-1][1], end)
        else:
            parts.append((now.turn_id, start, end))
        last = number
    return parts


def _makes_two(mention: Mention, put_in: Sequence[_Token]) -> bool:
    """Tell whether tokens put in between the words of a mention make two of it.

    An everyday word would be looked for in the whole study as a part of a person's name: “Zed rang Quill” is no name.
    """
    of_a_name = mention.category is Category.PERSON
    return len(put_in) > _MORE_TOKENS or (
        of_a_name and any(is_ordinary(each.text) and each.text not in TALK for each in put_in)
    )


def _tokens(texts: Mapping[int, str]) -> list[_Token]:
    return [
        _Token(turn_id, found.start(), found.end(), found.group())
        for turn_id, text in texts.items()
        for found in _TOKEN.finditer(text)
    ]


def _texts(splice: Splice, *, after: bool) -> dict[int, str]:
    return {turn.id: turn.text for turn in (splice.after if after else splice.before)}
