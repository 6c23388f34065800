"""Rules about guidelines: the place of a rating table, and the years in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Final

from wardbook.checks.between import ELSEWHERE, CrossProblem, Outlines
from wardbook.checks.contradictions.found import Contradiction, FindsContradictions, said_of, short, unacknowledged
from wardbook.kinds import SOURCE
from wardbook.model.outline import Key, Outline
from wardbook.model.outline.facts import TableFacts
from wardbook.model.outline.said import YEAR, Said


def tables_stand_where_their_variants_do(outlines: Outlines) -> Iterator[CrossProblem]:
    """A rating table has the numbers of a place in its guideline that the page's variants of this guideline have."""
    yield from unacknowledged(outlines, _other_places)


def years_are_those_of_sources(outlines: Outlines) -> Iterator[CrossProblem]:
    """A year in a text without a citation is one of a source that the record names, such as that of its guideline."""
    yield from unacknowledged(outlines, _other_years)


_NUMBERS: Final = re.compile(r"(?P<first>\d+)(?:\s?(?:to|[–-])\s?(?P<last>\d+))?")
_NUMBERED: Final = re.compile(r"(?P<word>[^\W\d_]+) \d")
_BRACKETS: Final = re.compile(r"\[[^\]]*\]")
_LONGEST: Final = 100
"""Numbers of a range that are counted one by one."""


def _numbers(locator: str) -> set[int]:
    """The numbers of a place, those within a range too."""
    found = set[int]()
    for match in _NUMBERS.finditer(locator):
        first, last = int(match["first"]), int(match["last"] or match["first"])
        found |= set(range(first, last + 1)) if first <= last <= first + _LONGEST else {first, last}
    return found


def _word(locator: str) -> str:
    """The word for the parts that are numbered, such as `recommendation`; the place itself where there is none."""
    match = _NUMBERED.match(locator)
    return match["word"].casefold().removesuffix("s") if match else locator


def _other_places(outlines: Outlines) -> Iterator[Contradiction]:
    for key, outline in outlines.by_key.items():
        facts = outline.statements
        for source in dict.fromkeys(one.source for one in facts.tables):
            tables = [one for one in facts.tables if one.source == source]
            variants = [(n, place) for n, (of, _, place) in enumerate(facts.variants) if of == source]
            words = {_word(one) for one in (*(one.locator for one in tables), *(place for _, place in variants))}
            if not variants or len(words) != 1:  # the places of different parts, such as a table and a variant
                continue
            known = set[int]().union(*(_numbers(place) for _, place in variants))
            for table in tables:
                if not _numbers(table.locator) <= known:
                    yield _place(key, table, variants)
            if all(_numbers(one.locator) for one in tables):
                told = set[int]().union(*(_numbers(one.locator) for one in tables))
                left = [(n, place) for n, place in variants if _numbers(place).isdisjoint(told)]
                if left and _numbers(tables[0].locator) <= known:
                    yield _place(key, tables[0], left)


def _place(key: Key, table: TableFacts, variants: list[tuple[int, str]]) -> Contradiction:
    return Contradiction(
        "ratings",
        key,
        (*table.loc, "locator"),
        table.locator,
        f"expected the place of the variant in `{table.source}` ({ELSEWHERE}), “{variants[0][1]}”, got"
        f" “{table.locator}”: mend one of the two",
        ((key, ("variants", variants[0][0], "locator")),),
    )


def _other_years(outlines: Outlines) -> Iterator[Contradiction]:
    known: dict[Key, dict[str, str]] = {}
    for key, one in said_of(outlines).get("year", ()):
        if one.cites:
            continue
        if key not in known:
            known[key] = _years(outlines, outlines.by_key[key])
        years = known[key]
        for year in _years_in(one) if years else ():
            if year not in years:
                near = min(years, key=partial(_between, year))
                yield Contradiction(
                    "numbers",
                    key,
                    one.loc,
                    one.words,
                    f"expected a year of a source that is named here, such as {near} of `{years[near]}`"
                    f" ({ELSEWHERE}), got {year} in {short(one.words)}: mend it, or cite the source",
                    (((SOURCE, years[near]), ("id",)),),
                )


def _between(year: str, other: str) -> int:
    return abs(int(other) - int(year))


def _years_in(said: Said) -> list[str]:
    """The years in a sentence; a number alone is one only as an edition, and words in square brackets are no text."""
    if said.words.isdigit() and said.loc[-1] != "edition":
        return []
    bare = {number.partition(" ")[0] for number in said.numbers if number.endswith(" ")}
    return [year for year in YEAR.findall(_BRACKETS.sub("", said.words)) if year in bare]


def _years(outlines: Outlines, outline: Outline) -> dict[str, str]:
    """The years in what is known of the sources that a record names, each with one of them."""
    found: dict[str, str] = {}
    for kind, id in sorted(outline.names):
        source = outlines.by_key.get((kind, id)) if kind == SOURCE else None
        for figure in source.statements.figures if source else ():
            value = figure.partition(" ")[0]
            if YEAR.fullmatch(value):
                found.setdefault(value, id)
    return found


GUIDELINES_AT_ODDS: Final[tuple[FindsContradictions, ...]] = (_other_places, _other_years)
"""Finders of contradictions about guidelines."""
