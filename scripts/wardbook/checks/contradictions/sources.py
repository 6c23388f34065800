"""Rules about sources: what cites one is among the figures, places and patients that are noted with it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from wardbook.checks.between import ELSEWHERE, CrossProblem, Outlines
from wardbook.checks.contradictions.claims import Tables
from wardbook.checks.contradictions.found import Contradiction, FindsContradictions, short, unacknowledged
from wardbook.kinds import PAGE, PROCEDURE, SCENARIO, SOURCE, TOPIC
from wardbook.model.outline import Key
from wardbook.model.outline.said import Said, figure
from wardbook.model.outline.statements import Statements
from wardbook.text.frames import Frame, framed
from wardbook.text.numbers import numbers_in


def numbers_are_those_of_their_sources(outlines: Outlines) -> Iterator[CrossProblem]:
    """A number that cites a source is one of the figures that are noted with it, where there are any."""
    yield from unacknowledged(outlines, _unknown_numbers)


def patients_are_those_of_the_source(outlines: Outlines) -> Iterator[CrossProblem]:
    """The patients of a statement that cites a source are of an age and a sex that are noted with it, if any are."""
    yield from unacknowledged(outlines, _unknown_patients)


def statements_are_as_they_are_noted(outlines: Outlines) -> Iterator[CrossProblem]:
    """A text that says in the same words what is noted with its source has the same numbers and patients in them."""
    yield from unacknowledged(outlines, _other_parts)


def noted_figures_are_stated(outlines: Outlines) -> Iterator[CrossProblem]:
    """A figure that is noted with a source stands in a text that cites it, because nobody would see it otherwise."""
    yield from unacknowledged(outlines, _unused)


def locators_are_those_of_their_sources(outlines: Outlines) -> Iterator[CrossProblem]:
    """A place in a source is one that is noted with it, where there are any."""
    yield from unacknowledged(outlines, _unknown_places)


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
    for key, said in _citing(outlines):
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
    for key, said in _citing(outlines):
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


def _other_parts(outlines: Outlines) -> Iterator[Contradiction]:
    labels = tuple(Tables(outlines).labels)
    noted: dict[str, dict[str, list[tuple[Frame, str, int]]]] = {}
    for (kind, id), outline in outlines.by_key.items():
        for number, (text, _) in enumerate(outline.statements.quoted or () if kind == SOURCE else ()):
            frame = framed(text, labels)
            if frame.says_enough:
                noted.setdefault(id, {}).setdefault(frame.words, []).append((frame, text, number))
    for key, said in _citing(outlines) if noted else ():
        of_sources = [(source, noted[source]) for source in said.sources if source in noted]
        whole = framed(said.words, labels) if of_sources else Frame("", ())
        for source, frames in of_sources:
            for same in frames.values():
                got = same[0][0].within(whole)
                if got is not None and got not in [one.parts for one, _, _ in same]:
                    other = max(same, key=lambda one: sum(map(str.__eq__, one[0].parts, got)))
                    yield Contradiction(
                        "numbers",
                        key,
                        said.loc,
                        said.words,
                        f"expected what is noted with `{source}` ({ELSEWHERE}), {short(other[1])}, got"
                        f" {short(said.words)}: mend one of the two",
                        (((SOURCE, source), ("quoted", other[2])),),
                    )


def _used(outlines: Outlines) -> tuple[Mapping[str, set[str]], Mapping[str, set[str]]]:
    """The numbers and the places for which texts cite each source."""
    stated: dict[str, set[str]] = defaultdict(set)
    cited: dict[str, set[str]] = defaultdict(set)
    for _, facts, said in _statements(outlines):
        for source, locator in (*said.located, *((source, place) for source, _, place in facts.variants)):
            cited[source].add(locator)
        if said.loc[-1] == "locator":
            for source in said.sources:
                cited[source].add(said.words)
        for source in said.sources:
            stated[source].update(number.partition(" ")[0] for number in said.numbers)
    return stated, cited


def _unused(outlines: Outlines) -> Iterator[Contradiction]:
    if not outlines.complete:
        return  # a faulty file may state it
    stated, cited = _used(outlines)
    tables = Tables(outlines)
    for key, outline in outlines.by_key.items():
        for place, (text, locator) in enumerate(outline.statements.quoted or ()):
            _, colon, last = text.rpartition(": ")
            if locator and not (colon and tables.is_label(last)) and locator not in cited[key[1]]:
                yield Contradiction(
                    "numbers",
                    key,
                    ("quoted", place),
                    text,
                    f"expected a place that a text cites, got `{locator}`: mend it, or take it out",
                )
            unused = [one for one in map(figure, numbers_in(text)) if one.partition(" ")[0] not in stated[key[1]]]
            if unused:
                yield Contradiction(
                    "numbers",
                    key,
                    ("quoted", place),
                    text,
                    f"expected figures that a text states and cites to this source, got {_shown(unused[0])}, which none"
                    " does: mend it, or take it out",
                )


def _unknown_patients(outlines: Outlines) -> Iterator[Contradiction]:
    for key, about, said in _statements(outlines):
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


def _citing(outlines: Outlines) -> tuple[tuple[Key, Said], ...]:
    """The sentences that cite a source with which something is noted."""
    if _citing not in outlines.kept:
        noted = _noted(outlines)
        outlines.kept[_citing] = tuple(
            (key, said) for key, _, said in _statements(outlines) if not noted.keys().isdisjoint(said.sources)
        )
    return outlines.kept[_citing]


def _statements(outlines: Outlines) -> Iterator[tuple[Key, Statements, Said]]:
    for key, outline in outlines.by_key.items():
        yield from ((key, outline.statements, said) for said in outline.statements.said)


def _has(text: str, locator: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(locator)}(?!\w)", text) is not None


def _shown(number: str) -> str:
    value, _, unit = number.partition(" ")
    return f"{value.replace('d', '.')} {unit}".strip()


SOURCES_AT_ODDS: Final[tuple[FindsContradictions, ...]] = (
    _unknown_numbers,
    _unknown_places,
    _unknown_patients,
    _other_parts,
    _unused,
)
"""Finders of contradictions to sources."""
