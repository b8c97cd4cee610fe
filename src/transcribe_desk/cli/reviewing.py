"""Review from a script: speakers, transcript, mentions, decisions, sign-off."""

from __future__ import annotations

import argparse
import sys
from heapq import merge

from transcribe_desk.cli.opening import open_desk
from transcribe_desk.cli.styling import chosen_style
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.jobs.lacking import Lack, Lacking, lacking
from transcribe_desk.privacy.mention import Decision, Mention
from transcribe_desk.privacy.replacing.profiles import profile_of
from transcribe_desk.study.errors import InputError
from transcribe_desk.study.speakers import Scope, speakers_of
from transcribe_desk.study.study import Interview
from transcribe_desk.study.style import VERBATIM
from transcribe_desk.study.timecode import clock
from transcribe_desk.study.transcript import Transcript

_DECISIONS = {
    "accept": Decision.ACCEPTED,
    "reject": Decision.REJECTED_HERE,
    "reject-interview": Decision.REJECTED_INTERVIEW,
    "reject-everywhere": Decision.REJECTED_EVERYWHERE,
    "except": Decision.EXCEPTION,
    "undecide": Decision.UNDECIDED,
}

# What the window says between the turns (ui/document/notes.py), which knows Qt; a test holds the two together.
_LACKS = {
    Lack.TAKEN_OUT: "Words taken out: nobody speaks here ({seconds} s)",
    Lack.REPEATED: "Words taken out: they only repeated what stands before ({seconds} s)",
    Lack.NOT_UNDERSTOOD: "Somebody speaks for {seconds} s, but no words were understood: listen here",
    Lack.DAMAGED: "The recording is damaged: {seconds} s without sound",
    Lack.SILENT: "Nobody speaks for {seconds} s",
}


def told(each: Lacking) -> str:
    """Say in plain words what is lacking and why."""
    return _LACKS[each.lack].format(seconds=each.seconds)


def speakers(options: argparse.Namespace) -> int:
    """Show who speaks and who is the interviewer, or correct it."""
    if (options.from_here or options.all_turns) and not options.reassign:
        raise InputError(
            "speakers",
            "--from-here and --all-turns say which turns --reassign takes along.",
            "Add --reassign TURN SPEAKER, or leave them out.",
        )
    with open_desk(options) as desk:
        interview = desk.interview(options.study_id)
        transcript = _transcript(desk, interview)
        if options.swap:
            transcript = desk.swap_roles(interview.id)
        elif options.confirm:
            transcript = desk.confirm_roles(interview.id)
        elif options.rename:
            transcript = desk.rename_speaker(interview.id, *options.rename)
        elif options.merge:
            transcript = desk.merge_speakers(interview.id, *options.merge)
        elif options.reassign:
            turn, to = options.reassign
            transcript = desk.reassign_turn(interview.id, _turn_number(turn), to, _scope(options))
        reason = desk.row(interview).roles_reason
    for speaker, role in transcript.roles.items():
        turns = [turn for turn in transcript.turns if turn.speaker == speaker]
        seconds = sum(turn.end_ms - turn.start_ms for turn in turns) / 1000
        print(f"{speaker}: {role.value}, {len(turns)} turns, {seconds:.0f} s of speech")
    if transcript.roles_confirmed:
        print("Confirmed by a person.")
    else:
        why = f" ({reason})" if reason else ""
        print(f"Proposed by the machine{why}: --confirm or --swap.")
    return 0


