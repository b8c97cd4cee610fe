"""dev.py as a person meets it: what it keeps, what it asks of the machine, what it says when it cannot go on."""

from __future__ import annotations

import ast
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
INPUTS = ("dev.py", "pyproject.toml", *(f"requirements{kind}.lock" for kind in ("", "-dev", "-uv", "-openai")))

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the small programs that stand for uv here are shell scripts")


@pytest.fixture
def dev(tmp_path: Path) -> ModuleType:
    """Give dev.py of a checkout of its own, in which nothing is set up yet."""
    for name in INPUTS:
        shutil.copy(ROOT / name, tmp_path / name)
    spec = importlib.util.spec_from_file_location("dev_of_a_checkout", tmp_path / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def put_program(path: Path, script: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


def put_uv(dev: ModuleType, script: str) -> None:
    """Put a small program where dev.py keeps its uv."""
    version = dev.UV_LOCK.read_text(encoding="utf-8").split()[0].removeprefix("uv==")
    put_program(dev.TOOLS / f"uv-{version}" / "bin" / "uv", script)


def set_up(dev: ModuleType, kind: str) -> None:
    """Leave what a finished setup of this kind leaves."""
    put_program(dev.BIN / "python", "exit 0")
    dev.STAMP.write_text(json.dumps(dev.stamp(kind)), encoding="utf-8")


@pytest.mark.parametrize(("there", "wanted"), [("base", "base"), ("dev", "dev"), ("dev", "base")])
def test_what_is_set_up_is_left_alone(dev: ModuleType, there: str, wanted: str) -> None:
    put_uv(dev, "exit 1")
    set_up(dev, there)
    dev.set_up_packages(wanted)
    assert dev.STAMP.exists()


@pytest.mark.parametrize("changed", ["requirements.lock", "pyproject.toml"])
def test_a_changed_lock_or_project_is_set_up_again(dev: ModuleType, changed: str) -> None:
    put_uv(dev, "exit 1")
    set_up(dev, "base")
    with (dev.ROOT / changed).open("a", encoding="utf-8") as file:
        file.write("\n")
    with pytest.raises(dev.SetupError, match="needs the network once"):
        dev.set_up_packages("base")
    assert not dev.STAMP.exists()


def test_the_tests_are_not_run_on_the_packages_of_a_demo(dev: ModuleType) -> None:
    put_uv(dev, "exit 1")
    set_up(dev, "base")
    with pytest.raises(dev.SetupError):
        dev.set_up_packages("dev")


def test_a_setup_that_was_cut_off_starts_again(dev: ModuleType) -> None:
    put_uv(dev, "exit 1")
    set_up(dev, "base")
    dev.STAMP.write_text(dev.STAMP.read_text(encoding="utf-8")[:20], encoding="utf-8")
    with pytest.raises(dev.SetupError):
        dev.set_up_packages("base")


@pytest.mark.parametrize(
    "named", ["--index-url https://packages.example/simple", "thing @ https://packages.example/t.whl"]
)
def test_no_lock_is_written_that_names_a_host(dev: ModuleType, named: str) -> None:
    put_uv(dev, f'[ "$1" = lock ] || echo "{named}"')
    with pytest.raises(dev.SetupError, match="host"):
        dev.lock([])
    for name in INPUTS:
        assert (dev.ROOT / name).read_bytes() == (ROOT / name).read_bytes()


def test_pip_s_own_index_certificates_and_proxy_reach_uv(
    dev: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("UV_DEFAULT_INDEX", "SSL_CERT_FILE", "ALL_PROXY", "PIP_CERT", "PIP_INDEX_URL", "PIP_PROXY"):
        monkeypatch.delenv(name, raising=False)
    config = tmp_path / "pip.conf"
    config.write_text("[global]\nindex-url = https://packages.example/simple\ncert = corporate.pem\n", encoding="utf-8")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(config))
    monkeypatch.setenv("PIP_PROXY", "http://proxy.example:3128")
    settings = dev.pip_settings()
    assert settings["UV_DEFAULT_INDEX"] == "https://packages.example/simple"
    assert settings["SSL_CERT_FILE"] == "corporate.pem"
    assert settings["ALL_PROXY"] == "http://proxy.example:3128"

    monkeypatch.setenv("PIP_INDEX_URL", "https://nearer.example/simple")
    assert dev.pip_settings()["UV_DEFAULT_INDEX"] == "https://nearer.example/simple"
    monkeypatch.setenv("UV_DEFAULT_INDEX", "https://chosen.example/simple")
    assert "UV_DEFAULT_INDEX" not in dev.pip_settings()


def test_without_root_the_missing_libraries_are_named(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    put_program(dev.BIN / "python", "echo 'ImportError: libGL.so.1: cannot open shared object file' >&2; exit 1")
    put_program(dev.ROOT / "path" / "apt-get", "exit 0")
    monkeypatch.setenv("PATH", str(dev.ROOT / "path"), prepend=os.pathsep)
    monkeypatch.setattr(dev, "root_prefix", lambda: None)
    problem = dev.set_up_qt()
    assert "libGL.so.1" in problem
    assert "sudo apt-get install libglib2.0-0 libegl1 libgl1 " in problem
    assert "libxcb-cursor0" not in problem
    assert "libxcb-cursor0" in dev.set_up_qt(on_screen=True)


def test_qt_that_starts_needs_nothing(dev: ModuleType) -> None:
    put_program(dev.BIN / "python", f'exec "{sys.executable}" "$@"')
    assert dev.set_up_qt() == ""


def test_a_model_that_cannot_be_installed_stops_the_setup(dev: ModuleType) -> None:
    put_program(dev.BIN / "transcribe-desk", '[ "$3" = here ]')
    dev.set_up_models(("here",))
    with pytest.raises(dev.SetupError, match="The model missing was not installed"):
        dev.set_up_models(("here", "missing"))


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")
def test_no_window_is_tried_without_a_screen(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(dev.SetupError, match="no screen"):
        dev.run([])


@pytest.mark.parametrize(("arguments", "code"), [(["--help"], 0), ([], 2), (["dance"], 2)])
def test_the_commands_are_explained(arguments: list[str], code: int) -> None:
    done = subprocess.run([sys.executable, str(ROOT / "dev.py"), *arguments], capture_output=True, encoding="utf-8")
    assert done.returncode == code
    for command in ("demo", "run", "test", "test-openai", "check", "lock"):
        assert f"\n  {command} " in done.stdout + done.stderr


def test_an_older_python_can_read_that_it_is_too_old() -> None:
    source = (ROOT / "dev.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 7))
    imported = {
        alias.name for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Import) for alias in node.names
    }
    assert imported <= set(sys.stdlib_module_names) - {"tomllib"}


def test_programs_that_tests_run_are_installed_where_that_is_allowed(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr(dev.sys, "platform", "linux")
    monkeypatch.setattr(dev.shutil, "which", lambda name: "/usr/bin/apt-get" if name in ("apt-get", "Xvfb") else None)
    monkeypatch.setattr(dev, "root_prefix", list)
    monkeypatch.setattr(dev, "apt_install", lambda _prefix, packages: asked.append(packages))
    dev.set_up_programs()
    assert asked == [["libreoffice-writer-nogui", "xdotool", "pulseaudio", "flite"]]
    assert "will be skipped" in capsys.readouterr().err


def test_without_root_the_missing_programs_are_named_and_the_tests_go_on(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev.sys, "platform", "linux")
    monkeypatch.setattr(dev.shutil, "which", lambda name: f"/usr/bin/{name}" if name == "apt-get" else None)
    monkeypatch.setattr(dev, "root_prefix", lambda: None)
    dev.set_up_programs()
    assert "sudo apt-get install libreoffice-writer-nogui xvfb xauth" in capsys.readouterr().err
