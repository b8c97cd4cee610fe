"""Keep the study's watch-list, and look for it at once in every interview that was flagged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from transcribe_desk.jobs.reviewing import spread_known_names
from transcribe_desk.privacy.finding.watch_entries import WatchEntries, examine
from transcribe_desk.vault.store import Vault


def set_watch_list(vault: Vault, lines: Iterable[str]) -> WatchEntries:
    """Replace the watch-list by the lines that can be looked for, and say what is wrong with the others.

    Whole entries are proposed at once wherever a flagged interview says them; nearly right ones when it is flagged
    again.
    """
    entries = examine(lines)
    with vault.transaction():
        vault.study.save_settings(replace(vault.study.settings(), watch_list=entries.usable))
        vault.audit.append("watch-list changed", "", {"entries": len(entries.usable)})
        spread_known_names(vault)
    return entries
