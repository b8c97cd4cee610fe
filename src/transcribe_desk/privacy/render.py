"""Render a transcript with its decided replacements: pure, repeatable, with a map back to what was said."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from operator import attrgetter

from transcribe_desk.privacy.characters import clean, clusters, extends
from transcribe_desk.privacy.mention import Decision, Entity, Mention
from transcribe_desk.privacy.naming.names import trim
from transcribe_desk.privacy.replacing.calendar_dates import MONTHS
from transcribe_desk.privacy.replacing.grammar import Edit, fit
from transcribe_desk.privacy.replacing.replacements import Replacements
from transcribe_desk.study.study import Interview
from transcribe_desk.study.style import VERBATIM, Style, View, view
from transcribe_desk.study.timecode import whole_minutes
from transcribe_desk.study.transcript import Transcript, Turn

ORGANISATION_TYPE = "Organisation type"
_AS_SAID = View()
_SEEN_BEFORE = 80  # characters; no sentence start, article or preposition is looked for further back


@dataclass(frozen=True, slots=True)
class HeaderChoice:
    """Which header lines an export carries; interviewers and the exact date are off unless asked for."""

    study_id: bool = True
    organisation_type: bool = True
    mode: bool = True
    month: bool = True
    duration: bool = True
    notice: bool = True
    interviewers: bool = False
    exact_date: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of rendered text, ``start`` to ``end``, and the stretch of the turn's text it came from.

    ``mention_id`` is set where the stretch is a replacement. Stretches of equal length correspond character by
    character; others only as wholes. All ends are exclusive, all positions code points.
    """

    start: int
    end: int
    source_start: int
    source_end: int
    mention_id: int | None = None

    @property
    def replaced(self) -> bool:
        """Tell whether the stretch stands for other words."""
        return self.mention_id is not None

    @property
    def linear(self) -> bool:
        """Tell whether the stretch corresponds to its source character by character."""
        return not self.replaced and self.end - self.start == self.source_end - self.source_start


_Side = Callable[[Piece], int]  # where a piece begins or ends, in the rendered text or in the turn's own


@dataclass(frozen=True, slots=True)
class AnonymisedTurn:
    """One turn as it may leave: its label, times in milliseconds, text, and where each piece came from.

    The pieces stand in order, without a gap, in the text and in the turn's own.
    """

    label: str
    start_ms: int
    end_ms: int
    text: str
    pieces: tuple[Piece, ...]
    turn_id: int = 0

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Give the span of the turn's own text behind the rendered span; a touched replacement counts whole."""
        first, last = self._touched(start, end, attrgetter("start"), attrgetter("end"))
        source_start = first.source_start + (max(0, start - first.start) if first.linear else 0)
        source_end = last.source_end - (max(0, last.end - end) if last.linear else 0)
        return source_start, source_end

    def rendered_span(self, start: int, end: int) -> tuple[int, int]:
        """Give the rendered span of a span of the turn's own text; empty where nothing of it is left."""
        first, last = self._touched(start, end, attrgetter("source_start"), attrgetter("source_end"))
        rendered_start = first.start + (max(0, start - first.source_start) if first.linear else 0)
        rendered_end = last.end - (max(0, last.source_end - end) if last.linear else 0)
        return rendered_start, rendered_end

    def _touched(self, start: int, end: int, begins: _Side, ends: _Side) -> tuple[Piece, Piece]:
        """Give the first and the last piece that a span touches on one of the two sides."""
        first, last = bisect_right(self.pieces, start, key=ends), bisect_left(self.pieces, end, key=begins) - 1
        if first > last:
            raise ValueError("The span is empty or outside the turn.")
        return self.pieces[first], self.pieces[last]


@dataclass(frozen=True, slots=True)
class AnonymisedTranscript:
    """A transcript as it may leave: study ID, header fields with their values, and turns."""

    study_id: str
    headers: tuple[tuple[str, str], ...]
    turns: tuple[AnonymisedTurn, ...]

    def header_lines(self) -> tuple[str, ...]:
        """Give the header as lines ``Field – value``; a line without a field is its value alone.

        Never a colon: MAXQDA and QualCoder would take the field for a speaker (exports.md).
        """
        return tuple(f"{field} – {value}" if field else value for field, value in self.headers)


