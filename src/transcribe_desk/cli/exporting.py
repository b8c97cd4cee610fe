"""Write anonymised files from a script."""

from __future__ import annotations

import argparse
import functools
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from transcribe_desk.audio.choice import AudioChoice, AudioFormat, Mode
from transcribe_desk.cli.opening import chosen_interviews, open_desk
from transcribe_desk.cli.styling import chosen_style
from transcribe_desk.export.layout import ExportOptions
from transcribe_desk.export.sound import AUDIO_TARGET
from transcribe_desk.export.targets import DEFAULT_TARGETS, TARGETS, targets_named
from transcribe_desk.jobs.case_facts import AttributeChoice
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.jobs.export_changes import FileState
from transcribe_desk.jobs.exporting import ExportReport
from transcribe_desk.privacy.replacing.profiles import profile_of
from transcribe_desk.study.errors import DeskError, DiskError, GateRefusedError, InputError
from transcribe_desk.study.timecode import clock

REPORT_FORMAT = "transcribe-desk-report/1"


def export(options: argparse.Namespace) -> int:
    """Export the chosen interviews; the exit code is 6 when the gate or the search of the files refused something.

    The report, where one is asked for, is written also when the export fails.
    """
    if options.list_places:
        return _list_places(options)
    if options.report:
        _check_place(options.report)
    try:
        report = _export(options)
    except DeskError as error:
        if options.report:
            _save(options.report, {"dry_run": options.dry_run, "exit_code": error.exit_code, "error": _told(error)})
        raise
    exit_code = tell(report, show_hits=options.show_hits)
    if options.report:
        _save(options.report, {**_content(report), "exit_code": exit_code})
    return exit_code


def tell(report: ExportReport, *, show_hits: bool = False) -> int:
    """Print the files written, what was refused, and how they differ from an earlier export in the same folder.

    With ``show_hits`` the words that the scan found are printed too, for the eyes of whoever asks.
    """
    for path in report.written:
        print(f"would write {path}" if report.dry_run else path)
    _tell_refused(report, show_hits=show_hits)
    for change in report.changes:
        if change.state is not FileState.LEFT:
            print(change, file=sys.stderr)
    outside = report.manifest.outside if report.manifest else ()
    if outside:
        told = f"{', '.join(outside)}: there from an earlier export, so not in the files about all interviews."
        print(f"{told} Export them together to have them in.", file=sys.stderr)
    tell_stale(report.manifest.stale if report.manifest else (), dry_run=report.dry_run)
    return GateRefusedError.exit_code if report.refused else 0


def tell_stale(paths: Iterable[str], *, dry_run: bool = False) -> None:
    """Name the files of an earlier export that are to be deleted, as the manifest lists them no more."""
    listed = "would be in the manifest no more" if dry_run else "in the manifest no more"
    for path in paths:
        why = "as it, or an interview in it, is refused or not in the study now"
        print(f"{path}: still in the folder, and {listed}, {why}. Delete it there.", file=sys.stderr)


def _tell_refused(report: ExportReport, *, show_hits: bool) -> None:
    for refused in report.refused:
        for reason in refused.reasons:
            print(f"{refused.thing}: not written. {reason}", file=sys.stderr)
        for hit in refused.hits:
            print(f"hit {hit.code}: {hit.leak.path}, {_times(hit.leak.places)}", file=sys.stderr)
            if show_hits:
                print(f"hit {hit.code}: “{hit.leak.string}” in “{hit.leak.passage}”")
    if report.let_stand:
        hits = f"{len(report.let_stand)} hit{'' if len(report.let_stand) == 1 else 's'}"
        print(f"{hits} of the search let stand by a person, listed by “overrides”.", file=sys.stderr)
    for warning in report.small_attributes:
        print(f"Attribute {warning}", file=sys.stderr)


def overrides(options: argparse.Namespace) -> int:
    """List what was let stand, names and all, after withdrawing one where asked."""
    if options.withdraw is not None and not options.by.strip():
        raise InputError("overrides", "Nobody is named.", "Say who withdraws it: --by NAME.")
    with open_desk(options) as desk:
        if options.withdraw is not None:
            desk.overrides.withdraw(options.withdraw, options.by)
        found = desk.overrides.all() if options.all else desk.overrides.standing()
    for each in found:
        print(f"{each.id:>4}  {each.leak.path}: “{each.leak.string}” in “{each.leak.passage}”")
        print(f"      {each.at:%Y-%m-%d}, {each.by}: {each.reason}")
        if each.withdrawn_at:
            print(f"      withdrawn {each.withdrawn_at:%Y-%m-%d}, {each.withdrawn_by}")
    if not found:
        print("Nothing was let stand.")
    return 0


