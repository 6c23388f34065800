"""Rules about the regimens that stand in place of others, which the outlines of all of them tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from wardbook.checks.between import CrossProblem, Outlines
from wardbook.kinds import SCENARIO
from wardbook.model.outline import Key, Outline

_REGIMEN: Final = "regimen"


def alternatives_hold_other_drugs(outlines: Outlines) -> Iterator[CrossProblem]:
    """The regimen in place of one to whose drug a patient is allergic does not hold that drug."""
    for key, regimen in outlines.by_key.items():
        for id, drug in sorted(regimen.alternatives):
            other = outlines.by_key.get((_REGIMEN, id))
            if other and drug in other.drugs:
                message = f"expected a regimen without {drug}, got `{id}`, which holds it: name another one"
                yield CrossProblem(key=key, field="parts", value=id, message=message)


def regimens_lead_to_others(outlines: Outlines) -> Iterator[CrossProblem]:
    """No regimen leads to itself by its alternatives, because a reader would go round in a circle."""
    for key, regimen in outlines.by_key.items():
        for id in sorted({id for id, _ in regimen.alternatives}):
            if _leads_to(key[1], id, outlines.by_key):
                message = f"expected an alternative that leads on, got `{id}`, which leads back here: name another one"
                yield CrossProblem(key=key, field="parts", value=id, message=message)


def regimens_fit_the_patients(outlines: Outlines) -> Iterator[CrossProblem]:
    """A regimen is for patients of the scenario or regimen that names it, because others need other doses."""
    for key, outline in outlines.by_key.items():
        field = {SCENARIO: "treatment", _REGIMEN: "parts"}.get(key[0])
        named = [(id, outline.patients) for kind, id in sorted(outline.names) if kind == _REGIMEN]
        given = [(id, (age, pregnancy)) for id, age, pregnancy in sorted(outline.gives)]
        for id, patients in (*named, *given) if field else ():
            regimen = outlines.by_key.get((_REGIMEN, id))
            apart = regimen and next(filter(None, map(_apart, patients, regimen.patients)), None)
            if field and apart:
                message = f"expected a regimen for `{apart[0]}` patients, got `{id}`, which is for `{apart[1]}`:"
                yield CrossProblem(key=key, field=field, value=id, message=f"{message} name another one")


def _apart(one: str, other: str) -> tuple[str, str] | None:
    """Two words for patients, if nobody is meant by both."""
    return (one, other) if {one, other} in ({"child", "adult"}, {"pregnant", "not-pregnant"}) else None


def _leads_to(goal: str, start: str, by_key: Mapping[Key, Outline]) -> bool:
    seen: set[str] = set()
    waiting = {start}
    while waiting:
        seen |= waiting
        if goal in seen:
            return True
        outlines = (by_key.get((_REGIMEN, id)) for id in waiting)
        waiting = {id for outline in outlines if outline for id, _ in outline.alternatives} - seen
    return False
