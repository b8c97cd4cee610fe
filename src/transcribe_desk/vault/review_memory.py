"""Keep the review of the open study in memory, true to the database, so that a decision need not read it all again."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager

from transcribe_desk.privacy.deciding.decisions import Change
from transcribe_desk.privacy.deciding.review import Review
from transcribe_desk.privacy.finding.study_index import StudyIndex
from transcribe_desk.vault.database import Database
from transcribe_desk.vault.review import ReviewRepository

_REVIEW_TABLES = ("entities", "mentions", "entities_apart", "placeholders", "interviews")
_TEXT_TABLES = ("transcripts", "turns")
_OTHER_TABLES = ("settings", "organisations", "participants", "interview_participants", "sign_offs")


class ReviewMemory:
    """The study's review, read when something else wrote to it and otherwise kept.

    Everything here belongs inside a transaction of the vault, so that nobody writes in between.
    """

    def __init__(self, database: Database, repository: ReviewRepository) -> None:
        self._database = database
        self._repository = repository
        self._index = StudyIndex()
        self._review: Review | None = None
        self._seen = (-1, -1)

    def current(self) -> Review:
        """Give the review as it is now, with the texts of the interviews that detectors have read."""
        review, texts = self._revisions()
        wanted = self._repository.flagged_once()
        if texts != self._seen[1] or wanted != self._index.interviews():
            self._read_texts(wanted, anew=texts != self._seen[1])
        if self._review is None or review != self._seen[0]:
            self._review = self._read_review()
        self._seen = (review, texts)
        return self._review

    def revision(self) -> int:
        """Give a number that changes whenever something may have changed that decides whether and how texts leave."""
        return self._database.revision(*_REVIEW_TABLES, *_TEXT_TABLES, *_OTHER_TABLES)

    def keep(self, change: Change) -> None:
        """Keep a change of the current review, in the database and here."""
        if change.empty:
            return
        review = self.current()
        self._repository.keep(change)
        review.apply(change)
        self._seen = self._revisions()

    @contextmanager
    def staying(self) -> Iterator[None]:
        """Write inside the block what is told by ``edited``, or is none of the review's, without reading it again."""
        in_step = self._seen == self._revisions()
        yield
        if in_step:
            self._seen = self._revisions()

    def edited(self, interview_id: int, before: Collection[int], after: Mapping[int, str]) -> None:
        """Take in what turns of an interview say that took the place of others, and read no other again."""
        self._index.splice(interview_id, before, after)

    def _revisions(self) -> tuple[int, int]:
        return self._database.revision(*_REVIEW_TABLES), self._database.revision(*_TEXT_TABLES)

    def _read_texts(self, wanted: Sequence[int], *, anew: bool) -> None:
        """Read the texts that are not known, or all of them, and index again those that say something else."""
        known = set(self._index.interviews())
        for gone in known - set(wanted):
            self._index.drop(gone)
        for interview_id in wanted:
            if anew or interview_id not in known:
                texts = self._repository.turn_texts(interview_id)
                if interview_id not in known or texts != self._index.texts(interview_id):
                    self._index.put(interview_id, texts)

    def _read_review(self) -> Review:
        entity_id, mention_id = self._repository.next_ids()
        return Review(
            self._repository.entities(),
            self._repository.mentions(),
            self._repository.apart(),
            index=self._index,
            numbers=self._repository.placeholders(),
            next_entity_id=entity_id,
            next_mention_id=mention_id,
        )
