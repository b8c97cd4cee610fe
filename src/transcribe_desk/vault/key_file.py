"""Seal a study's key in a file of its own, under its own passphrase, and open such a file again.

The file is JSON:

- ``format`` and ``version``, 1;
- ``passphrase``: how Argon2id makes 32 bytes of the passphrase (NFKC, UTF-8): salt, memory, passes, lanes;
- ``key_check``: HKDF-SHA256 of these bytes for “transcribe-desk exported key check”, which tells a wrong passphrase;
- ``sealed``: in base64 a nonce of 12 bytes, then the content under AES-256-GCM with the key that HKDF-SHA256 makes for
  “transcribe-desk exported key content”; bound in are ``format``, ``version`` and ``passphrase`` as sorted JSON;
- ``checksum``: SHA-256 of all that as sorted JSON, which tells damage from a wrong passphrase.
"""

from __future__ import annotations

import base64
import hmac
import json
import secrets
from dataclasses import asdict
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from transcribe_desk.study.errors import DiskError, InputError, StudyDamagedError, StudyError, WrongPassphraseError
from transcribe_desk.vault.files import disk_errors, write_file
from transcribe_desk.vault.keys import PassphraseCost, checksum, derive, stretch

SUFFIX = ".tdkey"
_FORMAT = "transcribe-desk exported key"
_VERSION = 1
_NONCE_BYTES = 12
_CHECK, _CONTENT = "exported key check", "exported key content"


def write_key_file(path: Path, content: bytes, passphrase: str, cost: PassphraseCost | None = None) -> None:
    """Seal ``content`` under ``passphrase`` and put it at ``path``, whole or not at all (slow: 0.7 s).

    Only sealed bytes ever reach the disk. Raises InputError for an empty passphrase, another ending than ``.tdkey`` or
    a file that is there already, DiskError.
    """
    if not passphrase.strip():
        raise InputError("Passphrase of the key", "It is empty.", "Choose a passphrase of several words.")
    if path.suffix != SUFFIX:
        raise InputError(f"Key file {path.name}", f"A key file is named NAME{SUFFIX}.", f"Use “{path.name}{SUFFIX}”.")
    with disk_errors(f"Key file {path.name}"):
        if path.exists() or path.is_symlink():
            raise InputError(f"Key file {path.name}", "It is already there.", "Choose another name, or move it away.")
        if not path.parent.is_dir():
            raise DiskError(
                f"Key file {path.name}", "Its folder does not exist.", "Make that folder or choose another."
            )
    write_file(path, json.dumps(_seal(content, passphrase, cost or PassphraseCost()), indent=2).encode())


def read_key_file(path: Path, passphrase: str) -> bytes:
    """Give the content of the key file at ``path`` (slow); it is opened in memory only.

    Raises InputError for a file that is no key, WrongPassphraseError, StudyDamagedError when the file is not what was
    written, StudyError for one of a newer version, DiskError.
    """
    file = _read(path)
    try:
        key = stretch(passphrase, file["passphrase"])
        if not hmac.compare_digest(bytes.fromhex(file["key_check"]), derive(key, _CHECK)):
            raise WrongPassphraseError(
                f"Key file {path.name}", "The passphrase is not the one of this key.", "Check it and type it again."
            )
        sealed = base64.b64decode(file["sealed"], validate=True)
        cipher = AESGCM(derive(key, _CONTENT))
        return cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], _bound(file))
    except (KeyError, TypeError, ValueError, InvalidTag) as error:
        raise _damaged(path) from error


def _seal(content: bytes, passphrase: str, cost: PassphraseCost) -> dict[str, Any]:
    how = {"function": "argon2id", "salt": secrets.token_hex(16), **asdict(cost)}
    key = stretch(passphrase, how)
    file: dict[str, Any] = {"format": _FORMAT, "version": _VERSION, "passphrase": how}
    file["key_check"] = derive(key, _CHECK).hex()
    nonce = secrets.token_bytes(_NONCE_BYTES)
    sealed = nonce + AESGCM(derive(key, _CONTENT)).encrypt(nonce, content, _bound(file))
    file["sealed"] = base64.b64encode(sealed).decode()
    file["checksum"] = checksum(file)
    return file


def _bound(file: dict[str, Any]) -> bytes:
    """Give the part of the file that the seal covers without hiding it."""
    return json.dumps({name: file[name] for name in ("format", "version", "passphrase")}, sort_keys=True).encode()


def _read(path: Path) -> dict[str, Any]:
    with disk_errors(f"Key file {path.name}"):
        if not path.is_file():
            raise InputError(f"Key file {path.name}", "There is no such file.", "Check the path.")
        data = path.read_bytes()
    try:
        file = json.loads(data)
    except ValueError as error:
        raise _damaged(path) from error
    if not isinstance(file, dict) or file.get("format") != _FORMAT:
        raise InputError(f"Key file {path.name}", "It is no exported key.", f"Choose a file named NAME{SUFFIX}.")
    if file.get("version") != _VERSION:
        raise StudyError(
            f"Key file {path.name}",
            "It was written by another version of Transcribe Desk.",
            "Install the newest version of Transcribe Desk and open it with that.",
        )
    if file.pop("checksum", None) != checksum(file):
        raise _damaged(path)
    return file


def _damaged(path: Path) -> StudyDamagedError:
    return StudyDamagedError(
        f"Key file {path.name}", "It is damaged.", "Use another copy, or export the key again from its study."
    )
