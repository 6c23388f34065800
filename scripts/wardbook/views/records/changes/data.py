"""The changes as data, for other programs."""

from __future__ import annotations

import json

from wardbook import urls
from wardbook.library.edition import Edition
from wardbook.views.records.changes.of_library import LibraryChange, library_changes


def changes_json(edition: Edition) -> bytes:
    """All changes, newest first: `{"changes": [{"kind", "id", "title", "path", "on", "version", "lines", ...}]}`."""
    changes = [_change(one) for one in library_changes(edition)]
    return json.dumps({"changes": changes}, ensure_ascii=False, indent=1).encode()


def _change(one: LibraryChange) -> dict[str, object]:
    change = one.change
    return {
        "kind": one.kind,
        "id": one.id,
        "title": one.title,
        "path": urls.url(one.page),
        "topics": list(one.topics),
        "status": one.status,
        "on": change.day.isoformat(),
        "version": change.version or None,
        "what": change.what or None,
        "text": change.text or None,
        "note": change.note or None,
        "lines": [{"sort": sort, "text": line} for sort, line in zip(change.sorts, change.lines, strict=True)],
    }
