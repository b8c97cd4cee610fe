"""Set up a checkout of Transcribe Desk and run it, its tests or its checks, with nothing but Python and pip.

Every command may be repeated: what is already there is kept, and a second run needs no network.
"""

from __future__ import annotations

import ast
import hashlib
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
TOOLS = ROOT / ".tools"
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
STAMP = VENV / "transcribe-desk-setup.json"
UV_LOCK = ROOT / "requirements-uv.lock"
LOCKS = {"base": ROOT / "requirements.lock", "dev": ROOT / "requirements-dev.lock"}

# openai-whisper lives apart: PyTorch is large, and no other test may come to need it.
OPENAI_VENV = ROOT / ".venv-openai"
OPENAI_PYTHON = OPENAI_VENV / BIN.relative_to(VENV) / ("python.exe" if os.name == "nt" else "python")
OPENAI_LOCK = ROOT / "requirements-openai.lock"
OPENAI_TESTS = (
    "tests/speech/test_openai_whisper.py",
    "tests/speech/test_engines.py",
    "tests/speech/test_ct2_weights.py",
)
# Not in the lock: which file PyTorch for the processor is depends on the system and on where it comes from.
TORCH = "torch==2.13.0"
# What openai-whisper and PyTorch import; on Linux they also ask for gigabytes that only a graphics card needs. Its own
# command, which tests/benchmarks/speech.py runs, opens recordings with ffmpeg: imageio-ffmpeg brings that.
WITH_OPENAI = (
    *("more-itertools", "numba", "tiktoken", "tqdm", "imageio-ffmpeg"),
    *("filelock", "fsspec", "jinja2", "networkx", "setuptools", "sympy", "typing-extensions"),
)

DEMO_MODELS = ("whisper-base", "en_core_web_md", "en_core_web_sm")
TEST_MODELS = (*DEMO_MODELS, "whisper-tiny.en")
# All tests, two at a time: each recognises with two threads and may take a gigabyte, so that more gain nothing.
SIDE_BY_SIDE = ("-n", "2", "--dist", "worksteal")

# What the Qt wheels expect of a Debian or Ubuntu system; a desktop installation has nearly all of it already.
QT_PACKAGES = (
    *("libglib2.0-0", "libegl1", "libgl1", "libdbus-1-3", "libfontconfig1", "libxkbcommon0", "libbrotli1"),
    *("libpulse0", "libxrandr2", "fonts-dejavu-core"),
)
WINDOW_PACKAGES = ("libxcb-cursor0", "libxkbcommon-x11-0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0")
# Programs that some tests run, and the Debian packages that bring them; without one its tests say so and are skipped.
TEST_PROGRAMS = {
    "soffice": ("libreoffice-writer-nogui",),  # opens every document that is exported
    "Xvfb": ("xvfb", "xauth", *WINDOW_PACKAGES),  # a screen without a monitor, for the tests of a real window
    "xdotool": ("xdotool",),  # types and clicks on it
    "pulseaudio": ("pulseaudio",),  # a sound device that nobody hears, for the player
    "flite": ("flite",),  # reads texts aloud, for the benchmark of speech
}
QT_PROBE = """
import sys
from PySide6 import QtMultimedia, QtWidgets
from PySide6.QtGui import QFontDatabase
app = QtWidgets.QApplication([])
sys.exit(0 if QFontDatabase.families() else "no fonts are installed")
"""

USAGE = """\
usage: python3 dev.py COMMAND [ARGUMENTS]

  demo         set up and run the main job on the bundled sample interview
  run          set up and open the window
  test         set up and run the tests; ARGUMENTS go to pytest
  check        run ruff, mypy and import-linter
  test-openai  set up a second environment with openai-whisper and run the tests of the speech engines in it
  lock         write the lock files anew from pyproject.toml (needs the network); --upgrade raises versions
"""


class SetupError(Exception):
    """What stopped the setup, said to a person: the cause and the remedy in one text."""


