"""Collect quotes from the anonymised text, look again whether each may still be used, and write the list as files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from transcribe_desk.export.manifest import MANIFEST_NAME, Manifest
from transcribe_desk.export.quote_files import FORMS, QuoteRow, write_quotes
from transcribe_desk.jobs import reviewing
from transcribe_desk.jobs.departures import QUOTES_EXPORTED, past_at, recorded
from transcribe_desk.jobs.disclosure import Disclosure
from transcribe_desk.jobs.replacing import keep_pseudonyms
from transcribe_desk.privacy import gate, quoted
from transcribe_desk.privacy.characters import fold
from transcribe_desk.privacy.disclosure.quotes import QuoteCheck, check_quote, tagged
from transcribe_desk.privacy.gate import ReleasedTranscript
from transcribe_desk.privacy.quoted import Quote, QuoteLine, QuoteState, Span
from transcribe_desk.privacy.replacing.profiles import Profile
from transcribe_desk.study.errors import GateRefusedError, InputError
from transcribe_desk.vault.store import Vault

__all__ = ["FORMS", "QuoteReport", "Quoting"]


@dataclass(frozen=True, slots=True)
class QuoteReport:
    """The files written, with the manifest last, how many quotes are in them, and which were left out and why.

    ``stale`` are paths of files that an earlier export left in the folder and that the manifest lists no more.
    """

    written: tuple[Path, ...]
    quotes: int
    left_out: tuple[tuple[str, str], ...]  # the study ID and the reason of each
    stale: tuple[str, ...] = ()


class Quoting:
    """The quotes of one study; each is checked before it is copied, kept or written."""

    def __init__(self, vault: Vault, disclosure: Disclosure) -> None:
        self._vault = vault
        self._disclosure = disclosure

    def check(
        self, interview_id: int, places: Sequence[tuple[int, int, int]], profile: Profile | None = None
    ) -> QuoteCheck:
        """Check places of an interview (turn, and code points of its own text) as one quote, as a profile words it.

        They grow to whole words and replacements. Raises InputError where there is no text.
        """
        spans = [Span(turn_id, start, end, "") for turn_id, start, end in places]
        passages = quoted.passages_of(spans, reviewing.rendered(self._vault, interview_id, profile=profile))
        return check_quote(passages, self._disclosure.quote_facts(interview_id))

    def keep(self, interview_id: int, places: Sequence[tuple[int, int, int]], by: str, note: str = "") -> Quote:
        """Check places and add them to the list as one quote.

        Raises GateRefusedError with the first reason against it, InputError where there is no text.
        """
        with self._vault.transaction():
            rendered = reviewing.rendered(self._vault, interview_id)
            texts = self._texts(interview_id)
            passages = quoted.passages_of([Span(*place, "") for place in places], rendered)
            check = check_quote(passages, self._disclosure.quote_facts(interview_id))
            if not check.may_be_copied:
                raise GateRefusedError("Quote", check.reasons[0].message, check.reasons[0].remedy)
            kept = self._vault.quotes.add(
                Quote(0, interview_id, quoted.spans_of(passages, texts), check.quote, note.strip(), by, _now())
            )
            self._note("quote kept", kept, by)
        return kept

    def lines(self, search: str = "") -> tuple[QuoteLine, ...]:
        """Give the quotes as they are now, or those that say the words searched for, in the order of the study.

        Slow: 0.1 s for each interview that has quotes.
        """
        with self._vault.transaction():
            found: list[QuoteLine] = []
            by_interview: dict[int, list[Quote]] = {}
            for quote in self._vault.quotes.all():
                by_interview.setdefault(quote.interview_id, []).append(quote)
            for interview_id, quotes in by_interview.items():
                found += self._looked_at(interview_id, quotes)
        wanted = fold(search.strip())
        shown = [
            line
            for line in found
            if wanted in fold(" ".join((line.quote.text, line.now, line.quote.note, line.study_id)))
        ]
        return tuple(sorted(shown, key=lambda line: (line.study_id, line.start_ms, line.quote.id)))

    def take_anew(self, quote_id: int, by: str) -> Quote:
        """Take a quote as it reads now; raise InputError where it is lost, GateRefusedError where it may not leave."""
        with self._vault.transaction():
            (line,) = self._looked_at(self._quote(quote_id).interview_id, [self._quote(quote_id)])
            if line.state is QuoteState.LOST:
                raise InputError("Quote", "Its words are not in the text any more.", "Take it again from the text.")
            if line.reasons:
                raise GateRefusedError("Quote", line.reasons[0].message, line.reasons[0].remedy)
            changed = replace(line.quote, text=line.now, by=by, at=_now())
            self._vault.quotes.update(changed)
            self._note("quote taken anew", changed, by)
        return changed

    def set_note(self, quote_id: int, note: str, by: str) -> Quote:
        """Write a note beside a quote, or with none take it away."""
        with self._vault.transaction():
            changed = replace(self._quote(quote_id), note=" ".join(note.split()))
            self._vault.quotes.update(changed)
            self._note("quote noted", changed, by)
        return changed

    def remove(self, quote_id: int, by: str) -> Quote:
        """Take a quote off the list and give it, so that it can be put back."""
        with self._vault.transaction():
            gone = self._quote(quote_id)
            self._vault.quotes.remove(quote_id)
            self._note("quote removed", gone, by)
        return gone

    def put_back(self, quote: Quote, by: str) -> Quote:
        """Put a quote that was taken off the list back."""
        with self._vault.transaction():
            kept = self._vault.quotes.add(quote)
            self._note("quote kept", kept, by)
        return kept

    def export(
        self,
        out: Path,
        *,
        forms: Sequence[str] = FORMS,
        profile: Profile = Profile.TEAM,
        with_notes: bool = False,
        by: str = "",
    ) -> QuoteReport:
        """Write the quotes that may leave, worded for a profile, below ``out`` (slow).

        Only those of interviews that the gate lets out, and that read as when they were taken; the others are named
        with the reason. The finished bytes are searched for every original. Raises InputError when none is left,
        GateRefusedError for a hit, DiskError.
        """
        rows: list[QuoteRow] = []
        left_out: list[tuple[str, str]] = []
        released: dict[int, ReleasedTranscript | str] = {}
        with self._vault.transaction():
            for line in self.lines():
                interview_id = line.quote.interview_id
                if interview_id not in released:
                    released[interview_id] = self._released(interview_id, profile)
                text = released[interview_id]
                reason = _against(line) or (text if isinstance(text, str) else "")
                if reason or isinstance(text, str):
                    left_out.append((line.study_id, reason))
                    continue
                passages = quoted.passages_of(line.quote.spans, text.transcript)
                note = line.quote.note if with_notes else ""
                rows.append(QuoteRow(line.study_id, line.start_ms, tagged(passages), note))
        if not rows:
            why = left_out[0][1] if left_out else "No quote has been kept."
            raise InputError("Quotes", f"None can be written. {why}", "Look at the list of quotes for what to do.")
        let_out = {each: text for each, text in released.items() if isinstance(text, ReleasedTranscript)}

        def record(manifest: Manifest) -> None:
            files = {file.path: file.sha256 for file in manifest.written}
            study_ids = sorted({row.study_id for row in rows})
            details = {
                "by": by, "quotes": len(rows), "files": files, "profile": profile.value, "interviews": study_ids
            }  # fmt: skip
            keep_pseudonyms(self._vault, profile, list(let_out))
            self._vault.audit.append(QUOTES_EXPORTED, "", details)

        manifest = write_quotes(
            rows,
            list(let_out.values()),
            out,
            forms,
            with_notes=with_notes,
            recorder=recorded(self._vault, record),
            past=past_at(self._vault, out),
        )
        written = (*(out / file.path for file in manifest.written), out / MANIFEST_NAME)
        return QuoteReport(written, len(rows), tuple(left_out), manifest.stale)

    def _looked_at(self, interview_id: int, quotes: Sequence[Quote]) -> list[QuoteLine]:
        study_id = self._vault.interviews.get(interview_id).study_id
        texts = self._texts(interview_id)
        rendered, facts = reviewing.rendered(self._vault, interview_id), self._disclosure.quote_facts(interview_id)
        return [quoted.look_again(each, study_id, texts, rendered, facts) for each in quotes]

    def _released(self, interview_id: int, profile: Profile) -> ReleasedTranscript | str:
        """Let an interview out, or give the reason why it may not leave."""
        try:
            return gate.release(reviewing.dossier(self._vault, interview_id), profile=profile)
        except GateRefusedError as error:
            return error.cause

    def _texts(self, interview_id: int) -> dict[int, str]:
        return self._vault.review.turn_texts(interview_id)

    def _quote(self, quote_id: int) -> Quote:
        for each in self._vault.quotes.all():
            if each.id == quote_id:
                return each
        raise InputError(f"Quote {quote_id}", "There is none with this number.", "List the quotes.")

    def _note(self, action: str, quote: Quote, by: str) -> None:
        study_id = self._vault.interviews.get(quote.interview_id).study_id
        self._vault.audit.append(action, study_id, {"by": by, "quote": quote.id})


def _against(line: QuoteLine) -> str:
    if line.state is QuoteState.READY:
        return ""
    if line.reasons:
        return line.reasons[0].message
    return "It is not in the text any more." if line.state is QuoteState.LOST else "It reads differently now."


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
