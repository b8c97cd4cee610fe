"""Name what needs a GUID in a REFI-QDA file, and give the GUIDs of what belongs to a source."""

from __future__ import annotations

import uuid

from transcribe_desk.export.writers import Batch
from transcribe_desk.privacy.render import ORGANISATION_TYPE

USER = "user"
SPEAKERS, INTERVIEWER, PARTICIPANT = "code Speakers", "code Interviewer", "code Participant"


def source(study_id: str) -> str:
    """Name the text of an interview."""
    return f"source {study_id}"


def case(study_id: str) -> str:
    """Name the case of an interview, and the code that stands for it."""
    return f"case {study_id}"


def variable(attribute: str) -> str:
    """Name an attribute of the cases or of the sources."""
    return f"variable {attribute}"


def group(label: str) -> str:
    """Name the set of the sources from one type of organisation."""
    return f"set {label}"


def guid_names(batch: Batch) -> tuple[str, ...]:
    """Give the names of all that needs a GUID of its own in the projects and the codebook of a batch."""
    names = [USER, SPEAKERS, INTERVIEWER, PARTICIPANT, *map(variable, batch.attribute_names())]
    for released in batch.interviews:
        study_id = released.transcript.study_id
        names += [source(study_id), case(study_id)]
        label = batch.attributes(released).get(ORGANISATION_TYPE)
        if label:
            names.append(group(label))
    return tuple(dict.fromkeys(names))


def within(source_guid: str, name: str) -> str:
    """Give the GUID of a part of a source, always the same one: version 5 of RFC 9562 in the source's namespace.

    So the study keeps one GUID for each source, not thousands for its turns, and these are as random as that one.
    """
    return str(uuid.uuid5(uuid.UUID(source_guid), name))
