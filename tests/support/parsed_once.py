"""Files with the same bytes are parsed once in a process, as most tests read the fixture guideline with one edit."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from wardbook.read import content
from wardbook.read.document import NOTHING, Parsed, Raw, parse

KEPT: Final = 1024
"""Files that are kept: those of a few projects with their edits."""


def parse_once() -> None:
    """Keep what is parsed in this process: it depends on nothing but the path, the bytes and the files beside it."""
    content.parse = parsed_once  # type: ignore[attr-defined]  # imported there


def parsed_once(path: str, raw: Raw, beside: Mapping[str, Raw] = NOTHING) -> Parsed:
    """A file, parsed before or now."""
    return _parsed(path, raw, tuple(beside.items()))


@lru_cache(KEPT)
def _parsed(path: str, raw: Raw, beside: tuple[tuple[str, Raw], ...]) -> Parsed:
    return parse(path, raw, dict(beside))
