"""Rules about sources: what cites one is among the figures, places and patients that are noted with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from wardbook.checks.between import ELSEWHERE, CrossProblem, Outlines
from wardbook.checks.contradictions.found import Contradiction, Finder, short, told
from wardbook.kinds import SOURCE
from wardbook.model.outline import Key
from wardbook.model.outline.said import Said
from wardbook.model.outline.statements import Statements
from wardbook.text.numbers import numbers_in


def numbers_are_those_of_their_sources(outlines: Outlines) -> Iterator[CrossProblem]:
    """A number that cites a source is one of the figures that are noted with it, where there are any."""
    yield from told(outlines, _unknown_numbers)


def patients_are_those_of_the_source(outlines: Outlines) -> Iterator[CrossProblem]:
    """The patients of a statement that cites a source are of an age and a sex that are noted with it, if any are."""
    yield from told(outlines, _unknown_patients)


def locators_are_those_of_their_sources(outlines: Outlines) -> Iterator[CrossProblem]:
    """A place in a source is one that is noted with it, where there are any."""
    yield from told(outlines, _unknown_places)


class _Figures(NamedTuple):
    """The figures of a source, with their units and without."""

    whole: frozenset[str]
    values: frozenset[str]

    def has(self, number: str) -> bool:
        """Whether a number may be one of them; where one of the two has no unit, the value decides."""
        value, _, unit = number.partition(" ")
        return number in self.whole or (f"{value} " in self.whole if unit else value in self.values)


def _noted(outlines: Outlines) -> Mapping[str, _Figures]:
    """The figures of the sources with which some are noted."""
    return {
        id: _Figures(frozenset(one.figures), frozenset(figure.partition(" ")[0] for figure in one.figures))
        for (kind, id), outline in outlines.by_key.items()
        if kind == SOURCE and (one := outline.statements).quoted is not None
    }


def _unknown_numbers(outlines: Outlines) -> Iterator[Contradiction]:
    noted = _noted(outlines)
    for key, _, said in _statements(outlines):
        figures = [noted[source] for source in said.sources if source in noted]
        # A source of which nothing is noted may state any number.
        if not said.numbers or len(figures) < len(said.sources):
            continue
        for number in said.numbers:
            if not any(one.has(number) for one in figures):
                sources = " or ".join(f"`{source}` ({ELSEWHERE})" for source in said.sources)
                yield Contradiction(
                    "numbers",
                    key,
                    said.loc,
                    said.words,
                    f"expected a figure that is noted with {sources}, got {_shown(number)} in {short(said.words)}:"
                    " mend it, or add it to the `quoted:` of the source that states it",
                    tuple(((SOURCE, source), ("quoted",)) for source in said.sources),
                )


def _unknown_places(outlines: Outlines) -> Iterator[Contradiction]:
    noted = _noted(outlines)
    for key, _, said in _statements(outlines):
        for source, locator in said.located:
            figures = noted.get(source)
            if figures and not all(one.value in figures.values for one in numbers_in(locator)):
                yield Contradiction(
                    "numbers",
                    key,
                    said.loc,
                    locator,
                    f"expected a place that is noted with `{source}` ({ELSEWHERE}), got `{locator}`:"
                    " mend it, or name the place as a `locator` in its `quoted:`",
                    (((SOURCE, source), ("quoted",)),),
                )


def _unknown_patients(outlines: Outlines) -> Iterator[Contradiction]:
    for key, about, said in _statements(outlines):
        if not said.cites:
            continue
        own = (about.patient.age_group, about.patient.sex) if about.patient else ()
        facts = [outlines.by_key[SOURCE, id].statements for id in said.sources if (SOURCE, id) in outlines.by_key]
        if not said.patients or len(facts) < len(said.sources) or any(one.quoted is None for one in facts):
            continue
        other = [one for one in said.patients if one not in own and not any(one in source.patients for source in facts)]
        if other:
            sources = " or ".join(f"`{source}` ({ELSEWHERE})" for source in said.sources)
            yield Contradiction(
                "populations",
                key,
                said.loc,
                said.words,
                f"expected patients that are noted with {sources}, got words for `{'`, `'.join(other)}` in"
                f" {short(said.words)}: mend it, or add the statement to the `quoted:` of the source that makes it",
                tuple(((SOURCE, source), ("quoted",)) for source in said.sources),
            )


def _statements(outlines: Outlines) -> Iterator[tuple[Key, Statements, Said]]:
    for key, outline in outlines.by_key.items():
        yield from ((key, outline.statements, said) for said in outline.statements.said)


def _shown(number: str) -> str:
    value, _, unit = number.partition(" ")
    return f"{value.replace('d', '.')} {unit}".strip()


FINDERS: Final[tuple[Finder, ...]] = (_unknown_numbers, _unknown_places, _unknown_patients)
"""Finders of contradictions to sources."""
