"""Versions of pages that the log of changes does not tell of, though it tells of the page, and the other way round."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from wardbook.kinds import PROTOCOL, SCENARIO, TOPIC
from wardbook.library.library import Library
from wardbook.model.parts.review import Review
from wardbook.read.layout import CHANGES, file_of


def unlogged_versions(library: Library) -> Iterator[str]:
    """A sentence for each page whose version and whose entries in the log do not agree."""
    reviewed: Mapping[str, Mapping[str, Any]] = {
        SCENARIO: library.summaries,
        TOPIC: library.topics,
        PROTOCOL: library.protocols,
    }
    for name, logged in library.changes.items():
        kind, _, id = name.partition(":")
        if id not in reviewed.get(kind, {}):
            continue
        review: Review = reviewed[kind][id].review
        listed = {change.version for change in review.changes}
        entries = {entry.version for entry in logged if entry.version}
        if review.version not in entries:
            yield f"{file_of(kind, id)}: version {review.version} is not in {CHANGES}: run `wardbook changes`."
        for version in sorted(entries - listed):
            yield f"{CHANGES}: {kind} {id} has an entry of version {version}, which the page does not list."
