"""Write a batch as a REFI-QDA project and read it with independent eyes: the schema, zipfile, XML and python-docx."""

from __future__ import annotations

import io
import re
import uuid
import zipfile
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path

import pytest
from lxml import etree

from tests.export.refi.conftest import all_of, code_names, make_batch, read_sources, root_of
from transcribe_desk.export.layout import DRAFT_BANNER, ExportOptions
from transcribe_desk.export.package import unpack
from transcribe_desk.export.refi.codebook import refi_codebook
from transcribe_desk.export.refi.project import Profile, refi_project
from transcribe_desk.export.writers import Batch
from transcribe_desk.privacy.gate import Dossier, ReleasedTranscript, release_draft
from transcribe_desk.privacy.render import HeaderChoice
from transcribe_desk.study.study import Interview, Recording
from transcribe_desk.study.transcript import SpeakerRole, Transcript, Turn, Word

Build = Callable[..., ReleasedTranscript]
GOLDEN = Path(__file__).parents[2] / "golden"
GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
PROFILES = pytest.mark.parametrize("profile", Profile)


@pytest.fixture(scope="module")
def project_schema(shared_data: Path) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(shared_data / "xsd" / "Project-mrt2019.xsd"))


@PROFILES
def test_the_project_is_the_golden_project(profile: Profile, batch: Batch, tmp_path: Path) -> None:
    target = {Profile.CASES: "qdpx", Profile.FILEVARS: "qdpx-filevars"}[profile]
    actual = tmp_path / f"{target}.project.qde"
    actual.write_bytes(unpack(refi_project(batch, profile))["project.qde"])
    assert actual.read_bytes() == (GOLDEN / actual.name).read_bytes(), f"compare with {actual}"


@PROFILES
@pytest.mark.parametrize("banded", [True, False])
def test_the_schema_accepts_it(
    profile: Profile, banded: bool, batch: Batch, draft: ReleasedTranscript, project_schema: etree.XMLSchema
) -> None:
    for some in (batch.interviews, batch.interviews[:1], (*batch.interviews, draft)):
        interviews = {each.transcript.study_id: each for each in some}.values()
        content = refi_project(make_batch(interviews, banded=banded), profile)
        project_schema.assertValid(etree.fromstring(unpack(content)["project.qde"]))


def test_the_schema_would_tell_of_another_order(batch: Batch, project_schema: etree.XMLSchema) -> None:
    root = etree.fromstring(unpack(refi_project(batch, Profile.CASES))["project.qde"])
    root.append(root[0])
    assert not project_schema.validate(root)


def test_the_codebook_is_the_golden_codebook_and_valid(batch: Batch, tmp_path: Path, shared_data: Path) -> None:
    actual = tmp_path / "qdc.study.qdc"
    actual.write_bytes(refi_codebook(batch.guids))
    assert actual.read_bytes() == (GOLDEN / actual.name).read_bytes(), f"compare with {actual}"
    schema = etree.XMLSchema(etree.parse(shared_data / "xsd" / "Codebook.xsd"))
    schema.assertValid(etree.fromstring(actual.read_bytes()))


@PROFILES
def test_each_turn_is_coded_to_who_speaks_and_nothing_else_is(profile: Profile, batch: Batch) -> None:
    for source, released in zip(read_sources(refi_project(batch, profile)), batch.interviews, strict=True):
        transcript = released.transcript
        by_turn = [
            ("Interviewer" if turn.label == "Interviewer" else "Participant", turn.text) for turn in transcript.turns
        ]
        whole = [(transcript.study_id, source.plain)] if profile is Profile.CASES else []
        assert list(source.codings) == [*whole, *by_turn]
        assert source.name == transcript.study_id


@PROFILES
@pytest.mark.parametrize("timestamps", [False, True])
@pytest.mark.parametrize("f4_times", [False, True])
def test_times_beside_the_words_are_not_coded(
    profile: Profile, timestamps: bool, f4_times: bool, release_transcript: Build
) -> None:
    said = ["00:00:04", "[00", "4-0#", "00:00:08-0#", "0"]
    released = release_transcript([("P", text) for text in said])
    options = ExportOptions(timestamps=timestamps, f4_times=f4_times)
    (source,) = read_sources(refi_project(make_batch([released], options), profile))
    assert [text for code, text in source.codings if code == "Participant"] == [
        turn.text for turn in released.transcript.turns
    ]
    assert ("\n02-hospital: [00:00:04] (00" in source.plain) == timestamps
    assert ("(00 #00:00:08-0#\n" in source.plain) == f4_times


