"""The outlines of all records, put together from those of the files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from wardbook.checks.between import Outlines
from wardbook.model.outline import Key, Outline
from wardbook.read.content import all_unread

FileOutline = tuple[str, Key, Outline]
"""The file, the key and the outline of a record."""
FileOutlines = tuple[tuple[FileOutline, ...], Mapping[str, str] | None]
"""The outlines of the records in a file, and the letters of it where it is faulty."""


def outlines_of(files: Iterable[FileOutlines]) -> tuple[Outlines, dict[Key, str]]:
    """The outlines of records, and the file of each."""
    found = list(files)
    outlines = [outline for of_file, _ in found for outline in of_file]
    # An id may be wrong: what a file holds goes by the id in it, and of two the last one counts.
    by_key = {key: outline for _, key, outline in outlines}
    unread = all_unread(unread for _, unread in found)
    return Outlines(by_key=dict(sorted(by_key.items())), unread=unread), {key: path for path, key, _ in outlines}
