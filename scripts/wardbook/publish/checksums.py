"""The checksums of files: as a list that anyone can check, and as a memory that spares reading them again."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from wardbook.system.digests import has_digest
from wardbook.system.files import write_atomically

MANIFEST: Final = "SHA256SUMS"
"""The list of a site's files at its root, in the format of `sha256sum`, without itself."""
MEMORY: Final = "published.json"
"""The memory's name in the folder where a project keeps what it knows."""
YOUNG: Final = 2_000_000_000
"""Nanoseconds within which a file system may give two changes of a file the same time."""

Memory = dict[str, str]
"""SHA-256 of files in hex, by what changes when the file does."""

_LINE: Final = re.compile(r"(\\?)([0-9a-f]{64}) [ *](.+)")
_ESCAPES: Final = {"\\": "\\\\", "\n": "\\n", "\r": "\\r"}
_ESCAPED: Final = {escape: char for char, escape in _ESCAPES.items()}


def sound(root: Path, files: Mapping[str, str], found: Mapping[str, os.stat_result], memory: Memory) -> Iterator[str]:
    """Those of `files` that were found below `root` and have the SHA-256 they should have."""
    for name, wanted in files.items():
        if name in found and matches(root / name, found[name], wanted, memory):
            yield name


def matches(path: Path, status: os.stat_result, wanted: str, memory: Memory) -> bool:
    """Whether a file with this status has a SHA-256; one that the memory knows is not read."""
    known = memory.get(_key(status))
    return known == wanted if known else has_digest(path, wanted)


def _key(status: os.stat_result) -> str:
    """Changes whenever the file's bytes do: inode, size, time of the bytes, time of the entry."""
    return f"{status.st_ino} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}"


def memory_of(files: Mapping[str, str], found: Mapping[str, os.stat_result], now: int) -> Memory:
    """What may be remembered of files with known checksums at the moment `now`, in nanoseconds.

    What changed only just is left out: a second change could bear the same time and go unseen.
    """
    limit = now - YOUNG
    return {
        _key(status): files[name]
        for name, status in found.items()
        if status.st_mtime_ns < limit and status.st_ctime_ns < limit
    }


def recall(state: Path) -> tuple[Memory, Memory]:
    """What is remembered of the site and of its spare; nothing where the memory is missing or damaged."""
    try:
        match json.loads((state / MEMORY).read_bytes()):
            case [dict(site), dict(spare)] if all(
                isinstance(value, str) for value in (*site.values(), *spare.values())
            ):
                return site, spare
    except (OSError, ValueError, RecursionError):
        pass
    return {}, {}


def remember(state: Path, site: Memory, spare: Memory) -> None:
    """Replace the memory. Raises OSError."""
    others = {key: value for key, value in spare.items() if key not in site}
    write_atomically(state / MEMORY, json.dumps([site, others]).encode())


def read_manifest(root: Path) -> dict[str, str]:
    """What a folder's list says, by path; lines that are none are passed over. A link is not followed."""
    path = root / MANIFEST
    try:
        lines = [] if path.is_symlink() else path.read_bytes().decode("utf-8", "surrogateescape").split("\n")
    except OSError:
        lines = []
    matches = (_LINE.fullmatch(line) for line in lines)
    return {_unescaped(name) if mark else name: value for mark, value, name in (m.groups() for m in matches if m)}


def write_manifest(root: Path, files: Mapping[str, str]) -> Path:
    """Write a folder's list, sorted, and return its path. Raises OSError."""
    lines = (_line(name, files[name]) for name in sorted(files))
    write_atomically(root / MANIFEST, "".join(lines).encode("utf-8", "surrogateescape"))
    return root / MANIFEST


def _line(name: str, value: str) -> str:
    if _ESCAPES.keys().isdisjoint(name):
        return f"{value}  {name}\n"
    return f"\\{value}  {''.join(_ESCAPES.get(char, char) for char in name)}\n"


def _unescaped(name: str) -> str:
    return re.sub(r"\\[\\nr]", lambda match: _ESCAPED[match[0]], name)
