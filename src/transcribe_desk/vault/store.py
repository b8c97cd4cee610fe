"""Make, open and close an encrypted study folder."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Self

from transcribe_desk.study.errors import DiskError, StudyDamagedError, StudyError
from transcribe_desk.study.study import StudySettings
from transcribe_desk.vault.audit import AuditRepository
from transcribe_desk.vault.blind_reviews import BlindReviewRepository
from transcribe_desk.vault.database import Database
from transcribe_desk.vault.dismissals import DismissalRepository
from transcribe_desk.vault.edit_journal import EditJournal
from transcribe_desk.vault.files import PART_SUFFIX, disk_errors, flush_folder
from transcribe_desk.vault.guids import GuidRepository
from transcribe_desk.vault.interviews import InterviewRepository
from transcribe_desk.vault.intruder import IntruderRepository
from transcribe_desk.vault.kept_labels import KeptLabelRepository
from transcribe_desk.vault.keys import KEY_FILE, PassphraseCost, StudyKeys, create_keys, unlock_keys
from transcribe_desk.vault.lock import StudyLock
from transcribe_desk.vault.notes import NoteRepository
from transcribe_desk.vault.overrides import OverrideRepository
from transcribe_desk.vault.overview import OverviewRepository
from transcribe_desk.vault.people import PeopleRepository
from transcribe_desk.vault.quotes import QuoteRepository
from transcribe_desk.vault.recordings import RecordingRepository
from transcribe_desk.vault.removal import RemovalRepository
from transcribe_desk.vault.retention import RetentionRepository
from transcribe_desk.vault.review import ReviewRepository
from transcribe_desk.vault.review_journal import ReviewJournal
from transcribe_desk.vault.review_marks import ReviewMarkRepository
from transcribe_desk.vault.review_memory import ReviewMemory
from transcribe_desk.vault.schema import migrate
from transcribe_desk.vault.sealing import NameSeal
from transcribe_desk.vault.transcripts import TranscriptRepository

SUFFIX = ".tdstudy"
DATABASE_FILE = "study.db"
RECORDINGS_FOLDER = "recordings"


class Vault:
    """An open study: its repositories, and the transactions that bind changes in them together.

    ``create`` and ``open`` give one; used as a context manager it is closed at the end. Any thread may use it.
    """

    def __init__(self, folder: Path, keys: StudyKeys, lock: StudyLock) -> None:
        """Open the database of a locked ``folder`` and check it whole."""
        self.folder = folder
        self._lock: StudyLock | None = lock
        self._database = Database(folder / DATABASE_FILE, keys.database_key, keys.database_salt)
        try:
            self._database.check()
            migrate(self._database, folder.name)
            seal = NameSeal(keys.pseudonym_key)
            self.study = PeopleRepository(self._database, seal)
            self.interviews = InterviewRepository(self._database)
            self.recordings = RecordingRepository(self._database, folder / RECORDINGS_FOLDER, keys.audio_key)
            self.transcripts = TranscriptRepository(self._database)
            self.review = ReviewRepository(self._database, seal)
            self.guids = GuidRepository(self._database)
            self.review_memory = ReviewMemory(self._database, self.review)
            self.journal = ReviewJournal(self._database, seal)
            self.edits = EditJournal(self._database, seal)
            self.notes = NoteRepository(self._database, seal)
            self.intruder = IntruderRepository(self._database, seal)
            self.review_marks = ReviewMarkRepository(self._database)
            self.blind_reviews = BlindReviewRepository(self._database, seal)
            self.quotes = QuoteRepository(self._database, seal)
            self.dismissals = DismissalRepository(self._database, seal)
            self.overrides = OverrideRepository(self._database, seal)
            self.audit = AuditRepository(self._database)
            self.retention = RetentionRepository(self._database)
            self.overview = OverviewRepository(self._database)
            self.kept_labels = KeptLabelRepository(self._database, seal)
            self.removal = RemovalRepository(self._database)
            self._sweep()
        except BaseException:
            self._database.close()
            raise

    @classmethod
    def create(
        cls, folder: Path, passphrase: str, settings: StudySettings, *, cost: PassphraseCost | None = None
    ) -> Self:
        """Make a new study at ``folder`` (``NAME.tdstudy``) and open it; the folder appears whole or not at all.

        Raises StudyError when something is there already, InputError for an empty passphrase, StudyIdError for a bad
        study-ID pattern, DiskError.
        """
        folder = Path(folder)
        if folder.suffix != SUFFIX:
            raise StudyError(
                f"Study {folder.name}", f"A study folder is named NAME{SUFFIX}.", f"Use “{folder.name}{SUFFIX}”."
            )
        with disk_errors(f"Study {folder.name}"):
            _check_free(folder)
            for left in folder.parent.glob(f".{folder.name}.*{PART_SUFFIX}"):
                shutil.rmtree(left, ignore_errors=True)  # an empty study whose making was cut off
            aside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", suffix=PART_SUFFIX, dir=folder.parent))
        try:
            keys = _fill(aside, passphrase, settings, cost or PassphraseCost())
            with disk_errors(f"Study {folder.name}"):
                aside.rename(folder)
                flush_folder(folder.parent)
        except BaseException:
            shutil.rmtree(aside, ignore_errors=True)
            raise
        return cls._locked(folder, lambda: keys)

    @classmethod
    def open(cls, folder: Path, passphrase: str) -> Self:
        """Open the study at ``folder``.

        Raises StudyLockedError when another process has it, WrongPassphraseError, StudyDamagedError when a part of
        it is not what was written, StudyError when it is no study or a newer program's, DiskError.
        """
        folder = Path(folder)
        with disk_errors(f"Study {folder.name}"):
            _check_is_study(folder)
        return cls._locked(folder, lambda: unlock_keys(folder, passphrase))

    @classmethod
    def _locked(cls, folder: Path, get_keys: Callable[[], StudyKeys]) -> Self:
        lock = StudyLock(folder)
        try:
            keys = get_keys()
            if not (folder / DATABASE_FILE).is_file():
                raise StudyDamagedError(
                    f"Study {folder.name}", "Its database is missing.", "Restore the study folder from a backup."
                )
            return cls(folder, keys, lock)
        except BaseException:
            lock.release()
            raise

    def transaction(self) -> AbstractContextManager[None]:
        """Give a block whose changes are kept together, or none of them when an exception leaves it.

        Blocks may stand inside one another; an inner one is kept or lost with the outer. Other threads wait.
        """
        return self._database.transaction()

    def close(self) -> None:
        """Write everything to disk and let go of the study; closing twice is harmless."""
        lock, self._lock = self._lock, None
        if lock is not None:
            try:
                self._database.close()
            finally:
                lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _sweep(self) -> None:
        """Delete what earlier processes left half written; what the disk refuses now waits until it is opened next."""
        with disk_errors(f"Study {self.folder.name}"):
            (self.folder / RECORDINGS_FOLDER).mkdir(exist_ok=True)
            self.recordings.sweep()
            for path in self.folder.glob(f".*{PART_SUFFIX}"):
                with contextlib.suppress(OSError):
                    path.unlink()


def _fill(folder: Path, passphrase: str, settings: StudySettings, cost: PassphraseCost) -> StudyKeys:
    keys = create_keys(folder, passphrase, cost)
    with disk_errors(f"Study {folder.name}"):
        (folder / RECORDINGS_FOLDER).mkdir()
    database = Database(folder / DATABASE_FILE, keys.database_key, keys.database_salt)
    with contextlib.closing(database):
        migrate(database, folder.name)
        PeopleRepository(database, NameSeal(keys.pseudonym_key)).save_settings(settings)
    flush_folder(folder)
    return keys


def _check_free(folder: Path) -> None:
    if not folder.parent.is_dir():
        raise DiskError(
            f"Study {folder.name}", "The folder to make it in does not exist.", "Make that folder or choose another."
        )
    if folder.exists() or folder.is_symlink():
        raise StudyError(
            f"Study {folder.name}", "There is something with this name already.", "Open it, or choose another name."
        )


def _check_is_study(folder: Path) -> None:
    if not folder.exists():
        raise StudyError(f"Study {folder.name}", "It does not exist.", "Check the name, or make a new study.")
    if not folder.is_dir() or not ((folder / KEY_FILE).exists() or (folder / DATABASE_FILE).exists()):
        raise StudyError(f"Study {folder.name}", "It is not a study folder.", f"Choose a folder named NAME{SUFFIX}.")
