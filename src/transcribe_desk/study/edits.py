"""Edit a transcript by commands: each says which turns take whose place, and can be taken back.

A command is made from the transcript as it is and changes nothing itself. ``apply`` gives the transcript with it made,
and refuses where the turns it is about are no longer as they were: a window and the study can each apply the same
command to their own copy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from transcribe_desk.study.errors import InputError
from transcribe_desk.study.originals import heard, shared_out
from transcribe_desk.study.realign import realign
from transcribe_desk.study.speakers import SpeakerChange, speakers_of
from transcribe_desk.study.transcript import Transcript, Turn, Word


@dataclass(frozen=True, slots=True)
class Splice:
    """A run of neighbouring turns and what stands in its place; neither is empty."""

    before: tuple[Turn, ...]
    after: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class TurnsChange:
    """A command on the text: splices in the order of the transcript that do not overlap.

    ``kind`` says what was done: typed, split, merged, boundary, restored, replaced, heard again.
    """

    splices: tuple[Splice, ...]
    kind: str

    @property
    def inverse(self) -> TurnsChange:
        """Give the command that takes this one back."""
        return TurnsChange(tuple(Splice(splice.after, splice.before) for splice in self.splices), self.kind)

    def apply(self, transcript: Transcript) -> Transcript:
        """Give the transcript with this command carried out.

        Raises InputError when its turns are no longer as the command was made for.
        """
        places = {turn.id: place for place, turn in enumerate(transcript.turns)}
        turns: list[Turn] = []
        done = 0
        for splice in self.splices:
            first = places.get(splice.before[0].id, -1)
            last = first + len(splice.before)
            if first < done or transcript.turns[first:last] != splice.before:
                raise changed_meanwhile()
            turns += [*transcript.turns[done:first], *splice.after]
            done = last
        turns += transcript.turns[done:]
        ids = {turn.id for turn in turns}
        if len(ids) != len(turns):
            raise changed_meanwhile()
        return replace(transcript, turns=tuple(turns), highest_turn_id=max(transcript.next_turn_id - 1, *ids, 0))


EditStep = TurnsChange | SpeakerChange


def reword(transcript: Transcript, turn_id: int, text: str) -> TurnsChange | None:
    """Make a turn say ``text``, or give None where it says so already; white space between words does not count.

    Words that stay keep their times. Raises InputError for an unknown turn or an empty text.
    """
    turn = _turn(transcript, turn_id)
    texts = text.split()
    if not texts:
        raise InputError(f"Turn {turn_id}", "Its text cannot be empty.", "Write what is said in it.")
    if [word.text for word in turn.words] == texts:
        return None
    return TurnsChange((Splice((turn,), (reworded(turn, texts),)),), "typed")


def reworded(turn: Turn, texts: list[str]) -> Turn:
    """Give a turn that says these words, those that stay at their times."""
    return replace(turn, words=realign(turn.words, texts, turn.start_ms, turn.end_ms))


def split(transcript: Transcript, turn_id: int, offset: int, speaker: str | None = None) -> TurnsChange:
    """Cut a turn in two between the words nearest to ``offset``, in code points of its text.

    The first part keeps the id; the second gets a new one, and ``speaker`` if given. Raises InputError for an unknown
    turn or speaker, and where one part would be empty.
    """
    turn = _turn(transcript, turn_id)
    if speaker is not None and speaker not in speakers_of(transcript):
        raise InputError("Speaker", "There is none with this name.", "Split first, then give the part to somebody new.")
    if len(turn.words) < 2 or not 0 < offset < len(turn.text):
        raise InputError(f"Turn {turn_id}", "There are no words on one side.", "Put the caret between two words.")
    borders = [(abs(end + 0.5 - offset), place) for place, (_, end, _) in enumerate(turn.word_spans(), start=1)]
    _, place = min(borders[:-1])
    first = replace(turn, words=turn.words[:place], end_ms=_end(turn.start_ms, turn.words[:place]))
    second = Turn(
        transcript.next_turn_id, speaker or turn.speaker, turn.words[place:], turn.words[place].start_ms, turn.end_ms
    )
    return TurnsChange((Splice((turn,), (first, second)),), "split")


def merge(transcript: Transcript, turn_id: int) -> TurnsChange:
    """Make one turn of a turn and the next; it keeps the first one's id and speaker. Raises InputError at the end."""
    turn, following = _pair(transcript, turn_id)
    merged = replace(turn, words=_together(turn, following), end_ms=max(turn.end_ms, following.end_ms))
    return TurnsChange((Splice((turn, following), (merged,)),), "merged")


