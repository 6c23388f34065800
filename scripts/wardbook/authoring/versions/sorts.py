"""The sort of a difference: of a rating, a dose, an exclusion, a review date or a text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from wardbook.library.differences import Difference
from wardbook.model.base import RegimenRef
from wardbook.model.register import ChangeSort

_BY_FIELD: Final[Mapping[str, ChangeSort]] = {
    "ratings": "rating",
    "not_recommended": "rating",
    "answer": "answer",
    "bottom_line": "answer",
    "excludes": "exclusion",
    "cautions": "exclusion",
    "fits": "patients",
    "population": "patients",
    "variants": "patients",
    "presentation": "patients",
    "prior_tests": "patients",
    "stage": "patients",
    "patient_groups": "patients",
    "regimens": "dose",
    "adult": "radiation",
    "child": "radiation",
    "any_age": "radiation",
    "radiation_source": "radiation",
    "review": "review",
}
"""The sort by the field that says most of the place."""
_INNERMOST: Final = ("ratings", "answer", "bottom_line")
"""Fields that count more than the group of patients around them."""


def sort_of(kind: str, difference: Difference) -> ChangeSort:
    """The sort of a difference in a record of a kind."""
    if kind == RegimenRef.record_kind:
        return "dose"
    fields = [step for step in difference.steps if isinstance(step, str)]
    for field in (*(name for name in _INNERMOST if name in fields), *fields):
        if field in _BY_FIELD:
            return _BY_FIELD[field]
    return "text"
