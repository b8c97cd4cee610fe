"""Edits are kept turn by turn with a journal; a kill, a full disk or a second program cost no finished step."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlcipher3
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.study.made import talk, texts, transcripts
from transcribe_desk.jobs.editing import Editing
from transcribe_desk.privacy.deciding.decisions import Change
from transcribe_desk.speech.model_store import ModelStore
from transcribe_desk.study.edits import EditStep, Splice, TurnsChange, merge, move_boundary, reword, split
from transcribe_desk.study.errors import InputError, StudyLockedError
from transcribe_desk.study.speakers import rename
from transcribe_desk.study.study import Interview, Recording
from transcribe_desk.study.transcript import Transcript
from transcribe_desk.vault.database import Database
from transcribe_desk.vault.edit_journal import step_from_json, step_to_json, turns_wanted
from transcribe_desk.vault.keys import StudyKeys, unlock_keys
from transcribe_desk.vault.notes import Note
from transcribe_desk.vault.schema import MIGRATIONS, migrate
from transcribe_desk.vault.store import Vault

Start = Callable[..., subprocess.Popen[str]]
TALK = talk("How are you?", "Well, thank you.", "Good. And the ward?", "Quiet.")


def steps_of(transcript: Transcript) -> list[EditStep]:
    """Give a step of each kind that fits a transcript."""
    first = transcript.turns[0]
    typed = reword(transcript, first.id, first.text + " indeed")
    assert typed is not None
    made: list[EditStep] = [typed, rename(transcript, first.speaker, "S9")]
    with contextlib.suppress(InputError):
        made.append(merge(transcript, first.id))
    with contextlib.suppress(InputError):
        made.append(split(transcript, first.id, len(first.text) // 2))
    return made


@settings(max_examples=40)
@given(transcripts(), texts.filter(str.strip), st.data())
def test_the_journal_gives_back_each_step_from_either_side(made: Transcript, text: str, data: st.DataObject) -> None:
    steps = steps_of(made)
    if (typed := reword(made, data.draw(st.sampled_from(made.turns)).id, text)) is not None:
        steps.append(typed)
    for step in steps:
        value = json.loads(json.dumps(step_to_json(step)))
        for done, transcript in ((False, made), (True, step.apply(made))):
            turns = {turn.id: turn for turn in transcript.turns if turn.id in turns_wanted(value, done=done)}
            assert step_from_json(value, turns, done=done) == step


def test_a_letter_in_a_turn_of_thousands_of_words_is_journalled_as_a_word() -> None:
    long = talk(" ".join(f"word{number}" for number in range(13_000)))
    step = reword(long, 1, long.turns[0].text.replace("word6500 ", "word6500x "))
    assert step is not None
    assert len(json.dumps(step_to_json(step))) < 500
    assert len(json.dumps(step_to_json(split(long, 1, 40_000)))) < 500


@pytest.mark.parametrize("spoil", ["before", "after"])
def test_turns_that_are_not_those_the_step_left_are_refused(spoil: str) -> None:
    step = merge(TALK, 2)
    value = step_to_json(step)
    other = reword(TALK, 3, "Good. And the wards?") if spoil == "before" else None
    transcript = other.apply(TALK) if other else reword_first(step.apply(TALK))
    with pytest.raises(InputError, match="changed in the meantime"):
        step_from_json(value, {turn.id: turn for turn in transcript.turns}, done=spoil == "after")
    with pytest.raises(InputError, match="changed in the meantime"):
        step_from_json(value, {}, done=False)


def reword_first(transcript: Transcript) -> Transcript:
    change = reword(transcript, 2, "Something else.")
    assert change is not None
    return change.apply(transcript)


def test_turns_made_again_and_again_in_one_place_stay_in_order(vault: Vault, interview: Interview) -> None:
    now = talk("It begins.", " ".join(f"w{number}" for number in range(80)), "The end.")
    vault.transcripts.save_transcript(interview.id, now)
    for _ in range(70):  # more halves than a number can be cut into
        step = split(now, 2, len(now.turns[1].text) - 1)
        vault.transcripts.carry_out(interview.id, step)
        now = step.apply(now)
    assert vault.transcripts.transcript(interview.id) == now
    assert [turn.text for turn in now.turns][-2:] == ["w79", "The end."]


def test_only_the_rows_that_change_are_written(vault: Vault, interview: Interview) -> None:
    vault.transcripts.save_transcript(interview.id, TALK)
    vault._database.query("CREATE TABLE written (position REAL)")
    noted = "CREATE TRIGGER note_{0} AFTER {0} ON turns BEGIN INSERT INTO written VALUES ({1}.position); END"
    for event, row in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD")):
        vault._database.query(noted.format(event, row))

    def written(step: EditStep) -> int:
        vault._database.query("DELETE FROM written")
        vault.transcripts.carry_out(interview.id, step)
        return int(vault._database.query("SELECT count(*) FROM written")[0][0])

    typed = reword(TALK, 2, "Well, thanks.")
    assert typed is not None
    assert written(typed) == 1
    assert written(typed.inverse) == 1
    assert written(move_boundary(TALK, 2, 1)) == 2
    assert written(move_boundary(TALK, 2, 1).inverse) == 2
    assert written(split(TALK, 1, 4)) == 2
    assert written(split(TALK, 1, 4).inverse) == 2
    assert written(merge(TALK, 1)) == 2
    assert written(merge(TALK, 1).inverse) == 2
    assert written(rename(TALK, "S2", "S3")) == 2
    assert vault.transcripts.transcript(interview.id) == rename(TALK, "S2", "S3").apply(TALK)


def test_turns_that_are_no_neighbours_or_have_another_ones_id_are_refused(vault: Vault, interview: Interview) -> None:
    vault.transcripts.save_transcript(interview.id, TALK)
    first, second, third, _ = TALK.turns
    for before, after in (((first, third), (first,)), ((second, first), (first,)), ((first,), (third,))):
        with pytest.raises(InputError, match="changed in the meantime"):
            vault.transcripts.carry_out(interview.id, TurnsChange((Splice(before, after),), "typed"))
    assert vault.transcripts.transcript(interview.id) == TALK


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(transcripts(), st.data())
def test_what_is_kept_is_what_the_step_makes(
    vault: Vault, interview: Interview, made: Transcript, data: st.DataObject
) -> None:
    vault.transcripts.save_transcript(interview.id, made)
    for _ in range(4):
        step = data.draw(st.sampled_from(steps_of(made)))
        vault.transcripts.carry_out(interview.id, step)
        made = step.apply(made)
        kept = vault.transcripts.transcript(interview.id)
        assert kept == made
        assert kept is not None
        assert kept.next_turn_id == made.next_turn_id


def test_what_the_machine_heard_cannot_be_changed(vault: Vault, interview: Interview) -> None:
    vault.transcripts.save_transcript(interview.id, TALK)
    with pytest.raises(sqlcipher3.IntegrityError, match="fixed"):
        vault._database.query("UPDATE original_turns SET body = ''")
    assert vault.transcripts.original(interview.id) == TALK


def test_an_older_studys_transcripts_become_their_originals(closed_study: Path, passphrase: str) -> None:
    keys: StudyKeys = unlock_keys(closed_study, passphrase)
    for path in closed_study.glob("study.db*"):
        path.unlink()
    database = Database(closed_study / "study.db", keys.database_key, keys.database_salt)
    before = next(place for place, each in enumerate(MIGRATIONS) if any("edit_steps" in one for one in each.statements))
    migrate(database, "Before", MIGRATIONS[:before])
    database.query(
        "INSERT INTO interviews VALUES (7, 'ab', 9, 'a.wav', 'pcm', 1, 16000, 90000, '[]', NULL, NULL, '', NULL, NULL)"
    )
    database.query('INSERT INTO transcripts VALUES (7, \'{"S1": "interviewer", "S2": "participant"}\', 1)')
    for place, turn in enumerate(TALK.turns):
        words = [[word.text, word.start_ms, word.end_ms, word.probability] for word in turn.words]
        body = {
            "id": turn.id,
            "speaker": turn.speaker,
            "words": words,
            "start_ms": turn.start_ms,
            "end_ms": turn.end_ms,
        }
        database.query("INSERT INTO turns VALUES (7, ?, ?)", (place, json.dumps(body)))
    database.close()
    with Vault.open(closed_study, passphrase) as vault:
        original = vault.transcripts.original(7)
        assert original == TALK
        vault.transcripts.carry_out(7, split(TALK, 3, 5))
        assert vault.transcripts.original(7) == TALK
        now = vault.transcripts.transcript(7)
        assert now is not None
        assert [turn.id for turn in now.turns] == [1, 2, 3, 5, 4]
        assert now.roles_confirmed


def test_bodies_of_the_journal_and_of_notes_are_sealed(vault: Vault, interview: Interview) -> None:
    step = reword(TALK, 1, "How is Zelda?")
    assert step is not None
    now = dt.datetime.now(dt.UTC)
    vault.edits.append(interview.id, step, Change(), "GE", now)
    vault.notes.save(interview.id, Note(1, "ask Zelda", "GE", now))
    for table in ("edit_steps", "notes"):
        assert b"Zelda" not in vault._database.query(f"SELECT body FROM {table}")[0][0]  # noqa: S608


TYPE = """
import sys
from pathlib import Path
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.study.edits import merge, reword, split

