"""A study's log goes out without originals, its key only sealed, and both are in the audit trail."""

from __future__ import annotations

import csv
import hashlib
import json
import tempfile
from pathlib import Path

import docx
import pytest

from tests.jobs.conftest import StudyBuilder
from transcribe_desk.jobs.anonymisation_log import export_key, open_key
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.privacy.mention import Decision
from transcribe_desk.privacy.replacing.profiles import Profile
from transcribe_desk.study.errors import GateRefusedError, InputError, WrongPassphraseError
from transcribe_desk.vault.keys import PassphraseCost

CHEAP = PassphraseCost(memory_kib=8, iterations=1, lanes=1)
SECRETS = ("Margaret", "Patel", "Leeds", "Joan", "Quennell", "Brannock")
PASSPHRASE = "other words for the key"


@pytest.fixture
def reviewed(desk: Desk, builder: StudyBuilder) -> Desk:
    """Give a study of two interviews, with an exception whose reason holds names."""
    desk.add_organisation("clinic", "St Brannock’s", ["the Brannock lot"])
    builder.transcribed(["Hello Margaret.", "Dr Patel is in Leeds, Margaret."])
    builder.transcribed(["And Margaret?", "She is in Leeds."], label="clinic")
    for mention in desk.mentions():
        if desk.entities()[mention.entity_id - 1].name != "Patel":
            desk.decide([mention.id], Decision.ACCEPTED, "Quennell")
    patel = next(entity for entity in desk.entities() if "Patel" in entity.name)
    note = "Dr Patel of St Brannock’s asked to be named, Joan was there."
    desk.decide_entity(patel.id, Decision.EXCEPTION, "AB", note=note)
    return desk


def held(folder: Path) -> list[tuple[str, str]]:
    """Give each secret that stands in a name or in the bytes of a file, in any usual encoding."""
    return [
        (path.name, secret)
        for path in folder.rglob("*")
        if path.is_file()
        for secret in SECRETS
        for form in (secret.encode(), secret.lower().encode(), secret.encode("utf-16-le"))
        if secret in path.name or form in path.read_bytes()
    ]


def test_the_log_goes_out_in_both_forms_without_any_original(reviewed: Desk, tmp_path: Path) -> None:
    table, document, manifest = reviewed.export_log(tmp_path / "out", by="GE")
    assert (table.name, document.name, manifest.name) == (
        *("anonymisation-log.csv", "anonymisation-log.docx", "manifest.json"),
    )
    with table.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["Category"], row["Replaced by"], row["Decision"], row["Times"]) for row in rows] == [
        ("NAME", "[NAME 1]", "accepted", "3"),
        ("PLACE", "[PLACE 1]", "accepted", "2"),
        ("NAME", "", "left standing on request", "1"),
    ]
    assert {row["Reviewer"] for row in rows} == {"Reviewer 1", "Reviewer 2"}
    assert rows[-1]["Reason"] == "[…] of […] asked to be named, […] was there."
    (read,) = docx.Document(str(document)).tables
    assert [cell.text for cell in read.rows[1].cells] == list(rows[0].values())
    assert held(tmp_path / "out") == []
    entry = reviewed.vault.audit.entries()[-1]
    assert (entry.action, entry.details["by"], entry.details["lines"]) == ("log exported", "GE", 3)
    digest = hashlib.sha256(table.read_bytes()).hexdigest()
    assert entry.details["files"]["log/anonymisation-log.csv"] == digest


def test_twice_the_same_study_gives_the_same_bytes(reviewed: Desk, tmp_path: Path) -> None:
    first = [path.read_bytes() for path in reviewed.export_log(tmp_path / "one")]
    assert first == [path.read_bytes() for path in reviewed.export_log(tmp_path / "two")]


def test_the_search_of_this_module_would_find_a_plain_name(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"\0margaret")
    (tmp_path / "Leeds").write_bytes("Patel".encode("utf-16-le"))
    assert {secret for _, secret in held(tmp_path)} == {"Margaret", "Leeds", "Patel"}


