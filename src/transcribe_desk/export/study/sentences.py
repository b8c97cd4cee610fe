"""Word the facts of a study as the sentences of a Methods section, each with the COREQ items it answers."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from transcribe_desk.export.study.facts import StudyFacts
from transcribe_desk.privacy.replacing.calendar_dates import MONTHS

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
KINDS = {
    "NAME": "names of people",
    "PLACE": "places",
    "ORGANISATION": "organisations",
    "ROLE": "roles",
    "DATE": "dates",
    "CONTACT": "contact details",
    "OTHER": "other identifiers",
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the numbers of the COREQ items it answers wholly or in part.

    ``frame`` is worded by the program from counts, months and versions alone; its ``{}`` stands for ``people``, whose
    initials a person wrote.
    """

    frame: str
    answers: tuple[int, ...] = ()
    partly: tuple[int, ...] = ()
    people: str = ""

    @property
    def text(self) -> str:
        """Give the whole sentence."""
        return self.frame.replace("{}", self.people)

    @property
    def public(self) -> tuple[str, ...]:
        """Give what of the sentence is public whatever the study's names are."""
        return tuple(part for part in self.frame.split("{}") if " " in part.strip())


def sentences(facts: StudyFacts) -> tuple[Sentence, ...]:
    """Give the sentences in the order of a Methods section; what the study does not know is in none of them."""
    return tuple(
        sentence
        for part in (_interviews, _interviewers, _transcription, _anonymisation, _coding)
        for sentence in part(facts)
    )


def open_points(facts: StudyFacts) -> tuple[str, ...]:
    """Say what is not recorded or not finished, so that nobody prints the summary too early."""
    interviews = facts.interviews
    total = len(interviews)
    counts = (
        (sum(each.month is None for each in interviews), "without a date"),
        (sum(not each.mode for each in interviews), "without a mode (face to face, telephone, video)"),
        (sum(not each.interviewers for each in interviews), "without an interviewer"),
        (sum(not each.engine for each in interviews), "not transcribed yet"),
        (
            sum(bool(each.engine) and not each.reviewed for each in interviews),
            "transcribed but not reviewed and signed off",
        ),
    )
    return tuple(
        f"{count} of {total} interviews {'is' if count == 1 else 'are'} {what}." for count, what in counts if count
    )


def median_minutes(facts: StudyFacts) -> str:
    """Give the median length in minutes, with a half where it falls between two."""
    return f"{statistics.median(each.minutes for each in facts.interviews):g}"


def month_range(facts: StudyFacts) -> str:
    """Give the months of the first and the last interview in words, empty where no date is known."""
    months = sorted(each.month for each in facts.interviews if each.month)
    return " to ".join(dict.fromkeys(_month(*month) for month in (months[0], months[-1]))) if months else ""


def modes(facts: StudyFacts) -> dict[str, int]:
    """Count the interviews by how they were held, the most frequent first."""
    counted = Counter(each.mode for each in facts.interviews if each.mode)
    return dict(sorted(counted.items(), key=lambda each: (-each[1], each[0])))


def interviewers(facts: StudyFacts) -> dict[str, int]:
    """Count each interviewer's interviews, the most frequent first."""
    counted = Counter(person for each in facts.interviews for person in dict.fromkeys(each.interviewers))
    return dict(sorted(counted.items(), key=lambda each: (-each[1], each[0])))


def second_readers(facts: StudyFacts) -> tuple[str, ...]:
    """Give who signed off transcripts that may leave."""
    return tuple(sorted({each.second_reader for each in facts.interviews if each.reviewed and each.second_reader}))


def listed(items: Iterable[str]) -> str:
    """Give an English list: “a, b and c”."""
    *before, last = items
    return f"{', '.join(before)} and {last}" if before else last


def _interviews(facts: StudyFacts) -> Iterator[Sentence]:
    total = len(facts.interviews)
    held = f"{_many(total, 'interview')} with {_many(facts.participants, 'participant')}"
    yield Sentence(f"We analysed {held}.", (12,))
    if months := month_range(facts):
        were = "It was" if total == 1 else "They were"
        yield Sentence(f"{were} held {'from' if ' to ' in months else 'in'} {months}.", partly=(16,))
    if by_mode := modes(facts):
        told = listed(f"{how(mode)} ({_word(count)})" for mode, count in by_mode.items())
        only = f"{'It was' if total == 1 else 'All were'} held {how(next(iter(by_mode)))}."
        yield Sentence(only if total in by_mode.values() else f"The interviews took place {told}.", partly=(14,))
    minutes = [each.minutes for each in facts.interviews]
    if total == 1:
        yield Sentence(f"It lasted {minutes[0]} minute{'' if minutes[0] == 1 else 's'}.", (21,))
    else:
        span = f"from {min(minutes)} to {max(minutes)} minutes (median {median_minutes(facts)})"
        yield Sentence(f"They lasted {span}.", (21,))
    again = _word(facts.repeated).capitalize()
    people = "participant was" if facts.repeated < 2 else "participants were"
    yield Sentence(f"{again} {people} interviewed more than once.", (18,))
    yield Sentence("Every interview was recorded as sound." if total > 1 else "It was recorded as sound.", (19,))