def _together(turn: Turn, following: Turn) -> tuple[Word, ...]:
    """Give the words of both, none before the one in front of it, as it may be where the two speak at the same time."""
    words = turn.words + following.words
    starts = accumulate((word.start_ms for word in words), max)
    return tuple(
        word if word.start_ms == start else replace(word, start_ms=start, end_ms=max(start, word.end_ms))
        for word, start in zip(words, starts, strict=True)
    )


def move_boundary(transcript: Transcript, turn_id: int, words: int) -> TurnsChange:
    """Move the cut between a turn and the next by ``words``: forwards it takes words, backwards it gives them.

    Raises InputError at the end of the transcript, for no words, and where one turn would be left without any.
    """
    turn, following = _pair(transcript, turn_id)
    together = _together(turn, following)
    place = len(turn.words) + words
    if words == 0 or not 0 < place < len(together):
        raise InputError(f"Turn {turn_id}", "One of the two turns would be empty.", "Merge the two turns.")
    first = replace(turn, words=together[:place], end_ms=_end(turn.start_ms, together[:place]))
    second = replace(following, words=together[place:], start_ms=together[place].start_ms)
    return TurnsChange((Splice((turn, following), (first, second)),), "boundary")


def restore(transcript: Transcript, original: Transcript, turn_id: int) -> TurnsChange | None:
    """Make a turn say what the machine heard while it is spoken, or give None where there is nothing to bring back.

    Cuts between turns and speakers stay as a person made them. Raises InputError for an unknown turn.
    """
    turn = _turn(transcript, turn_id)
    words = heard(transcript, original, turn_id)
    if not words or words == turn.words:
        return None
    return TurnsChange((Splice((turn,), (replace(turn, words=words),)),), "restored")


def heard_anew(transcript: Transcript, first_ms: int, last_ms: int, words: Sequence[Word]) -> TurnsChange:
    """Put ``words``, heard between two times, in place of those said then, each into the turn spoken at its time.

    A word belongs where its middle is. A turn that is left without words goes; where all would, InputError is raised.
    """
    covered = [turn for turn in transcript.turns if any(_within(word, first_ms, last_ms) for word in turn.words)]
    if not covered:
        covered = _spoken_at(transcript, (first_ms + last_ms) / 2)
    if not covered:
        raise InputError("Selection", "There are no turns.", "Transcribe the interview first.")
    places = [transcript.turns.index(turn) for turn in (covered[0], covered[-1])]
    turns = transcript.turns[places[0] : places[1] + 1]
    shares = shared_out(words, turns)
    after = tuple(
        _with_heard(turn, [word for word in turn.words if not _within(word, first_ms, last_ms)], shares[turn.id])
        for turn in turns
    )
    left = tuple(turn for turn in after if turn.words)
    if not left:
        raise InputError("Selection", "No words were heard in it.", "Listen to it, and write what is said.")
    return TurnsChange((Splice(turns, left),) if turns != left else (), "heard again")


def changed_meanwhile() -> InputError:
    """Give the error of a command whose turns are no longer as it was made for."""
    return InputError("Transcript", "It was changed in the meantime.", "Look at it again and repeat the step.")


def _turn(transcript: Transcript, turn_id: int) -> Turn:
    try:
        return transcript.turn(turn_id)
    except KeyError:
        raise InputError(f"Turn {turn_id}", "There is none with this number.", "List the turns again.") from None


def _pair(transcript: Transcript, turn_id: int) -> tuple[Turn, Turn]:
    turn = _turn(transcript, turn_id)
    place = transcript.turns.index(turn)
    if place + 1 == len(transcript.turns):
        raise InputError(f"Turn {turn_id}", "There is no turn after it.", "Choose an earlier turn.")
    return turn, transcript.turns[place + 1]


def _within(word: Word, first_ms: int, last_ms: int) -> bool:
    return first_ms <= (word.start_ms + word.end_ms) / 2 <= last_ms


def _spoken_at(transcript: Transcript, time_ms: float) -> list[Turn]:
    """Give the turn that is spoken at a time or was last before it, in a list; none where there are no turns."""
    before = [turn for turn in transcript.turns if turn.start_ms <= time_ms]
    return before[-1:] or list(transcript.turns[:1])


def _with_heard(turn: Turn, kept: Sequence[Word], heard_words: Sequence[Word]) -> Turn:
    if not heard_words:
        return replace(turn, words=tuple(kept))
    words = tuple(sorted((*kept, *heard_words), key=lambda word: word.start_ms))
    start, end = heard_words[0].start_ms, max(word.end_ms for word in heard_words)
    return replace(turn, words=words, start_ms=min(turn.start_ms, start), end_ms=max(turn.end_ms, end))


def _end(start_ms: int, words: Sequence[Word]) -> int:
    return max(start_ms, words[-1].end_ms)
