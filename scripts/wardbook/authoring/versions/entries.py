"""The entries of the log of changes that the differences between two versions of the content make."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from wardbook.authoring.versions.comparing import RecordDifference, compared
from wardbook.authoring.versions.labels import Labels, labels_of_versions
from wardbook.authoring.versions.showing import pages_showing
from wardbook.authoring.versions.sorts import sort_of
from wardbook.authoring.versions.wording import sentence
from wardbook.kinds import HAZARD, KINDS, PAGE, PLACED, SOURCE
from wardbook.model.outline import Key
from wardbook.model.parts.review import Review
from wardbook.model.register import SORTS, ChangeSort, LoggedChange, Move
from wardbook.read.content import Snapshot, parsed_in
from wardbook.read.layout import CONTENT, MOVED, file_of

_NOT_TOLD: Final = (("id",), ("review", "version"), ("review", "changes"))
"""Places whose differences no line tells: the heading of an entry has the version with its words."""
_SHOWN_ON: Final[Mapping[str, Key]] = {f"{CONTENT}/scales.yaml": (PAGE, "scales")}
"""The pages that show files of which there is one."""
_Lines = list[tuple[ChangeSort, str]]


@dataclass(frozen=True, kw_only=True)
class Entries:
    """The entries of what changed between two versions."""

    before: Snapshot
    after: Snapshot
    moves: Sequence[Move]
    """The records that are no more, in the version after."""
    today: date
    untold: list[str]
    """Gets the files that differ and whose differences no entry tells, each with the reason."""

    @cached_property
    def _found(self) -> Sequence[RecordDifference]:
        return compared(self.before, self.after)

    @cached_property
    def _labels(self) -> Labels:
        return labels_of_versions([self.before, self.after])

    def made(self) -> Iterator[LoggedChange]:
        """The entries, page by page. Raises ContentError."""
        whole = {(one.kind, one.id): one for one in self._found if one.kind in KINDS and one.what != "changed"}
        lines: dict[Key, _Lines] = {key: [] for key in whole}
        for record in self._found:
            for page, told in self._lines(record):
                lines.setdefault(page, []).extend(told)
        changed = ((one.kind, one.id) for one in self._found if one.kind in KINDS and one.what == "changed")
        for key in dict.fromkeys([*lines, *changed]):
            of_page = sorted(lines.get(key, ()), key=lambda line: SORTS.index(line[0]))
            yield from self._entry(key, of_page, whole.get(key))

    def _lines(self, record: RecordDifference) -> Iterator[tuple[Key, _Lines]]:
        """The lines about a record, on each page that shows it."""
        told: _Lines = [
            (sort_of(record.kind, one), " ".join(sentence(one, self._labels).split()))
            for one in record.differences
            if not any(one.place[: len(place)] == place for place in _NOT_TOLD)
        ]
        named = [(sort, f"{record.title}: {text}") for sort, text in told]
        if record.kind in KINDS:
            if told:
                yield (record.kind, record.id), told
        elif record.kind in PLACED:
            yield from ((page, named) for page in sorted(pages_showing(self.after, record.kind, record.id)))
        elif record.kind == HAZARD:
            yield (PAGE, "safety"), named or [("text", f"hazard {record.what}: {record.title}")]
        elif record.file in _SHOWN_ON:
            yield _SHOWN_ON[record.file], told
        else:
            self.untold.append(f"{record.file} concerns no page alone")

    def _entry(self, key: Key, lines: _Lines, whole: RecordDifference | None) -> Iterator[LoggedChange]:
        """The entry of a page, if it needs one."""
        if whole and whole.what == "removed":
            yield from self._removed(key, whole)
            return
        if whole and whole.kind == SOURCE:
            return  # the pages that cite it tell of it
        old, new = _review(self.before, key), _review(self.after, key)
        is_new = new is not None and (old is None or old.version != new.version)
        if lines or whole or is_new:
            yield _made(
                key,
                on=new.changes[0].on if new and is_new else self.today,
                version=new.version if new else None,
                what="added" if whole else "changed",
                lines=lines,
            )

    def _removed(self, key: Key, record: RecordDifference) -> Iterator[LoggedChange]:
        move = next((move for move in self.moves if (move.kind, str(move.id)) == key), None)
        if move:
            yield _made(key, on=move.on, what="removed", title=record.title)
        else:
            self.untold.append(f"{record.file} was removed, and {MOVED} does not say where it went")


def _made(key: Key, *, on: date, lines: _Lines | None = None, **fields: str | None) -> LoggedChange:
    told = tuple({"sort": sort, "text": text} for sort, text in lines or ())
    return LoggedChange.model_validate({"kind": key[0], "id": key[1], "on": str(on), "lines": told, **fields})


def _review(snapshot: Snapshot, key: Key) -> Review | None:
    path = file_of(*key)
    document = parsed_in(snapshot, path).document if path in snapshot else None
    review = getattr(document.record, "review", None) if document else None
    return review if isinstance(review, Review) else None