def show(options: argparse.Namespace) -> int:
    """Print the transcript, original or as it renders now."""
    profile = profile_of(options.profile) if options.profile else None
    anonymised = options.anonymised or profile is not None
    if options.marks and anonymised:
        raise InputError("--marks", "They are in the original text only.", "Leave out --anonymised and --profile.")
    with open_desk(options) as desk:
        interview = desk.interview(options.study_id)
        transcript = _transcript(desk, interview)
        style = chosen_style(options)
        finished = desk.vault.transcripts.transcript(interview.id) is not None
        marks = lacking(desk.row(interview)) if options.marks else []
        if finished and (anonymised or style != VERBATIM):
            found = desk.rendered(interview.id, style, profile) if anonymised else desk.as_said(interview.id, style)
            turns = found.turns
            lines = [(turn.turn_id, turn.start_ms, turn.label, turn.text) for turn in turns]
        else:
            label = transcript.label
            lines = [
                (each.id, each.start_ms, label(each.speaker, interview.study_id), each.text)
                for each in transcript.turns
            ]
        if not finished:
            if anonymised:
                raise InputError(interview.study_id, "It is not finished.", "Run “transcribe-desk transcribe” first.")
            print(
                f"{interview.study_id}: Not finished: this is what was recognised so far, without its speakers.",
                file=sys.stderr,
            )
    said = ((start_ms, number, f"{speaker}: {text}") for number, start_ms, speaker, text in lines)
    between = ((mark.start_ms, "", f"… {told(mark)}") for mark in marks)
    for start_ms, number, text in merge(said, between, key=lambda line: line[0]):
        print((f"{number:>4}  " if options.numbers else "") + f"[{clock(start_ms)}] {text}")
    return 0


def mentions(options: argparse.Namespace) -> int:
    """List mentions with what they become and why they were flagged."""
    with open_desk(options) as desk:
        interviews = {row.interview.id: row.interview for row in desk.rows()}
        chosen = desk.interview(options.study_id).id if options.study_id else None
        entities = {entity.id: entity for entity in desk.entities()}
        texts: dict[int, Transcript | None] = {}
        listed: list[Mention] = [
            mention
            for mention in desk.mentions(chosen)
            if not options.undecided or mention.decision is Decision.UNDECIDED
        ]
        for mention in listed:
            if mention.interview_id not in texts:
                texts[mention.interview_id] = desk.transcript(mention.interview_id)
            transcript = texts[mention.interview_id]
            assert transcript is not None, "a mention stands in a transcript"
            text = transcript.turn(mention.turn_id).text[mention.start : mention.end]
            replacement = entities[mention.entity_id].replacement
            print(
                f"{mention.id:>5}  entity {mention.entity_id:<4} {interviews[mention.interview_id].study_id:<16} "
                f"{mention.decision.value:<19} {text!r} -> {replacement}  ({mention.reason})"
            )
    return 0


def decide(options: argparse.Namespace) -> int:
    """Decide the mentions named."""
    decision = _DECISIONS[options.decision]
    with open_desk(options) as desk:
        if options.entity is not None:
            only_in = desk.interview(options.only_in).id if options.only_in else None
            changed = desk.decide_entity(
                options.entity, decision, options.by, interview_id=only_in, note=options.reason
            )
        elif options.mention:
            changed = desk.decide(options.mention, decision, options.by, note=options.reason)
        else:
            interview = desk.interview(options.undecided)
            undecided = [m.id for m in desk.mentions(interview.id) if m.decision is Decision.UNDECIDED]
            changed = desk.decide(undecided, decision, options.by, note=options.reason)
    print(f"{len(changed)} mentions {decision.value}.")
    return 0


def sign_off(options: argparse.Namespace) -> int:
    """Record the second read of an interview."""
    if not options.second_read:
        raise InputError(
            "sign-off",
            "It says that a person read the anonymised text once more.",
            "Read it (transcribe-desk show --anonymised), then add --second-read.",
        )
    with open_desk(options) as desk:
        interview = desk.interview(options.study_id)
        desk.sign_off(interview.id, options.by)
        transcript = _transcript(desk, interview)
    print(f"{options.study_id} is signed off and may be exported.")
    if len(speakers_of(transcript)) > 1 and not transcript.roles_confirmed:
        print(
            f"{options.study_id}: Who asks and who answers was proposed by the machine, and nobody has confirmed it. "
            "Keep it with “transcribe-desk speakers --confirm”, or turn it round with --swap.",
            file=sys.stderr,
        )
    return 0


def _turn_number(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise InputError(f"Turn {text}", "This is no number.", "Give the number that “show --numbers” prints.")
    return int(text)


def _scope(options: argparse.Namespace) -> Scope:
    if options.all_turns:
        return Scope.ALL
    return Scope.FROM_HERE if options.from_here else Scope.THIS_TURN


def _transcript(desk: Desk, interview: Interview) -> Transcript:
    transcript = desk.transcript(interview.id)
    if transcript is None:
        raise InputError(interview.study_id, "It has no transcript yet.", "Run “transcribe-desk transcribe” first.")
    return transcript
