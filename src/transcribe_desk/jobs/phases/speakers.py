"""Tell the speakers of an interview apart and make turns of its words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from transcribe_desk.jobs.protocol import Channel
from transcribe_desk.speech.assignment import assign_speakers, make_turns, solo_turns
from transcribe_desk.speech.pcm import duration_ms
from transcribe_desk.speech.roles import propose_roles
from transcribe_desk.study.serial import segment_from_json, turn_to_json
from transcribe_desk.study.transcript import Turn, Word

# How the time of this step is shared: finding voices, printing them, listening to the sentences again.
_VOICES, _PRINTS = 0.2, 0.6


@dataclass(frozen=True, slots=True)
class _Told:
    """The turns, and how sure their number of speakers is: 1 where a person or the channels gave it."""

    turns: tuple[Turn, ...]
    confidence: float = 1.0
    by_channel: bool = False


def run(job: dict[str, Any], channel: Channel) -> None:
    """Send the turns of the words in ``job``, and a proposal of each speaker's role with its reason.

    The channel's source is 16 kHz mono 16-bit sound of any length: it is read piece by piece, and only the voice
    prints are kept. Where ``channel_voices`` says who speaks when, the sound is not read at all. A number of
    ``speakers`` that a person gave counts for more than channels or guesses. Without ``segments`` in the job they are
    asked for when the voices are known: parts with ``segments`` and whether it is the ``last``.
    """
    told = _told_apart(_words(job, channel), job, channel)
    proposal = propose_roles(told.turns)
    channel.send(
        {
            "type": "turns",
            "turns": [turn_to_json(turn) for turn in told.turns],
            "roles": {speaker: role.value for speaker, role in proposal.roles.items()},
            "reason": proposal.reason,
            "speakers": len({turn.speaker for turn in told.turns}),
            "confidence": round(told.confidence, 2),
            "by_channel": told.by_channel,
        }
    )


def _words(job: dict[str, Any], channel: Channel) -> Iterator[Word]:
    """Give the words in order, as they come."""
    part = {"segments": job["segments"], "last": True} if "segments" in job else channel.ask()
    while True:
        for segment in part["segments"]:
            yield from segment_from_json(segment).words
        if part["last"]:
            return
        part = channel.ask()


def _told_apart(words: Iterable[Word], job: dict[str, Any], channel: Channel) -> _Told:
    if job["speakers"] == 1:
        return _Told(solo_turns([*words]))
    if voices := job.get("channel_voices"):
        from transcribe_desk.speech.channels import ChannelSpeakers

        judge = ChannelSpeakers(voices)
        if job["speakers"] in (None, judge.count):
            total_ms = duration_ms(channel.source)
            turns = make_turns(assign_speakers(words, judge, lambda done_ms: channel.progress(done_ms, total_ms)))
            return _Told(turns, by_channel=bool(turns))
    told = _by_voice(words, job, channel)
    return told if told.turns else _Told(())


def _by_voice(words: Iterable[Word], job: dict[str, Any], channel: Channel) -> _Told:
    from transcribe_desk.speech.diarisation import Speakers, VoicePrinter
    from transcribe_desk.speech.voice import find_voices

    total_ms = duration_ms(channel.source)

    def report(begin: float, end: float) -> Callable[[float], None]:
        return lambda share: channel.progress(round((begin + (end - begin) * share) * total_ms), total_ms)

    voices = find_voices(channel.source, total_ms, report(0, _VOICES))
    if not voices.spans:
        return _Told(solo_turns([*words]), confidence=0.0)
    printer = VoicePrinter(channel.source, Path(job["encoder_path"]), voices.loudness)
    speakers = Speakers(printer, voices, job["speakers"], report(_VOICES, _VOICES + _PRINTS))
    if speakers.count == 1:
        return _Told(solo_turns([*words]), speakers.confidence)
    assigning = report(_VOICES + _PRINTS, 1)
    turns = make_turns(assign_speakers(words, speakers, lambda done_ms: assigning(done_ms / total_ms)))
    return _Told(turns, speakers.confidence)
