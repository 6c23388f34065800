"""Rules about dosages: a regimen says what is noted of its drugs, how much, how often and how long."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from wardbook.checks.between import ELSEWHERE, CrossProblem, Outlines
from wardbook.checks.contradictions.found import Contradiction, FindsContradictions, short, unacknowledged
from wardbook.kinds import SOURCE
from wardbook.model.outline import Key
from wardbook.model.outline.dosages import DosageFacts, NotedDosage, noted_dosage


def dosages_are_those_that_are_noted(outlines: Outlines) -> Iterator[CrossProblem]:
    """A dosage is one that is noted with its source, where any of the drug is; a noted one is in a regimen."""
    yield from unacknowledged(outlines, _other_dosages)


class _Line(NamedTuple):
    source: str
    number: int
    text: str
    noted: NotedDosage


_Lines = Mapping[tuple[str, str, bool], list[_Line]]
"""The noted dosages by source, by drug, and by whether they are of patients with some values."""


def _given(outlines: Outlines) -> Iterator[tuple[Key, DosageFacts]]:
    for key, outline in outlines.by_key.items():
        yield from ((key, one) for one in outline.statements.dosages)


def _noted(outlines: Outlines) -> _Lines:
    """The lines about drugs of regimens, with the sources of their dosages."""
    drugs: dict[str, set[str]] = defaultdict(set)
    for _, one in _given(outlines):
        for source in one.sources:
            drugs[source].add(one.drug)
    found: dict[tuple[str, str, bool], list[_Line]] = defaultdict(list)
    for source in drugs.keys() & {id for kind, id in outlines.by_key if kind == SOURCE}:
        for number, (text, _) in enumerate(outlines.by_key[SOURCE, source].statements.quoted or ()):
            noted = noted_dosage(text)
            if noted and noted.drug in drugs[source]:
                found[source, noted.drug, bool(noted.values)].append(_Line(source, number, text, noted))
    return found


def _agree(one: DosageFacts, noted: NotedDosage) -> bool:
    return one.values == noted.values and one.dosing.agrees(noted.dosing)


def _other_dosages(outlines: Outlines) -> Iterator[Contradiction]:
    lines = _noted(outlines)
    used = set[tuple[str, int]]()
    for key, one in _given(outlines):
        known = [line for source in one.sources for line in lines.get((source, one.drug, bool(one.values)), ())]
        right = [line for line in known if _agree(one, line.noted)]
        used.update((line.source, line.number) for line in right)
        if known and not right:
            near = max(known, key=lambda line: sum(map(tuple.__eq__, one.dosing, line.noted.dosing)))
            used.add((near.source, near.number))  # one of the two is told of
            yield Contradiction(
                "doses",
                key,
                one.loc,
                one.words,
                f"expected what is noted of {one.drug} with `{near.source}` ({ELSEWHERE}), {short(near.text)}, got"
                f" {short(one.words)}: mend one of the two",
                (((SOURCE, near.source), ("quoted", near.number)),),
            )
    for line in (line for found in lines.values() for line in found) if outlines.complete else ():
        if (line.source, line.number) not in used:
            yield Contradiction(
                "doses",
                (SOURCE, line.source),
                ("quoted", line.number),
                line.text,
                f"expected a dosage of {line.noted.drug} as a regimen that cites the source has it, got"
                f" {short(line.text)}: mend one of the two, or take it out",
            )


DOSAGES_AT_ODDS: Final[tuple[FindsContradictions, ...]] = (_other_dosages,)
"""Finders of contradictions about dosages."""
