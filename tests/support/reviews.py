"""The fixture guideline, or another library, with another review of one of its records."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Final

from wardbook.kinds import KINDS, SCENARIO
from wardbook.library.library import Library
from wardbook.library.summary import summarize
from wardbook.model.base import PersonRef
from wardbook.model.parts.review import Review

FIRST: Final = date(2025, 6, 1)
"""The day of the only version of such a record."""


def review(status: str, **fields: Any) -> Review:
    """A review with one version."""
    changes = [{"version": "1.0", "on": FIRST.isoformat(), "text": "First version"}]
    return Review.model_validate({"status": status, "version": "1.0", "changes": changes} | fields)


def live(**fields: Any) -> Review:
    """The review of a live record."""
    days = {"reviewed_on": "2025-06-01", "next_review": "2026-06-01"}
    return review("live", **days, reviewers=[PersonRef("dr-fluff")], **fields)


def with_review(library: Library, kind: str, id: str, of: Review) -> Library:
    """The library with another review of a record."""
    field = KINDS[kind].plural
    records: dict[str, Any] = dict(getattr(library, field))
    records[id] = records[id].model_copy(update={"review": of})
    changed: dict[str, Any] = {field: records}
    if kind == SCENARIO:
        changed["summaries"] = {**library.summaries, id: summarize(records[id])}
    return replace(library, **changed)
