"""A helper process that answers questions, and both ends of the pipe to it.

A message is its length in eight bytes, then the message itself.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import IO, Final

from wardbook.system.processes import Command, broken_off, with_pipes
from wardbook.system.signals import stops_held

_LENGTH: Final = 8


class Service:
    """A module of Python that runs as a helper and answers one question after another."""

    def __init__(self, command: Command) -> None:
        """Start it."""
        self._process = with_pipes(command)

    def ask(self, question: bytes) -> bytes:
        """The answer to a question. Raises WorkerFault where the process ends without one."""
        try:
            _send(self._process.stdin, question)
            return _received(self._process.stdout)
        except (EOFError, OSError):
            raise broken_off(self._process.wait()) from None

    def close(self) -> None:
        """End it."""
        with stops_held(), self._process:
            self._process.kill()


def answer_all(answer: Callable[[bytes], bytes]) -> None:
    """Answer questions until nobody asks any more."""
    given, asked = sys.stdout.buffer, sys.stdin.buffer
    while True:
        try:
            question = _received(asked)
        except EOFError:
            return
        _send(given, answer(question))


def _send(pipe: IO[bytes] | None, message: bytes) -> None:
    if pipe is None:
        raise EOFError
    pipe.write(len(message).to_bytes(_LENGTH, "big") + message)
    pipe.flush()


def _received(pipe: IO[bytes] | None) -> bytes:
    """The next message. Raises EOFError."""
    if pipe is None:
        raise EOFError
    length = int.from_bytes(_read(pipe, _LENGTH), "big")
    return _read(pipe, length)


def _read(pipe: IO[bytes], length: int) -> bytes:
    found = pipe.read(length)
    if len(found) < length:
        raise EOFError
    return found
