"""Fonts for print: the characters that they have.

Only the character map of a font is read; a check is to cost no more for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from fontTools import log
from fontTools.ttLib import TTCollection, TTFont, newTable

from wardbook.problems import Problem
from wardbook.read.glyphs import Glyphs, glyphs
from wardbook.system.links import names_below
from wardbook.system.packaged import template_folders

FONTS_FOLDER: Final = "print/fonts"
"""The folder of fonts in a folder of templates."""
ENDINGS: Final = (".ttf", ".otf", ".ttc", ".otc")

_COLLECTION: Final = b"ttcf"
_GLYPHS: Final = range(0x10000)
"""Numbers in the place of the glyphs' names: nobody asks for names, and to read them takes four times as long."""
_NO_FONT: Final = (
    "expected a TrueType or OpenType font with a table of Unicode characters, got none:"
    " put another file in its place, or take it away"
)

log.setLevel("CRITICAL")  # a font that is not as it should be is a fault with its path, or is read as far as it goes


@dataclass(frozen=True, slots=True)
class Fonts:
    """A project's fonts."""

    glyphs: Glyphs
    tables: tuple[bytes, ...]
    """The tables with the character maps, each once: where they are the same, so are the characters."""
    problems: tuple[Problem, ...]
    """The files that are no fonts."""


def project_fonts(root: Path) -> Fonts:
    """The fonts that come with the program and those of the project at `root`."""
    return read_fonts(root, [folder / FONTS_FOLDER for folder in template_folders(root)])


def read_fonts(root: Path, folders: Iterable[Path]) -> Fonts:
    """The fonts in folders; faults name their files by their paths in the project at `root`."""
    characters: dict[bytes, frozenset[str]] = {}
    problems: list[Problem] = []
    for path in (path for folder in folders for path in _fonts_in(folder)):
        try:
            characters |= _characters_by_table(path)
        except Exception:  # a damaged font breaks its reader in many ways
            shown = path.relative_to(root) if path.is_relative_to(root) else path
            problems.append(Problem(shown.as_posix(), 1, "", _NO_FONT))
    return Fonts(glyphs(dict.fromkeys(characters.values())), tuple(characters), tuple(problems))


def _fonts_in(folder: Path) -> list[Path]:
    return [folder / name for name in names_below(folder) if name.lower().endswith(ENDINGS)]


def _characters_by_table(path: Path) -> dict[bytes, frozenset[str]]:
    """The characters of all fonts in a file by their tables. Raises any Exception for a file that is no font."""
    with path.open("rb") as file:
        fonts = TTCollection(file, lazy=True).fonts if file.read(4) == _COLLECTION else [TTFont(file, lazy=True)]
        if not fonts or any(font.flavor for font in fonts):
            raise ValueError("expected a font that can be printed with, got none, or one packed for the web")
        return {table: _characters(table) for table in (font.reader["cmap"] for font in fonts)}


@lru_cache(maxsize=32)
def _characters(table: bytes) -> frozenset[str]:
    """The characters of a font by its table of them; a preview reads the same fonts again and again.

    Raises any Exception for a table that is damaged or holds no characters of Unicode.
    """
    font = TTFont()
    font.setGlyphOrder(_GLYPHS)
    font["cmap"] = newTable("cmap")
    font["cmap"].decompile(table, font)
    return frozenset(chr(point) for point, glyph in font.getBestCmap().items() if glyph)
