"""The differences between two versions of the content, record by record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wardbook.kinds import APPROVAL, FILED
from wardbook.library.differences import Difference, What, differences, in_words
from wardbook.model.base import Record
from wardbook.problems import ContentError, Problem
from wardbook.read.content import Snapshot, parsed_in
from wardbook.read.document import Parsed
from wardbook.read.layout import SHOWN_APART, model_of, record_in


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordDifference:
    """A record that differs between two versions."""

    file: str
    kind: str
    """Its kind; empty for a file that stands alone."""
    id: str
    title: str
    what: What
    differences: tuple[Difference, ...]
    """For a record that was changed."""


def compared(before: Snapshot, after: Snapshot) -> list[RecordDifference]:
    """Every record that differs in meaning, by its file. Raises ContentError with the faults of unsound records."""
    found: list[RecordDifference] = []
    faults: list[Problem] = []
    for path in sorted(before.keys() | after.keys()):
        if before.get(path) == after.get(path) or not _is_compared(path):
            continue
        old, new = _parsed(before, path), _parsed(after, path)
        problems = [problem for parsed in (old, new) if parsed for problem in parsed.problems]
        if problems:
            faults += problems
        else:
            found += _difference(path, old, new)
    if faults:
        raise ContentError(faults)
    return found


def _is_compared(path: str) -> bool:
    """Whether a file holds content; an approval is about content and none itself."""
    return model_of(path) is not None and path not in SHOWN_APART and record_in(path)[0] != APPROVAL.name


def _parsed(snapshot: Snapshot, path: str) -> Parsed | None:
    return parsed_in(snapshot, path) if path in snapshot else None


def _difference(path: str, old: Parsed | None, new: Parsed | None) -> Iterator[RecordDifference]:
    before, after = _record(old), _record(new)
    record = after or before
    if record is None:
        return
    kind, id = record_in(path)
    title = in_words(getattr(record, FILED[kind].title)) if kind else id
    what: What = "changed" if before and after else "added" if after else "removed"
    changed = tuple(_changed(old, new)) if what == "changed" else ()
    if changed or what != "changed":
        yield RecordDifference(file=path, kind=kind, id=id, title=title, what=what, differences=changed)


def _record(parsed: Parsed | None) -> Record | None:
    return parsed.document.record if parsed and parsed.document else None


def _changed(old: Parsed | None, new: Parsed | None) -> Iterator[Difference]:
    before, after = _record(old), _record(new)
    if before and after:
        yield from differences(before, after)
    texts = [parsed.body.text if parsed and parsed.body else None for parsed in (old, new)]
    one, other = map(in_words, texts)
    if one != other:
        values = (texts[0], texts[1])
        yield Difference(place=("text",), what="changed", before=one, after=other, steps=("text",), values=values)
