"""Write REFI-QDA files as targets of an export."""

from __future__ import annotations

from collections.abc import Iterator

from transcribe_desk.export.refi.codebook import refi_codebook
from transcribe_desk.export.refi.project import Profile, public_parts, refi_project
from transcribe_desk.export.writers import Batch, BatchFile


class ProjectWriter:
    """Write ``study.qdpx`` in one profile."""

    def __init__(self, profile: Profile) -> None:
        """Choose the profile."""
        self._profile = profile

    def files(self, batch: Batch) -> Iterator[BatchFile]:
        """Give the project; each transcript is in it twice, as text and as a Word document."""
        yield BatchFile("study.qdpx", refi_project(batch, self._profile), public_parts(batch, self._profile), copies=2)


class CodebookWriter:
    """Write ``study.qdc``: the codes that every project of the study has, and nothing of an interview."""

    def files(self, batch: Batch) -> Iterator[BatchFile]:
        """Give the codebook; of the batch it holds only GUIDs."""
        content = refi_codebook(batch.guids)
        yield BatchFile("study.qdc", content, boilerplate=content)
