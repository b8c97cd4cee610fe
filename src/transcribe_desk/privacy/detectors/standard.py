"""Say which detectors a study uses, in one place for the worker and the benchmark."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from transcribe_desk.privacy.detectors.addresses import AddressDetector
from transcribe_desk.privacy.detectors.ages import AgeDetector
from transcribe_desk.privacy.detectors.contacts import ContactDetector
from transcribe_desk.privacy.detectors.dates import DateDetector
from transcribe_desk.privacy.detectors.people import PeopleDetector
from transcribe_desk.privacy.detectors.postcodes import PostcodeDetector
from transcribe_desk.privacy.detectors.protocol import Detector
from transcribe_desk.privacy.detectors.spacy_ner import SpacyDetector
from transcribe_desk.privacy.detectors.telephone import TelephoneDetector
from transcribe_desk.privacy.detectors.watch_list import WatchListDetector
from transcribe_desk.privacy.mention import Watched


def rule_detectors(watched: Iterable[Watched] = ()) -> list[Detector]:
    """Give the detectors that need no model."""
    return [
        WatchListDetector(watched),
        PeopleDetector(),
        AddressDetector(),
        PostcodeDetector(),
        TelephoneDetector(),
        ContactDetector(),
        DateDetector(),
        AgeDetector(),
    ]


def standard_detectors(md: Path, sm: Path, watched: Iterable[Watched] = ()) -> list[Detector]:
    """Give all detectors of a study: both spaCy models, loaded on first use, and the rules."""
    return [SpacyDetector("md", md), SpacyDetector("sm", sm), *rule_detectors(watched)]
