"""Offer every use case on one open study: the one door that the window and the command line go through.

Calls are safe from any thread. Those marked *slow* start worker processes or encrypt whole recordings: a window
runs them in the background.
"""

from __future__ import annotations

import importlib.util
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Self

from transcribe_desk.audio.choice import DEFAULT_AUDIO, AudioChoice
from transcribe_desk.export.layout import NO_OPTIONS, ExportOptions
from transcribe_desk.jobs import (
    anonymisation_log,
    bleeping,
    case_facts,
    exporting,
    importing,
    reviewing,
    study_outputs,
    study_table,
)
from transcribe_desk.jobs.disclosure import Disclosure
from transcribe_desk.jobs.editing import Editing
from transcribe_desk.jobs.estimates import Estimates
from transcribe_desk.jobs.events import Phase
from transcribe_desk.jobs.overriding import Overrides
from transcribe_desk.jobs.people import People
from transcribe_desk.jobs.person import current_person as current_person
from transcribe_desk.jobs.pipeline import check_settings
from transcribe_desk.jobs.playback import Playback
from transcribe_desk.jobs.queue import JobQueue
from transcribe_desk.jobs.quoting import Quoting
from transcribe_desk.jobs.replacing import Replacing
from transcribe_desk.jobs.retention import Retention
from transcribe_desk.jobs.review_steps import ReviewSteps
from transcribe_desk.jobs.second_review import SecondReview
from transcribe_desk.jobs.settings import ENGINES, NAME_MODELS, TranscriptionSettings
from transcribe_desk.jobs.study_table import InterviewRow
from transcribe_desk.jobs.sweeping import Sweep
from transcribe_desk.privacy.disclosure.suppression import SmallCells
from transcribe_desk.privacy.mention import Decision, Entity, Mention
from transcribe_desk.privacy.replacing.profiles import Profile
from transcribe_desk.speech.model_files import install_remedy
from transcribe_desk.speech.model_store import ModelState, ModelStore
from transcribe_desk.speech.vocabulary import Suggestion, propose
from transcribe_desk.study import remembered
from transcribe_desk.study.errors import DeskError, InputError, ModelError
from transcribe_desk.study.speakers import (
    Scope,
    confirm_roles,
    give_role,
    merge,
    reassign,
    rename,
    swap_roles,
)
from transcribe_desk.study.study import Interview, Organisation, StudySettings
from transcribe_desk.study.style import VERBATIM, Style
from transcribe_desk.study.transcript import Segment, SpeakerRole, Transcript
from transcribe_desk.vault.store import Vault

if TYPE_CHECKING:
    from transcribe_desk.privacy.disclosure.attributes import PublicAttributes
    from transcribe_desk.privacy.gate import Refusal, SignOff
    from transcribe_desk.privacy.render import AnonymisedTranscript
    from transcribe_desk.privacy.reporting.log_key import Key
    from transcribe_desk.privacy.sound_gaps import Place

_TO_FIND_OUT = "auto"  # stands for the language in the study's settings, as on the command line