def _interviewers(facts: StudyFacts) -> Iterator[Sentence]:
    counted = interviewers(facts)
    if len(counted) == 1:
        yield Sentence("The interviewer was {}.", partly=(1,), people=next(iter(counted)))
    elif counted:
        told = listed(f"{person} ({_many(count, 'interview')})" for person, count in counted.items())
        yield Sentence("The interviewers were {}.", partly=(1,), people=told)


def _transcription(facts: StudyFacts) -> Iterator[Sentence]:
    done = [each for each in facts.interviews if each.engine]
    if not done:
        return
    program = " ".join(facts.program)
    yield Sentence(
        f"The recordings were transcribed with {program}, a program that works on the researchers' own computer without"
        f" a network, by {_versions(facts.transcribers)}.",
        partly=(27,),
    )
    corrected = sum(each.speakers_corrected for each in done)
    confirmed = sum(each.speakers_confirmed for each in done)
    yield Sentence(
        f"Speakers were told apart automatically; a person corrected them in {_share(corrected, len(done))} and"
        f" confirmed who was the interviewer in {_share(confirmed, len(done))}."
    )


def _anonymisation(facts: StudyFacts) -> Iterator[Sentence]:
    done = [each for each in facts.interviews if each.engine]
    if not done:
        return
    models = f" and by models of language ({_versions(facts.proposers)})" if facts.proposers else ""
    undecided = sum(each.undecided for each in done)
    decided = "a person decided on each" if not undecided else f"a person decided on all but {_word(undecided)}"
    yield Sentence(
        f"Names and other passages that may identify somebody were proposed by the program's rules{models}, and"
        f" {decided}; {'none' if not facts.kept else _word(facts.kept)}"
        f" {'were' if facts.kept > 1 else 'was'} left as said."
    )
    passages = sum(kind.passages for kind in facts.replaced)
    if passages:
        kinds = listed(f"{KINDS.get(kind.category, kind.category)} ({kind.passages})" for kind in facts.replaced)
        things = sum(kind.things for kind in facts.replaced)
        were = "passage was" if passages == 1 else "passages were"
        yield Sentence(
            f"In all, {_word(passages)} {were} replaced: {kinds}. They stood for"
            f" {_many(things, 'different identifier')}, each with one replacement in the whole study."
        )
    read = sum(each.reviewed for each in done)
    if read:
        which = _share(read, len(done))
        verb = "was" if read == 1 else "were"
        yield Sentence(
            f"After that, {which} {verb} read once more as a whole and signed off by {{}}.",
            people=listed(second_readers(facts)),
        )


def _coding(facts: StudyFacts) -> Iterator[Sentence]:
    coding = facts.double_coding
    if coding:
        number = _word(len(coding.coders)).capitalize()
        yield Sentence(
            f"{number} coders ({{}}) were given {_word(coding.shared)} of {_many(coding.of, 'transcript')} in common,"
            " and the others were divided among them.",
            (24,),
            people=listed(coding.coders),
        )


def how(mode: str) -> str:
    """Give a mode as it follows a verb: face to face, by telephone."""
    return mode if mode == "face to face" else f"by {mode}"


def _versions(software: Sequence[tuple[str, str]]) -> str:
    return listed(f"{name} {version}".strip() for name, version in software)


def _month(year: int, month: int) -> str:
    return f"{MONTHS[month - 1]} {year}"


def _many(count: int, thing: str) -> str:
    return f"{_word(count)} {thing}{'' if count == 1 else 's'}"


def _share(count: int, total: int) -> str:
    if count in (0, total):
        return "no transcript" if count == 0 else ("the transcript" if total == 1 else f"all {total} transcripts")
    return f"{_word(count)} of {total} transcripts"


def _word(count: int) -> str:
    """Give a number below ten as a word, as papers do."""
    return _WORDS[count] if count < len(_WORDS) else str(count)
