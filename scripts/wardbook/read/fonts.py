"""The fonts of what is printed: which characters they have.

Only the table of a font that says so is read, the one that typesetters go by; a check is to cost no more for it.
"""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from wardbook.problems import Problem
from wardbook.read.glyphs import Glyphs, glyphs
from wardbook.system.packaged import template_folders

FOLDER: Final = "print/fonts"
"""Where the fonts are in a folder of templates."""
ENDINGS: Final = (".ttf", ".otf", ".ttc", ".otc")

_COLLECTION: Final = b"ttcf"
_BEST: Final = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3), (0, 2), (0, 1), (0, 0))
"""Tables of Unicode characters by platform and encoding, the largest first."""
_LAST: Final = 0x10FFFF
_NO_FONT: Final = (
    "expected a TrueType or OpenType font with a table of Unicode characters, got none:"
    " put another file in its place, or take it away"
)


@dataclass(frozen=True, slots=True)
class Fonts:
    """What is known of a project's fonts."""

    glyphs: Glyphs
    tables: tuple[bytes, ...]
    """The bytes that say which characters they have."""
    problems: tuple[Problem, ...]
    """The files that are no fonts."""


def project_fonts(root: Path) -> Fonts:
    """The fonts that come with the program and those of the project at `root`."""
    return read_fonts(root, [folder / FOLDER for folder in template_folders(root)])


def read_fonts(root: Path, folders: Iterable[Path]) -> Fonts:
    """The fonts in folders; faults name their files by their paths in the project at `root`."""
    characters: dict[bytes, frozenset[str]] = {}
    problems: list[Problem] = []
    for path in (path for folder in folders for path in _fonts_in(folder)):
        try:
            tables = _tables(path)
            # Styles of a family often have the same table.
            characters |= {table: _characters(table) for table in tables if table not in characters}
        except (OSError, struct.error, LookupError, ValueError):
            shown = path.relative_to(root) if path.is_relative_to(root) else path
            problems.append(Problem(shown.as_posix(), 1, "", _NO_FONT))
    return Fonts(glyphs(dict.fromkeys(characters.values())), tuple(characters), tuple(problems))


def _fonts_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in ENDINGS and path.is_file())


def _tables(path: Path) -> list[bytes]:
    """The tables of characters of all fonts in a file. Raises OSError, struct.error, LookupError and ValueError."""
    with path.open("rb") as file:
        return [_table(file, start) for start in _starts(file)]


def _starts(file: BinaryIO) -> list[int]:
    """Where the fonts of a file begin. Raises struct.error and ValueError."""
    head = file.read(12)
    if not head.startswith(_COLLECTION):
        return [0]
    (count,) = struct.unpack_from(">L", head, 8)
    first, *others = struct.iter_unpack(">L", file.read(4 * count))
    return [start for (start,) in (first, *others)]


def _table(file: BinaryIO, start: int) -> bytes:
    file.seek(start + 4)
    (count,) = struct.unpack(">H6x", file.read(8))
    places = {name: (place, length) for name, place, length in _rows(">4s4xLL", file.read(16 * count))}
    place, length = places[b"cmap"]
    file.seek(place)
    return file.read(length)


def _rows(form: str, raw: bytes) -> Iterator[tuple[bytes, int, int]]:
    return struct.iter_unpack(form, raw)


def _characters(table: bytes) -> frozenset[str]:
    """The characters of a table. Raises struct.error, LookupError and ValueError for one that is none."""
    (count,) = struct.unpack_from(">2xH", table)
    places: dict[tuple[int, int], int] = {}
    for number in range(count):
        platform, encoding, place = struct.unpack_from(">HHL", table, 4 + 8 * number)
        places[platform, encoding] = place
    best = places[next((kind for kind in _BEST if kind in places), _BEST[0])]
    (form,) = struct.unpack_from(">H", table, best)
    return frozenset(map(chr, _FORMS[form](table, best)))


def _segments(table: bytes, at: int) -> Iterator[int]:
    """The characters of a table in format 4, of 16 bits."""
    length, twice = struct.unpack_from(">H2xH", table, at + 2)
    words, count = array("H", table[at : at + length & ~1]), twice // 2
    if sys.byteorder == "little":
        words.byteswap()
    for segment in range(count):
        last, first, delta, offset = (words[place + segment] for place in (7, *(8 + n * count for n in (1, 2, 3))))
        if not offset:
            yield from (char for char in range(first, last + 1) if char + delta & 0xFFFF)
            continue
        glyph = 8 + 3 * count + segment + offset // 2 - first
        for char in range(first, min(last + 1, len(words) - glyph)):
            if words[glyph + char] and words[glyph + char] + delta & 0xFFFF:
                yield char


def _groups(table: bytes, at: int) -> Iterator[int]:
    """The characters of a table in format 12, of 32 bits."""
    (count,) = struct.unpack_from(">L", table, at + 12)
    for first, last, glyph in struct.iter_unpack(">LLL", table[at + 16 : at + 16 + 12 * count]):
        yield from range(first + (glyph == 0), min(last, _LAST) + 1)


_FORMS: Final[Mapping[int, Callable[[bytes, int], Iterator[int]]]] = {4: _segments, 12: _groups}
"""The formats in which fonts of today have their Unicode characters."""
