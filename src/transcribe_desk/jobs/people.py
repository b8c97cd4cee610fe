"""Change who and what a study is about, one undoable step with one line in the audit trail at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, Final

from transcribe_desk.jobs.disclosure import Disclosure
from transcribe_desk.jobs.participants_table import parse_date
from transcribe_desk.jobs.people_history import Done, PeopleHistory
from transcribe_desk.jobs.people_steps import Edit, Kind, PeopleStep, edits_between
from transcribe_desk.privacy.disclosure.cells import Thresholds
from transcribe_desk.privacy.disclosure.labels import LabelProblem, LabelWarning
from transcribe_desk.privacy.disclosure.table import ORGANISATION, with_attributes
from transcribe_desk.study.errors import InputError
from transcribe_desk.study.study import Interview, Mode, Organisation, Participant, StudySettings
from transcribe_desk.study.study_id import check_label, make_study_id
from transcribe_desk.vault.kept_labels import KeptLabel
from transcribe_desk.vault.removal import TakenInterview
from transcribe_desk.vault.store import Vault

_MONTH_FORMS = ("%B %Y", "%b %Y", "%Y-%m", "%m/%Y")


class Keep(Enum):
    """Stands for “leave it as it is” where None has a meaning of its own."""

    KEEP = "keep"


KEEP: Final = Keep.KEEP


@dataclass(frozen=True, slots=True)
class InterviewChange:
    """What to change of interviews: an organisation by its id, how and when they were held, by whom, notes."""

    organisation_id: int | Keep = KEEP
    mode: Mode | Keep | None = KEEP
    date: dt.date | Keep | None = KEEP
    interviewers: tuple[str, ...] | Keep = KEEP
    notes: str | Keep = KEEP


class People(PeopleHistory):
    """Who and what one open study is about. Any thread may call; a step that fails changes nothing."""

    def __init__(self, vault: Vault, busy: Callable[[int], bool] = lambda _interview_id: False) -> None:
        """Work on a study; ``busy`` tells whether an interview is being transcribed or waits for it."""
        super().__init__(vault)
        self._busy = busy

    # Organisations

    def add_organisation(
        self, label: str, name: str = "", aliases: Sequence[str] = (), generic: str = ""
    ) -> Organisation:
        """Add an organisation and look for its names in what is flagged; raise StudyIdError for its label."""

        def added() -> PeopleStep:
            new = self._vault.study.add_organisation(label, _line(name), _words(aliases))
            if generic.strip():
                new = self._vault.study.update_organisation(replace(new, generic=_line(generic)))
            title = f"adding the organisation “{label}”"
            step = PeopleStep("organisation added", label, title, added=(new,))
            self._note(step)
            return step

        self._watch(added)
        return next(each for each in self._vault.study.organisations() if each.label == label)

    def change_organisation(
        self,
        organisation_id: int,
        *,
        label: str | None = None,
        name: str | None = None,
        aliases: Sequence[str] | None = None,
        generic: str | None = None,
    ) -> Done:
        """Change an organisation; None leaves a part as it is. Raises InputError, StudyIdError for the label."""
        before = self._organisation(organisation_id)
        after = replace(
            before,
            label=before.label if label is None else check_label(label.strip()),
            name=before.name if name is None else _line(name),
            aliases=before.aliases if aliases is None else _words(aliases),
            generic=before.generic if generic is None else _line(generic),
        )
        edits = edits_between(Kind.ORGANISATION, before.id, before, after)
        if after.label != before.label:
            edits += self._relabelled(before.label, after.label)
        title = f"the change of “{before.label}”"
        return self._do(PeopleStep("organisation changed", after.label, title, edits))

    def remove_organisation(self, organisation_id: int) -> Done:
        """Remove an organisation without participants, or raise InputError."""
        removed = self._organisation(organisation_id)
        title = f"removing “{removed.label}”"
        return self._do(PeopleStep("organisation removed", removed.label, title, removed=(removed,)))

    def pool(self, labels: Sequence[str], pooled_label: str) -> Done:
        """Show organisations with one label in every study ID and table; raise InputError or StudyIdError."""
        return self._pooling(labels, lambda: Disclosure(self._vault).pool(labels, pooled_label), pooled_label)

    def unpool(self, labels: Sequence[str]) -> Done:
        """Show organisations with their own labels again; raise InputError or StudyIdError."""
        return self._pooling(labels, lambda: Disclosure(self._vault).unpool(labels), labels[0] if labels else "")

    # Small labels

    def warnings(self) -> tuple[LabelWarning, ...]:
        """Give what labels tell too much, less the small ones that a person keeps and that did not shrink since."""
        kept = {each.label: each.participants for each in self._vault.kept_labels.all()}
        return tuple(
            each
            for each in Disclosure(self._vault).label_warnings()
            if each.problem is not LabelProblem.SMALL or each.participants < kept.get(each.label, 1 << 30)
        )

    def kept_labels(self) -> tuple[KeptLabel, ...]:
        """Give the small labels that a person keeps, and why."""
        return self._vault.kept_labels.all()

    def keep_label(self, label: str, reason: str, by: str) -> Done:
        """Keep a label that few participants have, and note why; raise InputError without a reason or such a label."""
        small = {
            each.label: each.participants
            for each in Disclosure(self._vault).label_warnings()
            if each.problem is LabelProblem.SMALL
        }
        if label not in small:
            known = ", ".join(small) or "none"
            raise InputError(f"Label “{label}”", "It is not one that too few have.", f"Such labels here: {known}.")
        if not reason.strip():
            raise InputError(
                f"Label “{label}”", "The reason to keep it is missing.", "Say in a few words why it may stay."
            )
        before = next((each for each in self._vault.kept_labels.all() if each.label == label), None)
        after = KeptLabel(label, small[label], _line(reason), by, dt.datetime.now(dt.UTC))
        edit = Edit(Kind.KEPT_LABEL, label, "kept", before, after)
        return self._do(PeopleStep("small label kept", label, f"keeping the label “{label}”", (edit,)))

    # Participants

    def change_participant(
        self,
        participant_id: int,
        *,
        name: str | None = None,
        aliases: Sequence[str] | None = None,
        attributes: Mapping[str, str] | None = None,
        organisation_id: int | None = None,
    ) -> Done:
        """Change a participant; None leaves a part as it is, an attribute without value goes; the role is one of them.

        Raises InputError, and StudyIdError where the organisation makes no study ID.
        """
        before = self._participant(participant_id)
        after = replace(
            with_attributes(before, attributes or {}),
            name=before.name if name is None else _line(name),
            aliases=before.aliases if aliases is None else _words(aliases),
            organisation_id=before.organisation_id if organisation_id is None else organisation_id,
        )
        edits = edits_between(Kind.PARTICIPANT, before.id, before, after)
        subject = self._study_id_of(before)
        return self._do(PeopleStep("participant changed", subject, f"the change of {subject}", edits))

    # Interviews

    def change_interviews(self, interview_ids: Collection[int], change: InterviewChange) -> Done:
        """Change interviews in one step.

        With another organisation their participants move there, and every interview of these gets another study ID;
        the numbers stay. Raises InputError, StudyIdError.
        """
        chosen = [self._interview(each) for each in dict.fromkeys(interview_ids)]
        edits: list[Edit] = []
        for before in chosen:
            after = replace(before, **_given(mode=change.mode, date=change.date, notes=change.notes))
            if not isinstance(change.interviewers, Keep):
                after = replace(after, interviewers=_words(change.interviewers))
            edits += edits_between(Kind.INTERVIEW, before.id, before, after)
        if not isinstance(change.organisation_id, Keep):
            organisation = self._organisation(change.organisation_id)
            for participant_id in dict.fromkeys(number for each in chosen for number in each.participant_ids):
                person = self._participant(participant_id)
                moved = replace(person, organisation_id=organisation.id)
                edits += edits_between(Kind.PARTICIPANT, person.id, person, moved)
        subject = ", ".join(each.study_id for each in chosen)
        return self._do(PeopleStep("interview changed", subject, f"the change of {_several(chosen)}", tuple(edits)))

    def remove_interviews(self, interview_ids: Collection[int]) -> Done:
        """Take interviews out with sound, transcript and decisions, and participants who have no other.

        Their numbers are never given again. Raises InputError while one is being transcribed or waits for it.
        """
        chosen = [self._interview(each) for each in dict.fromkeys(interview_ids)]
        for each in chosen:
            if self._busy(each.id):
                raise InputError(each.study_id, "It is in the queue.", "Cancel it there, then remove it.")
        subject = ", ".join(each.study_id for each in chosen)
        gone = tuple(TakenInterview(each.id, each.study_id, (), (), ()) for each in chosen)
        return self._do(PeopleStep("interview removed", subject, f"removing {_several(chosen)}", taken=gone))

    # The study

    def change_study(
        self,
        *,
        title: str | None = None,
        language: str | None = None,
        id_pattern: str | None = None,
        thresholds: Thresholds | None = None,
        shuffle_numbers: bool | None = None,
    ) -> Done:
        """Change what holds for the whole study; None leaves a part as it is, the language “auto” is to be found out.

        Raises InputError for an empty title, StudyIdError for a pattern that makes no study ID or the same one twice.
        """
        before = self._vault.study.settings()
        if title is not None and not title.strip():
            raise InputError("Title of the study", "It is empty.", "Give the study a title.")
        after: StudySettings = replace(
            before,
            title=before.title if title is None else _line(title),
            language=before.language if language is None else language,
            id_pattern=before.id_pattern if id_pattern is None else id_pattern,
            small_cell_threshold=before.small_cell_threshold if thresholds is None else thresholds.red,
            amber_cell_threshold=before.amber_cell_threshold if thresholds is None else thresholds.amber,
            shuffle_numbers=before.shuffle_numbers if shuffle_numbers is None else shuffle_numbers,
        )
        edits = edits_between(Kind.STUDY, 0, before, after)
        return self._do(PeopleStep("study changed", "", "the change of the study", edits))

    def _pooling(self, labels: Sequence[str], work: Callable[[], object], subject: str) -> Done:
        """Let disclosure control pool, and keep what it did as a step that can be taken back."""

        def pooled() -> PeopleStep:
            before = {each.id: each for each in self._vault.study.organisations()}
            work()
            edits = (
                edits_between(Kind.ORGANISATION, after.id, before[after.id], after)
                for after in self._vault.study.organisations()
            )
            title = f"pooling {', '.join(f'“{each}”' for each in labels)}"
            return PeopleStep("labels pooled", subject, title, tuple(edit for each in edits for edit in each))

        return self._watch(pooled)

    def _relabelled(self, before: str, after: str) -> tuple[Edit, ...]:
        """Let merged values of the published table follow a label, which would otherwise stand there by itself."""
        merges = self._vault.study.merges()
        renamed = tuple(
            replace(each, values=tuple(sorted(after if value == before else value for value in each.values)))
            if each.attribute == ORGANISATION
            else each
            for each in merges
        )
        return () if renamed == merges else (Edit(Kind.MERGES, 0, "merges", merges, renamed),)

    def _organisation(self, organisation_id: int) -> Organisation:
        for each in self._vault.study.organisations():
            if each.id == organisation_id:
                return each
        raise InputError("This organisation", "It is not in the study any more.", "Choose one that the study has.")

    def _participant(self, participant_id: int) -> Participant:
        try:
            return self._vault.study.participant(participant_id)
        except KeyError:
            raise InputError(
                "This participant", "They are not in the study any more.", "Look at the table anew."
            ) from None

    def _interview(self, interview_id: int) -> Interview:
        try:
            return self._vault.interviews.get(interview_id)
        except KeyError:
            raise InputError("This interview", "It is not in the study any more.", "Look at the table anew.") from None

    def _study_id_of(self, participant: Participant) -> str:
        shown = self._organisation(participant.organisation_id).shown_label
        return make_study_id(participant.number, shown, self._vault.study.settings().id_pattern)


def parse_held(text: str) -> dt.date | None:
    """Read when an interview was held, a month alone as its first day, nothing as not known; raise InputError."""
    typed = " ".join(text.split())
    if not typed:
        return None
    with suppress(ValueError):
        return parse_date(typed)
    for form in _MONTH_FORMS:
        with suppress(ValueError):
            return dt.datetime.strptime(typed, form).replace(tzinfo=dt.UTC).date()
    raise InputError("Date", f"“{typed}” is not understood.", "Write it as 23 October 2018, 2018-10-23 or Oct 2018.")


def _given(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if not isinstance(value, Keep)}


def _line(text: str) -> str:
    return " ".join(text.split())


def _words(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for each in texts if (word := _line(each))))


def _several(interviews: Sequence[Interview]) -> str:
    return interviews[0].study_id if len(interviews) == 1 else f"{len(interviews)} interviews"