def render(
    interview: Interview,
    transcript: Transcript,
    mentions: Iterable[Mention],
    entities: Iterable[Entity],
    *,
    accept_undecided: bool = False,
    header: HeaderChoice | None = None,
    style: Style = VERBATIM,
    replacements: Replacements | None = None,
) -> AnonymisedTranscript:
    """Give the transcript with each accepted mention replaced, in a style, and else only unfit characters changed.

    With ``accept_undecided`` proposals nobody has decided on count as accepted, but for indirect cues. Overlapping
    accepted mentions become one replacement, that of the longest. What stands for them is what ``replacements`` gives,
    or else the placeholders of ``entities``; the article or preposition just before fits it. The style leaves
    replacements alone: whatever it would change in a replaced stretch is not there any more. A turn of which nothing
    printable is left is dropped.
    """
    replacements = replacements or Replacements(entities)
    accepted: dict[int, list[Mention]] = {}
    for mention in mentions:
        unseen = accept_undecided and mention.decision is Decision.UNDECIDED and not mention.indirect
        if mention.decision is Decision.ACCEPTED or unseen:
            accepted.setdefault(mention.turn_id, []).append(mention)
    speakers = dict.fromkeys(turn.speaker for turn in transcript.turns)
    labels = {speaker: transcript.label(speaker, interview.study_id) for speaker in speakers}
    turns = (
        _render_turn(
            turn,
            labels[turn.speaker],
            accepted.get(turn.id, ()),
            replacements,
            view(turn, style),
        )
        for turn in transcript.turns
    )
    return AnonymisedTranscript(
        study_id=interview.study_id,
        headers=_headers(interview, header or HeaderChoice(), replacements.notice),
        turns=tuple(turn for turn in turns if turn.text),
    )


def _headers(interview: Interview, choice: HeaderChoice, notice: str) -> tuple[tuple[str, str], ...]:
    date = interview.date
    lines = (
        (choice.study_id, "Study ID", interview.study_id),
        (choice.organisation_type, ORGANISATION_TYPE, interview.organisation_label),
        (choice.interviewers, "Interviewer", ", ".join(interview.interviewers)),
        (choice.mode, "Mode", interview.mode.value if interview.mode else ""),
        (choice.month and not choice.exact_date, "Month", f"{MONTHS[date.month - 1]} {date.year}" if date else ""),
        (choice.exact_date, "Date", f"{date.day} {MONTHS[date.month - 1]} {date.year}" if date else ""),
        (choice.duration, "Duration", _minutes(interview.recording.duration_ms)),
        (choice.notice, "", notice),
    )
    return tuple((field, value) for wanted, field, value in lines if wanted and value)


def _minutes(duration_ms: int) -> str:
    minutes = whole_minutes(duration_ms)
    return f"{minutes} minute{'' if minutes == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class _Unit:
    """What a stretch of the turn's text becomes.

    It is a whole character, a space with a pause mark, a replacement, or a run: words that stay as they were said and
    that nothing beside them can change, neither beginning nor ending with a space.
    """

    text: str
    start: int
    end: int
    mention_id: int | None = None
    marked: bool = False


class _Characters:
    """The whole characters of a text, each a base with what combines with it."""

    def __init__(self, text: str) -> None:
        self.unchanged = all(map(_stays, set(text)))
        self._spans = () if self.unchanged else tuple(clusters(text))
        self._start = {place: first for first, last in self._spans for place in range(first, last)}
        self._end = {place: last for first, last in self._spans for place in range(first, last)}

    def grown(self, start: int, end: int) -> tuple[int, int]:
        """Give a span grown to whole characters."""
        return (start, end) if self.unchanged else (self._start[start], self._end[end - 1])

    def within(self, start: int, end: int) -> list[tuple[int, int]]:
        """Give the characters that lie in a span."""
        if self.unchanged:
            return [(place, place + 1) for place in range(start, end)]
        return [(first, last) for first, last in self._spans if start <= first and last <= end]


@lru_cache(maxsize=4096)
def _stays(character: str) -> bool:
    """Tell whether a character is the same in an export, whatever stands beside it."""
    return not extends(character) and clean(character) == character == unicodedata.normalize("NFC", character)


@dataclass(frozen=True, slots=True)
class _Cut:
    start: int
    end: int
    mention: Mention


def _render_turn(
    turn: Turn, label: str, mentions: Sequence[Mention], replacements: Replacements, seen: View
) -> AnonymisedTurn:
    text = turn.text
    characters = _Characters(text)
    units: list[_Unit] = []
    position = 0
    edits: tuple[Edit, ...] = ()
    for cut in _cuts(text, characters, mentions, replacements):
        units += _edited_after(_plain(text, position, cut.start, characters, seen), edits)
        edits = _put(units, text, cut, replacements)
        position = cut.end
    units += _edited_after(_plain(text, position, len(text), characters, seen), edits)
    _close_up(units)
    return AnonymisedTurn(
        label, turn.start_ms, turn.end_ms, "".join(unit.text for unit in units), _pieces(units), turn.id
    )


def _put(units: list[_Unit], text: str, cut: _Cut, replacements: Replacements) -> tuple[Edit, ...]:
    """Put what stands for a cut behind the units, which it may change; give the edits of what comes after."""
    stand_in = replacements.stand_in(cut.mention, text, cut.start, cut.end)
    first, before = len(units), ""
    while first and len(before) < _SEEN_BEFORE:
        first -= 1
        before = units[first].text + before
    fitted = fit(stand_in.text, before, text[cut.start : cut.end], text[cut.end : cut.end + 3], stand_in.joint)
    for edit in reversed(fitted.before):  # the last first, so that the places of the others stay
        _edit_units(units, first, edit)
    units.append(_Unit(fitted.text, cut.start, cut.end, cut.mention.id))
    return fitted.after


