"""Write the codes of a study as a REFI-QDA codebook (.qdc), and as the codebook of a project."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree import ElementTree as ET

from transcribe_desk.export.refi import guids
from transcribe_desk.export.refi.markup import ORIGIN, document

_NAMESPACE = "urn:QDA-XML:codebook:1.0"
_SPEAKERS = ((guids.INTERVIEWER, "Interviewer", "#5B7FA6"), (guids.PARTICIPANT, "Participant", "#B5763A"))


def refi_codebook(given: Mapping[str, str]) -> bytes:
    """Give the bytes of the codebook file; raise KeyError where ``given`` lacks a GUID of a code."""
    root = ET.Element("CodeBook", {"xmlns": _NAMESPACE, "origin": ORIGIN})
    add_speakers(ET.SubElement(root, "Codes"), given)
    return document(root)


def add_speakers(codes: ET.Element, given: Mapping[str, str]) -> None:
    """Add the codes of who speaks: ``Speakers``, which nothing is coded to, and the two below it."""
    speakers = add_code(codes, given[guids.SPEAKERS], "Speakers", codable=False)
    for name, title, colour in _SPEAKERS:
        add_code(speakers, given[name], title, colour=colour)


def add_code(parent: ET.Element, guid: str, title: str, *, codable: bool = True, colour: str = "") -> ET.Element:
    """Add a code below ``parent`` and give it back."""
    code = ET.SubElement(parent, "Code", guid=guid, name=title, isCodable=str(codable).lower())
    if colour:
        code.set("color", colour)
    return code
