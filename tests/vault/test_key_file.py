"""Seal a key in a file of its own: nobody opens it without its passphrase, and damage is told from a wrong one."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from transcribe_desk.study.errors import DiskError, InputError, StudyDamagedError, StudyError, WrongPassphraseError
from transcribe_desk.vault.key_file import read_key_file, write_key_file
from transcribe_desk.vault.keys import PassphraseCost

CONTENT = "Sarah Quennell-Patel is [NAME 1], Żółta Łódź [PLACE 2]".encode() * 20
PASSPHRASE = "wet gravel under a blue door"


@pytest.fixture
def sealed(tmp_path: Path, cheap: PassphraseCost) -> Path:
    """Give a key file."""
    path = tmp_path / "study.tdkey"
    write_key_file(path, CONTENT, PASSPHRASE, cheap)
    return path


def test_what_was_sealed_opens_with_its_passphrase_and_no_other(sealed: Path) -> None:
    assert read_key_file(sealed, PASSPHRASE) == CONTENT
    for wrong in ("", PASSPHRASE + " ", PASSPHRASE.upper()):
        with pytest.raises(WrongPassphraseError, match=r"study\.tdkey"):
            read_key_file(sealed, wrong)


def test_nothing_of_it_stands_in_the_folder(sealed: Path) -> None:
    assert [path.name for path in sealed.parent.iterdir()] == ["study.tdkey"]
    data = sealed.read_bytes()
    unwrapped = base64.b64decode(json.loads(data)["sealed"])
    for word in (b"Sarah", "Łódź".encode(), b"NAME 1", PASSPHRASE.encode()):
        assert word not in data
        assert word not in unwrapped


def test_the_default_cost_is_that_of_a_study(tmp_path: Path) -> None:
    write_key_file(tmp_path / "a.tdkey", CONTENT, PASSPHRASE)
    how = json.loads((tmp_path / "a.tdkey").read_bytes())["passphrase"]
    assert (how["function"], how["memory_kib"], how["iterations"], how["lanes"]) == ("argon2id", 131072, 3, 4)


def test_twice_the_same_content_is_two_unlike_files(sealed: Path, cheap: PassphraseCost) -> None:
    write_key_file(sealed.with_name("b.tdkey"), CONTENT, PASSPHRASE, cheap)
    one, other = (json.loads(path.read_bytes()) for path in (sealed, sealed.with_name("b.tdkey")))
    assert one["passphrase"]["salt"] != other["passphrase"]["salt"]
    assert one["sealed"][:64] != other["sealed"][:64]


def test_the_format_opens_without_this_program(sealed: Path) -> None:
    file = json.loads(sealed.read_bytes())
    how = file["passphrase"]
    stretched = Argon2id(
        salt=bytes.fromhex(how["salt"]),
        length=32,
        iterations=how["iterations"],
        lanes=how["lanes"],
        memory_cost=how["memory_kib"],
    ).derive(PASSPHRASE.encode())
    key = HKDF(hashes.SHA256(), 32, None, b"transcribe-desk exported key content").derive(stretched)
    bound = json.dumps({name: file[name] for name in ("format", "version", "passphrase")}, sort_keys=True).encode()
    data = base64.b64decode(file["sealed"])
    assert AESGCM(key).decrypt(data[:12], data[12:], bound) == CONTENT


def test_any_change_is_damage_and_not_a_wrong_passphrase(sealed: Path) -> None:
    sound = json.loads(sealed.read_bytes())
    changes: list[dict[str, Any]] = [
        {"sealed": "A" + sound["sealed"][1:] if sound["sealed"][0] != "A" else "B" + sound["sealed"][1:]},
        {"sealed": sound["sealed"][:-8]},
        {"key_check": "00" * 32},
        {"passphrase": sound["passphrase"] | {"salt": "00" * 16}},
        {"passphrase": sound["passphrase"] | {"iterations": 10**9}},
        {"passphrase": {}},
        {"checksum": "00"},
    ]
    for change in changes:
        sealed.write_text(json.dumps(sound | change))
        with pytest.raises(StudyDamagedError, match="damaged"):
            read_key_file(sealed, PASSPHRASE)


def test_a_change_hidden_behind_a_new_checksum_does_not_open(sealed: Path) -> None:
    sound = json.loads(sealed.read_bytes())
    data = bytearray(base64.b64decode(sound["sealed"]))
    data[20] ^= 1
    for change in (
        {"sealed": base64.b64encode(data).decode()},
        {"passphrase": sound["passphrase"] | {"function": "x"}},
    ):
        forged = {name: value for name, value in (sound | change).items() if name != "checksum"}
        forged["checksum"] = hashlib.sha256(json.dumps(forged, sort_keys=True).encode()).hexdigest()
        sealed.write_text(json.dumps(forged))
        with pytest.raises(StudyDamagedError):
            read_key_file(sealed, PASSPHRASE)


def test_a_file_cut_off_anywhere_is_told(sealed: Path) -> None:
    whole = sealed.read_bytes()
    for length in range(0, len(whole) - 1, 7):
        sealed.write_bytes(whole[:length])
        with pytest.raises(StudyDamagedError):
            read_key_file(sealed, PASSPHRASE)


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\x00", b'"text"'])
def test_other_files_are_no_key(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "other.tdkey").write_bytes(data)
    with pytest.raises((StudyDamagedError, InputError)):
        read_key_file(tmp_path / "other.tdkey", PASSPHRASE)


def test_a_newer_version_and_a_missing_file_are_told(sealed: Path) -> None:
    sealed.write_text(json.dumps(json.loads(sealed.read_bytes()) | {"version": 2}))
    with pytest.raises(StudyError, match="another version"):
        read_key_file(sealed, PASSPHRASE)
    with pytest.raises(InputError, match="no such file"):
        read_key_file(sealed.with_name("none.tdkey"), PASSPHRASE)


def test_a_place_that_will_not_do_is_told_and_left_alone(tmp_path: Path, sealed: Path, cheap: PassphraseCost) -> None:
    before = sealed.read_bytes()
    with pytest.raises(InputError, match="already there"):
        write_key_file(sealed, CONTENT, "other words", cheap)
    with pytest.raises(InputError, match=r"NAME\.tdkey"):
        write_key_file(tmp_path / "study.json", CONTENT, PASSPHRASE, cheap)
    with pytest.raises(InputError, match="empty"):
        write_key_file(tmp_path / "b.tdkey", CONTENT, "  ", cheap)
    with pytest.raises(DiskError, match="does not exist"):
        write_key_file(tmp_path / "nowhere" / "b.tdkey", CONTENT, PASSPHRASE, cheap)
    assert sealed.read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} == {"study.tdkey"}
