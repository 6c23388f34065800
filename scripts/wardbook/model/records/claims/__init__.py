"""Claims: every statement of a record with a number, a dose, a treatment or a recommendation, and what backs it.

A claim is a paragraph or an item of a list, or a value that stands alone, such as a row of a rating table, a dosage, or
a threshold. A value takes the source of the table or drug that it stands in. So does a text there that has none. The
case of a scenario is made up, and what a topic leaves out says nothing of patients: neither has claims.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from types import NoneType
from typing import Any, Final

from wardbook.model.base import Record
from wardbook.model.parts.bottom_line import BottomLine
from wardbook.model.parts.dosing.evidence import Evidence
from wardbook.model.parts.recommendation import Answer
from wardbook.model.parts.review import Review
from wardbook.model.parts.treatment import Treatment
from wardbook.model.records.claims.claim import CLAIM_STANDINGS, Around, Claim, ClaimPart, ClaimsFound
from wardbook.model.records.claims.texts import CLAIMS_IN_TEXTS
from wardbook.model.records.claims.values import CLAIMS_IN_VALUES
from wardbook.model.records.regimen import Regimen
from wardbook.model.records.scenario import NotRecommended
from wardbook.model.records.topic import NotCovered
from wardbook.model.traverse import Loc, has_fields


def claims_of(record: Record) -> tuple[Claim, ...]:
    """The claims of a record in the order of its fields."""
    return tuple(claim for claim in _claims(ClaimPart(record, (), Around())) if claim.reasons and claim.words)


CLAIMING: Final = ("scenario", "topic", "protocol", "procedure", "table", "figure", "regimen")
"""The kinds of records that speak of patients, and so have claims."""
ClaimCounts = tuple[int, ...]
"""How many claims there are of each standing, in the order of `CLAIM_STANDINGS`."""


def claim_counts(records: Iterable[Record]) -> ClaimCounts:
    """How many claims some records have of each standing."""
    standings = [claim.stands for record in records for claim in claims_of(record)]
    return tuple(standings.count(standing) for standing in CLAIM_STANDINGS)


def _claims(part: ClaimPart) -> Iterator[Claim]:
    for found in _CLAIMS_IN.get(type(part.value), _within)(*part):
        if isinstance(found, Claim):
            yield found
        else:
            yield from _claims(found)


_WITHOUT_CLAIMS: Final = (str, int, float, NoneType)
"""Values that are no claims by themselves; most are such."""


def _within(value: Any, loc: Loc, around: Around) -> ClaimsFound:
    """The parts of a record or list; other values have none."""
    if has_fields(value):
        for name, item in value.__dict__.items():
            if name != "vignette" and not isinstance(item, _WITHOUT_CLAIMS):
                yield ClaimPart(item, (*loc, name), _in_field(name, around))
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            if not isinstance(item, _WITHOUT_CLAIMS):
                yield ClaimPart(item, (*loc, number), around)


def _in_field(name: str, around: Around) -> Around:
    """The surroundings in a field: an escalation recommends, and a patient who fits is no treatment."""
    match name:
        case "escalation":
            return around.part_of("recommendation")
        case "criteria":
            return replace(around, reasons=frozenset()) if around.reasons else around
        case _:
            return around


def _none(_: Any, __: Loc, ___: Around) -> ClaimsFound:
    """No claims: it speaks of the page, or backs what stands beside it."""
    yield from ()


def _advising(value: Any, loc: Loc, around: Around) -> ClaimsFound:
    return _within(value, loc, around.part_of("recommendation"))


def _treating(value: Any, loc: Loc, around: Around) -> ClaimsFound:
    return _within(value, loc, around.part_of("treatment"))


_CLAIMS_IN: Final[Mapping[type, Callable[[Any, Loc, Around], ClaimsFound]]] = {
    **CLAIMS_IN_TEXTS,
    **CLAIMS_IN_VALUES,
    Review: _none,
    NotCovered: _none,
    Evidence: _none,
    Answer: _advising,
    BottomLine: _advising,
    NotRecommended: _advising,
    Treatment: _treating,
    Regimen: _treating,
}
"""The functions for values whose claims are not simply those of their parts."""
