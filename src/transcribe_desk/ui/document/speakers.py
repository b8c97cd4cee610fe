"""Say how each speaker of a transcript is shown: colour place, badge, name, role and share of the talk."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import count

from transcribe_desk.study.transcript import SpeakerRole, Transcript
from transcribe_desk.ui.translation import tr

_MACHINE_NAME = re.compile(r"S\d+")


@dataclass(frozen=True, slots=True)
class ShownSpeaker:
    """A speaker as gutter, panel and menus show it.

    ``place``, from 0, chooses the colour and is one less than the key; ``name`` is what a person called the speaker,
    or else ``label``, which is what exports say; ``share`` is the part of the spoken time, 0 to 1.
    """

    speaker: str
    place: int
    initial: str
    name: str
    label: str
    role: SpeakerRole
    turns: int
    share: float

    @property
    def lasting(self) -> ShownSpeaker:
        """Give all but how much is said, which nearly every edit changes."""
        return replace(self, turns=0, share=0.0)


def shown_speakers(transcript: Transcript, study_id: str) -> list[ShownSpeaker]:
    """Give the speakers, interviewers first; while nobody is told apart, all is said by an unknown one."""
    order = speakers_of(transcript)
    spoken, turns = dict.fromkeys(order, 0), dict.fromkeys(order, 0)
    for turn in transcript.turns:
        spoken[turn.speaker] += turn.end_ms - turn.start_ms
        turns[turn.speaker] += 1
    initials, total = _initials(transcript, order), max(1, sum(spoken.values()))
    shown = []
    for place, speaker in enumerate(order):
        label = transcript.label(speaker, study_id) if transcript.roles else tr("Transcript", "Speaker")
        name = label if _MACHINE_NAME.fullmatch(speaker) else speaker
        role = transcript.roles.get(speaker, SpeakerRole.PARTICIPANT)
        share = spoken[speaker] / total
        shown.append(ShownSpeaker(speaker, place, initials[speaker], name, label, role, turns[speaker], share))
    return shown


def speakers_of(transcript: Transcript) -> list[str]:
    """Give the speakers, interviewers first, then in the order in which they first speak."""
    order = list(dict.fromkeys(turn.speaker for turn in transcript.turns))
    return sorted(order, key=lambda speaker: transcript.roles.get(speaker) is not SpeakerRole.INTERVIEWER)


def new_speaker(transcript: Transcript) -> str:
    """Give a name for somebody who was not told apart yet."""
    return next(name for number in count(1) if (name := f"S{number}") not in speakers_of(transcript))


def _initials(transcript: Transcript, order: list[str]) -> dict[str, str]:
    """Give the letters in the badges: I or P, with a number where several have the role, ? before there are roles."""
    if not transcript.roles:
        return dict.fromkeys(order, "?")
    initials = {}
    for role, letter in ((SpeakerRole.INTERVIEWER, "I"), (SpeakerRole.PARTICIPANT, "P")):
        alike = [each for each in order if transcript.roles.get(each, SpeakerRole.PARTICIPANT) is role]
        for number, speaker in enumerate(alike, start=1):
            initials[speaker] = letter if len(alike) == 1 else f"{letter}{number}"
    return initials
