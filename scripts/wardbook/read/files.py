"""Reader of the files of a project's `content/`. Nothing else in the program opens them.

Nothing is trusted: a link may lead away, a pipe may never end, a folder may be closed, and what was
listed may have gone. Each of them is a fault with its path, and the rest is read.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from errno import ELOOP
from pathlib import Path
from stat import S_ISREG
from typing import Final

from wardbook.problems import Problem
from wardbook.read.leftovers import is_left_over
from wardbook.text.characters import mended

MAX_BYTES: Final = 80_000
"""Longer files are refused: the longest article of the sample has 30,000, and no text takes long to parse."""
MAX_LIST_BYTES: Final = 300_000
"""Files that are one long list of lines may be longer, because a line is not parsed."""
MAX_APPROVALS_BYTES: Final = 900_000
"""Approvals hold each approved version of a record with all that it uses."""
MAX_REGISTER_BYTES: Final = 5_000_000
"""The register and the log of changes grow with every version of every record: 40,000 copies fit in."""
MAX_PICTURE_BYTES: Final = 1_000_000
"""Bytes of a picture: a phone in a basement loads that in a few seconds."""
MAX_DOCUMENT_BYTES: Final = 5_000_000
"""Bytes of an attached document: some hundred pages without photos."""

_LISTS: Final = (
    "content/terms.yaml",
    "content/people.yaml",
    "content/queries.yaml",
    "content/moved.yaml",
)
_APPROVALS: Final = "content/approvals/"
_GROWING: Final = ("content/register.yaml", "content/changes.yaml")
_MOST_OF: Final = dict.fromkeys(_LISTS, MAX_LIST_BYTES) | dict.fromkeys(_GROWING, MAX_REGISTER_BYTES)
_LINE_ENDS: Final = "\x85\u2028\u2029"
"""Characters that end a line for YAML and for no editor: every line number after one would be off."""
_NONCHARACTERS: Final = "\ufdd0-\ufdef\ufffe\uffff" + "".join(
    chr(plane + end) for plane in range(0x10000, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF)
)
NONCHARACTERS: Final = re.compile(f"[{_NONCHARACTERS}]")
"""Characters that Unicode keeps for the inside of programs; `urls.LINK` is one of them."""
_REFUSED: Final = re.compile(f"[{_LINE_ENDS}{_NONCHARACTERS}]")
_MAY_BE_REFUSED: Final = re.compile(f"[{_LINE_ENDS}\ufdd0-\ufdef\ufffe-\U0010ffff]")
"""The same and all characters beyond the first plane, which are few: a set of few ranges is found faster."""
_OTHER_FORMATS: Final = {
    b"\xff\xfe": "UTF-16, which Notepad calls Unicode",
    b"\xfe\xff": "UTF-16, which Notepad calls Unicode",
    b"PK\x03\x04": "a document of a word processor, or another archive",
    b"\xd0\xcf\x11\xe0": "a document of a word processor",
    b"{\\rtf": "rich text",
    b"%PDF-": "a PDF",
}
"""Formats in which text is saved by mistake, by the bytes with which their files begin."""
_RETURN: Final = re.compile("\r(?!\n)")


def list_files(root: Path, folder: Path) -> Iterator[Path | Problem]:
    """Every file below a folder but what is left over, folders named like files too; of a closed folder the fault."""
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(here) as entries:
                found = [entry for entry in entries if not is_left_over(entry.name)]
            folders = {entry.name for entry in found if entry.is_dir(follow_symlinks=False)}
        except OSError as error:
            message = f"expected a folder that can be listed, got none ({error.strerror}): set its permissions"
            yield Problem(shown_path(root, here), 1, "", message)
            continue
        waiting += (here / name for name in folders)
        yield from (here / entry.name for entry in found if entry.name not in folders or "." in entry.name)


def left_over_in(root: Path, folder: Path) -> Iterator[str]:
    """The paths of files and folders below a folder that `list_files` passes over."""
    for here, folders, files in os.walk(folder):
        yield from (shown_path(root, Path(here) / name) for name in (*folders, *files) if is_left_over(name))
        folders[:] = [name for name in folders if not is_left_over(name)]


def read_bytes(root: Path, path: Path) -> bytes | Problem:
    """The bytes of a content file, or its fault."""
    name = shown_path(root, path)
    most = _most_read(name)
    try:
        if path.is_symlink() and not path.resolve(strict=True).is_relative_to(root.resolve() / "content"):
            return Problem(name, 1, "", "expected a file in content/, got a link out of it: copy the file in")
        if not S_ISREG(path.stat().st_mode):
            return Problem(name, 1, "", "expected a file, got something else: take it out of content/")
        with path.open("rb") as file:
            raw = file.read(most + 1)
    except (OSError, RuntimeError) as error:
        return Problem(name, 1, "", _unreadable(path, error))
    return _too_large(name, most) if len(raw) > most else raw


def _most_read(name: str) -> int:
    """The bytes that are read of a file; a text may be shorter still."""
    if name in _GROWING:
        return MAX_REGISTER_BYTES
    return MAX_DOCUMENT_BYTES if name.endswith(".pdf") else MAX_PICTURE_BYTES


def shown_path(root: Path, path: Path) -> str:
    """A file's path for messages: relative, with forward slashes."""
    return path.relative_to(root).as_posix()


def decode(name: str, raw: bytes) -> str | Problem:
    """The text of a content file, its line ends and accents in one form, or its fault; `name` is for the message."""
    if fault := _other_format(name, raw):
        return fault
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return Problem(
            name, line, "", f"expected UTF-8 text, got the byte 0x{raw[error.start]:02X}: save the file as UTF-8"
        )
    if text.startswith("\ufeff"):
        return Problem(name, 1, "", "expected UTF-8 without a byte order mark: save the file as plain UTF-8")
    if bad := _RETURN.search(text):
        # Windows' two signs are one line end; this one alone ends a line for some programs and not for others.
        message = "expected lines that end as on Unix or Windows, got a carriage return alone: save the file anew"
        return Problem(name, text.count("\n", 0, bad.start()) + 1, "", message)
    text = mended(text.replace("\r\n", "\n"))
    if _MAY_BE_REFUSED.search(text) and (bad := _REFUSED.search(text)):
        line = text.count("\n", 0, bad.start()) + 1
        return Problem(name, line, "", f"expected text, got the character U+{ord(bad[0]):04X}: delete it")
    return text


def _other_format(name: str, raw: bytes) -> Problem | None:
    """The fault of a file that is in another format, or too large for a text."""
    other = next((words for start, words in _OTHER_FORMATS.items() if raw.startswith(start)), "")
    if other:
        return Problem(name, 1, "", f"expected UTF-8 text, got {other}: save it as plain text in UTF-8")
    most = MAX_APPROVALS_BYTES if name.startswith(_APPROVALS) else _MOST_OF.get(name, MAX_BYTES)
    return _too_large(name, most) if len(raw) > most else None


def _too_large(name: str, most: int) -> Problem:
    return Problem(name, 1, "", f"expected at most {most:,} bytes, got more: make it smaller, or split it")


def _unreadable(path: Path, error: OSError | RuntimeError) -> str:
    """The message for a file that cannot be read; older Pythons raise RuntimeError for a link to itself."""
    if isinstance(error, FileNotFoundError | RuntimeError) or error.errno == ELOOP:
        missing = "a link that leads nowhere: copy the file in" if path.is_symlink() else "none: put it in content/"
        return f"expected a file, got {missing}"
    return f"expected a readable file, got none ({error.strerror}): set its permissions"
