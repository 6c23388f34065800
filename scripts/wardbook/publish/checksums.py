"""Checksums of a site's files: its manifest, which anyone can check, and a cache that spares reading them again."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from wardbook.problems import UserError
from wardbook.system.digests import has_digest
from wardbook.system.files import write_atomically
from wardbook.urls import MANIFEST

CHECKSUMS: Final = "published.json"
"""The file of known checksums in the folder for a site's state."""
COARSE_GRAIN: Final = 2_000_000_000
"""Nanoseconds within which any file system may give two changes of a file the same time; FAT counts by two seconds."""
FINE_GRAIN: Final = 50_000_000
"""The same where times have digits below `_COARSE_UNIT`: a kernel's clock ticks every 1 to 10 milliseconds."""

Checksums = dict[str, str]
"""SHA-256 of files in hex by `_key`."""

_COARSE_UNIT: Final = 10_000_000
"""Nanoseconds of which all times of a file system with coarse times are multiples: exFAT counts by ten milliseconds."""
_LINE: Final = re.compile(r"(\\?)([0-9a-f]{64}) [ *](.+)")
_ESCAPES: Final = {"\\": "\\\\", "\n": "\\n", "\r": "\\r"}
_ESCAPED: Final = {escape: char for char, escape in _ESCAPES.items()}


class SiteFault(UserError):
    """Failure to publish a site as things are; the message says why and what to do."""


def changed_file(path: Path) -> SiteFault:
    """The fault of a file that is not as announced, because someone changed or deleted it meanwhile."""
    return SiteFault(f"{path}: expected the file as this build left it, got another one or none: build again.")


def intact(
    root: Path, files: Mapping[str, str], found: Mapping[str, os.stat_result], known: Checksums
) -> Iterator[str]:
    """Names of the `files` that were found below `root` and have the SHA-256 they should have."""
    for name, wanted in files.items():
        if name in found and matches(root, name, found[name], wanted, known):
            yield name


def matches(root: Path, name: str, status: os.stat_result, wanted: str, known: Checksums) -> bool:
    """Whether a file below `root` with this status has the SHA-256 `wanted`; a known checksum spares reading it."""
    checksum = known.get(_key(status))
    return checksum == wanted if checksum else has_digest(root / name, wanted)


def _key(status: os.stat_result) -> str:
    """(inode, size, mtime, ctime): changes whenever the file's bytes do."""
    return f"{status.st_ino} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}"


def checksums_of(files: Mapping[str, str], found: Mapping[str, os.stat_result], now: int) -> Checksums:
    """Checksums of the `files` that were found, by key; `now` is in nanoseconds since 1970.

    A file that changed only just is left out: a second change could bear the same time and go unseen.
    """
    return {_key(status): files[name] for name, status in found.items() if _has_settled(status, now)}


def _has_settled(status: os.stat_result, now: int) -> bool:
    """Whether a change of a file from `now` on would show in its times."""
    grain = COARSE_GRAIN if status.st_ctime_ns % _COARSE_UNIT == 0 else FINE_GRAIN
    return max(status.st_mtime_ns, status.st_ctime_ns) < now - grain


def read_checksums(state: Path) -> tuple[Checksums, Checksums]:
    """Known checksums of the site and of its spare; none where their file is missing or damaged."""
    try:
        match json.loads((state / CHECKSUMS).read_bytes()):
            case [dict(site), dict(spare)] if all(
                isinstance(value, str) for value in (*site.values(), *spare.values())
            ):
                return site, spare
    except (OSError, ValueError, RecursionError):
        pass
    return {}, {}


def write_checksums(state: Path, site: Checksums, spare: Checksums) -> None:
    """Remember the checksums of the site and of its spare. Raises OSError."""
    others = {key: value for key, value in spare.items() if key not in site}
    write_atomically(state / CHECKSUMS, json.dumps([site, others]).encode())


def read_manifest(root: Path) -> dict[str, str]:
    """Checksums in a folder's manifest by path; other lines are passed over. A link is not followed."""
    path = root / MANIFEST
    try:
        return {} if path.is_symlink() else parse_manifest(path.read_bytes())[0]
    except OSError:
        return {}


def parse_manifest(raw: bytes) -> tuple[dict[str, str], tuple[int, ...]]:
    """The checksums in a manifest by path, and the numbers of lines that hold none, from 1."""
    lines = raw.decode("utf-8", "surrogateescape").removesuffix("\n").split("\n")
    found = [_LINE.fullmatch(line) for line in lines] if raw else []
    sums = {_unescaped(name) if mark else name: value for mark, value, name in (m.groups() for m in found if m)}
    return sums, tuple(number for number, match in enumerate(found, start=1) if match is None)


def write_manifest(root: Path, files: Mapping[str, str]) -> Path:
    """Write a folder's manifest, sorted, and return its path. Raises OSError."""
    lines = (_line(name, files[name]) for name in sorted(files))
    write_atomically(root / MANIFEST, "".join(lines).encode("utf-8", "surrogateescape"))
    return root / MANIFEST


def _line(name: str, value: str) -> str:
    if _ESCAPES.keys().isdisjoint(name):
        return f"{value}  {name}\n"
    return f"\\{value}  {''.join(_ESCAPES.get(char, char) for char in name)}\n"


def _unescaped(name: str) -> str:
    return re.sub(r"\\[\\nr]", lambda match: _ESCAPED[match[0]], name)