class Desk:
    """One open study with its queue, its review and its exports."""

    def __init__(self, vault: Vault, models: ModelStore | None = None, estimates: Estimates | None = None) -> None:
        self.vault = vault
        self.models = models or ModelStore()
        self._estimates = estimates or Estimates()
        self.queue = JobQueue(vault, self.models, self._estimates)
        self.editing = Editing(vault, self.models)
        self.playback = Playback(vault)
        self.disclosure = Disclosure(vault)
        self.people = People(vault, self.queue.holds)
        self.review = ReviewSteps(vault)
        self.replacements = Replacing(vault, self.review)
        self.sweep = Sweep(vault, self.review)
        self.overrides = Overrides(vault)
        self.second_review = SecondReview(vault, self.review)
        self.quotes = Quoting(vault, self.disclosure)
        self.retention = Retention(vault, self.queue.holds)

    @classmethod
    def create(cls, folder: Path, passphrase: str, settings: StudySettings) -> Self:
        """Make a new encrypted study in ``folder`` (slow: 0.7 s of key derivation); raise StudyError if it exists."""
        return cls(Vault.create(folder, passphrase, settings))

    @classmethod
    def open(cls, folder: Path, passphrase: str) -> Self:
        """Open a study (slow); raise WrongPassphraseError, StudyLockedError or StudyDamagedError."""
        return cls(Vault.open(folder, passphrase))

    def close(self) -> None:
        """Stop the running job, keep what it finished, lock the study again, and forget what it says."""
        self.queue.close()
        with suppress(DeskError):  # what cannot be deleted now is deleted when the study is opened next
            self.people.forget_removed()
        self.vault.close()
        remembered.forget()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # The study

    def settings(self) -> StudySettings:
        """Give the study's settings."""
        return self.vault.study.settings()

    def organisations(self) -> tuple[Organisation, ...]:
        """Give the study's organisations in the order they were added."""
        return self.vault.study.organisations()

    def set_vocabulary(self, words: Sequence[str]) -> None:
        """Replace the words that recognition is to expect; interviews begun already keep those of their beginning."""
        kept = tuple(dict.fromkeys(word for each in words if (word := " ".join(each.split()))))
        self.vault.study.save_settings(replace(self.settings(), vocabulary=kept))

    def add_organisation(self, label: str, name: str = "", aliases: Sequence[str] = ()) -> Organisation:
        """Add an organisation, or raise StudyIdError for a label that is malformed or already there."""
        return self.people.add_organisation(label, name, aliases)

    def rows(self) -> tuple[InterviewRow, ...]:
        """Give the study table, ordered by study ID."""
        return study_table.rows(self.vault)

    def row(self, interview: Interview) -> InterviewRow:
        """Give the line of one interview as it is now."""
        return study_table.row(self.vault, interview)

    def interview(self, study_id: str) -> Interview:
        """Give the interview with this study ID, or raise InputError naming those there are."""
        return importing.find_interview(self.vault, study_id)

    # Recordings in

    def import_files(
        self,
        paths: Sequence[Path],
        organisation_label: str,
        details: importing.Details | None = None,
        on_progress: Callable[[int, int], None] | None = None,
        cancel: threading.Event | None = None,
    ) -> importing.ImportReport:
        """Take recordings in, one new participant each (slow); a bad file is reported and the others go on."""
        return importing.import_files(self.vault, paths, organisation_label, details, on_progress, cancel)

    def import_table(self, table: Path, cancel: threading.Event | None = None) -> importing.ImportReport:
        """Take in all recordings a participants table names, or none of them (slow)."""
        return importing.import_table(self.vault, table, cancel)

    # Before a transcription

    def outlook(self, sound_ms: int, settings: TranscriptionSettings) -> float:
        """Give the seconds that transcribing so many milliseconds of sound takes on this computer.

        Raises InputError or ModelError where these settings cannot work: the model, or one that finds names, is not
        installed, the model does not know the language, or the engine is not there.
        """
        check_settings(self.models, settings)
        if settings.engine not in self.engines():
            raise InputError(
                f"Speech engine {settings.engine}",
                "It is not installed.",
                f"Install the extra “{settings.engine}”, or choose {ENGINES[0]}.",
            )
        of_the_catalogue = () if settings.model.endswith(".pt") else (settings.model,)
        for model in (*of_the_catalogue, *NAME_MODELS.values()):
            if self.models.state(model) is not ModelState.INSTALLED:
                raise ModelError(f"Model {model}", "It is not installed whole.", install_remedy(model))
        return self._estimates.seconds(list(Phase), settings, sound_ms)

    def engines(self) -> tuple[str, ...]:
        """Give the speech engines that are installed; nothing of them is loaded."""
        extra = all(importlib.util.find_spec(package) for package in ("whisper", "torch"))
        return ENGINES if extra else ENGINES[:1]

    def model_languages(self, model: str) -> tuple[str, ...]:
        """Give the ISO 639-1 codes that a model of the catalogue knows, “*” for all of Whisper's; raise ModelError."""
        return self.models.entry(model).languages

    def model_name(self, model: str) -> str:
        """Give the title of a model of the catalogue, or the name of a person's own file."""
        return next((entry.title for entry in self.models.catalogue() if entry.name == model), Path(model).name)

    def language(self) -> str | None:
        """Give the language that is usual in the study, None for one to find out."""
        chosen = self.settings().language
        return None if chosen == _TO_FIND_OUT else chosen

    def set_language(self, language: str | None) -> None:
        """Make a language, or finding it out, usual in the study."""
        self.vault.study.save_settings(replace(self.settings(), language=language or _TO_FIND_OUT))

    # Transcript

    def transcript(self, interview_id: int) -> Transcript | None:
        """Give the transcript, partial while the job runs, or None before its first words."""
        return self.vault.transcripts.transcript(interview_id) or reviewing.partial_transcript(self.vault, interview_id)

    def edit_turn(self, interview_id: int, turn_id: int, text: str, by: str = "") -> Transcript:
        """Change what a turn says; decisions follow their words, and known names in it come up for review."""
        return self.editing.reword(interview_id, turn_id, text, by)

    def swap_roles(self, interview_id: int) -> Transcript:
        """Make the interviewer the participant and the other way round, and keep it as a person's decision."""
        return self.editing.make(interview_id, swap_roles)

    def confirm_roles(self, interview_id: int) -> Transcript:
        """Keep the proposed roles as a person's decision."""
        return self.editing.make(interview_id, confirm_roles)

    def give_role(self, interview_id: int, speaker: str, role: SpeakerRole) -> Transcript:
        """Make a speaker an interviewer or a participant; raise InputError when there is no such speaker."""
        return self.editing.make(interview_id, lambda transcript: give_role(transcript, speaker, role))

    def rename_speaker(self, interview_id: int, speaker: str, name: str) -> Transcript:
        """Call a speaker something else; raise InputError when there is no such speaker or the name is taken."""
        return self.editing.make(interview_id, lambda transcript: rename(transcript, speaker, name))

    def merge_speakers(self, interview_id: int, speaker: str, into: str) -> Transcript:
        """Make two speakers one; raise InputError when either is unknown."""
        return self.editing.make(interview_id, lambda transcript: merge(transcript, speaker, into))

    def reassign_turn(self, interview_id: int, turn_id: int, to: str, scope: Scope = Scope.THIS_TURN) -> Transcript:
        """Give a turn, and as ``scope`` says others of its speaker, to a speaker who may be new; raise InputError."""
        return self.editing.make(interview_id, lambda transcript: reassign(transcript, turn_id, to, scope))

    def flagged_segments(self, interview_id: int) -> tuple[Segment, ...]:
        """Give the stretches that a person should listen to as a whole; their flags say why."""
        return tuple(segment for segment in self.vault.transcripts.segments(interview_id) if segment.flags)

    def suggestions(self, interview_id: int) -> tuple[Suggestion, ...]:
        """Propose words of the study's vocabulary where the machine was unsure and heard something like them."""
        transcript = self.vault.transcripts.transcript(interview_id)
        return propose(transcript.turns, self.settings().vocabulary) if transcript else ()

    def as_said(self, interview_id: int, style: Style = VERBATIM) -> AnonymisedTranscript:
        """Give the text in a style with nothing replaced, names and all; raise InputError before there is one."""
        return reviewing.as_said(self.vault, interview_id, style)

    # Review

    def mentions(self, interview_id: int | None = None) -> tuple[Mention, ...]:
        """Give the mentions of one interview, or of the whole study, in reading order."""
        return self.vault.review.mentions(interview_id)

    def entities(self) -> tuple[Entity, ...]:
        """Give the entities of the study."""
        return self.vault.review.entities()

    def decide(
        self, mention_ids: Sequence[int], decision: Decision, by: str = "", *, note: str = ""
    ) -> tuple[Mention, ...]:
        """Decide single mentions; give the mentions that changed. `review` holds all other steps."""
        return self.review.decide(mention_ids, decision, by or current_person(), note)

    def decide_entity(
        self, entity_id: int, decision: Decision, by: str = "", *, interview_id: int | None = None, note: str = ""
    ) -> tuple[Mention, ...]:
        """Decide every mention of an entity, in the whole study or one interview; give the mentions that changed."""
        who = by or current_person()
        return self.review.decide_entity(entity_id, decision, who, interview_id=interview_id, note=note)

    def undo(self, by: str = "") -> tuple[Mention, ...]:
        """Take the last step of the review back, also one of an earlier session; give the mentions as they are again.

        `review.undo` also tells what could not be restored.
        """
        taken = self.review.undo(by or current_person())
        return taken.mentions if taken else ()

    def can_undo(self) -> bool:
        """Tell whether there is a step to take back."""
        return self.review.can_undo()

    def redo(self, by: str = "") -> tuple[Mention, ...]:
        """Do the step taken back last again; give the mentions that changed."""
        done = self.review.redo(by or current_person())
        return done.mentions if done else ()

    def can_redo(self) -> bool:
        """Tell whether there is a step to do again."""
        return self.review.can_redo()

    def rendered(
        self, interview_id: int, style: Style = VERBATIM, profile: Profile | None = None
    ) -> AnonymisedTranscript:
        """Give the text as the decisions made so far render it; what is undecided still stands as it was said.

        Without a profile it is the text that is signed off; a profile puts other words in place of its placeholders.
        Raises GateRefusedError before there is a transcript.
        """
        return reviewing.rendered(self.vault, interview_id, style, profile)

    def sign_off(self, interview_id: int, by: str) -> SignOff:
        """Record the second read of the text as it now renders; raise GateRefusedError while anything is undecided."""
        signed = reviewing.sign_off(self.vault, interview_id, by)
        self.review.note_finished(interview_id, signed.by)
        return signed

    def signed_off(self, interview_id: int) -> SignOff | None:
        """Give the sign-off of an interview, whether or not the text changed since; `refusals` tells that."""
        return self.vault.review.sign_off(interview_id)

    def refusals(self, interview_id: int, profile: Profile | None = None) -> tuple[Refusal, ...]:
        """Say why the interview may not be exported, for a profile or as it is signed off; empty when it may."""
        return reviewing.refusals(self.vault, interview_id, profile)

    # Files out

    def places_to_listen(self, interview_id: int) -> tuple[Place, ...]:
        """Give the places where a bleeped recording may let something be heard, in order of time.

        An export covers each of them whole, unless its choice says that a person has listened to them.
        """
        return bleeping.places(self.vault, interview_id)

    def public_attributes(self, left_out: Sequence[str] = ()) -> PublicAttributes:
        """Say which attributes of the people interviewed may leave, and which would single too few of them out."""
        return case_facts.attributes(self.vault, left_out)

    def export(
        self,
        out: Path,
        *,
        interview_ids: Sequence[int] | None = None,
        targets: Sequence[str] = exporting.DEFAULT_TARGETS,
        draft: bool = False,
        style: Style = VERBATIM,
        options: ExportOptions = NO_OPTIONS,
        dry_run: bool = False,
        audio: AudioChoice = DEFAULT_AUDIO,
        profile: Profile = Profile.TEAM,
        attributes: case_facts.AttributeChoice = case_facts.AUTOMATIC,
        cancel: threading.Event | None = None,
        on_progress: Callable[[int, int], None] | None = None,
    ) -> exporting.ExportReport:
        """Write the interviews that the gate lets out (slow); a refused one is reported with its reasons.

        What was signed off is the verbatim text with its placeholders; a style only leaves fillers and words begun anew
        out of it and marks its pauses, a profile only puts other words in place of the placeholders. A ``dry_run``
        reports the same and writes nothing. ``audio`` is how recordings leave, which they do only where the target
        ``audio`` is asked for; `places_to_listen` names what to hear before. ``attributes`` chooses what is told of
        participants; `public_attributes` names what would single somebody out.
        """
        return exporting.export(
            self.vault,
            out,
            interview_ids,
            targets,
            draft=draft,
            style=style,
            options=options,
            dry_run=dry_run,
            audio=audio,
            profile=profile,
            attributes=attributes,
            models=self.models,
            cancel=cancel,
            on_progress=on_progress,
        )

    def study_papers(
        self, out: Path, *, small_cells: SmallCells = SmallCells.WARN, dry_run: bool = False
    ) -> study_outputs.StudyReport:
        """Write the participant table, the Methods summary and the COREQ list (slow); report what is small or open.

        Raises InputError, GateRefusedError where a name of the study would stand in a file, DiskError.
        """
        return study_outputs.write_outputs(self.vault, self.models, out, small_cells=small_cells, dry_run=dry_run)

    def coder_sets(
        self,
        out: Path,
        names: Sequence[str],
        *,
        share: float = 0.2,
        only: Sequence[str] = (),
        targets: Sequence[str] = ("docx",),
        style: Style = VERBATIM,
        options: ExportOptions = NO_OPTIONS,
        dry_run: bool = False,
    ) -> study_outputs.CodersReport:
        """Write the interviews that may leave for two or more coders (slow), a sample of them for each.

        The sample is ``only``, study IDs, or else a ``share`` of each type of organisation.
        """
        return study_outputs.write_coders(
            self.vault,
            out,
            names,
            share=share,
            only=only,
            targets=targets,
            style=style,
            options=options,
            dry_run=dry_run,
        )

    def export_log(
        self,
        out: Path,
        *,
        forms: Sequence[str] = anonymisation_log.FORMS,
        profile: Profile = Profile.TEAM,
        name_reviewers: bool = False,
        by: str = "",
    ) -> tuple[Path, ...]:
        """Write what was decided and what replaced it in a profile, without any original (slow); the manifest is last.

        Raises InputError when nothing has been decided, GateRefusedError when an original would stand, DiskError.
        """
        return anonymisation_log.export_log(
            self.vault, out, forms, profile, name_reviewers=name_reviewers, by=by or current_person()
        )

    def export_key(self, path: Path, passphrase: str, by: str = "") -> Key:
        """Seal the key, originals and all, in the new file ``path`` (slow) and give it; raise InputError, DiskError."""
        return anonymisation_log.export_key(self.vault, path, passphrase, by=by or current_person())