@PROFILES
def test_the_text_is_the_word_document_paragraph_by_paragraph(profile: Profile, batch: Batch) -> None:
    for source in read_sources(refi_project(batch, profile)):
        assert source.plain == "\n".join(source.paragraphs)
        assert all(source.paragraphs)
        assert "\r" not in source.plain
        assert not source.plain.startswith("\ufeff")


@PROFILES
def test_the_zip_holds_one_project_and_two_files_for_each_source(profile: Profile, batch: Batch) -> None:
    content = refi_project(batch, profile)
    guids = [source.attrib["guid"] for source in all_of(root_of(content), "Sources/TextSource")]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        expected = [f"sources/{guid}.{suffix}" for guid in guids for suffix in ("txt", "docx")]
        assert archive.namelist() == ["project.qde", *expected]
        assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_DEFLATED}
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {(entry.create_system, entry.extra) for entry in archive.infolist()} == {(0, b"")}


@PROFILES
def test_every_guid_is_its_own_and_every_reference_leads_somewhere(profile: Profile, batch: Batch) -> None:
    root = root_of(refi_project(batch, profile))
    given = [element.attrib["guid"] for element in root.iter() if "guid" in element.attrib]
    cases = {element.attrib["guid"] for element in all_of(root, "Cases/Case")}
    assert len(given) == len(set(given)) + len(cases), "only a case and its code share one"
    assert cases <= set(code_names(root))
    assert all(GUID.fullmatch(guid) for guid in given)
    referred = [element.attrib["targetGUID"] for element in root.iter() if "targetGUID" in element.attrib]
    users = [element.attrib["creatingUser"] for element in root.iter() if "creatingUser" in element.attrib]
    assert set(referred) | set(users) | {root.attrib["creatingUserGUID"]} <= set(given)


@PROFILES
def test_everything_is_by_one_neutral_user_at_one_moment(profile: Profile, batch: Batch) -> None:
    root = root_of(refi_project(batch, profile))
    assert [user.attrib["name"] for user in all_of(root, "Users/User")] == ["Transcribe Desk"]
    assert (root.attrib["name"], root.attrib["origin"]) == ("Study", "Transcribe Desk")
    for kind in ("TextSource", "PlainTextSelection", "Coding"):
        for element in all_of(root, f".//{kind}"):
            assert element.attrib["creationDateTime"] == "2000-01-01T00:00:00Z"
            assert element.attrib["creatingUser"] == root.attrib["creatingUserGUID"]
    names = {name for element in root.iter() for name in element.attrib}
    assert not names & {"basePath", "path", "currentPath", "modifyingUser", "modifiedDateTime"}
    assert not all_of(root, "Sources/AudioSource")


def test_attributes_are_with_the_cases_or_with_the_sources_never_both(batch: Batch) -> None:
    cases = root_of(refi_project(batch, Profile.CASES))
    filevars = root_of(refi_project(batch, Profile.FILEVARS))
    assert not all_of(cases, "Sources/TextSource/VariableValue")
    assert not all_of(cases, "Sets")
    assert not all_of(filevars, "Cases")
    assert list(code_names(filevars).values()) == ["Speakers", "Interviewer", "Participant"]
    for root, path in ((cases, "Cases/Case"), (filevars, "Sources/TextSource")):
        variables = {each.attrib["guid"]: each.attrib["name"] for each in all_of(root, "Variables/Variable")}
        assert {each.attrib["typeOfVariable"] for each in all_of(root, "Variables/Variable")} == {"Text"}
        values = []
        for holder in all_of(root, path):
            names = [variables[each.attrib["targetGUID"]] for each in all_of(holder, "VariableValue/VariableRef")]
            texts = [each.text for each in all_of(holder, "VariableValue/TextValue")]
            values.append(dict(zip(names, texts, strict=True)))
        assert values[1] == {
            "Organisation type": "community",
            "Mode": "face to face",
            "Month": "March 2024",
            "Duration (minutes)": "47",
            "Band": "Band 6",
        }


