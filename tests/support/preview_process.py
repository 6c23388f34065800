"""A preview as a user starts it, in a process of its own: what it says, and how long one waits for it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from support.paths import EPOCH

PATIENCE = 120.0
"""Seconds after which what was waited for will not come."""


class Server:
    """A server that runs, with all that it has said."""

    def __init__(self, process: subprocess.Popen[str], address: str) -> None:
        self.process, self.address = process, address
        self._lines: list[str] = []
        self._changed = threading.Condition()
        self._ended = False
        assert process.stdout
        self._reader = threading.Thread(target=self._read, args=(process.stdout,), daemon=True)
        self._reader.start()

    def said(self, since: int = 0) -> list[str]:
        """The lines since one of them."""
        with self._changed:
            return self._lines[since:]

    def told(self) -> int:
        """How many lines have come."""
        return len(self.said())

    def until(self, words: str, since: int = 0) -> list[str]:
        """The lines since one of them up to that with the words, which must come."""
        with self._changed:
            came = self._changed.wait_for(lambda: self._ended or self._find(words, since) is not None, PATIENCE)
            end = self._find(words, since)
            assert end is not None, f"{words!r} did not come ({came=}) in:\n{''.join(self._lines)}"
            return self._lines[since : end + 1]

    def get(self, path: str = "") -> tuple[int, str]:
        """The status and text of a page."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as page:
                return page.status, page.read().decode("utf-8")
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode("utf-8")

    def stop(self, number: signal.Signals = signal.SIGINT) -> int:
        """Ask the server to end, as a terminal does; its exit code."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, number)
        try:
            return self.process.wait(PATIENCE)
        finally:
            self._reader.join(PATIENCE)

    def _find(self, words: str, since: int) -> int | None:
        return next((at for at in range(since, len(self._lines)) if words in self._lines[at]), None)

    def _read(self, lines: IO[str]) -> None:
        for line in lines:
            with self._changed:
                self._lines.append(line)
                self._changed.notify_all()
        with self._changed:
            self._ended = True
            self._changed.notify_all()


def _heed_interrupts() -> None:
    """Let Ctrl-C end the server, also where a shell has started the tests in the background and so ignores it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def serving(project: Path, *, plain: bool = False) -> Iterator[Server]:
    """`wardbook serve` in a project, or plain `mkdocs serve`, on a free port from when it serves."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    (project / "site_src").mkdir(exist_ok=True)  # MkDocs asks for it
    command = ["mkdocs", "serve", "--dev-addr", address] if plain else ["wardbook", "serve", "--address", address]
    process = subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=project,
        env=os.environ
        | {"PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8", "NO_COLOR": "1", "NO_MKDOCS_2_WARNING": "1"}
        | {"SOURCE_DATE_EPOCH": EPOCH},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        start_new_session=True,
        preexec_fn=_heed_interrupts,  # noqa: PLW1509  # sets a signal and nothing else
    )
    with process:
        server = Server(process, f"http://{address}/")
        try:
            line = server.until("Serving on http")[-1]
            server.address = line.partition("Serving on ")[2].split(";")[0].strip()
            yield server
        finally:
            try:
                server.stop()
            finally:
                if process.poll() is None:
                    os.killpg(process.pid, signal.SIGKILL)
