"""Find in each wording of an interview what stands in the place of what was said, and the way back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from transcribe_desk.privacy.render import AnonymisedTranscript, AnonymisedTurn, Piece
from transcribe_desk.privacy.replacing.profiles import Profile
from transcribe_desk.ui.screens.review.state import ReviewState
from transcribe_desk.ui.translation import tr


@dataclass(frozen=True, slots=True)
class Replaced:
    """A replacement in the text that is read: where it stands, and what stands behind it in each wording."""

    turn_id: int
    start: int
    end: int
    mention_id: int
    original: str
    words: Mapping[Profile | None, str]


@dataclass(frozen=True, slots=True)
class Wording:
    """The text of one profile, or that which is signed off, and its replacements in order."""

    rendered: AnonymisedTranscript
    replaced: Sequence[Replaced]


def wordings_of(
    state: ReviewState, texts: Mapping[Profile | None, AnonymisedTranscript]
) -> dict[Profile | None, Wording]:
    """Give the wordings, each with its replacements and what those are in all others; takes long, for a thread."""
    as_said, nothing = tr("Review", "as said"), tr("Review", "nothing")
    own = {turn.id: turn.text for turn in state.transcript.turns}
    words: dict[int, dict[Profile | None, str]] = defaultdict(lambda: dict.fromkeys(texts, as_said))
    for profile, text in texts.items():
        for turn, piece, mention_id in _replacements(text):
            words[mention_id][profile] = turn.text[piece.start : piece.end] or nothing
    return {
        profile: Wording(
            text,
            [
                Replaced(
                    turn.turn_id,
                    piece.start,
                    piece.end,
                    mention_id,
                    own.get(turn.turn_id, "")[piece.source_start : piece.source_end],
                    words[mention_id],
                )
                for turn, piece, mention_id in _replacements(text)
            ],
        )
        for profile, text in texts.items()
    }


def source_places(rendered: AnonymisedTranscript, turn_id: int, start: int, end: int) -> Sequence[tuple[int, int, int]]:
    """Give where a span of the text that is read stands in what was said."""
    turn: AnonymisedTurn | None = next((each for each in rendered.turns if each.turn_id == turn_id), None)
    if turn is None or start >= end:
        return ()
    try:
        return ((turn_id, *turn.source_span(start, end)),)
    except ValueError:
        return ()


def _replacements(text: AnonymisedTranscript) -> list[tuple[AnonymisedTurn, Piece, int]]:
    return [
        (turn, piece, piece.mention_id) for turn in text.turns for piece in turn.pieces if piece.mention_id is not None
    ]
