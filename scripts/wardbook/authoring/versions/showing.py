"""The pages that show a table, a figure or a regimen, also by way of another one that places it."""

from __future__ import annotations

from collections.abc import Iterator

from wardbook.kinds import KINDS, PLACED
from wardbook.model.outline import Key
from wardbook.model.traverse import references
from wardbook.read.content import Snapshot, parsed_in
from wardbook.read.layout import model_of, record_in


def pages_showing(snapshot: Snapshot, kind: str, id: str) -> set[Key]:
    """The records with a page that show a placed record."""
    pages: set[Key] = set()
    seen = {(kind, id)}
    waiting = [(kind, id)]
    while waiting:
        for shower in _naming(snapshot, waiting.pop()):
            if shower[0] in KINDS:
                pages.add(shower)
            elif shower[0] in PLACED and shower not in seen:
                seen.add(shower)
                waiting.append(shower)
    return pages


def _naming(snapshot: Snapshot, key: Key) -> Iterator[Key]:
    """The records that name a record in a field or a text."""
    for path, raw in snapshot.items():
        if isinstance(raw, bytes) and key[1].encode() in raw and model_of(path) and record_in(path)[0]:
            parsed = parsed_in(snapshot, path)
            values = (parsed.document.record if parsed.document else None, parsed.body.text if parsed.body else None)
            if any((kind, id) == key for value in values for _, kind, id in references(value)):
                yield record_in(path)