def _edit_units(units: list[_Unit], first: int, edit: Edit) -> None:
    """Change plain units whose texts, counted from unit ``first``, are those of the edit."""
    position, new = 0, edit.text
    for index in range(first, len(units)):
        unit = units[index]
        if edit.start <= position < edit.end and unit.mention_id is None and unit.text:
            units[index] = replace(unit, text=new)
            new = ""
        position += len(unit.text)


def _edited_after(units: list[_Unit], edits: tuple[Edit, ...]) -> list[_Unit]:
    """Give the plain units behind a replacement with the edits of the first of them."""
    if edits and units and len(units[0].text) == 1:
        units[0] = replace(units[0], text=edits[0].text)
    return units


def _cuts(text: str, characters: _Characters, mentions: Sequence[Mention], replacements: Replacements) -> list[_Cut]:
    """Give the accepted spans that are not kept, trimmed, grown to whole characters, in order, overlapping ones as one.

    The s of a plural stays outside, as that of a possessive does.
    """
    cuts: list[_Cut] = []
    for mention in sorted(mentions, key=lambda each: (each.start, -each.end, each.id)):
        if not 0 <= mention.start < mention.end <= len(text):
            raise ValueError(f"Mention {mention.id} lies outside its turn.")
        first, last = trim(text, mention.start, mention.end)
        if replacements.keeps(mention, text[first:last]):
            continue
        last -= replacements.plural(mention, text, first, last)
        cut = _Cut(*characters.grown(first, last), mention)
        if cuts and cut.start < cuts[-1].end:
            before = cuts.pop()
            longest = max(before, cut, key=lambda each: each.mention.end - each.mention.start)
            cut = _Cut(before.start, max(before.end, cut.end), longest.mention)
        cuts.append(cut)
    return cuts


def _plain(text: str, start: int, end: int, characters: _Characters, seen: View) -> list[_Unit]:
    """Give what the stretch ``start`` to ``end``, in which nothing is replaced, becomes."""
    if not characters.unchanged or seen != _AS_SAID:
        return _one_by_one(text, characters.within(start, end), seen)
    first, last = _run(text, start, end)
    return [
        *(_Unit(text[place], place, place + 1) for place in range(start, first)),
        *([_Unit(text[first:last], first, last)] if first < last else ()),
        *(_Unit(text[place], place, place + 1) for place in range(last, end)),
    ]


def _run(text: str, start: int, end: int) -> tuple[int, int]:
    """Give the part of a stretch too far from its ends for a replacement there to change it; empty where it is short.

    Behind a replacement one character may change, before one no more than ``_SEEN_BEFORE`` that are left; some of
    these may have gone for a replacement before it.
    """
    first, last = start + 1, end - (1 if end == len(text) else 2 * _SEEN_BEFORE)
    while first < last and text[first] == " ":
        first += 1
    while first < last and text[last - 1] == " ":
        last -= 1
    return (first, last) if first < last and "  " not in text[first:last] else (end, end)


def _one_by_one(text: str, stretches: Iterable[tuple[int, int]], seen: View) -> list[_Unit]:
    units = []
    for first, last in stretches:
        cleaned = "".join(
            clean(text[place].upper() if place in seen.capitals else text[place])
            for place in range(first, last)
            if place not in seen.dropped
        )
        while cleaned and extends(cleaned[0]):  # its base went, and it must not join the character before
            cleaned = cleaned[1:]
        mark = f" {seen.marks[first]}" if first in seen.marks else ""
        units.append(_Unit(mark + unicodedata.normalize("NFC", cleaned), first, last, marked=bool(mark)))
    return units


def _close_up(units: list[_Unit]) -> None:
    """Empty the spaces that would stand first, last or after a space, where a character before them went."""
    after_space = True
    for index, unit in enumerate(units):
        text = _without_first_space(unit) if after_space else unit.text
        if text != unit.text:
            units[index] = replace(unit, text=text)
        if text:
            after_space = text.endswith(" ")
    for index in range(len(units) - 1, -1, -1):
        unit = units[index]
        units[index] = replace(unit, text=unit.text.rstrip(" ") if unit.marked or unit.text == " " else unit.text)
        if units[index].text:
            break


def _without_first_space(unit: _Unit) -> str:
    """Give a unit's text without the space it begins with, and without an accent that stood on that space."""
    if not unit.text.startswith(" ") or unit.mention_id is not None:
        return unit.text
    text = unit.text.lstrip(" ")
    return "" if text and extends(text[0]) else text


def _pieces(units: Iterable[_Unit]) -> tuple[Piece, ...]:
    pieces: list[tuple[int, int, int, int, int | None]] = []
    position, joins = 0, False
    for unit in units:
        end = position + len(unit.text)
        linear = unit.mention_id is None and end - position == unit.end - unit.start
        if linear and joins:
            begun = pieces[-1]
            pieces[-1] = (begun[0], end, begun[2], unit.end, None)
        else:
            pieces.append((position, end, unit.start, unit.end, unit.mention_id))
        position, joins = end, linear
    return tuple(Piece(*each) for each in pieces)
