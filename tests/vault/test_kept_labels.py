"""A small label that a person keeps is remembered with its reason, which nobody can read without the key."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from transcribe_desk.vault.kept_labels import KeptLabel
from transcribe_desk.vault.store import Vault


def test_a_kept_label_is_remembered_until_it_is_not(vault: Vault) -> None:
    kept = KeptLabel("commissioner", 2, "Dr Osei agreed in writing", "AB", dt.datetime(2026, 1, 2, tzinfo=dt.UTC))
    vault.kept_labels.save(kept)
    vault.kept_labels.save(replace(kept, label="school"))
    assert vault.kept_labels.all() == (kept, replace(kept, label="school"))
    vault.kept_labels.save(replace(kept, participants=1))
    vault.kept_labels.remove("school")
    assert vault.kept_labels.all() == (replace(kept, participants=1),)
    sealed = vault._database.query("SELECT reason FROM kept_labels")[0][0]
    assert b"Osei" not in sealed