def test_the_sets_are_the_types_of_organisation(batch: Batch) -> None:
    root = root_of(refi_project(batch, Profile.FILEVARS))
    names = {each.attrib["guid"]: each.attrib["name"] for each in all_of(root, "Sources/TextSource")}
    sets = {
        each.attrib["name"]: [names[member.attrib["targetGUID"]] for member in all_of(each, "MemberSource")]
        for each in all_of(root, "Sets/Set")
    }
    assert sets == {"hospital": ["02-hospital", "04-hospital"], "community": ["03-community"]}


@PROFILES
def test_a_project_without_any_attribute_is_valid_too(profile: Profile, project_schema: etree.XMLSchema) -> None:
    said = (Word("Yes.", 0, 500),)
    silent = HeaderChoice(*(False,) * len(fields(HeaderChoice)))
    recording = Recording("0" * 64, 1, "a.wav", "pcm", 1, 16_000, 500)
    transcript = Transcript((Turn(1, "P", said, 0, 500),), {"P": SpeakerRole.PARTICIPANT})
    interview = Interview(1, (1,), "02-hospital", "hospital", recording)
    released = release_draft(Dossier(interview, transcript, flagged=True, mentions=(), entities=(), header=silent))
    content = refi_project(make_batch([released], banded=False), profile)
    project_schema.assertValid(etree.fromstring(unpack(content)["project.qde"]))
    assert read_sources(content)[0].plain == f"{DRAFT_BANNER}\n02-hospital\n02-hospital: Yes."
    assert not [each for name in ("Variables", "Sets") for each in all_of(root_of(content), name)]


def test_only_speakers_cannot_be_coded_to(batch: Batch) -> None:
    root = root_of(refi_project(batch, Profile.CASES))
    tree = [(each.attrib["name"], each.attrib["isCodable"]) for each in all_of(root, "CodeBook/Codes/Code")]
    assert tree == [("Speakers", "false"), *((f"{each.transcript.study_id}", "true") for each in batch.interviews)]
    speakers = all_of(root, "CodeBook/Codes/Code/Code")
    assert [(each.attrib["name"], each.attrib["isCodable"]) for each in speakers] == [
        ("Interviewer", "true"),
        ("Participant", "true"),
    ]


@PROFILES
def test_the_same_batch_gives_the_same_bytes_and_more_interviews_keep_the_guids(profile: Profile, batch: Batch) -> None:
    content = refi_project(batch, profile)
    assert refi_project(batch, profile) == content
    fewer = root_of(refi_project(replace(batch, interviews=batch.interviews[1:]), profile))
    given = {element.attrib["guid"] for element in root_of(content).iter() if "guid" in element.attrib}
    assert {element.attrib["guid"] for element in fewer.iter() if "guid" in element.attrib} < given


def test_other_guids_of_a_source_give_others_to_its_turns(batch: Batch) -> None:
    others = replace(batch, guids={name: str(uuid.uuid4()) for name in batch.guids})
    given = [
        {
            element.attrib["guid"]
            for element in root_of(refi_project(each, Profile.CASES)).iter()
            if "guid" in element.attrib
        }
        for each in (batch, others)
    ]
    assert not given[0] & given[1]


def test_a_missing_guid_is_never_made_up(batch: Batch) -> None:
    fewer = {name: guid for name, guid in batch.guids.items() if name != "source 03-community"}
    with pytest.raises(KeyError, match="source 03-community"):
        refi_project(replace(batch, guids=fewer), Profile.CASES)


def test_a_draft_says_so_in_the_project_and_in_each_text(draft: ReleasedTranscript, batch: Batch) -> None:
    content = refi_project(make_batch([draft]), Profile.CASES)
    assert [each.text for each in all_of(root_of(content), "Description")] == [DRAFT_BANNER]
    assert read_sources(content)[0].plain.startswith(f"{DRAFT_BANNER}\n02-hospital\n")
    assert not all_of(root_of(refi_project(batch, Profile.CASES)), "Description")


def test_several_interviewers_and_participants_share_the_two_codes(release_transcript: Build) -> None:
    released = release_transcript([("I", "So?"), ("P", "Yes."), ("Q", "No.")])
    (source,) = read_sources(refi_project(make_batch([released]), Profile.FILEVARS))
    assert [turn.label for turn in released.transcript.turns] == ["Interviewer", "02-hospital-P1", "02-hospital-P2"]
    assert source.codings == (("Interviewer", "So?"), ("Participant", "Yes."), ("Participant", "No."))
