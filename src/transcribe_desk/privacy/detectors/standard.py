"""Say which detectors a study uses, in one place for the worker and the benchmark."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from transcribe_desk.privacy.detectors.addresses import AddressDetector
from transcribe_desk.privacy.detectors.ages import AgeDetector
from transcribe_desk.privacy.detectors.contacts import ContactDetector
from transcribe_desk.privacy.detectors.dates import DateDetector
from transcribe_desk.privacy.detectors.gazetteers import GazetteerDetector
from transcribe_desk.privacy.detectors.identifiers import IdentifierDetector
from transcribe_desk.privacy.detectors.indirect import IndirectDetector
from transcribe_desk.privacy.detectors.organisations import OrganisationDetector
from transcribe_desk.privacy.detectors.people import PeopleDetector
from transcribe_desk.privacy.detectors.postcodes import PostcodeDetector
from transcribe_desk.privacy.detectors.protocol import Detector
from transcribe_desk.privacy.detectors.side_by_side import SideBySide
from transcribe_desk.privacy.detectors.spacy_ner import SpacyDetector
from transcribe_desk.privacy.detectors.spelt import SpeltNameDetector
from transcribe_desk.privacy.detectors.telephone import TelephoneDetector
from transcribe_desk.privacy.detectors.uncased import UncasedDetector
from transcribe_desk.privacy.detectors.watch_list import WatchListDetector
from transcribe_desk.privacy.mention import Watched


def rule_detectors(watched: Iterable[Watched] = ()) -> list[Detector]:
    """Give the detectors that need no model."""
    return [
        WatchListDetector(watched),
        PeopleDetector(),
        GazetteerDetector(),
        AddressDetector(),
        PostcodeDetector(),
        TelephoneDetector(),
        IdentifierDetector(),
        SpeltNameDetector(),
        OrganisationDetector(),
        ContactDetector(),
        DateDetector(),
        AgeDetector(),
        IndirectDetector(),
    ]


def standard_detectors(
    md: Path, sm: Path, watched: Iterable[Watched] = (), *, uncased: Path | None = None
) -> list[Detector]:
    """Give all detectors of a study: both spaCy models, loaded on first use, and the rules.

    ``uncased`` is the folder of the model for text without capitals, where it is installed.
    """
    optional = [UncasedDetector(uncased)] if uncased is not None else []
    return [SideBySide(SpacyDetector("md", md), SpacyDetector("sm", sm), *optional), *rule_detectors(watched)]
