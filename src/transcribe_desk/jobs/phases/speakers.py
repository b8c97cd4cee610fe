"""Tell the speakers of an interview apart and make turns of its words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from transcribe_desk.jobs.protocol import Channel
from transcribe_desk.speech.assignment import assign_speakers, make_turns, propose_roles, solo_turns
from transcribe_desk.speech.pcm import duration_ms
from transcribe_desk.study.serial import segment_from_json, turn_to_json
from transcribe_desk.study.transcript import Turn, Word

# How the time of this step is shared: finding voices, printing them, listening to the sentences again.
_VOICES, _PRINTS = 0.2, 0.6


def run(job: dict[str, Any], channel: Channel) -> None:
    """Send the turns of the words in ``job`` and a proposal of each speaker's role.

    The channel's source is 16 kHz mono 16-bit sound of any length: it is read piece by piece, and only the voice
    prints are kept.
    """
    words = [word for segment in job["segments"] for word in segment_from_json(segment).words]
    turns = solo_turns(words) if job["speakers"] == 1 else _told_apart(words, job, channel)
    roles = {speaker: role.value for speaker, role in propose_roles(turns).items()}
    channel.send({"type": "turns", "turns": [turn_to_json(turn) for turn in turns], "roles": roles})


def _told_apart(words: list[Word], job: dict[str, Any], channel: Channel) -> tuple[Turn, ...]:
    from transcribe_desk.speech.diarisation import Speakers, VoicePrinter
    from transcribe_desk.speech.voice import find_voices

    total_ms = duration_ms(channel.source)

    def report(begin: float, end: float) -> Callable[[float], None]:
        return lambda share: channel.progress(round((begin + (end - begin) * share) * total_ms), total_ms)

    voices = find_voices(channel.source, total_ms, report(0, _VOICES))
    if not words or not voices.spans:
        return solo_turns(words)
    printer = VoicePrinter(channel.source, Path(job["encoder_path"]), voices.loudness)
    speakers = Speakers(printer, voices, job["speakers"], report(_VOICES, _VOICES + _PRINTS))
    return make_turns(assign_speakers(words, speakers, report(_VOICES + _PRINTS, 1)))
