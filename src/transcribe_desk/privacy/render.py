"""Render a transcript with its decided replacements: pure, repeatable, with a map back to what was said."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from transcribe_desk.privacy.characters import clean, clusters, extends
from transcribe_desk.privacy.mention import Decision, Entity, Mention
from transcribe_desk.privacy.names import trim
from transcribe_desk.study.study import Interview
from transcribe_desk.study.style import VERBATIM, Style, View, view
from transcribe_desk.study.timecode import whole_minutes
from transcribe_desk.study.transcript import Transcript, Turn

NOTICE = "Anonymised transcript. Square brackets mark replaced words."
ORGANISATION_TYPE = "Organisation type"
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


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


@dataclass(frozen=True, slots=True)
class AnonymisedTurn:
    """One turn as it may leave: its label, times in milliseconds, text, and where each piece came from."""

    label: str
    start_ms: int
    end_ms: int
    text: str
    pieces: tuple[Piece, ...]
    turn_id: int = 0

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Give the span of the turn's own text behind the rendered span; a touched replacement counts whole."""
        touched = [piece for piece in self.pieces if piece.start < end and start < piece.end]
        if not touched:
            raise ValueError("The rendered span is empty or outside the turn.")
        first, last = touched[0], touched[-1]
        source_start = first.source_start + (max(0, start - first.start) if first.linear else 0)
        source_end = last.source_end - (max(0, last.end - end) if last.linear else 0)
        return source_start, source_end

    def rendered_span(self, start: int, end: int) -> tuple[int, int]:
        """Give the rendered span of a span of the turn's own text; empty where nothing of it is left."""
        touched = [piece for piece in self.pieces if piece.source_start < end and start < piece.source_end]
        if not touched:
            raise ValueError("The span is empty or outside the turn.")
        first, last = touched[0], touched[-1]
        rendered_start = first.start + (max(0, start - first.source_start) if first.linear else 0)
        rendered_end = last.end - (max(0, last.source_end - end) if last.linear else 0)
        return rendered_start, rendered_end


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
) -> AnonymisedTranscript:
    """Give the transcript with each accepted mention replaced, in a style, and else only unfit characters changed.

    With ``accept_undecided`` proposals nobody has decided on count as accepted. Overlapping accepted mentions become
    one replacement, that of the longest. The style leaves replacements alone: whatever it would change in a replaced
    stretch is not there any more. A turn of which nothing printable is left is dropped.
    """
    replacements = {entity.id: entity.replacement for entity in entities}
    accepted: dict[int, list[Mention]] = {}
    for mention in mentions:
        if mention.decision is Decision.ACCEPTED or (accept_undecided and mention.decision is Decision.UNDECIDED):
            accepted.setdefault(mention.turn_id, []).append(mention)
    turns = (
        _render_turn(
            turn,
            transcript.label(turn.speaker, interview.study_id),
            accepted.get(turn.id, ()),
            replacements,
            view(turn, style),
        )
        for turn in transcript.turns
    )
    return AnonymisedTranscript(
        study_id=interview.study_id,
        headers=_headers(interview, header or HeaderChoice()),
        turns=tuple(turn for turn in turns if turn.text),
    )


def _headers(interview: Interview, choice: HeaderChoice) -> tuple[tuple[str, str], ...]:
    date = interview.date
    lines = (
        (choice.study_id, "Study ID", interview.study_id),
        (choice.organisation_type, ORGANISATION_TYPE, interview.organisation_label),
        (choice.interviewers, "Interviewer", ", ".join(interview.interviewers)),
        (choice.mode, "Mode", interview.mode.value if interview.mode else ""),
        (choice.month and not choice.exact_date, "Month", f"{MONTHS[date.month - 1]} {date.year}" if date else ""),
        (choice.exact_date, "Date", f"{date.day} {MONTHS[date.month - 1]} {date.year}" if date else ""),
        (choice.duration, "Duration", _minutes(interview.recording.duration_ms)),
        (choice.notice, "", NOTICE),
    )
    return tuple((field, value) for wanted, field, value in lines if wanted and value)


def _minutes(duration_ms: int) -> str:
    minutes = whole_minutes(duration_ms)
    return f"{minutes} minute{'' if minutes == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class _Unit:
    """What a stretch of the turn's text becomes: a whole character, a space with a pause mark, or a replacement."""

    text: str
    start: int
    end: int
    mention_id: int | None = None
    marked: bool = False


@dataclass(frozen=True, slots=True)
class _Cut:
    start: int
    end: int
    mention: Mention


def _render_turn(
    turn: Turn, label: str, mentions: Sequence[Mention], replacements: Mapping[int, str], seen: View
) -> AnonymisedTurn:
    text = turn.text
    stretches = list(clusters(text))
    units: list[_Unit] = []
    position = 0
    for cut in _cuts(text, stretches, mentions):
        units += _plain(text, _within(stretches, position, cut.start), seen)
        units.append(_Unit(replacements[cut.mention.entity_id], cut.start, cut.end, cut.mention.id))
        position = cut.end
    units += _plain(text, _within(stretches, position, len(text)), seen)
    _close_up(units)
    return AnonymisedTurn(
        label, turn.start_ms, turn.end_ms, "".join(unit.text for unit in units), _pieces(units), turn.id
    )


def _cuts(text: str, stretches: Sequence[tuple[int, int]], mentions: Sequence[Mention]) -> list[_Cut]:
    """Give the accepted spans, trimmed, grown to whole characters, in order, overlapping ones as one."""
    starts = {position: start for start, end in stretches for position in range(start, end)}
    ends = {position: end for start, end in stretches for position in range(start, end)}
    cuts: list[_Cut] = []
    for mention in sorted(mentions, key=lambda each: (each.start, -each.end, each.id)):
        if not 0 <= mention.start < mention.end <= len(text):
            raise ValueError(f"Mention {mention.id} lies outside its turn.")
        first, last = trim(text, mention.start, mention.end)
        cut = _Cut(starts[first], ends[last - 1], mention)
        if cuts and cut.start < cuts[-1].end:
            before = cuts.pop()
            longest = max(before, cut, key=lambda each: each.mention.end - each.mention.start)
            cut = _Cut(before.start, max(before.end, cut.end), longest.mention)
        cuts.append(cut)
    return cuts


def _within(stretches: Sequence[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    return [(first, last) for first, last in stretches if start <= first and last <= end]


def _plain(text: str, stretches: Iterable[tuple[int, int]], seen: View) -> list[_Unit]:
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
    pieces: list[Piece] = []
    position = 0
    for unit in units:
        piece = Piece(position, position + len(unit.text), unit.start, unit.end, unit.mention_id)
        position = piece.end
        if pieces and pieces[-1].linear and piece.linear:
            piece = Piece(pieces[-1].start, piece.end, pieces[-1].source_start, piece.source_end)
            pieces.pop()
        pieces.append(piece)
    return tuple(pieces)
