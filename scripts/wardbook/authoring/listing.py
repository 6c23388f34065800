"""The list of records with their status and who stands for them, from files that may still be faulty."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from wardbook.kinds import FILED
from wardbook.problems import ContentError, Problem, as_document, visible
from wardbook.read.content import Snapshot
from wardbook.read.document import yaml_in
from wardbook.read.layout import record_in
from wardbook.read.spreadsheets.cells import as_csv

ListedRecord = Mapping[str, str]
"""The values of a record by column; what it does not have is empty."""

_REVIEW: Final = ("status", "version", "reviewed_on", "next_review", "reviewers", "approver")
_COLUMNS: Final = ("kind", "id", *_REVIEW, "title", "file")


def listed(snapshot: Snapshot, kinds: Iterable[str]) -> list[ListedRecord]:
    """Every record of some kinds. Raises ContentError with the faults of files that are no YAML."""
    order = list(FILED)
    entries = [_entry(path, value) for path, value in values_of(snapshot, kinds).items()]
    return sorted(entries, key=lambda entry: (order.index(entry["kind"]), entry["id"]))


def values_of(snapshot: Snapshot, kinds: Iterable[str]) -> dict[str, object]:
    """The values in the files of some kinds of records, by path. Raises ContentError as `listed` does."""
    wanted = set(kinds)
    files = {path: yaml_in(path, raw) for path, raw in snapshot.items() if record_in(path)[0] in wanted}
    if faults := [text for text in files.values() if isinstance(text, Problem)]:
        raise ContentError(faults)
    return {path: text.value for path, text in files.items() if not isinstance(text, Problem)}


def _entry(path: str, value: object) -> ListedRecord:
    kind, id = record_in(path)
    fields: Mapping[str, Any] = value if isinstance(value, dict) else {}
    review = fields.get("review")
    of_review = {name: _cell(review.get(name)) for name in _REVIEW} if isinstance(review, dict) else {}
    title = {"title": _cell(fields.get(FILED[kind].title))}
    return dict.fromkeys(_COLUMNS, "") | {"kind": kind, "id": id, "file": path} | of_review | title


def _cell(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(_cell, value))
    if isinstance(value, dict):
        return _cell(value.get("text"))  # a caption with its standing
    return " ".join(str(value).split()) if isinstance(value, str | int | float) else ""


def as_table(entries: Sequence[ListedRecord]) -> bytes:
    """The list for a person, in columns; those that are empty throughout are left out, and the file's too."""
    columns = [name for name in _COLUMNS if name != "file" and any(entry[name] for entry in entries)]
    return in_columns([columns, *([entry[name] for name in columns] for entry in entries)]).encode()


def in_columns(lines: Sequence[Sequence[str]]) -> str:
    """Lines of cells for a person, in columns; the first line has their heads."""
    shown = [[visible(cell) for cell in line] for line in lines]
    widths = [max(map(len, column)) for column in zip(*shown, strict=True)]
    padded = ("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in shown)
    return "".join(f"{line.rstrip()}\n" for line in padded)


def _as_csv(entries: Sequence[ListedRecord]) -> bytes:
    return as_csv(_COLUMNS, ([entry[name] for name in _COLUMNS] for entry in entries))


def _as_json(entries: Sequence[ListedRecord]) -> bytes:
    return as_document({"records": list(entries), "count": len(entries)}).encode()


LIST_FORMATS: Final[Mapping[str, Callable[[Sequence[ListedRecord]], bytes]]] = {
    "table": as_table,
    "csv": _as_csv,
    "json": _as_json,
}
"""The forms of a list, by the names that the command line takes."""
