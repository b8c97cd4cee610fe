"""Keep recordings and decoded sound encrypted, whole or not at all, and sweep what was left behind."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from transcribe_desk.study.errors import StudyDamagedError
from transcribe_desk.study.study import Interview
from transcribe_desk.vault.store import Vault

SOUND = Random(1).randbytes(300_000)


def _files(vault: Vault) -> list[Path]:
    return sorted((vault.folder / "recordings").iterdir())


def test_a_recording_is_hashed_as_received_and_read_from_anywhere(
    vault: Vault, add_interview: Callable[..., Interview]
) -> None:
    interview = add_interview(content=SOUND)
    assert interview.recording.sha256 == hashlib.sha256(SOUND).hexdigest()
    assert interview.recording.size == len(SOUND)
    with vault.recordings.open(interview.id) as stream:
        stream.seek(123_456)
        assert stream.read(1000) == SOUND[123_456:124_456]
        stream.seek(0)
        assert stream.read() == SOUND
    with pytest.raises(KeyError):
        vault.recordings.open(99)


def test_an_empty_recording_is_stored_like_any_other(vault: Vault) -> None:
    stored = vault.recordings.store(io.BytesIO())
    assert (stored.size, stored.sha256) == (0, hashlib.sha256().hexdigest())


def test_file_names_on_disk_say_nothing_about_the_content(vault: Vault) -> None:
    one = vault.recordings.store(io.BytesIO(SOUND))
    other = vault.recordings.store(io.BytesIO(SOUND))
    assert one.sha256 == other.sha256
    assert one.file_id != other.file_id
    assert {path.stem for path in _files(vault)} == {one.file_id, other.file_id}


def test_a_discarded_recording_leaves_nothing_and_an_attached_one_stays(vault: Vault, interview: Interview) -> None:
    stored = vault.recordings.store(io.BytesIO(SOUND))
    vault.recordings.discard(stored.file_id)
    (kept,) = _files(vault)
    for file_id in (stored.file_id, kept.name):
        with pytest.raises(KeyError):
            vault.recordings.discard(file_id)
    assert _files(vault) == [kept]


def test_an_import_taken_back_can_still_be_discarded(vault: Vault, interview: Interview) -> None:
    stored = vault.recordings.store(io.BytesIO(SOUND))
    with pytest.raises(RuntimeError), vault.transaction():  # noqa: PT012
        vault.recordings.attach(vault.interviews.add([_another(vault)], interview.recording).id, stored.file_id)
        raise RuntimeError
    vault.recordings.discard(stored.file_id)
    assert len(_files(vault)) == 1


def _another(vault: Vault) -> int:
    return vault.study.add_participant(vault.study.organisations()[0].id, None).id


def test_decoded_sound_is_kept_replaced_and_dropped(vault: Vault, interview: Interview) -> None:
    assert not vault.recordings.has_sound(interview.id)
    for sound in (SOUND, SOUND[:100_001]):
        with vault.recordings.sound_writer(interview.id) as writer:
            for start in range(0, len(sound), 32_000):
                writer.write(sound[start : start + 32_000])
        with vault.recordings.open_sound(interview.id) as stream:
            assert stream.read() == sound
        assert len(_files(vault)) == 2
    vault.recordings.drop_sound(interview.id)
    vault.recordings.drop_sound(interview.id)
    assert not vault.recordings.has_sound(interview.id)
    assert len(_files(vault)) == 1
    with vault.recordings.open(interview.id) as stream:
        assert stream.read() == b"sound as received"


def test_a_copy_to_listen_to_and_its_peaks_are_kept_together_or_not_at_all(vault: Vault, interview: Interview) -> None:
    for attempt in (1, 2):
        with vault.recordings.playback_writer(interview.id) as (copy, peaks):
            copy.write(SOUND)
            peaks.write(bytes([attempt]))
    with pytest.raises(RuntimeError), vault.recordings.playback_writer(interview.id) as (copy, peaks):  # noqa: PT012
        peaks.write(b"half")
        raise RuntimeError
    with vault.recordings.open_playback(interview.id) as stream:
        assert stream.read() == SOUND
    assert vault.recordings.peaks(interview.id) == b"\x02"
    assert len(_files(vault)) == 3
    vault.recordings.drop_playback(interview.id)
    vault.recordings.drop_playback(interview.id)
    assert len(_files(vault)) == 1
    with pytest.raises(KeyError):
        vault.recordings.peaks(interview.id)


def test_what_is_made_of_a_recording_goes_with_it(vault: Vault, interview: Interview) -> None:
    with pytest.raises(KeyError), vault.recordings.playback_writer(interview.id) as (copy, _):  # noqa: PT012
        copy.write(SOUND)
        vault.recordings.erase(vault.recordings.forget(interview.id))
    assert _files(vault) == []
    with pytest.raises(KeyError):
        vault.recordings.open_playback(interview.id)


def test_sound_broken_off_or_dropped_in_a_lost_transaction_changes_nothing(vault: Vault, interview: Interview) -> None:
    with vault.recordings.sound_writer(interview.id) as writer:
        writer.write(SOUND)
    with pytest.raises(RuntimeError), vault.recordings.sound_writer(interview.id) as writer:  # noqa: PT012
        writer.write(SOUND[:70_000])
        raise RuntimeError
    with pytest.raises(RuntimeError), vault.transaction():  # noqa: PT012
        vault.recordings.drop_sound(interview.id)
        raise RuntimeError
    assert len(_files(vault)) == 2
    with vault.recordings.open_sound(interview.id) as stream:
        assert stream.read() == SOUND


def test_opening_sweeps_what_no_interview_refers_to_and_nothing_else(
    vault: Vault, interview: Interview, passphrase: str
) -> None:
    (kept,) = _files(vault)
    vault.recordings.store(io.BytesIO(SOUND))
    (vault.folder / "recordings" / ("a" * 32 + ".part")).write_bytes(b"half")
    (vault.folder / ".key.json.00112233.part").write_bytes(b"half")
    (vault.folder / "recordings" / "Thumbs.db").write_bytes(b"not ours")
    vault.close()
    with Vault.open(vault.folder, passphrase) as again:
        assert [path.name for path in _files(again)] == sorted([kept.name, "Thumbs.db"])
        assert not list(again.folder.glob(".*"))
        with again.recordings.open(interview.id) as stream:
            assert stream.read() == b"sound as received"


def test_recordings_that_an_older_database_does_not_know_stay(
    vault: Vault, add_interview: Callable[..., Interview], passphrase: str
) -> None:
    add_interview(content=b"in the backup")
    vault.close()
    database = vault.folder / "study.db"
    backup = database.read_bytes()
    with Vault.open(vault.folder, passphrase) as later:
        organisation = later.study.organisations()[0]
        stored = later.recordings.store(io.BytesIO(b"imported since"))
        with later.transaction():
            people = [later.study.add_participant(organisation.id, None).id]
            recording = later.interviews.all()[0].recording
            later.recordings.attach(later.interviews.add(people, recording).id, stored.file_id)
        assert later.recordings.unknown() == ()
    newer = database.read_bytes()

    database.write_bytes(backup)
    with Vault.open(vault.folder, passphrase) as older:
        assert older.recordings.unknown() == (stored.file_id,)
    with Vault.open(vault.folder, passphrase) as older:
        assert older.recordings.unknown() == (stored.file_id,)

    database.write_bytes(newer)
    with Vault.open(vault.folder, passphrase) as again:
        assert again.recordings.unknown() == ()
        with again.recordings.open(again.interviews.all()[-1].id) as stream:
            assert stream.read() == b"imported since"


def test_an_import_killed_before_its_file_had_its_name_is_finished_when_opened_next(
    vault: Vault, interview: Interview, passphrase: str
) -> None:
    (kept,) = _files(vault)
    vault.close()
    kept.rename(kept.with_suffix(".part"))
    with Vault.open(vault.folder, passphrase) as again:
        assert _files(again) == [kept]
        with again.recordings.open(interview.id) as stream:
            assert stream.read() == b"sound as received"


def test_what_could_not_be_deleted_at_once_goes_when_opened_next(
    vault: Vault, interview: Interview, passphrase: str
) -> None:
    with vault.recordings.sound_writer(interview.id) as writer:
        writer.write(SOUND)
    before = {path: path.read_bytes() for path in _files(vault)}
    vault.recordings.drop_sound(interview.id)
    (kept,) = _files(vault)
    for path, content in before.items():
        path.write_bytes(content)  # as if the program had been killed before it was gone
    assert vault.recordings.unknown() == ()
    vault.close()
    with Vault.open(vault.folder, passphrase) as again:
        assert _files(again) == [kept]


def test_a_file_that_the_disk_will_not_delete_does_not_keep_the_study_closed(
    vault: Vault, add_interview: Callable[..., Interview], passphrase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [name for interview in (add_interview(), add_interview()) for name in vault.recordings.forget(interview.id)]
    held, free = (vault.folder / "recordings" / name for name in names)
    half = [vault.folder / "recordings" / f"{'a' * 32}.part", vault.folder / ".key.json.00112233.part"]
    for path in half:
        path.write_bytes(b"half")
    vault.close()
    unlink = Path.unlink

    def refuse(path: Path, *, missing_ok: bool = False) -> None:
        if path != free:
            raise PermissionError(13, "a backup is reading it")
        unlink(path, missing_ok=missing_ok)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", refuse)
        for _ in range(2):
            with Vault.open(vault.folder, passphrase) as again:
                assert sorted(_files(again)) == sorted([held, half[0]])
                assert again.recordings.unknown() == (), "it stays among the files let go of"
    with Vault.open(vault.folder, passphrase) as again:
        assert _files(again) == []
        assert not half[1].exists()


def test_a_recording_gone_damaged_or_put_in_anothers_place_is_told(
    vault: Vault, add_interview: Callable[..., Interview]
) -> None:
    one, other = add_interview(content=b"one" * 100), add_interview(content=b"two" * 100)
    before = set(_files(vault))
    third = add_interview(content=b"three" * 50)
    (path,) = set(_files(vault)) - before
    sealed = path.read_bytes()
    path.write_bytes(next(iter(before)).read_bytes())
    with pytest.raises(StudyDamagedError):
        vault.recordings.open(third.id)
    path.write_bytes(sealed[:-1] + bytes([sealed[-1] ^ 1]))
    with pytest.raises(StudyDamagedError):
        vault.recordings.open(third.id)
    path.unlink()
    with pytest.raises(StudyDamagedError, match="missing"):
        vault.recordings.open(third.id)
    # The other interviews are not touched.
    for interview, content in ((one, b"one" * 100), (other, b"two" * 100)):
        with vault.recordings.open(interview.id) as stream:
            assert stream.read() == content
