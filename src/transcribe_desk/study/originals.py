"""Find what the machine had said for a turn, also after the turn was edited, split, merged or moved."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from transcribe_desk.study.transcript import Transcript, Turn, Word


def originals(transcript: Transcript, original: Transcript) -> Mapping[int, tuple[Word, ...]]:
    """Give, for each turn by its id, the words that the machine heard while it is spoken.

    Every word of the original is in exactly one turn: a turn that was not cut anew has those of its original, among
    others each word is in the one that is spoken in its middle. Where the machine heard nothing there are no words.
    """
    was = {turn.id: turn for turn in original.turns}
    next_was, next_now = _following(original.turns), _following(transcript.turns)
    as_cut = {
        turn.id
        for turn in transcript.turns
        if turn.id in was
        and (was[turn.id].start_ms, was[turn.id].end_ms) == (turn.start_ms, turn.end_ms)
        and next_was[turn.id] == next_now[turn.id]
    }
    found = {turn_id: was[turn_id].words for turn_id in as_cut}
    cut_before = _runs(original.turns, as_cut)
    for after, turns in _runs(transcript.turns, as_cut).items():
        words = [word for turn in cut_before.get(after, ()) for word in turn.words]
        found |= shared_out(words, turns)
    return found


def heard(transcript: Transcript, original: Transcript, turn_id: int) -> tuple[Word, ...]:
    """Give the words that the machine heard in one turn; raise KeyError for an unknown turn."""
    return originals(transcript, original)[turn_id]


def _following(turns: Sequence[Turn]) -> dict[int, int | None]:
    ids = [turn.id for turn in turns]
    return dict(zip(ids, [*ids[1:], None], strict=True))


def _runs(turns: Sequence[Turn], as_cut: Container[int]) -> dict[int | None, list[Turn]]:
    """Give the runs of turns that are not among these ids, by the one before each run."""
    runs: dict[int | None, list[Turn]] = {}
    before = None
    for turn in turns:
        if turn.id in as_cut:
            before = turn.id
        else:
            runs.setdefault(before, []).append(turn)
    return runs


def shared_out(words: Sequence[Word], turns: Sequence[Turn]) -> dict[int, tuple[Word, ...]]:
    """Give each of these neighbouring turns the words whose middle is before the middle of the pause after it."""
    shares: list[list[Word]] = [[] for _ in turns]
    place = 0
    for word in words:
        middle = (word.start_ms + word.end_ms) / 2
        while place + 1 < len(turns) and middle >= (turns[place].end_ms + turns[place + 1].start_ms) / 2:
            place += 1
        shares[place].append(word)
    return {turn.id: tuple(share) for turn, share in zip(turns, shares, strict=True)}