with Desk.open(Path(sys.argv[1]), sys.argv[2]) as desk:
    interview = desk.vault.interviews.all()[0]
    number = len(desk.editing.steps(interview.id))
    print("open", flush=True)
    while True:
        number += 1
        def step(now):
            if number % 3 == 0:
                return split(now, 1, len(now.turns[0].text) - 1)
            return merge(now, 1) if number % 3 == 1 and number > 1 else reword(now, 1, f"Typed {number} so far.")
        desk.editing.make(interview.id, step)
        print(number, flush=True)
"""


@pytest.mark.parametrize("after_seconds", [0.0, 0.02, 0.07, 0.15])
def test_a_kill_in_the_middle_of_typing_loses_no_finished_step(
    closed_study: Path, passphrase: str, start: Start, after_seconds: float
) -> None:
    with Vault.open(closed_study, passphrase) as vault:
        interview = _interview(vault)
        vault.transcripts.save_transcript(interview.id, TALK)
    typing = start(TYPE, closed_study, passphrase)
    assert typing.stdout is not None
    assert typing.stdout.readline() == "open\n", typing.communicate()
    first = typing.stdout.readline()
    time.sleep(after_seconds)
    typing.kill()
    told = int([first, *typing.stdout.read().splitlines()][-1])
    typing.wait()

    with Vault.open(closed_study, passphrase) as vault:
        editing = Editing(vault, ModelStore())
        kept = len(editing.steps(interview.id))
        assert kept in (told, told + 1)
        assert len([each for each in vault.audit.entries() if each.action == "text edited"]) == kept
        while editing.undo(interview.id) is not None:
            pass
        assert editing.transcript(interview.id) == TALK


def test_a_second_program_is_refused_while_somebody_types(closed_study: Path, passphrase: str, start: Start) -> None:
    with Vault.open(closed_study, passphrase) as vault:
        vault.transcripts.save_transcript(_interview(vault).id, TALK)
    typing = start(TYPE, closed_study, passphrase)
    assert typing.stdout is not None
    assert typing.stdout.readline() == "open\n", typing.communicate()
    with pytest.raises(StudyLockedError):
        Vault.open(closed_study, passphrase)
    typing.kill()


FILL_UP = """
import json, sys, resource
from pathlib import Path
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.study.edits import reword
from transcribe_desk.study.errors import DiskError

