"""Understand the command line and run one command."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeAlias

from transcribe_desk import __version__
from transcribe_desk.cli.disclosure_options import add_disclosure
from transcribe_desk.cli.editing_options import add_editing
from transcribe_desk.cli.entity_options import add_entities
from transcribe_desk.cli.exporting_options import add_export_judgements, add_overrides
from transcribe_desk.cli.people_options import add_people
from transcribe_desk.cli.replacement_options import PROFILES, add_replacements
from transcribe_desk.cli.review_desk_options import add_review_desk
from transcribe_desk.cli.sweep_options import add_sweep
from transcribe_desk.study.errors import DeskError

_ABOUT = """\
Transcribe research interviews on this computer and take out what identifies anybody.
Nothing leaves this computer: the program cannot open a network connection, except
“models install”, which fetches a speech or language model when you ask for it."""


def run(argv: Sequence[str]) -> int:
    """Run the command in ``argv`` and give its exit code; an error is told in one line on standard error."""
    options = _parser().parse_args(argv)
    try:
        return int(options.run(options))
    except DeskError as error:
        print(f"transcribe-desk: {error}", file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        return 0
    except KeyboardInterrupt:
        print("\nStopped. Everything finished so far is in the study; run the command again to go on.", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="transcribe-desk", description=_ABOUT, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--version", action="version", version=f"transcribe-desk {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for add in (_new, _status, _vocabulary, _watch_list, _import, _transcribe, _flag, _speakers, _show):
        add(commands)
    for add in (
        _playback,
        _mentions,
        _decide,
        _sign_off,
        _export,
        _study_outputs,
        _coders,
        _log,
        _retention,
        _key,
        _models,
        _isolation,
        _demo,
    ):
        add(commands)
    add_people(commands, _study_command)
    add_editing(commands, _study_command)
    add_entities(commands, _study_command)
    add_replacements(commands, _study_command)
    add_sweep(commands, _study_command)
    add_disclosure(commands, _study_command)
    add_overrides(commands, _study_command)
    add_review_desk(commands, _study_command)
    commands.add_parser("window", help="open the window (the same as no command)")
    return parser


Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def _command(commands: Commands, name: str, runner: str, summary: str) -> argparse.ArgumentParser:
    """Add a command whose module is imported only when it runs, so that the help stays quick."""
    parser: argparse.ArgumentParser = commands.add_parser(name, help=summary, description=summary)
    module, function = runner.split(":")

    def run_it(options: argparse.Namespace) -> int:
        from importlib import import_module

        return int(getattr(import_module(f"transcribe_desk.cli.{module}"), function)(options))

    parser.set_defaults(run=run_it)
    return parser


def _study_command(commands: Commands, name: str, runner: str, summary: str) -> argparse.ArgumentParser:
    parser = _command(commands, name, runner, summary)
    parser.add_argument("study", type=Path, help="the study's folder, NAME.tdstudy")
    parser.add_argument("--passphrase-file", type=Path, metavar="FILE", help="first line is the passphrase")
    return parser


def _new(commands: Commands) -> None:
    parser = _study_command(commands, "new", "studies:new", "make a new encrypted study")
    parser.add_argument("--title", default="", help="the study's title (default: the folder's name)")
    parser.add_argument(
        "--organisation",
        action="append",
        default=[],
        metavar="LABEL[=REAL NAME]",
        help="an organisation taking part, such as hospital='Northern General'; may be repeated",
    )
    parser.add_argument("--pattern", default=None, help="study ID pattern (default: {number:02d}-{organisation})")


def _status(commands: Commands) -> None:
    _study_command(commands, "status", "studies:status", "show the study's table")


def _vocabulary(commands: Commands) -> None:
    summary = "words of the study that recognition is to expect, and where one may have been meant"
    parser = _study_command(commands, "vocabulary", "vocabulary:run", summary)
    parser.add_argument("--add", action="append", default=[], metavar="WORD", help="may be repeated")
    parser.add_argument("--remove", action="append", default=[], metavar="WORD", help="may be repeated")
    parser.add_argument("--suggest", metavar="STUDY-ID", help="list where an interview may have one of the words")


def _watch_list(commands: Commands) -> None:
    summary = "names and places that must not leave, looked for in every interview"
    parser = _study_command(commands, "watch-list", "watching:run", summary)
    parser.add_argument("--file", type=Path, help="a text file, one entry a line")
    parser.add_argument("--add", action="append", default=[], metavar="ENTRY", help="may be repeated")
    parser.add_argument("--remove", action="append", default=[], metavar="ENTRY", help="may be repeated")


def _import(commands: Commands) -> None:
    parser = _study_command(commands, "import", "studies:import_recordings", "take recordings into the study")
    files = "recordings, or folders of them; each gets a new participant"
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help=files)
    parser.add_argument("--from", dest="table", type=Path, metavar="TABLE", help="participants table, .csv or .xlsx")
    parser.add_argument("--organisation", metavar="LABEL", help="the participants' organisation")
    parser.add_argument("--number", type=int, help="participant number (default: the next free one)")
    parser.add_argument("--name", default="", help="the participant's real name; kept secret")
    parser.add_argument("--alias", action="append", default=[], help="another name of theirs; may be repeated")
    parser.add_argument("--role", default="", help="kept for the participant table, in no export")
    parser.add_argument(
        "--attribute", action="append", default=[], metavar="NAME=VALUE", help="as the role; may be repeated"
    )
    parser.add_argument("--date", default="", help="2018-10-23 or 23/10/2018")
    parser.add_argument("--mode", default="", help="face to face, telephone or video")
    parser.add_argument("--interviewers", default="", help="initials, divided by commas")


def _add_selection(parser: argparse.ArgumentParser) -> None:
    chosen = parser.add_mutually_exclusive_group()
    chosen.add_argument(
        "study_ids", nargs="*", default=[], metavar="STUDY-ID", help="such as 02-hospital (default: all)"
    )
    chosen.add_argument("--all", action="store_true", help="every interview, the same as naming none")


def _transcribe(commands: Commands) -> None:
    summary = "transcribe, tell speakers apart and flag what identifies somebody; goes on where it stopped"
    parser = _study_command(commands, "transcribe", "working:transcribe", summary)
    _add_selection(parser)
    parser.add_argument(
        "--preset",
        choices=["accurate", "fast", "draft"],
        default="accurate",
        help="accurate: whisper-base, beam 5 (default); fast: beam 1; draft: the small English model, beam 1",
    )
    parser.add_argument("--model", help="name in “models list”, in place of the preset's")
    parser.add_argument("--beam", type=int, choices=range(1, 11), metavar="1-10", help="in place of the preset's")
    parser.add_argument(
        "--engine", choices=["faster-whisper", "openai-whisper"], help="default faster-whisper; the other is an extra"
    )
    parser.add_argument("--device", choices=["cpu", "cuda"], default="cpu", help="cuda: use the graphics card")
    parser.add_argument("--language", help="language code, or auto to detect it (default: the study's)")
    parser.add_argument(
        "--speakers",
        choices=["auto", *map(str, range(1, 7))],
        default="2",
        metavar="auto|1-6",
        help="people talking, or auto to guess (default 2)",
    )
    parser.add_argument("--quiet-speaker", action="store_true", help="somebody is hard to hear: take fainter voices in")


def _flag(commands: Commands) -> None:
    parser = _study_command(commands, "flag", "working:flag", "propose identifiers again; decisions made are kept")
    _add_selection(parser)


def _playback(commands: Commands) -> None:
    summary = "make the small copies of recordings that are listened to; the window makes one when it is needed"
    parser = _study_command(commands, "playback", "playback:prepare", summary)
    _add_selection(parser)


def _speakers(commands: Commands) -> None:
    summary = "show who speaks and who is proposed as the interviewer; confirm or correct it"
    parser = _study_command(commands, "speakers", "reviewing:speakers", summary)
    parser.add_argument("study_id", metavar="STUDY-ID")
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--swap", action="store_true", help="interviewer and participant the other way round")
    choice.add_argument("--confirm", action="store_true", help="keep them as proposed")
    choice.add_argument("--rename", nargs=2, metavar=("SPEAKER", "NAME"), help="call a speaker something else")
    choice.add_argument("--merge", nargs=2, metavar=("SPEAKER", "INTO"), help="make two speakers one")
    choice.add_argument(
        "--reassign", nargs=2, metavar=("TURN", "SPEAKER"), help="give a turn (“show --numbers”) to another speaker"
    )
    scope = parser.add_mutually_exclusive_group()
    scope.add_argument("--from-here", action="store_true", help="with --reassign: later turns of its speaker as well")
    scope.add_argument("--all-turns", action="store_true", help="with --reassign: all turns of its speaker")


def _add_style(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--style", choices=["verbatim", "clean"], default="verbatim", help="clean: without “um” and words begun anew"
    )
    parser.add_argument("--pauses", choices=["seconds", "dots"], help="write pauses as (2 s) or as dots")


def _show(commands: Commands) -> None:
    parser = _study_command(commands, "show", "reviewing:show", "print a transcript as it is, names and all")
    parser.add_argument("study_id", metavar="STUDY-ID")
    parser.add_argument("--anonymised", action="store_true", help="as it renders with the decisions made so far")
    parser.add_argument("--profile", choices=PROFILES, help="anonymised, with what stands for the words in a profile")
    parser.add_argument("--numbers", action="store_true", help="with the number of each turn")
    parser.add_argument(
        "--marks", action="store_true", help="say where there are no words, and why; in the original text only"
    )
    _add_style(parser)


def _mentions(commands: Commands) -> None:
    summary = "list what is proposed in an interview, or in the whole study"
    parser = _study_command(commands, "mentions", "reviewing:mentions", summary)
    parser.add_argument("study_id", metavar="STUDY-ID", nargs="?")
    parser.add_argument("--undecided", action="store_true", help="only what nobody has decided")


def _decide(commands: Commands) -> None:
    summary = "decide mentions: replaced everywhere they are accepted, left as said where they are rejected"
    parser = _study_command(commands, "decide", "reviewing:decide", summary)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--mention", type=int, action="append", metavar="N", help="a mention's number; may be repeated")
    what.add_argument("--entity", type=int, metavar="N", help="all mentions of an entity in the whole study")
    what.add_argument("--undecided", metavar="STUDY-ID", help="everything still undecided in an interview")
    parser.add_argument(
        "decision",
        choices=["accept", "reject", "reject-interview", "reject-everywhere", "except", "undecide"],
        help="reject: here; reject-interview, reject-everywhere: also what is found later; except: on request",
    )
    parser.add_argument("--reason", default="", help="why it may stand, with “except”: asked to be named in writing")
    parser.add_argument("--in", dest="only_in", metavar="STUDY-ID", help="with --entity: only in this interview")
    parser.add_argument("--by", default="", help="who decides (default: the user of this computer)")


def _sign_off(commands: Commands) -> None:
    summary = "record that you read the anonymised text once more; needed before an export"
    parser = _study_command(commands, "sign-off", "reviewing:sign_off", summary)
    parser.add_argument("study_id", metavar="STUDY-ID")
    parser.add_argument("--by", required=True, help="who read it")
    parser.add_argument("--second-read", action="store_true", help="say that the second read was made")


def _export(commands: Commands) -> None:
    parser = _study_command(commands, "export", "exporting:export", "write anonymised files that passed the gate")
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="where to write")
    parser.add_argument("--targets", metavar="NAMES", help="divided by commas (default: docx,text)")
    parser.add_argument("--list-targets", action=_ListTargets, help="tell what can be written, for which program")
    parser.add_argument("--only", default="", metavar="IDS", help="study IDs, divided by commas (default: all)")
    _add_style(parser)
    parser.add_argument("--timestamps", action="store_true", help="[00:01:02] after each label")
    parser.add_argument("--f4-times", action="store_true", help="#00:01:02-5# at the end of each turn, as f4 does")
    parser.add_argument("--line-numbers", action="store_true", help="number the lines of Word documents")
    parser.add_argument(
        "--audio-format", choices=["flac", "wav", "mp3", "m4a"], default="flac", help="of the target audio"
    )
    parser.add_argument("--bleep", choices=["tone", "silence"], default="tone", help="what is heard for replaced words")
    parser.add_argument("--verify-audio", action="store_true", help="transcribe each recording again to search it")
    parser.add_argument("--list-places", action="store_true", help="only list where to listen before audio leaves")
    parser.add_argument(
        "--listened", action="store_true", help="I did, and the times are right: cover the words alone, not the places"
    )
    add_export_judgements(parser)
    parser.add_argument("--dry-run", action="store_true", help="check everything and write nothing")
    parser.add_argument("--report", type=Path, metavar="FILE", help="say as JSON what was written and what was not")
    parser.add_argument(
        "--profile", choices=PROFILES, default="team", help="for whom: what stands for the words (default: team)"
    )
    parser.add_argument(
        "--draft", action="store_true", help="accept proposals unseen; every file says that nobody reviewed it"
    )


def _study_outputs(commands: Commands) -> None:
    summary = "write the participant table, a Methods summary and the COREQ list, as Word and Markdown"
    parser = _study_command(commands, "study-outputs", "study_outputs:study_outputs", summary)
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="where to write; they go to study/")
    parser.add_argument(
        "--small-cells",
        choices=["warn", "mask", "pool"],
        default="warn",
        help="counts below the study's threshold: shown with a warning (default), masked, or pooled",
    )
    parser.add_argument("--dry-run", action="store_true", help="check everything and write nothing")


def _coders(commands: Commands) -> None:
    summary = "write the anonymised set for two or more coders, with a sample that all of them code"
    parser = _study_command(commands, "coders", "study_outputs:coders", summary)
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="where to write; best an empty one")
    parser.add_argument("--names", required=True, metavar="AB,CD", help="the coders, divided by commas")
    sample = parser.add_mutually_exclusive_group()
    sample.add_argument(
        "--share", type=float, default=0.2, help="of each type of organisation, coded by all (default: 0.2)"
    )
    sample.add_argument("--only", default="", metavar="IDS", help="study IDs coded by all, in place of a share")
    parser.add_argument("--targets", default="docx", metavar="NAMES", help="divided by commas (default: docx)")
    _add_style(parser)
    parser.add_argument("--dry-run", action="store_true", help="check everything and write nothing")


class _ListTargets(argparse.Action):
    """Print the targets and leave, as ``--help`` does; what writes them is loaded only then."""

    def __init__(self, option_strings: Sequence[str], dest: str, **settings: Any) -> None:
        super().__init__(option_strings, dest, nargs=0, default=argparse.SUPPRESS, **settings)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from transcribe_desk.cli.exporting import list_targets

        list_targets()
        parser.exit()


def _log(commands: Commands) -> None:
    summary = "show the audit trail, or write the log of what was replaced, without the words themselves"
    parser = _study_command(commands, "log", "anonymisation_log:log", summary)
    parser.add_argument("--out", type=Path, metavar="FOLDER", help="write the anonymisation log there, for the archive")
    parser.add_argument("--form", metavar="FORMS", help="with --out: csv, word (default: both)")
    parser.add_argument(
        "--profile",
        choices=["team", "deposit", "publication"],
        default="team",
        help="with --out: whose replacements to list, as in “export” (default: team)",
    )
    parser.add_argument(
        "--name-reviewers", action="store_true", help="with --out: who decided by name, in place of “Reviewer 1”"
    )


def _retention(commands: Commands) -> None:
    summary = "how long sound is kept, what is due, and deleting it; text and decisions stay"
    parser = _study_command(commands, "retention", "retention:run", summary)
    parser.add_argument("--rule", choices=["by-hand", "days", "signed-off"], help="what ends the keeping of sound")
    parser.add_argument("--days", type=int, metavar="N", help="days after it came in, or after the sign-off")
    parser.add_argument("--apply", action="store_true", help="delete what is due now, and finish deletions cut off")
    parser.add_argument("--delete", action="append", default=[], metavar="STUDY-ID", help="delete this one; repeatable")
    parser.add_argument("--reason", default="", help="why, for the trail; no names")


def _key(commands: Commands) -> None:
    summary = "the key: what stands for whom, only ever in an encrypted file with a passphrase of its own"
    parser = commands.add_parser("key", help=summary, description=summary)
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    export = _study_command(actions, "export", "anonymisation_log:export_key", "seal the key of a study in a new file")
    export.add_argument("--out", type=Path, required=True, metavar="FILE", help="NAME.tdkey, not there yet")
    show = _command(actions, "show", "anonymisation_log:show_key", "show at the terminal what a key file holds")
    show.add_argument("file", type=Path, metavar="FILE", help="NAME.tdkey")
    show.add_argument("--json", action="store_true", help="print all of it as JSON, names and all, wherever that goes")
    for each in (export, show):
        each.add_argument(
            "--key-passphrase-file", type=Path, metavar="FILE", help="first line is the passphrase of the key"
        )


def _models(commands: Commands) -> None:
    parser = _command(commands, "models", "models:run", "speech and language models on this computer")
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    actions.add_parser("list", help="what there is, how large, under which licence, and what is installed")
    install = actions.add_parser("install", help="fetch a model (the only command that uses the network)")
    install.add_argument("names", nargs="+", metavar="NAME")
    verify = actions.add_parser("verify", help="check every byte of the installed models")
    verify.add_argument("names", nargs="*", metavar="NAME")
    actions.add_parser("try", help="transcribe the bundled sample for 20 seconds and say how fast this computer is")
    take = actions.add_parser("import", help="install a model from a folder, a USB stick or a wheel file")
    take.add_argument("path", type=Path)


def _isolation(commands: Commands) -> None:
    summary = "show that this program cannot reach a network; a report for an ethics board"
    parser = _command(commands, "isolation", "isolation:run", summary)
    parser.add_argument("--out", type=Path, metavar="FILE", help="save the report")


def _demo(commands: Commands) -> None:
    summary = "take the bundled sample from recording to anonymised Word file"
    parser = _command(commands, "demo", "demo:run", summary)
    parser.add_argument("--out", type=Path, default=Path("demo-output"), metavar="FOLDER", help="default: demo-output")
