"""Review an interview a second time from a script, blind; compare the two reviewers and settle what differs."""

from __future__ import annotations

import argparse

from transcribe_desk.cli.opening import open_desk
from transcribe_desk.jobs.desk import Desk, current_person
from transcribe_desk.privacy.deciding.blind_review import Comparison, Verdict
from transcribe_desk.privacy.mention import Mention
from transcribe_desk.study.errors import InputError
from transcribe_desk.study.study import Interview
from transcribe_desk.study.timecode import clock

_VERDICTS = {"accept": Verdict.REPLACED, "reject": Verdict.STAYS, "undecide": None}


def second_review(options: argparse.Namespace) -> int:
    """List the proposals as a second person sees them, keep their decisions, compare, or settle a difference."""
    with open_desk(options) as desk:
        interview = desk.interview(options.study_id)
        if options.settle:
            comparison = _last(desk, interview)
            number, verdict = options.settle
            kept = desk.second_review.settle(
                comparison.id, _number(number), _verdict(verdict), options.by or current_person()
            )
            print(f"Settled; {kept.open} differences are left.")
        elif options.comparison:
            _print_comparison(desk, interview, _last(desk, interview))
        elif not options.by:
            raise InputError("second-review", "It is not said who reviews.", "Add --by NAME.")
        elif options.compare:
            _print_comparison(desk, interview, desk.second_review.compare(interview.id, options.by))
        elif options.decision:
            ids = options.mention or [each.id for each in desk.second_review.mentions(interview.id, options.by)]
            desk.second_review.decide(interview.id, ids, _VERDICTS[options.decision], options.by)
            print(f"{len(ids)} kept; {desk.second_review.waiting(interview.id, options.by)} still open for one of you.")
        else:
            for mention in desk.second_review.mentions(interview.id, options.by):
                print(_line(desk, mention))
    return 0


def _line(desk: Desk, mention: Mention) -> str:
    texts = desk.vault.review.turn_texts(mention.interview_id)
    words = texts.get(mention.turn_id, "")[mention.start : mention.end]
    return f"{mention.id:>5}  turn {mention.turn_id:<4} {mention.decision.value:<14} {words!r}  ({mention.reason})"


def _print_comparison(desk: Desk, interview: Interview, comparison: Comparison) -> None:
    found = comparison.agreement
    kappa = "not defined" if found.kappa is None else f"{found.kappa:.3f}, {found.words}"
    print(f"{interview.study_id}: {comparison.first or 'the first'} and {comparison.second}, {comparison.at:%Y-%m-%d}")
    print(f"{found.agreed} of {found.units} agreed ({found.share:.1%}); Cohen's kappa {kappa}")
    starts = desk.vault.review.turn_starts(interview.id)
    for number, unit in enumerate(comparison.differences, start=1):
        settled = f"settled: {unit.settled.value}" if unit.settled else "open"
        print(
            f"{number:>4}  turn {unit.turn_id} at {clock(starts.get(unit.turn_id, 0))}  {unit.words or '…'!r}: "
            f"{unit.first.value} / {unit.second.value}  ({settled})"
        )


def _last(desk: Desk, interview: Interview) -> Comparison:
    made = desk.second_review.comparisons(interview.id)
    if not made:
        raise InputError(f"Comparison of {interview.study_id}", "There is none yet.", "Make one with --compare.")
    return made[-1]


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise InputError(f"Difference {text}", "This is no number.", "Give the number that --comparison prints.")
    return int(text)


def _verdict(text: str) -> Verdict:
    try:
        return Verdict(text)
    except ValueError:
        raise InputError(f"“{text}”", "There is no such outcome.", f"Choose {' or '.join(Verdict)}.") from None
