"""Edits of a file: some of its characters are replaced, and every other byte stays."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

_CHARACTER: Final = re.compile(r"\r\n|.", re.DOTALL)


class Edit(NamedTuple):
    """New text in place of the characters from `start` to before `end`; each line end counts as one character."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class FileChanges:
    """Changes of the files of a project, by their paths in it."""

    written: Mapping[str, bytes]
    """The new bytes of files."""
    deleted: tuple[str, ...] = ()
    """The files that go once all others are written."""


def editable(raw: bytes) -> str:
    """The text of a file that was read, as edits count its characters: as it is written, with plain line ends."""
    return raw.decode("utf-8").replace("\r\n", "\n")


def edited(raw: bytes, edits: Iterable[Edit]) -> bytes:
    """The bytes of a file after some edits, which must not overlap; new lines end as the old ones do."""
    text = raw.decode("utf-8")
    windows = "\r\n" in text
    starts = [match.start() for match in _CHARACTER.finditer(text)] if windows else range(len(text))
    offsets = [*starts, len(text)]
    parts: list[str] = []
    done = 0
    for edit in sorted(edits):
        parts += (text[done : offsets[edit.start]], edit.text.replace("\n", "\r\n") if windows else edit.text)
        done = offsets[edit.end]
    return "".join([*parts, text[done:]]).encode()
