"""Files that nobody wrote as content: what systems and editors leave in a folder, and copies that programs make.

What is left is passed over, because it says nothing of the content. A copy of a record may hold somebody's edits, so
it is a fault: nothing is lost without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePath
from typing import Final

_SYSTEMS: Final = frozenset(
    {"desktop.ini", "thumbs.db", "ehthumbs.db", "icon\r", "4913", "__macosx", "@eadir", "$recycle.bin", "nppbackup"}
)
"""Files and folders of Windows, macOS and disk stations, and vim's test file, in small letters."""
_EDITORS: Final = re.compile(
    r"~\$.*"  # a document that is open in Word
    r"|.*~|#.*#"  # the former version, and the unsaved one, of editors on Unix
    r"|.*\.(?:orig|rej|bak|old|tmp|swp|swo|part|crdownload|lnk)"  # merges, editors, downloads, links of Windows
    r"|~syncthing~.*"
    r"|.*:zone\.identifier",  # where Windows had a file from
    re.IGNORECASE,
)
_CONTENT: Final = (".yaml", ".yml", ".md")
_COPIED: Final = frozenset({*_CONTENT, ".csv", ".pdf", ".svg", ".png", ".webp", ".jpg", ".jpeg"})
"""Endings of files that are copied by accident: records, rows of tables, pictures and documents."""

_COPY: Final = re.compile(
    r"(?P<of>.+?)(?:"
    r"[ _.-]*\([^()]*(?:confli|konfli)[^()]*\)"  # x (Ann's conflicted copy 2026-11-23)
    r"|\.sync-conflict-[\w-]+|_conf(?:lict)?-[\d-]+"
    r"|(?: - (?:copy|kopie|copie|copia))? \(\d+\)| - (?:copy|kopie|copie|copia)| copy(?: \d+)?"
    r")",
    re.IGNORECASE,
)
_COPY_OF: Final = re.compile(r"(?:copy of|kopie von|copie de|copia de) (?P<of>.+)", re.IGNORECASE)


def is_left_over(name: str) -> bool:
    """Whether a file or folder is hidden, or of a kind that systems and editors leave."""
    return name.startswith(".") or name.lower() in _SYSTEMS or bool(_EDITORS.fullmatch(name))


def copied_from(name: str) -> str:
    """The name of the content file of which another is a copy, by its name; empty for a file that is none."""
    path = PurePath(name)
    match = (_COPY.fullmatch(path.stem) or _COPY_OF.fullmatch(path.stem)) if path.suffix.lower() in _COPIED else None
    return match["of"] + path.suffix if match else ""


def note_about(passed_over: Iterable[str]) -> str:
    """The note about files that are passed over, by their paths; empty where there are none to speak of."""
    left, hidden = list[str](), list[str]()
    for path in sorted(passed_over):
        name = PurePath(path).name
        if _may_be_meant(name) or not name.startswith("."):
            (hidden if name.startswith(".") else left).append(path)
    notes = [_note("left by systems or editors", left), _note("hidden, and so no content", hidden)]
    return " ".join(note for note in notes if note)


_MOST: Final = 5
"""Files that are named; others are counted."""


def _note(reason: str, paths: list[str]) -> str:
    more = f" and {len(paths) - _MOST} more" if len(paths) > _MOST else ""
    return f"Passed over, as {reason}: {', '.join(paths[:_MOST])}{more}." if paths else ""


def _may_be_meant(name: str) -> bool:
    """Whether a hidden file may have been meant as content; `._x` is of macOS and `.#x` of Emacs."""
    return name.endswith(_CONTENT) and not name.startswith(("._", ".#", ".~", ".sync"))
