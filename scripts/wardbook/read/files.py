"""Read bytes from a project's `content/`. Nothing else in the program opens those files."""

from __future__ import annotations

from pathlib import Path

from wardbook.problems import Problem
from wardbook.read.yaml import MAX_BYTES


def read_bytes(root: Path, path: Path) -> bytes | Problem:
    """The bytes of a content file, or why they cannot be had."""
    name = path.relative_to(root).as_posix()
    if not path.resolve().is_relative_to(root.resolve()):
        return Problem(name, 1, "", "expected a file in this project, got a link out of it: copy the file in")
    if not path.is_file():
        return Problem(name, 1, "", "expected a file, got none: put it in content/")
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        return Problem(name, 1, "", f"expected a readable file, got: {error.strerror}")
    if len(raw) > MAX_BYTES:
        return Problem(name, 1, "", f"expected at most {MAX_BYTES:,} bytes, got more: split the file")
    return raw


def read_text(root: Path, path: Path) -> str | Problem:
    """The text of a content file, with plain line ends, or why it is no text."""
    raw = read_bytes(root, path)
    if isinstance(raw, Problem):
        return raw
    name = path.relative_to(root).as_posix()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return Problem(
            name, line, "", f"expected UTF-8 text, got the byte 0x{raw[error.start]:02X}: save the file as UTF-8"
        )
    if text.startswith("\ufeff"):
        return Problem(name, 1, "", "expected UTF-8 without a byte order mark: save the file as plain UTF-8")
    return text.replace("\r\n", "\n").replace("\r", "\n")