def main(arguments: list[str]) -> int:
    """Run one command and return its exit code."""
    if not arguments or arguments[0] in {"-h", "--help"}:
        print(USAGE, end="")
        return 0 if arguments else 2
    command, rest = arguments[0], arguments[1:]
    commands = {"demo": demo, "run": run, "test": test, "test-openai": test_openai, "check": check, "lock": lock}
    if command not in commands:
        print(f"dev.py: there is no command “{command}”.\n\n{USAGE}", end="", file=sys.stderr)
        return 2
    try:
        return commands[command](rest)
    except SetupError as error:
        print(f"dev.py: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\ndev.py: stopped. The same command goes on from here.", file=sys.stderr)
        return 130


def demo(arguments: list[str]) -> int:
    """Set up what an interviewer needs and run the demo on the sample interview."""
    set_up_packages("base")
    problem = set_up_qt()
    if problem:
        say(f"{problem}\nThe demo opens no window and does without it.")
    set_up_models(DEMO_MODELS)
    return hand_over([program("transcribe-desk"), "demo", *arguments])


def run(arguments: list[str]) -> int:
    """Set up what an interviewer needs and open the window."""
    if sys.platform == "linux" and not {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"} & os.environ.keys():
        raise SetupError("There is no screen to open a window on: neither DISPLAY nor WAYLAND_DISPLAY is set.")
    set_up_packages("base")
    problem = set_up_qt(on_screen=True)
    if problem:
        raise SetupError(problem)
    set_up_models(DEMO_MODELS)
    return hand_over([program("transcribe-desk"), "window", *arguments])


def test(arguments: list[str]) -> int:
    """Set up everything the tests need and run them with pytest."""
    set_up_packages("dev")
    problem = set_up_qt()
    if problem:
        raise SetupError(problem)
    set_up_programs()
    set_up_models(TEST_MODELS)
    return hand_over([program("python"), "-m", "pytest", *(arguments or SIDE_BY_SIDE)])


def test_openai(arguments: list[str]) -> int:
    """Set up an environment with openai-whisper and run the tests of the speech engines in it with pytest."""
    set_up_packages("dev")
    set_up_models(TEST_MODELS)
    set_up_openai()
    # These tests open no window, so pytest's Qt is not asked to start.
    return hand_over([str(OPENAI_PYTHON), "-m", "pytest", "-p", "no:pytest-qt", *(arguments or OPENAI_TESTS)])


def check(arguments: list[str]) -> int:
    """Run every static check, even after one has failed, and return 1 when any did."""
    if arguments:
        raise SetupError("“check” takes no arguments.")
    set_up_packages("dev")
    failed = []
    for words in ("ruff check", "ruff format --check", "mypy", "lint-imports"):
        tool, *options = words.split()
        say(f"Running {words}.")
        if subprocess.call([program(tool), *options], cwd=ROOT, env=environment()) != 0:
            failed.append(words)
    say(f"These checks failed: {', '.join(failed)}." if failed else "All checks passed.")
    return 1 if failed else 0


def lock(arguments: list[str]) -> int:
    """Write the lock files anew, refusing to write any that names a host."""
    if arguments not in ([], ["--upgrade"]):
        raise SetupError("“lock” takes only --upgrade.")
    uv("lock", *arguments)
    fresh = {
        LOCKS["base"]: exported("--no-dev", "--group", "build"),
        LOCKS["dev"]: exported("--group", "dev", "--group", "build"),
        UV_LOCK: uv("pip", "compile", "-q", *bare_output(), "--universal", "--generate-hashes", "-", stdin="uv\n"),
    }
    fresh[OPENAI_LOCK] = openai_lock(fresh[LOCKS["dev"]])
    for path, text in fresh.items():
        if re.search(r"://|^\s*--(?!hash=)", text, re.MULTILINE):
            raise SetupError(f"{path.name} would name a host or an index, so no lock file was written.")
    for path, text in fresh.items():
        changed = not path.exists() or path.read_text(encoding="utf-8") != text
        path.write_text(text, encoding="utf-8", newline="\n")
        say(f"{path.name} {'was written' if changed else 'is unchanged'}.")
    return 0


def exported(*groups: str) -> str:
    """Give the text of a lock file for the project's dependencies and these groups."""
    return uv("export", "-q", "--locked", *bare_output(), "--no-emit-project", *groups)


def openai_lock(dev_lock: str) -> str:
    """Give the text of the lock file for openai-whisper, with what it shares with the tests in the same versions."""
    compile_ = ("pip", "compile", "-q", *bare_output(), "--universal", "--python-version", "3.11", "--generate-hashes")
    with tempfile.TemporaryDirectory() as folder:
        shared = Path(folder) / "shared.lock"
        shared.write_text(dev_lock, encoding="utf-8")
        needed = uv(*compile_, "-c", str(shared), "-", stdin="\n".join(WITH_OPENAI))
    return needed + uv(*compile_, "--no-deps", "-", stdin="openai-whisper\n")


def bare_output() -> tuple[str, ...]:
    """Give the options that keep comments out of what uv writes: they name folders of this machine."""
    return ("--no-annotate", "--no-header")


def set_up_packages(kind: str) -> None:
    """Bring ``.venv`` to the packages of one lock file (``base`` or ``dev``) with the project itself in it.

    A ``dev`` environment holds all of ``base``, so it is left alone when only ``base`` is asked for.
    """
    if Path(program("python")).exists() and read_stamp() in (stamp(kind), stamp("dev")):
        return
    uv_program()
    STAMP.unlink(missing_ok=True)
    lock_file = LOCKS[kind]
    if not works([program("python"), "-c", f"import sys; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"]):
        say(f"Making an environment for Python {platform.python_version()} in {VENV.name}.")
        uv("venv", "-q", "--clear", "--python", sys.executable, str(VENV))
    say(f"Installing the packages of {lock_file.name}; the first time this fetches a few hundred megabytes.")
    started = time.monotonic()
    quiet = () if sys.stderr.isatty() else ("-q",)
    target = ("--python", program("python"))
    uv("pip", "sync", *quiet, *target, "--require-hashes", str(lock_file), show=True)
    # The build backend is in the lock, so the project's own installation fetches nothing.
    uv("pip", "install", "-q", *target, "--offline", "--no-deps", "--no-build-isolation", "-e", str(ROOT))
    say(f"The packages are installed ({time.monotonic() - started:.0f} s).")
    STAMP.write_text(json.dumps(stamp(kind)), encoding="utf-8")


def set_up_openai() -> None:
    """Bring ``.venv-openai`` to the packages of the tests, of openai-whisper, and PyTorch for the processor."""
    made_from = {**stamp("dev"), "openai": hashlib.sha256(OPENAI_LOCK.read_bytes()).hexdigest(), "torch": TORCH}
    done = OPENAI_VENV / STAMP.name
    if done.exists() and json.loads(done.read_text(encoding="utf-8")) == made_from:
        return
    say(f"Installing openai-whisper and PyTorch in {OPENAI_VENV.name}; the first time this fetches 270 megabytes.")
    uv("venv", "-q", "--clear", "--python", sys.executable, str(OPENAI_VENV))
    target = ("-q", "--python", str(OPENAI_PYTHON))
    uv("pip", "sync", *target, "--require-hashes", str(LOCKS["dev"]), show=True)
    uv("pip", "install", *target, "--require-hashes", "--no-deps", "-r", str(OPENAI_LOCK), show=True)
    uv("pip", "install", *target, "--offline", "--no-deps", "--no-build-isolation", "-e", str(ROOT))
    # uv knows where PyTorch for the processor is published; pip knows what the person has told it, such as a folder.
    by_uv = [uv_program(), "pip", "install", *target, "--no-deps", "--torch-backend", "cpu", TORCH]
    by_pip = [str(OPENAI_PYTHON), "-m", "pip", "install", "-q", "--no-deps", TORCH]
    if complaint(by_uv, **pip_settings()):
        complaint(by_pip)
    cause = complaint([str(OPENAI_PYTHON), "-c", "import torch, whisper"])
    if cause:
        raise SetupError(
            f"PyTorch could not be installed ({cause}). Get the wheel of {TORCH} for the processor from PyTorch's own "
            f"site, then say where it lies: “PIP_FIND_LINKS=FOLDER python3 dev.py test-openai”."
        )
    done.write_text(json.dumps(made_from), encoding="utf-8")


def stamp(kind: str) -> dict[str, str]:
    """Give what an up-to-date environment of this kind was made from."""
    made_from = b"\0".join(path.read_bytes() for path in (LOCKS[kind], ROOT / "pyproject.toml"))
    return {
        "kind": kind,
        "made_from": hashlib.sha256(made_from).hexdigest(),
        "python": platform.python_version(),
        "checkout": str(ROOT),
    }


def read_stamp() -> object:
    """Give what ``.venv`` was made from, or None where it is not finished."""
    try:
        return json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def uv(*arguments: str, stdin: str | None = None, show: bool = False) -> str:
    """Run uv and return what it printed, or nothing where ``show`` lets it speak to the person itself."""
    done = subprocess.run(
        [uv_program(), *arguments],
        cwd=ROOT,
        env=environment(UV_PYTHON_DOWNLOADS="never", **pip_settings()),
        input=stdin or "",
        stdout=None if show else subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )
    if done.returncode != 0:
        words = " ".join(word for word in arguments[:2] if not word.startswith("-"))
        raise SetupError(
            f"“uv {words}” failed; its own words are above. "
            "If they speak of a connection, the setup needs the network once: try again when there is one."
        )
    return done.stdout or ""


def uv_program() -> str:
    """Give the path of the pinned uv in ``.tools``, fetched with pip and checked by its hash where it is missing."""
    version = UV_LOCK.read_text(encoding="utf-8").split()[0].removeprefix("uv==")
    folder = TOOLS / f"uv-{version}"
    name = "uv.exe" if os.name == "nt" else "uv"
    found = [path for path in (folder / "bin" / name, folder / "Scripts" / name) if path.exists()]
    if found:
        return str(found[0])
    if not works([sys.executable, "-m", "pip", "--version"]):
        raise SetupError(
            "This Python has no pip. On Debian or Ubuntu “apt-get install python3-pip” brings it; "
            "elsewhere “python3 -m ensurepip --user” does."
        )
    say(f"Fetching uv {version}, which installs the packages, into {TOOLS.name}.")
    TOOLS.mkdir(exist_ok=True)
    (TOOLS / ".gitignore").write_text("*\n", encoding="utf-8")
    aside = TOOLS / f"{folder.name}.part"
    shutil.rmtree(aside, ignore_errors=True)
    # Into a folder of its own: PEP 668 forbids pip the system's own, and Debian ships no venv.
    words = f"-m pip install -q --disable-pip-version-check --no-deps --require-hashes -r {UV_LOCK.name} --target"
    done = subprocess.run(
        [sys.executable, *words.split(), str(aside)],
        cwd=ROOT,
        env=environment(PIP_USER="0", PIP_REQUIRE_VIRTUALENV="0", PIP_ROOT_USER_ACTION="ignore"),
        stdin=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode != 0:
        raise SetupError("pip could not fetch uv; its own words are above. The setup needs the network once.")
    aside.rename(folder)
    return uv_program()


def pip_settings() -> dict[str, str]:
    """Give uv, as environment variables, the index, certificates and proxy that pip is configured with.

    What the person has already told uv stays as it is. The values may hold a password: they are never printed.
    """
    names = {"index-url": "UV_DEFAULT_INDEX", "cert": "SSL_CERT_FILE", "proxy": "ALL_PROXY"}
    listed = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"], capture_output=True, encoding="utf-8", check=False
    )
    settings: dict[str, str] = {}
    # Settings from the environment, “:env:”, are listed first, but outrank those of any file.
    for line in sorted(listed.stdout.splitlines(), key=lambda line: line.startswith(":env:")):
        found = re.fullmatch(r"(?:global|install|:env:)\.([a-z-]+)=('.*'|\".*\")", line)
        if found and found[1] in names and names[found[1]] not in os.environ:
            settings[names[found[1]]] = str(ast.literal_eval(found[2]))
    return settings


def set_up_qt(*, on_screen: bool = False) -> str:
    """See that Qt starts, installing Debian's libraries when allowed; return what is left to do, or nothing."""
    shown = {} if on_screen else {"QT_QPA_PLATFORM": "offscreen"}
    probe = [program("python"), "-c", QT_PROBE]
    cause = complaint(probe, **shown)
    if not cause:
        return ""
    packages = [*QT_PACKAGES, *(WINDOW_PACKAGES if on_screen else ())]
    if not shutil.which("apt-get"):
        return f"Qt does not start here ({cause}). Your system's own Qt 6 package brings the libraries it needs."
    by_hand = f"sudo apt-get install {' '.join(packages)}"
    prefix = root_prefix()
    if prefix is None:
        return f"Qt does not start here ({cause}). This command brings what it needs:\n  {by_hand}"
    say(f"Qt needs libraries of the system ({cause}): installing them with apt-get.")
    apt_install(prefix, packages)
    cause = complaint(probe, **shown)
    return f"Qt still does not start ({cause}). This command may show why:\n  {by_hand}" if cause else ""


def set_up_programs() -> None:
    """Bring the programs that some tests run, where apt-get may; say which are missing where it may not."""
    missing = [name for name in TEST_PROGRAMS if not shutil.which(name)]
    if not missing or sys.platform != "linux":
        return
    packages = [package for name in missing for package in TEST_PROGRAMS[name]]
    prefix = root_prefix() if shutil.which("apt-get") else None
    if prefix is not None:
        say(f"Installing {', '.join(missing)} with apt-get, which some tests run.")
        apt_install(prefix, packages)
        missing = [name for name in missing if not shutil.which(name)]
    if missing:
        say(f"The tests that run {', '.join(missing)} will be skipped. On Debian or Ubuntu this brings what they need:")
        say(f"  sudo apt-get install {' '.join(packages)}")


def apt_install(prefix: list[str], packages: list[str]) -> None:
    """Install Debian packages without a question; whoever asked looks whether it helped."""
    get = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
    for step in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        # Its two hundred lines of progress say nothing to a person; its errors go to stderr.
        subprocess.call([*get, *step], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, env=environment())


def root_prefix() -> list[str] | None:
    """Give the words that run a command as root without asking for a password, or None where nothing does."""
    if os.name == "posix" and os.geteuid() == 0:
        return []
    return ["sudo", "-n"] if shutil.which("sudo") and works(["sudo", "-n", "true"]) else None


def set_up_models(names: tuple[str, ...]) -> None:
    """Install the models that are not here yet; the program itself checks every file by its hash."""
    desk = program("transcribe-desk")
    for name in names:
        if works([desk, "models", "verify", name]):
            continue
        say(f"Installing the model {name}.")
        if subprocess.call([desk, "models", "install", name], cwd=ROOT, env=environment()) != 0:
            raise SetupError(f"The model {name} was not installed; the program's own words are above.")


def hand_over(command: list[str]) -> int:
    """Run the last command of all; on POSIX in this very process, so that signals reach it directly."""
    sys.stdout.flush()
    sys.stderr.flush()
    os.chdir(ROOT)
    if os.name == "posix":
        os.execve(command[0], command, environment())  # noqa: S606 - a shell is just what is not wanted
    return subprocess.call(command, env=environment())


def program(name: str) -> str:
    """Give the path of a program of the environment."""
    return str(BIN / (f"{name}.exe" if os.name == "nt" else name))


def environment(**extra: str) -> dict[str, str]:
    """Give the variables for a child process, without those that would mix in another Python's packages.

    Nor may Python be told to keep no compiled code: every process that the program starts would compile spaCy anew.
    """
    dropped = {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "PYTHONDONTWRITEBYTECODE"}
    return {name: value for name, value in os.environ.items() if name not in dropped} | extra


def works(command: list[str]) -> bool:
    """Tell whether a command can be run and succeeds."""
    return not complaint(command)


def complaint(command: list[str], **variables: str) -> str:
    """Run a command silently and return the line that tells why it failed, or nothing when it succeeded."""
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            env=environment(**variables),
            check=False,
        )
    except OSError as error:
        return error.strerror or str(error)
    if done.returncode == 0:
        return ""
    # Python's last line says it; Qt says it in a line of its plugin's, before general advice.
    lines = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
    return next((line for line in lines if line.startswith("qt.qpa.plugin")), lines[-1])


def say(sentence: str) -> None:
    """Tell the person what is going on, apart from the output of the command itself."""
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036 - this is where an older Python is told so
        sys.exit(f"Transcribe Desk needs Python 3.11 or newer; this is {platform.python_version()}.")
    sys.exit(main(sys.argv[1:]))