def text(number):
    return " ".join(f"typed{number}x{place}" for place in range(300))

with Desk.open(Path(sys.argv[1]), sys.argv[2]) as desk:
    interview = desk.vault.interviews.all()[0]
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, resource.RLIM_INFINITY))
    done, told = 0, ""
    window = desk.editing.transcript(interview.id)
    try:
        for number in range(1, 2000):
            step = reword(window, 1 + number % 4, text(number))
            desk.editing.apply(interview.id, step)
            window = step.apply(window)
            done = number
    except DiskError as error:
        told = error.cause
    during = desk.editing.transcript(interview.id) == window
    steps = len(desk.editing.steps(interview.id))
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    desk.editing.apply(interview.id, step)  # the window kept it and sends it again
    window = step.apply(window)

with Desk.open(Path(sys.argv[1]), sys.argv[2]) as desk:
    after = desk.editing.transcript(interview.id) == window
    print(json.dumps([told, during, steps == done, after, len(desk.editing.steps(interview.id)) == done + 1]))
"""


def test_a_full_disk_while_typing_keeps_what_was_typed_before_and_takes_the_rest_later(
    closed_study: Path, passphrase: str, start: Start
) -> None:
    pytest.importorskip("resource")
    with Vault.open(closed_study, passphrase) as vault:
        vault.transcripts.save_transcript(_interview(vault).id, TALK)
    output, errors = start(FILL_UP, closed_study, passphrase).communicate(timeout=120)
    assert errors == ""
    told, *facts = json.loads(output)
    assert "nothing was changed" in told
    assert facts == [True, True, True, True]


def _interview(vault: Vault) -> Interview:
    organisation = vault.study.add_organisation("hospital")
    participant = vault.study.add_participant(organisation.id, None)
    return vault.interviews.add([participant.id], Recording("0" * 64, 0, "", "", 1, 16_000, 0))
