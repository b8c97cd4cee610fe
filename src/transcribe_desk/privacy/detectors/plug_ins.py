"""Take in detectors that other installed packages offer, and say which detectors of which versions read a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import EntryPoint, entry_points

from transcribe_desk.privacy.detectors.protocol import Detector, TurnText
from transcribe_desk.privacy.mention import Finding
from transcribe_desk.study.errors import PlugInError

GROUP = "transcribe_desk.detectors"
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PlugIns:
    """The detectors of the installed plug-ins, and why others are left out."""

    detectors: tuple[Detector, ...]
    failures: tuple[PlugInError, ...]


def load_plug_ins() -> PlugIns:
    """Load every detector that an installed package offers in the entry-point group ``transcribe_desk.detectors``.

    An entry point names a class or a function that gives a detector when called without arguments. It is other
    people's code: call this in a worker only, where the network is shut and no key is held. One that fails is left out.
    """
    detectors: list[Detector] = []
    failures: list[PlugInError] = []
    for point in sorted(entry_points(group=GROUP), key=lambda each: (each.name, each.value)):
        try:
            detectors.append(_load(point))
        except Exception as error:  # whatever other people's code does, the others go on
            failures.append(_failure(point.name, error))
    return PlugIns(tuple(detectors), tuple(failures))


class Guarded:
    """A plug-in's detector that, where it fails while reading, is left out instead of ending the whole flagging."""

    def __init__(self, detector: Detector, failures: list[PlugInError]) -> None:
        """Take the detector and the list that its failure goes to."""
        self.name = detector.name
        self.version = version_of(detector)
        self._detector = detector
        self._failures = failures

    def find(self, turns: Sequence[TurnText]) -> Iterator[tuple[int, Finding]]:
        """Yield all that the detector finds, or nothing where it fails at any turn."""
        try:
            found = [(turn_id, self._checked(finding)) for turn_id, finding in self._detector.find(turns)]
        except Exception as error:
            self._failures.append(_failure(self.name, error))
            return
        yield from found

    def _checked(self, finding: Finding) -> Finding:
        if not (isinstance(finding, Finding) and isinstance(finding.start, int) and isinstance(finding.end, int)):
            raise TypeError("It yields something else than findings.")
        return replace(finding, detector=self.name)


def versions(detectors: Iterable[Detector]) -> dict[str, str]:
    """Give the version of each detector by its name, in the order of names; of two as one, those of both."""
    found: dict[str, str] = {}
    for detector in detectors:
        parts: Sequence[Detector] = getattr(detector, "parts", ()) or (detector,)
        found |= {part.name: version_of(part) for part in parts}
    return dict(sorted(found.items()))


def version_of(detector: Detector) -> str:
    """Give a detector's version, ``unknown`` where an older plug-in does not say."""
    return str(getattr(detector, "version", "") or UNKNOWN)


def plug_in_thing(name: str) -> str:
    """Give what an error calls the plug-in of this name."""
    return f"Plug-in {name}"


def _load(point: EntryPoint) -> Detector:
    detector: Detector = point.load()()
    name = getattr(detector, "name", None)
    if not (isinstance(name, str) and name.strip() and callable(getattr(detector, "find", None))):
        raise TypeError("It has no name or no find().")
    return detector


def _failure(name: str, error: Exception) -> PlugInError:
    # The kind of error only: its words may hold words of the interview.
    return PlugInError(
        plug_in_thing(name),
        f"It failed with {type(error).__name__} and is left out.",
        "Update it or uninstall it, then flag again.",
    )