def list_targets() -> None:
    """Print what can be written: the name, what it is, what it serves."""
    for target in TARGETS:
        print(f"{target.name:<10} {target.title:<18} {target.serves}")


def _export(options: argparse.Namespace) -> ExportReport:
    _check_judgement(options)
    asked = ",".join(DEFAULT_TARGETS) if options.targets is None else options.targets
    targets = _names(asked)
    targets_named(targets)  # before the passphrase is asked for
    settings = ExportOptions(
        timestamps=options.timestamps, f4_times=options.f4_times, line_numbers=options.line_numbers
    )
    with open_desk(options) as desk:
        export = functools.partial(
            desk.export,
            options.out,
            interview_ids=[interview.id for interview in chosen_interviews(desk, _names(options.only))],
            draft=options.draft,
            style=chosen_style(options),
            options=settings,
            profile=profile_of(options.profile),
            attributes=AttributeChoice(
                frozenset(_names(options.confirm_attributes)), frozenset(_names(options.without_attributes))
            ),
        )
        if options.let_stand:
            searched = [name for name in targets if name != AUDIO_TARGET]  # in a recording nothing can be judged
            _let_stand(desk, export(targets=searched, dry_run=True), options)
        audio = AudioChoice(
            AudioFormat(options.audio_format), Mode(options.bleep), options.listened, options.verify_audio
        )
        return export(targets=targets, dry_run=options.dry_run, audio=audio)


def _check_judgement(options: argparse.Namespace) -> None:
    if options.let_stand and options.dry_run:
        raise InputError("--let-stand", "A dry run keeps nothing.", "Leave --dry-run out, or --let-stand.")
    if bool(options.let_stand) != bool(options.reason.strip() or options.by.strip()):
        raise InputError(
            "--let-stand", "It goes with a reason and a name.", "Give all three: --let-stand, --reason, --by."
        )


def _let_stand(desk: Desk, tried: ExportReport, options: argparse.Namespace) -> None:
    """Keep a person's word on each hit named; all of them or none."""
    hits = {hit.code: hit.leak for refused in tried.refused for hit in refused.hits}
    unknown = [code for code in options.let_stand if code not in hits]
    if unknown:
        raise InputError(
            f"Hit “{unknown[0]}”",
            "The scan of this export does not find it.",
            f"Hits here: {', '.join(hits) or 'none'}.",
        )
    desk.overrides.let_each_stand([hits[code] for code in dict.fromkeys(options.let_stand)], options.reason, options.by)


def _list_places(options: argparse.Namespace) -> int:
    with open_desk(options) as desk:
        for interview in chosen_interviews(desk, _names(options.only)):
            for place in desk.places_to_listen(interview.id):
                times = f"{clock(max(0, place.start_ms))}–{clock(place.end_ms)}"
                print(f"{interview.study_id} {times}: {', '.join(place.doubts)}")
    return 0


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def _content(report: ExportReport) -> dict[str, Any]:
    """Give the report without a path of this computer, so that it may travel."""
    written = report.manifest.written if report.manifest else ()
    return {
        "dry_run": report.dry_run,
        "written": [
            {
                "path": file.path,
                "study_id": file.study_id or None,
                "size": file.size,
                "sha256": file.sha256,
                "draft": file.draft,
            }
            for file in written
        ],
        "changes": [
            {"path": change.path, "state": change.state.value, "reasons": [reason.value for reason in change.reasons]}
            for change in report.changes
        ],
        "outside": list(report.manifest.outside) if report.manifest else [],
        "stale": list(report.manifest.stale) if report.manifest else [],
        "refused": [
            {
                "path": refused.path or None,
                "study_id": refused.study_id or None,
                "reasons": list(refused.reasons),
                "hits": [{"code": hit.code, "path": hit.leak.path, "places": hit.leak.places} for hit in refused.hits],
            }
            for refused in report.refused
        ],
        "small_attributes": list(report.small_attributes),
    }


def _times(count: int) -> str:
    return "1 place" if count == 1 else f"{count} places"


def _told(error: DeskError) -> dict[str, str]:
    return {"thing": error.thing, "cause": error.cause, "remedy": error.remedy}


def _check_place(path: Path) -> None:
    if path.is_dir() or not path.parent.is_dir():
        raise InputError(f"Report “{path}”", "It cannot be a file there.", "Name a file in a folder that exists.")


def _save(path: Path, content: dict[str, Any]) -> None:
    text = json.dumps({"format": REPORT_FORMAT, **content}, ensure_ascii=False, indent=2)
    try:
        path.write_text(f"{text}\n", encoding="utf-8")
    except OSError as error:
        raise DiskError(f"Report “{path}”", f"The system says: {error.strerror}.", "Choose another place.") from error
