"""Say what went wrong in words a person can act on: the thing, the cause, one remedy."""

from __future__ import annotations


class DeskError(Exception):
    """An error a person can act on.

    ``thing`` names the file or object, ``cause`` says why in plain words, ``remedy`` says the one thing to do next.
    None of them ever holds transcript text, a real name or a passphrase.
    """

    exit_code = 2

    def __init__(self, thing: str, cause: str, remedy: str) -> None:
        """Keep the three parts and make the message from them."""
        super().__init__(f"{thing}: {cause} {remedy}")
        self.thing = thing
        self.cause = cause
        self.remedy = remedy


class InputError(DeskError):
    """A file, table or argument that cannot be used as it is."""


class RecordingError(InputError):
    """A recording that cannot be read."""


class StudyError(DeskError):
    """A study folder that cannot be used."""

    exit_code = 3


class WrongPassphraseError(StudyError):
    """The passphrase does not open the study."""


class StudyLockedError(StudyError):
    """Another process has the study open."""


class StudyDamagedError(StudyError):
    """A part of the study on disk is not what was written."""


class StudyIdError(DeskError):
    """A study ID that is malformed or already taken."""


class ModelError(DeskError):
    """A model that is missing, incomplete or not what its catalogue says."""

    exit_code = 4


class PlugInError(DeskError):
    """A detector that another package offers cannot be used."""


class WorkerError(DeskError):
    """A worker process that failed or ended before its work was done."""

    exit_code = 5


class GateRefusedError(DeskError):
    """An export that the gate does not let out."""

    exit_code = 6


class DiskError(DeskError):
    """A place on disk that cannot be written."""

    exit_code = 7


class CancelledError(DeskError):
    """Work that a person stopped."""

    exit_code = 130
