"""Rules about what is noted with sources: texts say it as it is noted, and nothing is noted that no text says."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from wardbook.checks.between import ELSEWHERE, CrossProblem, Outlines
from wardbook.checks.contradictions.claims import Tables
from wardbook.checks.contradictions.found import (
    Contradiction,
    FindsContradictions,
    citing_sentences,
    figure_in_words,
    noted_lines,
    said_of,
    sentences,
    short,
    unacknowledged,
)
from wardbook.kinds import SOURCE
from wardbook.model.outline.said import figure, patients_of
from wardbook.model.outline.statements import is_of_data
from wardbook.text.frames import Frame, Within, framed
from wardbook.text.numbers import numbers_in


def statements_are_as_they_are_noted(outlines: Outlines) -> Iterator[CrossProblem]:
    """A text that says in the same words what is noted with its source has the same numbers and patients in them."""
    yield from unacknowledged(outlines, _other_parts)


def noted_figures_are_stated(outlines: Outlines) -> Iterator[CrossProblem]:
    """A figure that is noted with a source stands in a text that cites it, because nobody would see it otherwise."""
    yield from unacknowledged(outlines, _unused)


def noted_patients_are_named(outlines: Outlines) -> Iterator[CrossProblem]:
    """The patients in what is noted with a source are named by a text that cites it."""
    yield from unacknowledged(outlines, _unnamed)


_END: Final = re.compile(r"(?<=[a-z)%])[.] (?=[A-Z])")
"""The end of a sentence in a line."""
_KEPT_LINES: Final = 2**14


class _NotedFrame(NamedTuple):
    frame: Frame
    text: str
    number: int


_Frames = Mapping[str, Mapping[str, list[_NotedFrame]]]
"""The statements that are noted with sources: by the source and the words, the longest first."""


def _frames(outlines: Outlines, labels: tuple[str, ...]) -> _Frames:
    noted: dict[str, dict[str, list[_NotedFrame]]] = {}
    for line in noted_lines(outlines):
        for sentence in _END.split(line.text):
            frame = framed(sentence, labels)
            if frame.says_enough:
                of_source = noted.setdefault(line.key[1], {})
                of_source.setdefault(frame.words, []).append(_NotedFrame(frame, line.text, line.number))
    return {id: dict(sorted(found.items(), key=lambda one: -len(one[0]))) for id, found in noted.items()}


def _said_so(whole: Frame, frames: Mapping[str, list[_NotedFrame]]) -> Iterator[tuple[list[_NotedFrame], Within]]:
    """The noted statements that a sentence makes; within a longer one no shorter one is looked for."""
    places: list[range] = []
    for same in frames.values():
        got = same[0].frame.within(whole)
        if got and not any(got.place.start in place and got.place.stop <= place.stop for place in places):
            places.append(got.place)
            yield same, got


def _other_parts(outlines: Outlines) -> Iterator[Contradiction]:
    labels = tuple(Tables(outlines).labels)
    noted = _frames(outlines, labels)
    met: dict[tuple[str, int], bool] = {}
    for key, said in citing_sentences(outlines) if noted else ():
        of_sources = [source for source in said.sources if source in noted]
        whole = framed(said.words, labels) if of_sources else Frame("", ())
        for source in of_sources:
            for same, got in _said_so(whole, noted[source]):
                for one in same:
                    met[source, one.number] = met.get((source, one.number), False) or one.frame.parts == got.parts
                if got.parts not in [one.frame.parts for one in same]:
                    met |= {(source, one.number): True for one in same}  # one of the two is told of
                    other = max(same, key=lambda one: sum(map(str.__eq__, one.frame.parts, got.parts)))
                    yield Contradiction(
                        "numbers",
                        key,
                        said.loc,
                        said.words,
                        f"expected what is noted with `{source}` ({ELSEWHERE}), {short(other.text)}, got"
                        f" {short(said.words)}: mend one of the two",
                        (((SOURCE, source), ("quoted", other.number)),),
                    )
    for (source, number), is_stated in met.items() if outlines.complete else ():
        if not is_stated:
            text = (outlines.by_key[SOURCE, source].statements.quoted or ())[number][0]
            yield Contradiction(
                "numbers",
                (SOURCE, source),
                ("quoted", number),
                text,
                f"expected what a text that cites the source says in these words, got {short(text)}, with other numbers"
                " or patients: mend it, or take it out",
            )


@lru_cache(_KEPT_LINES)
def _figures(line: str) -> tuple[str, ...]:
    return tuple(map(figure, numbers_in(line)))


def _used(outlines: Outlines) -> tuple[Mapping[str, set[str]], Mapping[str, set[str]]]:
    """The numbers and the places for which texts cite each source."""
    stated: dict[str, set[str]] = defaultdict(set)
    cited: dict[str, set[str]] = defaultdict(set)
    for _, facts, said in sentences(outlines):
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
    for line in noted_lines(outlines):
        source = line.key[1]
        _, colon, last = line.text.rpartition(": ")
        if line.locator and not (colon and tables.is_label(last)) and line.locator not in cited[source]:
            yield Contradiction(
                "numbers",
                line.key,
                line.loc,
                line.text,
                f"expected a place that a text cites, got `{line.locator}`: mend it, or take it out",
            )
        unused = [one for one in _figures(line.text) if one.partition(" ")[0] not in stated[source]]
        if unused:
            yield Contradiction(
                "numbers",
                line.key,
                line.loc,
                line.text,
                f"expected figures that a text states and cites to this source, got {figure_in_words(unused[0])},"
                " which none does: mend it, or take it out",
            )


def _unnamed(outlines: Outlines) -> Iterator[Contradiction]:
    if not outlines.complete:
        return  # a faulty file may name them
    named: dict[str, set[str]] = defaultdict(set)
    for _, said in said_of(outlines).get("patients", ()):
        for source in said.sources:
            named[source].update(said.patients)
    for line in noted_lines(outlines):
        other = [one for one in patients_of(line.text) if one not in named[line.key[1]]]
        if other and not is_of_data(line.text):
            yield Contradiction(
                "populations",
                line.key,
                line.loc,
                line.text,
                f"expected patients whom a text names that cites this source, got words for `{'`, `'.join(other)}`"
                f" in {short(line.text)}: mend it, or take it out",
            )


NOTED_AT_ODDS: Final[tuple[FindsContradictions, ...]] = (_other_parts, _unused, _unnamed)
"""Finders of contradictions to what is noted."""
