"""The log of changes: the entries that the differences between two versions of the content add to it, and its file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from wardbook.authoring.versions.entries import Entries
from wardbook.authoring.yaml_text import flow, quoted, scalar
from wardbook.kinds import KINDS
from wardbook.model.outline import Key
from wardbook.model.register import SORTS, ChangeLine, ChangeLog, LoggedChange, Moved
from wardbook.problems import ContentError
from wardbook.read.content import Snapshot, parsed_in, single_in
from wardbook.read.layout import CHANGES, file_of, names_beside

_HEAD: Final = """\
# yaml-language-server: $schema=.schemas/changelog.json
# What changed on the pages, newest first. `wardbook changes` writes this file; commit it with the content. You may add
# a `note` to an entry. The command keeps notes, and no other comments.
changes:
"""
_Entry = tuple[str, str, str | None, date]
"""An entry by its kind, id, version and day."""


@dataclass(frozen=True, slots=True)
class LogUpdate:
    """The log with its new entries."""

    log: ChangeLog
    entries: tuple[LoggedChange, ...]
    """The entries that are new or that have more lines."""
    untold: tuple[str, ...]
    """Files that differ and whose differences no entry tells, each with the reason."""

    @property
    def raw(self) -> bytes:
        """The log as its file."""
        return (_HEAD + "".join(map(_item, self.log.changes))).encode()


def updated_log(before: Snapshot, after: Snapshot, today: date) -> LogUpdate:
    """The log of the version after with what changed since the version before. Raises ContentError."""
    moved = single_in(after, Moved)
    moves = moved.record.moved if moved else ()
    renamed: dict[Key, str] = {(move.kind, str(move.id)): str(move.to) for move in moves if move.to}
    before = _with_new_names(before, after, renamed)
    untold: list[str] = []
    entries = list(Entries(before=before, after=after, moves=moves, today=today, untold=untold).made())
    known = [_renamed(entry, renamed) for entry in _log(after).changes]
    merged, changed = _merged(known, entries)
    return LogUpdate(ChangeLog(changes=tuple(merged)), tuple(changed), tuple(untold))


def _log(snapshot: Snapshot) -> ChangeLog:
    if CHANGES not in snapshot:
        return ChangeLog(changes=())
    parsed = parsed_in(snapshot, CHANGES)
    if parsed.problems or parsed.document is None or not isinstance(parsed.document.record, ChangeLog):
        raise ContentError(parsed.problems)
    return parsed.document.record


def _with_new_names(before: Snapshot, after: Snapshot, renamed: Mapping[Key, str]) -> Snapshot:
    """The version before with the names that records got since, so that they are compared with what they were."""
    files = dict(before)
    for (kind, old), new in renamed.items():
        path, target = file_of(kind, old), file_of(kind, new)
        if path in before and path not in after and target in after and target not in before:
            for was, now in zip((path, *names_beside(path)), (target, *names_beside(target)), strict=True):
                if was in files:
                    files[now] = files.pop(was)
    return files


def _renamed(entry: LoggedChange, renamed: Mapping[Key, str]) -> LoggedChange:
    """An entry by the id that its record has now."""
    new = renamed.get((entry.kind, str(entry.id)))
    return entry.model_copy(update={"id": new}) if new and entry.what != "removed" else entry


def _merged(
    known: Iterable[LoggedChange], entries: Iterable[LoggedChange]
) -> tuple[list[LoggedChange], list[LoggedChange]]:
    """All entries, newest first, and those that are new or have changed."""
    found = {_key(entry): entry for entry in known}
    changed = []
    for entry in entries:
        old = found.get(_key(entry))
        new = entry if old is None else old.model_copy(update={"lines": _with(old.lines, entry.lines)})
        if new != old:
            found[_key(entry)] = new
            changed.append(new)
    kinds = list(KINDS)
    in_order = sorted(found.values(), key=lambda one: (kinds.index(one.kind), one.id))
    return sorted(in_order, key=lambda one: one.on, reverse=True), changed


def _key(entry: LoggedChange) -> _Entry:
    return entry.kind, str(entry.id), entry.version, entry.on


def _with(old: Sequence[ChangeLine], new: Sequence[ChangeLine]) -> tuple[ChangeLine, ...]:
    """The lines of an entry with new ones; a new line takes the place of one that tells of the same beginning."""
    begun = {line.text.partition(" → ")[0] for line in new}
    kept = [line for line in old if line.text.partition(" → ")[0] not in begun]
    return tuple(sorted([*kept, *new], key=lambda line: SORTS.index(line.sort)))


def _item(entry: LoggedChange) -> str:
    return "".join(f"{'  - ' if number == 0 else '    '}{line}\n" for number, line in enumerate(_fields(entry)))


def _fields(entry: LoggedChange) -> Iterator[str]:
    yield f'on: "{entry.on.isoformat()}"'
    yield f"kind: {entry.kind}"
    yield f"id: {scalar(entry.id)}"
    if entry.version:
        yield f"version: {quoted(entry.version)}"
    if entry.what != "changed":
        yield f"what: {entry.what}"
    if entry.title:
        yield f"title: {quoted(entry.title)}"
    if entry.note:
        yield f"note: {quoted(entry.note)}"
    if entry.lines:
        yield "lines:"
        yield from (f"  - {{sort: {flow(line.sort)}, text: {quoted(line.text)}}}" for line in entry.lines)
