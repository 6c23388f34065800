"""Read bytes from a project's `content/`. Nothing else in the program opens those files."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from wardbook.problems import Problem
from wardbook.read.yaml import MAX_BYTES

_LINE_ENDS: Final = re.compile("[\x85\u2028\u2029]")
"""Characters that end a line for YAML and for no editor: every line number after one would be off."""


def read_bytes(root: Path, path: Path) -> bytes | Problem:
    """The bytes of a content file, or why they cannot be had."""
    name = shown_path(root, path)
    try:
        if not path.resolve(strict=True).is_relative_to(root.resolve()):
            return Problem(name, 1, "", "expected a file in this project, got a link out of it: copy the file in")
        if not path.is_file():
            return Problem(name, 1, "", "expected a file, got something else: take it out of content/")
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except (FileNotFoundError, RuntimeError):
        missing = "a link that leads nowhere: copy the file in" if path.is_symlink() else "none: put it in content/"
        return Problem(name, 1, "", f"expected a file, got {missing}")
    except OSError as error:
        return Problem(name, 1, "", f"expected a readable file, got none ({error.strerror}): set its permissions")
    if len(raw) > MAX_BYTES:
        return Problem(name, 1, "", f"expected at most {MAX_BYTES:,} bytes, got more: make it smaller, or split it")
    return raw


def shown_path(root: Path, path: Path) -> str:
    """A file's path for messages: relative, with forward slashes."""
    return path.relative_to(root).as_posix()


def decode(name: str, raw: bytes) -> str | Problem:
    """The text of a content file, with plain line ends, or why it is no text; `name` is for the message."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return Problem(
            name, line, "", f"expected UTF-8 text, got the byte 0x{raw[error.start]:02X}: save the file as UTF-8"
        )
    if text.startswith("\ufeff"):
        return Problem(name, 1, "", "expected UTF-8 without a byte order mark: save the file as plain UTF-8")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if bad := _LINE_ENDS.search(text):
        line = text.count("\n", 0, bad.start()) + 1
        return Problem(name, line, "", f"expected text, got the character U+{ord(bad[0]):04X}: delete it")
    return text
