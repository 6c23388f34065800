"""The inputs of checks, with their digests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from wardbook.build.content import CheckedFile
from wardbook.build.tracking import ABSENT, truth_digest
from wardbook.library.edition import has_come
from wardbook.problems import Problem
from wardbook.read.content import (
    Snapshot,
)
from wardbook.read.fonts import Fonts
from wardbook.read.layout import (
    CONTENT,
    SHOWN_APART,
    SINGLE,
    is_image,
    names_beside,
)
from wardbook.system.digests import digest, program_digest

GLOBALS: Final = frozenset(f"{CONTENT}/{name}" for name in SINGLE) - SHOWN_APART
"""The files that every page depends on."""


def is_global(path: str) -> bool:
    """Whether a file is part of what every page depends on."""
    return path in GLOBALS or path == CONTENT or is_image(path)


def globals_digest(snapshot: Snapshot, fonts: Fonts) -> bytes:
    """A digest of what every page depends on: the global files, the images, the fonts, this program."""
    parts = (part for path in sorted(snapshot) if is_global(path) for part in (path, _raw(snapshot[path])))
    return digest(program_digest(), *parts, "fonts", *fonts.tables)


def snapshot_digest(snapshot: Snapshot, path: str) -> bytes:
    """A digest of a file and of those beside it, which are parts of one record."""
    names = (path, *(name for name in names_beside(path) if name in snapshot))
    return digest(*(part for name in names for part in (name, _raw(snapshot[name]))))


def _raw(raw: bytes | Problem) -> bytes | str:
    return raw.message if isinstance(raw, Problem) else raw


def sources_of_checks(
    ids: Mapping[str, frozenset[str]], today: date, digests: Mapping[str, bytes], of_globals: bytes
) -> dict[str, Callable[[str], bytes]]:
    """The functions that give the digests of the inputs of checks; `ids` are those of files, by kind."""

    def id_digest(name: str) -> bytes:
        kind, _, id = name.partition(":")
        return truth_digest(id in ids.get(kind, ()))

    def ids_digest(name: str) -> bytes:
        return digest(*sorted(ids.get(name.removeprefix("id:"), ())))

    return {
        "program": lambda _: program_digest(),
        "file": lambda path: digests.get(path, ABSENT),
        "globals": lambda _: of_globals,
        "known": lambda kind: truth_digest(kind in ids),
        "id": id_digest,
        "ids": ids_digest,
        "come": lambda day: truth_digest(has_come(date.fromisoformat(day), today)),
    }


def sources_of_outlines(files: Mapping[str, CheckedFile]) -> dict[str, Callable[[str], bytes]]:
    """The functions that give the digests of the inputs of rules between records."""
    return {
        "outline": lambda path: files[path].outline_digest if path in files else ABSENT,
        "ids": lambda _: digest(*files),
    }
