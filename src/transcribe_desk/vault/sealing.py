"""Seal names with the pseudonym key, a second lock inside the encrypted database."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from transcribe_desk.study.errors import StudyDamagedError

_NONCE_BYTES = 12


class NameSeal:
    """Seals and opens the columns that say who somebody really is."""

    def __init__(self, pseudonym_key: bytes) -> None:
        self._cipher = AESGCM(pseudonym_key)
        self._key = pseudonym_key

    def seed(self, purpose: str) -> bytes:
        """Give a secret of the study for one purpose: always the same 32 bytes, which tell nothing of the key."""
        return hmac.new(self._key, f"seed: {purpose}".encode(), hashlib.sha256).digest()

    def seal(self, column: str, names: Sequence[str]) -> bytes:
        """Give ``names`` sealed for ``column`` (``table.column``), which is bound into the seal."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, json.dumps(list(names)).encode(), column.encode())

    def open(self, column: str, sealed: bytes) -> tuple[str, ...]:
        """Give the names that ``seal`` sealed for ``column``, or raise StudyDamagedError."""
        try:
            names = json.loads(self._cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], column.encode()))
        except InvalidTag as error:
            raise StudyDamagedError(
                f"Sealed column {column}",
                "It does not open with the pseudonym key of this study.",
                "Restore the whole study folder from one backup, its key file included.",
            ) from error
        return tuple(names)

    def seal_one(self, column: str, name: str) -> bytes:
        """Give one name sealed for ``column``."""
        return self.seal(column, (name,))

    def open_one(self, column: str, sealed: bytes) -> str:
        """Give the name that ``seal_one`` sealed for ``column``, or raise StudyDamagedError."""
        return self.open(column, sealed)[0]
