"""Keep the study's keys: random keys wrapped by the passphrase in ``key.json``, working keys derived from them."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import unicodedata
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from transcribe_desk.study.errors import InputError, StudyDamagedError, StudyError, WrongPassphraseError
from transcribe_desk.vault.files import disk_error, write_file

KEY_FILE = "key.json"
_FORMAT = "transcribe-desk study key"
_VERSION = 1
_KEY_BYTES = 32
_NONCE_BYTES = 12


@dataclass(frozen=True, slots=True)
class PassphraseCost:
    """What one guess at the passphrase costs: Argon2id with this memory (KiB), passes and lanes.

    The default is above the second recommended option of RFC 9106 (64 MiB, three passes, four lanes).
    """

    memory_kib: int = 128 * 1024
    iterations: int = 3
    lanes: int = 4

    def __post_init__(self) -> None:
        """Refuse what Argon2id does not allow, and what a tampered key file could use to exhaust the computer."""
        if not (1 <= self.lanes <= 16 and 1 <= self.iterations <= 64 and 8 * self.lanes <= self.memory_kib <= 2**21):
            raise ValueError("passphrase cost out of range")


@dataclass(frozen=True, slots=True, repr=False)
class StudyKeys:
    """The working keys of an open study; each is used for one thing only."""

    database_key: bytes
    database_salt: bytes
    audio_key: bytes
    pseudonym_key: bytes


def create_keys(folder: Path, passphrase: str, cost: PassphraseCost) -> StudyKeys:
    """Make random keys for a new study and write them, wrapped by ``passphrase``, into ``folder``.

    Raises InputError when the passphrase is empty.
    """
    if not passphrase.strip():
        raise InputError("Passphrase", "It is empty.", "Choose a passphrase of several words.")
    data_key, pseudonym_key = secrets.token_bytes(_KEY_BYTES), secrets.token_bytes(_KEY_BYTES)
    content: dict[str, Any] = {
        "format": _FORMAT,
        "version": _VERSION,
        "passphrase": {"function": "argon2id", "salt": secrets.token_hex(16), **asdict(cost)},
    }
    from_passphrase = stretch(passphrase, content["passphrase"])
    content["key_check"] = derive(from_passphrase, "key check").hex()
    content["data_key"] = _wrap(from_passphrase, "data key", data_key)
    content["pseudonym_key"] = _wrap(from_passphrase, "pseudonym key", pseudonym_key)
    content["checksum"] = checksum(content)
    write_file(folder / KEY_FILE, json.dumps(content, indent=2).encode())
    return _working_keys(data_key, pseudonym_key)


def unlock_keys(folder: Path, passphrase: str) -> StudyKeys:
    """Give the working keys of the study in ``folder``.

    Raises WrongPassphraseError, StudyDamagedError when the key file was changed, StudyError when it is missing or
    was made by a newer version.
    """
    content = _read(folder)
    try:
        from_passphrase = stretch(passphrase, content["passphrase"])
        if not hmac.compare_digest(bytes.fromhex(content["key_check"]), derive(from_passphrase, "key check")):
            raise WrongPassphraseError(
                f"Study {folder.name}", "The passphrase is not the one of this study.", "Check it and type it again."
            )
        data_key = _unwrap(from_passphrase, "data key", content["data_key"])
        pseudonym_key = _unwrap(from_passphrase, "pseudonym key", content["pseudonym_key"])
    except (KeyError, TypeError, ValueError, InvalidTag) as error:
        raise _damaged(folder) from error
    return _working_keys(data_key, pseudonym_key)


def _read(folder: Path) -> dict[str, Any]:
    try:
        content = json.loads((folder / KEY_FILE).read_bytes())
    except FileNotFoundError as error:
        raise StudyError(
            f"Study {folder.name}",
            f"Its key file {KEY_FILE} is missing; without it nobody can read the study.",
            f"Put {KEY_FILE} back from a backup of this study folder.",
        ) from error
    except OSError as error:
        raise disk_error(KEY_FILE, error) from error
    except ValueError as error:
        raise _damaged(folder) from error
    if not isinstance(content, dict) or content.get("format") != _FORMAT:
        raise _damaged(folder)
    if content.get("version") != _VERSION:
        raise StudyError(
            f"Study {folder.name}",
            "Its key file was written by another version of Transcribe Desk.",
            "Install the newest version of Transcribe Desk and open the study with it.",
        )
    # A flipped bit in the salt would otherwise look like a wrong passphrase.
    if content.pop("checksum", None) != checksum(content):
        raise _damaged(folder)
    return content


def _damaged(folder: Path) -> StudyDamagedError:
    return StudyDamagedError(
        f"Study {folder.name}",
        f"Its key file {KEY_FILE} is damaged.",
        f"Put {KEY_FILE} back from a backup of this study folder; nothing else was changed.",
    )


def stretch(passphrase: str, how: dict[str, Any]) -> bytes:
    """Give the 32 bytes that Argon2id makes of a passphrase, with the salt (hex) and the cost that ``how`` holds.

    Raises KeyError, TypeError or ValueError when ``how`` is not complete or out of range.
    """
    cost = PassphraseCost(how["memory_kib"], how["iterations"], how["lanes"])
    # Keyboards differ in how they compose accents; NFKC makes the same passphrase the same bytes.
    return Argon2id(
        salt=bytes.fromhex(how["salt"]),
        length=_KEY_BYTES,
        iterations=cost.iterations,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    ).derive(unicodedata.normalize("NFKC", passphrase).encode(errors="surrogatepass"))


def _working_keys(data_key: bytes, pseudonym_key: bytes) -> StudyKeys:
    return StudyKeys(
        database_key=derive(data_key, "database key"),
        database_salt=derive(data_key, "database salt")[:16],
        audio_key=derive(data_key, "audio key"),
        pseudonym_key=derive(pseudonym_key, "pseudonym columns"),
    )


def derive(key: bytes, purpose: str) -> bytes:
    """Give the 32 bytes that HKDF makes of a key for one purpose."""
    info = f"transcribe-desk {purpose}".encode()
    return HKDF(algorithm=hashes.SHA256(), length=_KEY_BYTES, salt=None, info=info).derive(key)


def _wrap(from_passphrase: bytes, purpose: str, key: bytes) -> str:
    nonce = secrets.token_bytes(_NONCE_BYTES)
    wrapping_key = AESGCM(derive(from_passphrase, f"wrap {purpose}"))
    return (nonce + wrapping_key.encrypt(nonce, key, purpose.encode())).hex()


def _unwrap(from_passphrase: bytes, purpose: str, wrapped: str) -> bytes:
    data = bytes.fromhex(wrapped)
    wrapping_key = AESGCM(derive(from_passphrase, f"wrap {purpose}"))
    return wrapping_key.decrypt(data[:_NONCE_BYTES], data[_NONCE_BYTES:], purpose.encode())


def checksum(content: dict[str, Any]) -> str:
    """Give the SHA-256 of JSON content, which tells a flipped bit from a wrong passphrase."""
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
