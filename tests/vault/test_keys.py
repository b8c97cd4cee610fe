"""Wrap the study's keys with a passphrase and tell a wrong passphrase from a damaged key file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from transcribe_desk.study.errors import StudyDamagedError, StudyError, WrongPassphraseError
from transcribe_desk.vault.keys import PassphraseCost, create_keys, unlock_keys


def _all(keys: object) -> list[bytes]:
    return [getattr(keys, name) for name in ("database_key", "database_salt", "audio_key", "pseudonym_key")]


def test_unlocking_gives_the_same_keys_and_no_two_are_alike(tmp_path: Path, cheap: PassphraseCost) -> None:
    made = create_keys(tmp_path, "some words", cheap)
    assert unlock_keys(tmp_path, "some words") == made
    keys = _all(made)
    assert [len(key) for key in keys] == [32, 16, 32, 32]
    assert len({key[:16] for key in keys}) == 4
    stored = (tmp_path / "key.json").read_text()
    assert not any(key.hex() in stored for key in keys)
    assert "database_key" not in repr(made)


def test_two_studies_with_one_passphrase_share_no_key(tmp_path: Path, cheap: PassphraseCost) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    one = create_keys(tmp_path / "a", "some words", cheap)
    other = create_keys(tmp_path / "b", "some words", cheap)
    assert not set(_all(one)) & set(_all(other))


def test_accents_typed_on_another_keyboard_open_the_same_study(tmp_path: Path, cheap: PassphraseCost) -> None:
    create_keys(tmp_path, "cafe\N{COMBINING ACUTE ACCENT} noir", cheap)
    unlock_keys(tmp_path, "caf\N{LATIN SMALL LETTER E WITH ACUTE} noir")
    with pytest.raises(WrongPassphraseError):
        unlock_keys(tmp_path, "cafe noir")


def test_any_change_of_the_key_file_is_damage_not_a_wrong_passphrase(tmp_path: Path, cheap: PassphraseCost) -> None:
    create_keys(tmp_path, "some words", cheap)
    path = tmp_path / "key.json"
    sound = json.loads(path.read_text())
    for name in ("key_check", "data_key", "pseudonym_key", "checksum"):
        flipped = ("1" if sound[name][0] == "0" else "0") + sound[name][1:]
        path.write_text(json.dumps(sound | {name: flipped}))
        with pytest.raises(StudyDamagedError, match=r"key\.json is damaged"):
            unlock_keys(tmp_path, "some words")
    for change in ({"salt": "00" * 16}, {"memory_kib": 9}, {"iterations": 10**9}):
        path.write_text(json.dumps(sound | {"passphrase": sound["passphrase"] | change}))
        with pytest.raises(StudyDamagedError):
            unlock_keys(tmp_path, "some words")
    for text in ("", "{", "[]", '{"format": "another"}'):
        path.write_text(text)
        with pytest.raises(StudyDamagedError):
            unlock_keys(tmp_path, "some words")
    path.write_text(json.dumps(sound))
    unlock_keys(tmp_path, "some words")


def test_a_key_file_of_a_newer_version_asks_for_the_newer_program(tmp_path: Path, cheap: PassphraseCost) -> None:
    create_keys(tmp_path, "some words", cheap)
    path = tmp_path / "key.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"version": 2}))
    with pytest.raises(StudyError, match="Install the newest version"):
        unlock_keys(tmp_path, "some words")


def test_a_cost_beyond_reason_is_refused() -> None:
    for memory_kib, iterations, lanes in ((7, 1, 1), (2**22, 1, 1), (64, 0, 1), (64, 1000, 1), (64, 1, 0)):
        with pytest.raises(ValueError, match="out of range"):
            PassphraseCost(memory_kib, iterations, lanes)
