"""Find nothing identifying on disk: not while a study is open, not after a kill, not in temporary folders."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from transcribe_desk.vault.database import Database
from transcribe_desk.vault.keys import unlock_keys

PHRASES = (
    "Sarah Quennell-Patel",
    "Sal of the night ward",
    "St Brannock's Infirmary",
    "the Brannocks lot",
    "Żółta Łódź Street",
    "I told the coroner in Lostwithiel",
    "sarah-quennell-visit.m4a",
    "BEGIN-OF-RECORDING-0451-END",
    "notes about her sister Imogen",
    "wet gravel under a blue door",
)

# Fills every table that can hold a secret, makes SQLite sort and index more than it keeps in memory, then waits.
FILL = """
import io, sys
from datetime import UTC, datetime
from pathlib import Path
from transcribe_desk.privacy.disclosure.intruder import Answer, IntruderSheet, Verdict
from transcribe_desk.privacy.disclosure.merges import Merge
from transcribe_desk.privacy.mention import Category, Entity, Mention
from transcribe_desk.study.study import Recording
from transcribe_desk.study.transcript import Segment, Transcript, Turn, Word
from transcribe_desk.vault.store import Vault
from transcribe_desk.vault.transcripts import Plan

person, alias, place, nickname, street, said, file_name, sound, notes, passphrase = sys.argv[2:]
with Vault.open(Path(sys.argv[1]), passphrase) as vault:
    organisation = vault.study.add_organisation("hospital", place, [nickname])
    participant = vault.study.add_participant(
        organisation.id, 2, person, [alias], "matron of " + place, [("known for", said)]
    )
    vault.study.save_merges([Merge("role", (place, nickname), street)])
    vault.intruder.add(IntruderSheet(0, None, "AB", datetime.now(UTC), (Answer(Verdict.YES, notes),)))
    stored = vault.recordings.store(io.BytesIO((sound + " ").encode() * 20_000))
    interview = vault.interviews.add(
        [participant.id], Recording(stored.sha256, stored.size, file_name, "aac", 1, 16_000, 0), notes=notes
    )
    vault.recordings.attach(interview.id, stored.file_id)
    with vault.recordings.sound_writer(interview.id) as writer:
        writer.write(sound.encode() * 20_000)
    words = tuple(Word(word, 0, 1, 1.0) for word in said.split())
    vault.transcripts.save_plan(interview.id, Plan("m", "e", 5, "en", 2))
    vault.transcripts.add_segment(interview.id, 0, Segment((Word(said, 0, 1, 1.0),), 0, 1))
    vault.transcripts.save_transcript(interview.id, Transcript((Turn(1, "S1", words, 0, 1),)))
    entity = vault.review.add_entity(Entity(0, Category.PLACE, street, (street,), "[PLACE 1]"))
    mention = Mention(0, interview.id, 1, 0, 1, "PLACE", Category.PLACE, ("x",), 0.5, "near " + street, entity.id)
    vault.review.add_mentions([mention] * 100)
    vault.audit.append("noted", "02-hospital", {"text": said})
    with vault.transaction():
        for number in range(500):
            vault.audit.append("noted", "02-hospital", {"text": said * 1000, "number": number})
        sorting = vault._database._connection.execute("SELECT details FROM audit ORDER BY details || 'x' DESC")
        sorting.fetchone()
        print("filled", flush=True)
        sys.stdin.read()
"""


def _forms(phrase: str) -> Iterator[bytes]:
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        yield phrase.encode(encoding)
    yield phrase.encode("ascii", "backslashreplace")


def _found(folder: Path) -> list[tuple[str, str]]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    contents = {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
    return [
        (name, phrase)
        for name, content in contents.items()
        for phrase in PHRASES
        if phrase in name or any(form in content for form in _forms(phrase))
    ]


def _open_files(process: int) -> list[str]:
    links = Path(f"/proc/{process}/fd").iterdir()
    return [str(link.readlink()) for link in links]


def test_the_search_of_this_module_would_find_a_plain_phrase(tmp_path: Path) -> None:
    for number, encoding in enumerate(("utf-8", "utf-16-le", "utf-16-be")):
        (tmp_path / str(number)).write_bytes(b"\0\1" + PHRASES[4].encode(encoding))
    assert len(_found(tmp_path)) == 3


def test_no_phrase_is_on_disk_while_open_after_a_kill_or_after_the_next_opening(
    closed_study: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    start: Callable[..., subprocess.Popen[str]],
) -> None:
    temporary = tmp_path_factory.mktemp("temporary")
    for name in ("TMPDIR", "SQLITE_TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(temporary))
    process = start(FILL, closed_study, *PHRASES)
    assert process.stdout is not None
    assert process.stdout.readline() == "filled\n"

    assert (closed_study / "study.db-wal").stat().st_size > 1_000_000
    assert _found(closed_study.parent) == []
    assert not list(temporary.iterdir())
    if Path("/proc/self/fd").is_dir():  # SQLite deletes its temporary files as soon as it has opened them
        assert not [name for name in _open_files(process.pid) if "(deleted)" in name or str(temporary) in name]

    process.kill()
    process.wait()
    assert _found(closed_study.parent) == []

    reopened = start(FILL.split("    organisation =")[0] + "    print('open', flush=True)\n", closed_study, *PHRASES)
    output, errors = reopened.communicate(timeout=30)
    assert (output, errors) == ("open\n", "")
    assert _found(closed_study.parent) == []


def test_names_are_sealed_a_second_time_inside_the_database(
    closed_study: Path, start: Callable[..., subprocess.Popen[str]]
) -> None:
    _, errors = start(FILL, closed_study, *PHRASES).communicate("", timeout=30)
    assert errors == ""
    keys = unlock_keys(closed_study, PHRASES[-1])
    database = Database(closed_study / "study.db", keys.database_key, keys.database_salt)
    sealed = {"organisations": ("name", "aliases"), "participants": ("name", "aliases"), "entities": ("name", "forms")}
    for table, columns in sealed.items():
        for column in columns:
            ((value,),) = database.query(f"SELECT {column} FROM {table}")  # noqa: S608
            assert isinstance(value, bytes)
            assert not any(form in value for phrase in PHRASES for form in _forms(phrase))
    # What is not a name is there to be read with the database's key, so the look above was at the right place.
    assert database.query("SELECT notes FROM interviews") == [(PHRASES[8],)]
    database.close()
