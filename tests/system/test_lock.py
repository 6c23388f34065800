"""The lock: one build at a time, who waits is told whom for, and no dead process stands in the way."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from wardbook.system.lock import HOLDER, LOCK, exclusive

HOLD = """
import sys
from pathlib import Path
from wardbook.system.lock import exclusive
with exclusive(Path(sys.argv[1]), print):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def held_by_another(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that has the lock until its input ends."""
    command = [sys.executable, "-c", HOLD, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        yield holder


def never(message: str) -> None:
    raise AssertionError(message)


def test_the_first_one_need_not_wait(tmp_path: Path) -> None:
    folder = tmp_path / "not" / "there"
    for _ in range(2):
        with exclusive(folder, never):
            assert re.fullmatch(rf"{os.getpid()} \d{{4}}-\d\d-\d\d \d\d:\d\d:\d\d\n", (folder / HOLDER).read_text())
        assert not (folder / HOLDER).exists()


def test_an_error_gives_the_lock_back(tmp_path: Path) -> None:
    with pytest.raises(KeyError), exclusive(tmp_path, never):
        raise KeyError
    with exclusive(tmp_path, never):
        pass


def test_who_waits_is_told_once_whom_for_and_goes_on_after(tmp_path: Path) -> None:
    messages: list[str] = []
    with held_by_another(tmp_path) as holder:

        def waiting(message: str) -> None:
            messages.append(message)
            assert holder.stdin
            holder.stdin.close()

        with exclusive(tmp_path, waiting):
            assert holder.wait(10) == 0
            assert (tmp_path / HOLDER).read_text().startswith(f"{os.getpid()} ")
        (message,) = messages
        assert re.fullmatch(
            rf"{tmp_path / LOCK}: expected no other build of this project,"
            rf" got one \(process {holder.pid}, since [-\d]+ [:\d]+\): waiting for its end\.",
            message,
        )


def test_a_killed_holder_is_no_obstacle(tmp_path: Path) -> None:
    with held_by_another(tmp_path) as holder:
        holder.send_signal(signal.SIGKILL)
        holder.wait()
    assert (tmp_path / HOLDER).exists()
    with exclusive(tmp_path, never):
        pass


GARBAGE = {
    "nothing": None,
    "empty": b"",
    "bytes": b"\xff\x00\x1b[2J",
    "numbers": b"1 2 3",
    "long": b"9" * 100_000,
    "folder": "folder",
}


@pytest.mark.parametrize("garbage", GARBAGE.values(), ids=GARBAGE)
def test_whatever_the_holder_says_of_itself_one_waits(tmp_path: Path, garbage: bytes | str | None) -> None:
    messages: list[str] = []
    with held_by_another(tmp_path) as holder:
        (tmp_path / HOLDER).unlink()
        if isinstance(garbage, bytes):
            (tmp_path / HOLDER).write_bytes(garbage)
        elif garbage:
            (tmp_path / HOLDER).mkdir()

        def waiting(message: str) -> None:
            messages.append(message)
            if garbage == "folder":
                (tmp_path / HOLDER).rmdir()
            holder.send_signal(signal.SIGKILL)

        with exclusive(tmp_path, waiting):
            pass
    assert [message.partition("got ")[2] for message in messages] == ["one: waiting for its end."]


def test_threads_wait_for_each_other(tmp_path: Path) -> None:
    inside: list[int] = []
    most: list[int] = []

    def build() -> None:
        with exclusive(tmp_path, lambda _: None):
            inside.append(1)
            most.append(len(inside))
            threading.Event().wait(0.02)
            inside.pop()

    threads = [threading.Thread(target=build) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert most == [1] * 5


def test_no_thread_waits_for_itself(tmp_path: Path) -> None:
    with (
        exclusive(tmp_path, lambda _: None),
        pytest.raises(RuntimeError),
        exclusive(tmp_path, lambda _: None),
    ):
        pass


def test_a_folder_that_cannot_be_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OSError, match="file"), exclusive(tmp_path / "file", never):
        pass
