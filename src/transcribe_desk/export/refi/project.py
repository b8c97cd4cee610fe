"""Write all interviews of a batch as one REFI-QDA project (.qdpx): texts, who speaks where, and attributes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from xml.etree import ElementTree as ET

from transcribe_desk.export.layout import DRAFT_BANNER
from transcribe_desk.export.package import pack
from transcribe_desk.export.refi import guids
from transcribe_desk.export.refi.codebook import add_code, add_speakers
from transcribe_desk.export.refi.markup import CREATED, ORIGIN, document
from transcribe_desk.export.refi.source import WORD, Selection, Source, read_source
from transcribe_desk.export.writers import Batch
from transcribe_desk.privacy.render import ORGANISATION_TYPE

_NAMESPACE = "urn:QDA-XML:project:1.0"


class Profile(StrEnum):
    """How attributes travel: with a case for each interview, or with its text and in sets; no program takes both."""

    CASES = "cases"
    FILEVARS = "filevars"


def refi_project(batch: Batch, profile: Profile) -> bytes:
    """Give the bytes of the project file; the same batch always gives the same bytes.

    Raises KeyError where the batch lacks a GUID that ``guids.guid_names`` names.
    """
    sources = batch.once("sources", lambda: [read_source(each, batch.options) for each in batch.interviews])
    parts = {"project.qde": document(_project(batch, sources, profile))}
    for each in sources:
        guid = batch.guids[guids.source(each.study_id)]
        parts[f"sources/{guid}.txt"] = each.text.encode()
        parts[f"sources/{guid}.docx"] = each.word_document
    return pack(parts)


def public_parts(batch: Batch, profile: Profile) -> bytes:
    """Give what of the project file is public whatever was said: its frame, the header fields, the empty document.

    The gate has looked at the header lines, so what they say may also stand as attributes; what only ``facts`` say is
    searched like the rest.
    """
    nothing_said = (Selection("", 0, 0, guids.PARTICIPANT),)
    frame = [Source(released.transcript.study_id, "", b"", nothing_said) for released in batch.interviews]
    root = _project(replace(batch, facts={}), frame, profile)
    return pack({"project.qde": document(root), "empty.docx": WORD.boilerplate})


def _project(batch: Batch, sources: list[Source], profile: Profile) -> ET.Element:
    """Give the root element; the schema Project-mrt2019.xsd takes its children in this order only."""
    given = batch.guids
    root = ET.Element("Project", {"xmlns": _NAMESPACE, "name": "Study", "origin": ORIGIN})
    root.set("creatingUserGUID", given[guids.USER])
    root.set("creationDateTime", CREATED)
    ET.SubElement(ET.SubElement(root, "Users"), "User", guid=given[guids.USER], name=ORIGIN)
    codes = ET.SubElement(ET.SubElement(root, "CodeBook"), "Codes")
    add_speakers(codes, given)
    _add_variables(root, batch)
    values = {released.transcript.study_id: _values(batch.attributes(released), given) for released in batch.interviews}
    if profile is Profile.CASES:
        _add_cases(root, codes, sources, values, given)
    _add_sources(root, sources, values, given, profile)
    if profile is Profile.FILEVARS:
        _add_sets(root, batch)
    if batch.draft:
        ET.SubElement(root, "Description").text = DRAFT_BANNER
    return root


def _add_variables(root: ET.Element, batch: Batch) -> None:
    """Add what the attributes are called; all are text, because programs read a month as a date or not at all."""
    names = batch.attribute_names()
    if names:
        variables = ET.SubElement(root, "Variables")
    for name in names:
        guid = batch.guids[guids.variable(name)]
        ET.SubElement(variables, "Variable", guid=guid, name=name, typeOfVariable="Text")


def _values(attributes: Mapping[str, str], given: Mapping[str, str]) -> list[ET.Element]:
    values = []
    for name, text in attributes.items():
        value = ET.Element("VariableValue")
        ET.SubElement(value, "VariableRef", targetGUID=given[guids.variable(name)])
        ET.SubElement(value, "TextValue").text = text
        values.append(value)
    return values


def _add_cases(
    root: ET.Element,
    codes: ET.Element,
    sources: list[Source],
    values: Mapping[str, list[ET.Element]],
    given: Mapping[str, str],
) -> None:
    """Add a case for each interview, and the code of the same GUID: QualCoder links no text without it."""
    cases = ET.SubElement(root, "Cases")
    for each in sources:
        guid = given[guids.case(each.study_id)]
        add_code(codes, guid, each.study_id)
        case = ET.SubElement(cases, "Case", guid=guid, name=each.study_id)
        ET.SubElement(case, "CodeRef", targetGUID=guid)
        case.extend(values[each.study_id])
        ET.SubElement(case, "SourceRef", targetGUID=given[guids.source(each.study_id)])


def _add_sources(
    root: ET.Element,
    sources: list[Source],
    values: Mapping[str, list[ET.Element]],
    given: Mapping[str, str],
    profile: Profile,
) -> None:
    container = ET.SubElement(root, "Sources")
    for each in sources:
        guid = given[guids.source(each.study_id)]
        source = ET.SubElement(container, "TextSource", guid=guid, name=each.study_id)
        source.set("richTextPath", f"internal://{guid}.docx")
        source.set("plainTextPath", f"internal://{guid}.txt")
        _sign(source, given)
        selections = list(each.selections)
        if profile is Profile.CASES:
            selections.insert(0, Selection("whole", 0, len(each.text), guids.case(each.study_id)))
        for selection in selections:
            _add_selection(source, guid, selection, given)
        if profile is Profile.FILEVARS:
            source.extend(values[each.study_id])


def _add_selection(source: ET.Element, source_guid: str, selection: Selection, given: Mapping[str, str]) -> None:
    element = ET.SubElement(source, "PlainTextSelection", guid=guids.within(source_guid, selection.part))
    element.set("startPosition", str(selection.start))
    element.set("endPosition", str(selection.end))
    _sign(element, given)
    coding = ET.SubElement(element, "Coding", guid=guids.within(source_guid, f"coding of {selection.part}"))
    _sign(coding, given)
    ET.SubElement(coding, "CodeRef", targetGUID=given[selection.code])


def _sign(element: ET.Element, given: Mapping[str, str]) -> None:
    """Say who made an element and when: the same neutral user and moment for all, as programs show both."""
    element.set("creatingUser", given[guids.USER])
    element.set("creationDateTime", CREATED)


def _add_sets(root: ET.Element, batch: Batch) -> None:
    """Add a set of sources for each type of organisation."""
    members: dict[str, list[str]] = {}
    for released in batch.interviews:
        label = batch.attributes(released).get(ORGANISATION_TYPE)
        if label:
            members.setdefault(label, []).append(batch.guids[guids.source(released.transcript.study_id)])
    if members:
        sets = ET.SubElement(root, "Sets")
    for label, sources in members.items():
        element = ET.SubElement(sets, "Set", guid=batch.guids[guids.group(label)], name=label)
        for guid in sources:
            ET.SubElement(element, "MemberSource", targetGUID=guid)
