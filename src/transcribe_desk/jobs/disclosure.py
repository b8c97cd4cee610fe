"""Control what published tables, study IDs and quotes disclose: every step on one open study."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from transcribe_desk.jobs import reviewing
from transcribe_desk.jobs.departures import departures, study_ids_that_left
from transcribe_desk.privacy.disclosure import labels, quasi, quotes, suggest, table
from transcribe_desk.privacy.disclosure.cells import CellTable, Thresholds, count_cells
from transcribe_desk.privacy.disclosure.intruder import Answer, IntruderSheet, make_sheet
from transcribe_desk.privacy.disclosure.merges import Merge, add_merge, make_merge, remove_merge
from transcribe_desk.privacy.finding.propagation import known_names
from transcribe_desk.study.errors import GateRefusedError, InputError
from transcribe_desk.study.study import Organisation, Participant
from transcribe_desk.study.study_id import check_label, make_study_id
from transcribe_desk.study.style import CLEAN, VERBATIM
from transcribe_desk.study.transcript import SpeakerRole
from transcribe_desk.vault.store import Vault

_USUAL = (table.ORGANISATION, table.ROLE)


@dataclass(frozen=True, slots=True)
class Person:
    """A participant with the study ID and the organisation label they are shown with."""

    participant: Participant
    study_id: str
    label: str


class Disclosure:
    """The disclosure control of one study; every change is kept in one transaction with its line in the trail."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    # The participant table

    def people(self) -> tuple[Person, ...]:
        """Give every participant in the order of their numbers."""
        pattern = self._vault.study.settings().id_pattern
        shown = {each.id: each.shown_label for each in self._vault.study.organisations()}
        return tuple(
            Person(each, make_study_id(each.number, shown[each.organisation_id], pattern), shown[each.organisation_id])
            for each in self._vault.study.participants()
        )

    def person(self, text: str) -> Person:
        """Give the participant of a study ID or number, or raise InputError naming those there are."""
        people = self.people()
        for each in people:
            if text == each.study_id or (text.isascii() and text.isdigit() and int(text) == each.participant.number):
                return each
        known = ", ".join(each.study_id for each in people) or "none yet"
        raise InputError(f"Participant “{text}”", "There is none with this study ID.", f"Participants here: {known}.")

    def set_attributes(self, participant_id: int, changes: Mapping[str, str]) -> Participant:
        """Set attributes of a participant, or take away those with an empty value; raise InputError."""
        with self._vault.transaction():
            before = self._vault.study.participant(participant_id)
            changed = self._vault.study.update_participant(table.with_attributes(before, changes))
            self._note(
                "attributes changed", self._study_id(participant_id), {"attributes": sorted(map(str.lower, changes))}
            )
        return changed

    def rows(self) -> tuple[table.Row, ...]:
        """Give the participant table with true values."""
        return table.table_rows(self._vault.study.participants(), self._vault.study.organisations())

    # Small cells

    def thresholds(self) -> Thresholds:
        """Give the thresholds of the study."""
        settings = self._vault.study.settings()
        return Thresholds(settings.small_cell_threshold, settings.amber_cell_threshold)

    def set_thresholds(self, thresholds: Thresholds) -> None:
        """Keep other thresholds for the study."""
        settings = self._vault.study.settings()
        changed = replace(settings, small_cell_threshold=thresholds.red, amber_cell_threshold=thresholds.amber)
        with self._vault.transaction():
            self._vault.study.save_settings(changed)
            self._note("thresholds changed", "", {"red": thresholds.red, "amber": thresholds.amber})

    def cells(self, attributes: Sequence[str] = (), thresholds: Thresholds | None = None) -> CellTable:
        """Count the combinations of attributes (organisation and role unless others are named) as published now."""
        rows = self.rows()
        return count_cells(
            rows, self._chosen(rows, attributes), thresholds or self.thresholds(), self._vault.study.merges()
        )

    def suggestions(
        self, attributes: Sequence[str] = (), thresholds: Thresholds | None = None
    ) -> tuple[suggest.Suggestion, ...]:
        """Suggest merges after which no combination is red; the smallest first, none where nothing is red."""
        rows = self.rows()
        red = (thresholds or self.thresholds()).red
        return suggest.suggest(rows, self._chosen(rows, attributes), red, self._vault.study.merges())

    def merges(self) -> tuple[Merge, ...]:
        """Give the values that are published as one."""
        return self._vault.study.merges()

    def apply(self, chosen: Sequence[Merge]) -> tuple[Merge, ...]:
        """Publish values as one from now on, all of these or none; the participants keep their true values."""
        rows = self.rows()
        with self._vault.transaction():
            standing = self._vault.study.merges()
            for each in chosen:
                made = make_merge(rows, each.attribute, each.values, each.label)
                standing = add_merge(standing, made, rows)
            self._save_merges(standing, "values merged", sorted({each.attribute for each in chosen}))
        return standing

    def unmerge(self, attribute: str, label: str) -> tuple[Merge, ...]:
        """Publish the true values behind a label again, or raise InputError when there is no such merge."""
        with self._vault.transaction():
            left = remove_merge(self._vault.study.merges(), attribute.strip().lower(), label)
            self._save_merges(left, "merge taken back", [attribute.strip().lower()])
        return left

    # Study IDs

    def label_warnings(self) -> tuple[labels.LabelWarning, ...]:
        """Give what study IDs tell too much: labels of few participants, initials, real names."""
        settings, study = self._vault.study.settings(), self._vault.study
        return labels.warnings(
            study.organisations(), study.participants(), settings.small_cell_threshold, settings.id_pattern
        )

    def check_label(self, label: str) -> tuple[labels.LabelWarning, ...]:
        """Give the warnings about a label before or after it is added: initials and real names."""
        return labels.check_new_label(label, self._vault.study.organisations(), self._vault.study.participants())

    def pool_offer(self) -> labels.PoolOffer | None:
        """Offer one label for the organisations with too few participants, or None."""
        threshold = self._vault.study.settings().small_cell_threshold
        return labels.offer_pool(self._vault.study.organisations(), self._vault.study.participants(), threshold)

    def pool(self, chosen: Sequence[str], pooled_label: str) -> tuple[str, ...]:
        """Show organisations (by label) with one pooled label in every study ID and table.

        Their own labels are kept. Gives the study IDs, as they were, of interviews exported before: those files bear
        them still. Raises InputError for an unknown label or one organisation alone, StudyIdError for an unfit label.
        """
        check_label(pooled_label)
        organisations = self._organisations(chosen)
        staying = [each for each in self._vault.study.organisations() if each.id not in {o.id for o in organisations}]
        if len(organisations) < 2 and pooled_label not in {each.shown_label for each in staying}:
            raise InputError(
                "Pooled label", "One organisation alone is not hidden by it.", "Name two organisations or more."
            )
        return self._relabel(organisations, pooled_label, "labels pooled")

    def unpool(self, chosen: Sequence[str]) -> tuple[str, ...]:
        """Show organisations with their own labels again; gives what ``pool`` gives and raises the same."""
        return self._relabel(self._organisations(chosen), "", "labels no longer pooled")

    def shuffle(self, *, on: bool) -> None:
        """Draw the numbers of new participants out of order from now on, or count on as usual."""
        with self._vault.transaction():
            self._vault.study.save_settings(replace(self._vault.study.settings(), shuffle_numbers=on))
            self._note("numbers shuffled" if on else "numbers in order", "", {})

    def reshuffle(self) -> tuple[Person, ...]:
        """Give every participant a number that nobody ever had, out of order.

        Raises GateRefusedError once anything was exported: files with the study IDs of now would then name others
        than the study does. Raises StudyIdError when too few numbers are left.
        """
        with self._vault.transaction():
            left = len(departures(self._vault))
            if left:
                raise GateRefusedError(
                    "Participant numbers",
                    f"Files with the study IDs of now have been exported ({left} in the audit trail), and with other"
                    " numbers they would not fit the study any more.",
                    "Keep the numbers; “numbers --shuffle on” still draws those of new participants out of order.",
                )
            self._vault.study.renumber()
            self._note("numbers reshuffled", "", {"participants": len(self._vault.study.participants())})
        return self.people()

    # Quotes

    def check_quote(self, interview_id: int, text: str) -> quotes.QuoteCheck:
        """Check text pasted from the anonymised interview, verbatim or clean; raise InputError before it has text."""
        facts = self.quote_facts(interview_id)
        for style in (VERBATIM, CLEAN):
            found = quotes.locate(text, reviewing.rendered(self._vault, interview_id, style), facts.interviewers)
            if found:
                return quotes.check_quote(found, facts)
        return quotes.check_loose(text, facts)

    def check_span(self, interview_id: int, turn_id: int, start: int, end: int) -> quotes.QuoteCheck:
        """Check code points ``start`` to ``end`` of a rendered turn, grown to whole words; raise InputError."""
        rendered = reviewing.rendered(self._vault, interview_id)
        return quotes.check_quote([quotes.passage(rendered, turn_id, start, end)], self.quote_facts(interview_id))

    # The motivated intruder, and what has been said about whom

    def add_sheet(self, reviewer: str, answers: Sequence[Answer], interview_id: int | None = None) -> IntruderSheet:
        """Keep a motivated-intruder test of an interview, or of the whole study; raise InputError if incomplete."""
        sheet = make_sheet(reviewer, dt.datetime.now(dt.UTC), answers, interview_id)
        with self._vault.transaction():
            subject = self._vault.interviews.get(interview_id).study_id if interview_id is not None else ""
            kept = self._vault.intruder.add(sheet)
            verdicts = [answer.verdict.value for answer in kept.answers]
            self._note("motivated-intruder test", subject, {"by": kept.reviewer, "sheet": kept.id, "answers": verdicts})
        return kept

    def sheets(self) -> tuple[IntruderSheet, ...]:
        """Give every motivated-intruder sheet, oldest first."""
        return self._vault.intruder.all()

    def sheet(self, sheet_id: int) -> IntruderSheet:
        """Give one sheet, or raise InputError."""
        for each in self.sheets():
            if each.id == sheet_id:
                return each
        raise InputError(f"Motivated-intruder sheet {sheet_id}", "There is none with this number.", "List the sheets.")

    def panels(self, attributes: Sequence[str] = ()) -> tuple[quasi.Panel, ...]:
        """Give for each participant what has been said in their interviews, and how many share it."""
        review = self._vault.review
        return quasi.panels(
            self._vault.study.participants(),
            self._vault.interviews.all(),
            review.mentions(),
            review.entities(),
            self.cells(attributes),
        )

    def _chosen(self, rows: Sequence[table.Row], attributes: Sequence[str]) -> tuple[str, ...]:
        known = table.attributes_of(rows)
        usual = [name for name in _USUAL if name in known]
        return table.check_attributes(rows, attributes or usual)

    def quote_facts(self, interview_id: int) -> quotes.QuoteFacts:
        """Gather what a quote of an interview is checked against."""
        review = self._vault.review
        interview = self._vault.interviews.get(interview_id)
        transcript = self._vault.transcripts.transcript(interview_id)
        roles = transcript.roles if transcript else {}
        names = known_names(review.entities(), review.mentions(), watched=self._vault.study.watched(), undecided=False)
        return quotes.QuoteFacts(
            mentions=review.mentions(interview_id),
            names=tuple(name.text for name in names),
            rows=self.rows(),
            label=interview.organisation_label,
            interviewers=frozenset(
                transcript.label(speaker, interview.study_id)
                for speaker, role in roles.items()
                if transcript and role is SpeakerRole.INTERVIEWER
            ),
            red=self._vault.study.settings().small_cell_threshold,
        )

    def _organisations(self, chosen: Sequence[str]) -> tuple[Organisation, ...]:
        """Give the organisations with these labels of their own, or now shown with them."""
        everything = self._vault.study.organisations()
        unknown = [text for text in chosen if not any(text in (each.label, each.shown_label) for each in everything)]
        if unknown or not chosen:
            known = ", ".join(each.label for each in everything) or "none yet"
            thing = f"Organisation “{unknown[0]}”" if unknown else "Organisations"
            raise InputError(thing, "None has this label.", f"Labels here: {known}.")
        return tuple(each for each in everything if {each.label, each.shown_label} & set(chosen))

    def _relabel(self, organisations: Sequence[Organisation], pooled_label: str, action: str) -> tuple[str, ...]:
        with self._vault.transaction():
            before = {each.id: each for each in self._vault.interviews.all()}
            for organisation in organisations:
                pooled = "" if pooled_label == organisation.label else pooled_label
                self._vault.study.update_organisation(replace(organisation, pooled_label=pooled))
            changed = [each for each in self._vault.interviews.all() if each.study_id != before[each.id].study_id]
            for each in changed:
                self._vault.interviews.clear_exported(each.id)
            self._note(action, pooled_label, {"labels": [organisation.label for organisation in organisations]})
            left = study_ids_that_left(self._vault)
        return tuple(sorted({before[each.id].study_id for each in changed} & left))

    def _save_merges(self, standing: Sequence[Merge], action: str, attributes: list[str]) -> None:
        self._vault.study.save_merges(standing)
        self._note(action, "", {"attributes": attributes})

    def _study_id(self, participant_id: int) -> str:
        return next(each.study_id for each in self.people() if each.participant.id == participant_id)

    def _note(self, action: str, subject: str, details: Mapping[str, object]) -> None:
        self._vault.audit.append(action, subject, details)
