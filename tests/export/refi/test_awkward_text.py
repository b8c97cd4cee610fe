"""Say awkward things, briefly and for hours, and find each turn again at the place the project file gives for it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.export.refi.conftest import make_batch, read_sources
from tests.export.refi.qualcoder import Import
from tests.export.test_awkward_text import AWKWARD
from transcribe_desk.export.layout import ExportOptions
from transcribe_desk.export.package import unpack
from transcribe_desk.export.refi.guids import guid_names
from transcribe_desk.export.refi.project import Profile, refi_project
from transcribe_desk.export.writers import Batch, CaseFacts
from transcribe_desk.privacy.gate import ReleasedTranscript

Build = Callable[..., ReleasedTranscript]


def check(batch: Batch, profile: Profile) -> None:
    """Read a project back with two readers: every turn, its speaker, its place, and the two texts of each source."""
    content = refi_project(batch, profile)
    etree.fromstring(unpack(content)["project.qde"])
    expected = []
    for source, released in zip(read_sources(content), batch.interviews, strict=True):
        turns = [
            ("Participant" if turn.label[0].isdigit() else turn.label, turn.text) for turn in released.transcript.turns
        ]
        assert list(source.codings)[1 if profile is Profile.CASES else 0 :] == turns
        assert source.plain == "\n".join(source.paragraphs)
        spoken = source.plain.split("\n")[1 + len(released.transcript.headers) :]
        assert len(spoken) == len(turns)
        assert not any(ord(character) > 0xFFFF for character in source.plain)
        expected += turns
    rows = Import(content).rows("SELECT name, seltext FROM code_text JOIN code_name USING (cid) ORDER BY fid, pos0")
    assert rows == expected


@settings(max_examples=40)
@given(
    turns=st.lists(st.tuples(st.sampled_from("IP"), st.lists(st.sampled_from(AWKWARD) | st.text(max_size=8)))),
    profile=st.sampled_from(Profile),
    timestamps=st.booleans(),
    f4_times=st.booleans(),
)
def test_every_turn_is_found_where_the_file_says(
    turns: list[tuple[str, list[str]]], profile: Profile, timestamps: bool, f4_times: bool, release_transcript: Build
) -> None:
    released = release_transcript([(speaker, " ".join(words)) for speaker, words in turns])
    check(make_batch([released], ExportOptions(timestamps=timestamps, f4_times=f4_times)), profile)


@settings(max_examples=40)
@given(pairs=st.lists(st.tuples(st.text(max_size=6), st.sampled_from(AWKWARD) | st.text(max_size=8)), max_size=4))
@pytest.mark.parametrize("profile", Profile)
def test_any_attribute_is_found_as_it_was_given(
    profile: Profile, pairs: list[tuple[str, str]], release_transcript: Build
) -> None:
    released = release_transcript([("P", "Yes.")])
    batch = replace(make_batch([released]), facts={"02-hospital": CaseFacts(tuple(pairs))})
    batch = replace(batch, guids={name: str(uuid.uuid4()) for name in guid_names(batch)})
    rows = Import(refi_project(batch, profile)).rows("SELECT name, coalesce(value, '') FROM attribute")
    assert rows == list(batch.attributes(released).items())
    assert all(
        ord(character) <= 0xFFFF and character.isprintable()
        for row in rows
        for text in map(str, row)
        for character in text
    )


@pytest.mark.parametrize("profile", Profile)
@pytest.mark.parametrize("count", [1, 2, 40])
def test_any_number_of_interviews_fits(count: int, profile: Profile, release_transcript: Build) -> None:
    interviews = [
        release_transcript(
            [("I", f"Interview {number}: “so”?"), ("P", " ".join(AWKWARD[number % 7 :: 7])), ("P", "=1+1 <&> -->")],
            study_id=f"{number:02d}-{('hospital', 'community')[number % 2]}",
        )
        for number in range(1, count + 1)
    ]
    check(make_batch(interviews), profile)


@pytest.mark.parametrize("profile", Profile)
def test_three_hours_of_short_turns_fit(profile: Profile, release_transcript: Build) -> None:
    said = [("IP"[number % 2], ("Yes.", "é…", "a\u0323\u0307", "😀", "שלום")[number % 5]) for number in range(2_700)]
    check(make_batch([release_transcript(said)]), profile)