def test_a_replacement_that_is_a_name_writes_nothing(reviewed: Desk, tmp_path: Path) -> None:
    margaret = next(entity for entity in reviewed.entities() if entity.name == "Margaret")
    reviewed.review.describe(margaret.id, "GE", replacement="[Patel’s aunt]")
    with pytest.raises(GateRefusedError):
        reviewed.export_log(tmp_path / "out")
    assert not (tmp_path / "out").exists()
    assert reviewed.vault.audit.entries()[-1].action != "log exported"


def test_nothing_decided_is_told(desk: Desk, builder: StudyBuilder, tmp_path: Path) -> None:
    builder.transcribed(["Hello Margaret.", "Yes."])
    with pytest.raises(InputError, match="Nothing has been decided"):
        desk.export_log(tmp_path / "out")
    with pytest.raises(InputError, match="Choose from csv, word"):
        desk.export_log(tmp_path / "out", forms=["pdf"])


def test_the_key_holds_what_the_log_must_not_and_never_lies_open_on_disk(
    reviewed: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    path = tmp_path / "study.tdkey"
    made = export_key(reviewed.vault, path, PASSPHRASE, by="GE", cost=CHEAP)

    key = open_key(path, PASSPHRASE)

    assert key == made
    assert [(entry.name, entry.by) for entry in key.decisions][-1] == ("Patel", "AB")
    assert key.decisions[-1].note.endswith("Joan was there.")
    assert {said.words for entry in key.decisions for said in entry.said} == {"Margaret", "Dr Patel", "Leeds"}
    assert [known.name for known in key.organisations] == ["St Brannock’s", ""]
    assert held(tmp_path) == []
    assert not list(temporary.iterdir())
    with pytest.raises(WrongPassphraseError):
        open_key(path, "a passphrase")


def test_a_made_key_is_in_the_trail_without_a_name(reviewed: Desk, tmp_path: Path) -> None:
    path = tmp_path / "Margaret.tdkey"
    export_key(reviewed.vault, path, PASSPHRASE, by="GE", cost=CHEAP)
    entry = reviewed.vault.audit.entries()[-1]
    assert entry.action == "key exported"
    assert entry.details["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert not any(secret in str(entry) for secret in SECRETS)


def test_the_desk_seals_the_key_at_full_cost(reviewed: Desk, tmp_path: Path) -> None:
    reviewed.export_key(tmp_path / "study.tdkey", PASSPHRASE)
    assert open_key(tmp_path / "study.tdkey", PASSPHRASE).title == "Respiratory care"


def test_a_profile_lists_the_words_that_stand_in_its_transcripts(
    desk: Desk, builder: StudyBuilder, tmp_path: Path
) -> None:
    interview = builder.transcribed(["Hello Margaret.", "I was in Leeds."])
    desk.decide([each.id for each in desk.mentions()], Decision.ACCEPTED, "GE")
    table, *_ = desk.export_log(tmp_path / "out", profile=Profile.DEPOSIT)
    with table.open(encoding="utf-8-sig", newline="") as stream:
        words = {row["Category"]: row["Replaced by"] for row in csv.DictReader(stream)}
    said = " ".join(turn.text for turn in desk.rendered(interview.id, profile=Profile.DEPOSIT).turns)
    assert words["NAME"] not in ("", "[NAME 1]")
    assert words["NAME"] in said
    assert words["PLACE"] in said
    # A name that went out belongs to that person from then on, whoever comes later.
    (margaret,) = [each for each in desk.entities() if each.name == "Margaret"]
    assert margaret.pseudonym.startswith(words["NAME"].strip("[]"))
    key = export_key(desk.vault, tmp_path / "study.tdkey", PASSPHRASE, by="GE", cost=CHEAP)
    assert dict(key.decisions[0].stand_ins)["deposit"] == (words["NAME"],)


def test_each_line_says_which_version_of_a_detector_found_it(desk: Desk, builder: StudyBuilder, tmp_path: Path) -> None:
    interview = builder.transcribed(["Hello Margaret.", "Yes."])
    noted = json.dumps({"test": "4", "another": "1"})
    desk.vault.review.mark_flagged(interview.id, noted)
    desk.decide([each.id for each in desk.mentions()], Decision.ACCEPTED, "GE")
    table, *_ = desk.export_log(tmp_path / "out")
    with table.open(encoding="utf-8-sig", newline="") as stream:
        assert [row["Found by"] for row in csv.DictReader(stream)] == ["test 4"]
