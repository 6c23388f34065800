"""Rules about sources: what cites one is among the figures, places and patients that are noted with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from wardbook.checks.between import ELSEWHERE, CrossProblem, Outlines
from wardbook.checks.contradictions.found import (
    Contradiction,
    FindsContradictions,
    citing_sentences,
    figure_in_words,
    sentences,
    short,
    unacknowledged,
)
from wardbook.kinds import PAGE, PROCEDURE, SCENARIO, SOURCE, TOPIC
from wardbook.model.outline.said import YEAR
from wardbook.model.outline.statements import Statements


def numbers_are_those_of_their_sources(outlines: Outlines) -> Iterator[CrossProblem]:
    """A number that cites a source is one of the figures that are noted with it, where there are any."""
    yield from unacknowledged(outlines, _unknown_numbers)


def patients_are_those_of_the_source(outlines: Outlines) -> Iterator[CrossProblem]:
    """The patients of a statement that cites a source are of an age and a sex that are noted with it, if any are."""
    yield from unacknowledged(outlines, _unknown_patients)


def locators_are_those_of_their_sources(outlines: Outlines) -> Iterator[CrossProblem]:
    """A place in a source is one that is noted with it, where there are any."""
    yield from unacknowledged(outlines, _unknown_places)


class _Figures(NamedTuple):
    """The figures of a source, with their units and without."""

    whole: frozenset[str]
    values: frozenset[str]

    def has(self, number: str) -> bool:
        """Whether a number may be one of them; where it has no unit, as in a column of numbers, the value decides."""
        value, _, unit = number.partition(" ")
        return number in self.whole or (not unit and value in self.values)


def _noted(outlines: Outlines) -> Mapping[str, _Figures]:
    """The figures of the sources with which some are noted."""
    return {
        id: _Figures(frozenset(one.figures), frozenset(figure.partition(" ")[0] for figure in one.figures))
        for (kind, id), outline in outlines.by_key.items()
        if kind == SOURCE and (one := outline.statements).quoted is not None
    }


def _unknown_numbers(outlines: Outlines) -> Iterator[Contradiction]:
    noted = outlines.once(_noted)
    for key, said in citing_sentences(outlines):
        figures = [noted[source] for source in said.sources if source in noted]
        # A source of which nothing is noted may state any number.
        if not said.numbers or len(figures) < len(said.sources):
            continue
        for number in said.numbers:
            if not said.cites and "ratings" in said.loc and YEAR.fullmatch(number.strip()):
                continue  # of another edition; another rule judges it
            if not any(one.has(number) for one in figures):
                sources = " or ".join(f"`{source}` ({ELSEWHERE})" for source in said.sources)
                yield Contradiction(
                    "numbers",
                    key,
                    said.loc,
                    said.words,
                    f"expected a figure that is noted with {sources}, got {figure_in_words(number)} in"
                    f" {short(said.words)}: mend it, or add it to the `quoted:` of the source that states it",
                    tuple(((SOURCE, source), ("quoted",)) for source in said.sources),
                )


def _unknown_places(outlines: Outlines) -> Iterator[Contradiction]:
    noted = outlines.once(_noted)
    for key, said in citing_sentences(outlines):
        for source, locator in said.located:
            facts = outlines.by_key[SOURCE, source].statements if source in noted else None
            known = [place for _, place in facts.quoted or () if place] if facts else []
            told_of = facts and (locator in known or any(_has(part, locator) for part in (*known, facts.about)))
            if known and not told_of:
                yield Contradiction(
                    "numbers",
                    key,
                    said.loc,
                    locator,
                    f"expected a place that is noted with `{source}` ({ELSEWHERE}), got `{locator}`:"
                    " mend it, or name the place as a `locator` in its `quoted:`",
                    (((SOURCE, source), ("quoted",)),),
                )


_WITH_PATIENTS: Final = frozenset({PAGE, PROCEDURE, SCENARIO, TOPIC})
"""Kinds of records that have patients of their own, or all; in a table or a protocol they are those of the sources."""
_AGES: Final = frozenset({"child", "adult"})


def _may_state(source: Statements, patients: str) -> bool:
    """Whether a source may speak of an age or a sex. One of which nothing is noted may, unless it names another."""
    same = _AGES if patients in _AGES else {"male", "female"}
    return patients in source.patients or (source.quoted is None and same.isdisjoint(source.patients))


def _unknown_patients(outlines: Outlines) -> Iterator[Contradiction]:
    for key, about, said in sentences(outlines):
        if not said.patients or not said.sources or (not said.cites and key[0] in _WITH_PATIENTS):
            continue
        own = (about.patient.age_group, about.patient.sex) if about.patient else ()
        facts = [outlines.by_key[SOURCE, id].statements for id in said.sources if (SOURCE, id) in outlines.by_key]
        if len(facts) < len(said.sources):
            continue
        other = [
            one for one in said.patients if one not in own and not any(_may_state(source, one) for source in facts)
        ]
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


def _has(text: str, locator: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(locator)}(?!\w)", text) is not None


SOURCES_AT_ODDS: Final[tuple[FindsContradictions, ...]] = (
    _unknown_numbers,
    _unknown_places,
    _unknown_patients,
)
"""Finders of contradictions to sources."""
