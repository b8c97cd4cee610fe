"""Run Taguette as a real server on loopback and import files into it as its web page does."""

from __future__ import annotations

import contextlib
import http.cookiejar
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from http.client import HTTPResponse
from pathlib import Path

_BOUNDARY = "transcribe-desk-boundary"
_LINK = re.compile(r"http://\S+\?token=\w+")


def program() -> Path | None:
    """Find Taguette beside the Python that runs the tests, or on the path."""
    beside = Path(sys.executable).with_name("taguette")
    found = str(beside) if beside.exists() else shutil.which("taguette")
    return Path(found) if found else None


class Taguette:
    """A project in a running Taguette."""

    def __init__(self, link: str) -> None:
        """Log in with the link that the server prints, and make a project."""
        self._root = link.partition("?")[0].rstrip("/")
        self._cookies = http.cookiejar.CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self._cookies))
        self._open(link)
        self._open(f"{self._root}/project/new")
        form = urllib.parse.urlencode({"name": "Study", "description": "", "_xsrf": self._xsrf()})
        self._project = self._open(f"{self._root}/project/new", form.encode()).url.rpartition("/")[2]

    def take_in(self, name: str, content: bytes) -> str:
        """Import a file as a document; give the HTML that Taguette keeps of it."""
        fields = {"name": name, "description": "", "_xsrf": self._xsrf()}
        parts = [
            f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}'
            for key, value in fields.items()
        ]
        parts.append(
            f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n"
        )
        body = "\r\n".join(parts).encode() + content + f"\r\n--{_BOUNDARY}--\r\n".encode()
        headers = {"Content-Type": f"multipart/form-data; boundary={_BOUNDARY}"}
        added = self._open(f"{self._api}/document/new", body, headers)
        kept = self._open(f"{self._api}/document/{json.load(added)['created']}/contents")
        return "".join(chunk["contents"] for chunk in json.load(kept)["contents"])

    @property
    def _api(self) -> str:
        return f"{self._root}/api/project/{self._project}"

    def _xsrf(self) -> str:
        return next(cookie.value or "" for cookie in self._cookies if cookie.name == "_xsrf")

    def _open(self, url: str, data: bytes | None = None, headers: dict[str, str] | None = None) -> HTTPResponse:
        answer: HTTPResponse = self._opener.open(urllib.request.Request(url, data, headers or {}), timeout=30)  # noqa: S310 - loopback
        return answer


@contextlib.contextmanager
def running(taguette: Path, folder: Path) -> Iterator[Taguette]:
    """Start Taguette with a database of its own in ``folder``, and stop it at the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command: list[str | Path] = [
        taguette,
        "--no-browser",
        "--bind",
        "127.0.0.1",
        "--port",
        str(port),
        "--database",
        folder / "study.sqlite3",
    ]
    log = folder / "taguette.log"
    with (
        log.open("wb") as output,
        subprocess.Popen(
            command, cwd=folder, stdout=output, stderr=subprocess.STDOUT, env={**os.environ, "HOME": str(folder)}
        ) as server,
    ):
        try:
            yield Taguette(_link(log, server))
        finally:
            server.terminate()


def _link(log: Path, server: subprocess.Popen[bytes]) -> str:
    """Wait until the server answers; give the link with which a person would open it."""
    until = time.monotonic() + 60
    while time.monotonic() < until and server.poll() is None:
        found = _LINK.search(log.read_text(encoding="utf-8", errors="replace"))
        if found:
            with contextlib.suppress(urllib.error.URLError):
                urllib.request.urlopen(found[0], timeout=5).close()  # noqa: S310 - loopback
                return found[0]
        time.sleep(0.2)
    raise AssertionError(f"Taguette did not start: {log.read_text(encoding='utf-8', errors='replace')[-600:]}")
