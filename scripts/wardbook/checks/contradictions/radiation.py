"""Rules about radiation: texts and sources say what the levels of the procedures say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final, NamedTuple

from wardbook.checks.between import ELSEWHERE, CrossProblem, Outlines
from wardbook.checks.contradictions.claims import Tables
from wardbook.checks.contradictions.found import (
    Contradiction,
    FindsContradictions,
    noted_lines,
    short,
    unacknowledged,
)
from wardbook.kinds import PROCEDURE, SOURCE
from wardbook.model.outline import Key
from wardbook.model.outline.said import Said

_NONE: Final = re.compile(r"\bno ionizing radiation|\buses none\b|\bnone from\b", re.IGNORECASE)
_LOWEST: Final = re.compile(r"\blowest (?:radiation level|dose)\b", re.IGNORECASE)
_QUOTED: Final = re.compile(r"(?P<symbols>\S+) for (?:an? )?(?P<whose>adult|child|any age)")
_DOSE: Final = re.compile(r"(?P<dose>[<>]?[\d.]+(?:–[\d.]+)?) mSv for (?:an? )?(?P<whose>adult|child|any age)")
_RANGE: Final = re.compile(r"(?<![\d.])(?P<low>\d+(?:\.\d+)?)\s?[–-]\s?(?P<high>\d+(?:\.\d+)?)(?![\d.])")

_Doses = tuple[tuple[str, float, float | None], ...]


class _Level(NamedTuple):
    key: Key
    whose: str
    band: str


def radiation_in_words_is_that_of_the_procedure(outlines: Outlines) -> Iterator[CrossProblem]:
    """A text that says that a study uses no radiation, or the least, says what its level says."""
    yield from unacknowledged(outlines, _other_levels)


def doses_of_radiation_are_those_of_the_scale(outlines: Outlines) -> Iterator[CrossProblem]:
    """A range in mSv is one of the scale, and that of the study where the text names one."""
    yield from unacknowledged(outlines, _other_ranges)


def levels_are_those_that_are_quoted(outlines: Outlines) -> Iterator[CrossProblem]:
    """A level is the one that is noted with its source, where there is any."""
    yield from unacknowledged(outlines, _unlike_quoted)


def bands_of_radiation_meet(outlines: Outlines) -> Iterator[CrossProblem]:
    """A radiation band begins where the one before it ends."""
    yield from unacknowledged(outlines, _gaps_between)


def _bands(outlines: Outlines) -> Mapping[str, tuple[str, _Doses]]:
    return {
        id: (symbols, doses) for outline in outlines.by_key.values() for id, symbols, doses in outline.statements.bands
    }


def _is_none(doses: _Doses) -> bool:
    return all(high == 0 for _, _, high in doses)


def _studies_of(tables: Tables, key: Key, said: Said) -> list[Key]:
    """The procedures that a sentence about radiation is about."""
    outlines = tables.outlines
    if key[0] == PROCEDURE:
        return [key]
    named = outlines.studies.named_in(said.words)
    every = [id for kind, id in outlines.by_key if kind == PROCEDURE]
    rated = [row.procedure for row in outlines.by_key[key].statements.rated]
    meant = {
        id for study in named for id in outlines.studies.meant(study, rated) or outlines.studies.meant(study, every)
    }
    if not named:
        meant = {row.procedure for row in tables.rows_around(key, said)[:1]}
    return [(PROCEDURE, id) for id in sorted(meant) if (PROCEDURE, id) in outlines.by_key]


def _levels(outlines: Outlines, key: Key, studies: list[Key]) -> Iterator[_Level]:
    """The levels of some studies, for the patients of a scenario where the text is of one."""
    patient = outlines.by_key[key].statements.patient
    for study in studies:
        for whose, band in outlines.by_key[study].statements.levels:
            if patient is None or patient.age_group == "both" or whose in (patient.age_group, "any_age"):
                yield _Level(study, whose, band)


def _other_levels(outlines: Outlines) -> Iterator[Contradiction]:
    tables, bands = Tables(outlines), _bands(outlines)
    none = [id for id, (_, doses) in bands.items() if _is_none(doses)]
    least = [id for id in bands if id not in none][:1]
    for key, said in tables.statements("radiation"):
        around = " ".join(tables.words_around(key, said)).casefold()
        is_none, is_least = _NONE.search(said.words), _LOWEST.search(said.words)
        if not (is_none or is_least) or "radiation" not in around + said.words.casefold():
            continue
        expected = none if is_none else least
        for level in _levels(outlines, key, _studies_of(tables, key, said)):
            if expected and level.band in bands and level.band not in expected:
                yield Contradiction(
                    "radiation",
                    key,
                    said.loc,
                    said.words,
                    f"expected words for `{level.band}`, which `{level.key[1]}` has ({ELSEWHERE}), got"
                    f" {short(said.words)}, which means `{expected[0]}`: mend one of the two",
                    ((level.key, (level.whose, "band")),),
                )


def _other_ranges(outlines: Outlines) -> Iterator[Contradiction]:
    tables, bands = Tables(outlines), _bands(outlines)
    trusted = {one.statements.radiation_source for (kind, _), one in outlines.by_key.items() if kind == PROCEDURE}
    for key, said in tables.statements("dose"):
        if "mSv" not in said.words or not bands or (said.cites and not trusted & set(said.sources)):
            continue
        levels = list(_levels(outlines, key, _studies_of(tables, key, said)))
        allowed = [
            (low, high)
            for id, (_, doses) in bands.items()
            for whose, low, high in doses
            if not levels or any(level.band == id and level.whose == whose for level in levels)
        ]
        for match in _RANGE.finditer(said.words):
            if (float(match["low"]), float(match["high"])) not in allowed:
                yield Contradiction(
                    "radiation",
                    key,
                    said.loc,
                    said.words,
                    f"expected a range of the scale, {_shown(allowed)}, got {match[0]} mSv in {short(said.words)}:"
                    " mend it, or cite the source that gives it",
                )


def _shown(ranges: list[tuple[float, float | None]]) -> str:
    return " or ".join(f"{low:g}–{high:g} mSv" if high is not None else f">{low:g} mSv" for low, high in ranges)


def _gaps_between(outlines: Outlines) -> Iterator[Contradiction]:
    for key, outline in outlines.by_key.items():
        for place, (before, here) in enumerate(pairwise(outline.statements.bands), start=1):
            ends = {whose: high for whose, _, high in before[2]}
            for whose, low, _ in here[2]:
                end = ends.get(whose)
                if low and end is not None and low != end:
                    yield Contradiction(
                        "radiation",
                        key,
                        ("radiation", "bands", place, whose, "low"),
                        here[0],
                        f"expected {end:g} mSv, where `{before[0]}` ends ({ELSEWHERE}), got {low:g} mSv: mend one of"
                        " the two",
                        ((key, ("radiation", "bands", place - 1, whose)),),
                    )


def _unlike_quoted(outlines: Outlines) -> Iterator[Contradiction]:
    bands = _bands(outlines)
    for key, outline in outlines.by_key.items():
        facts = outline.statements
        source = outlines.by_key.get((SOURCE, facts.radiation_source))
        for number, (text, _) in enumerate((source.statements.quoted or ()) if source and facts.levels else ()):
            name, _, rest = text.partition(": ")
            if name.casefold() != facts.label.casefold():
                continue
            quoted = _by_patients(_QUOTED, "symbols", rest)
            levels = sorted((whose, bands[band][0]) for whose, band in facts.levels if band in bands)
            if quoted and quoted != levels:
                whose = next((one for one, symbols in levels if (one, symbols) not in quoted), facts.levels[0][0])
                yield Contradiction(
                    "radiation",
                    key,
                    (whose, "band"),
                    dict(facts.levels)[whose],
                    f"expected {_listed(quoted)}, as is noted with `{facts.radiation_source}` ({ELSEWHERE}), got"
                    f" {_listed(levels)}: mend one of the two",
                    (((SOURCE, facts.radiation_source), ("quoted", number)),),
                )
    yield from _other_doses(outlines)


def _other_doses(outlines: Outlines) -> Iterator[Contradiction]:
    bands = {symbols: (id, doses) for id, (symbols, doses) in _bands(outlines).items() if symbols}
    for line in noted_lines(outlines):
        symbols, _, rest = line.text.partition(": ")
        quoted = _by_patients(_DOSE, "dose", rest)
        id, doses = bands.get(symbols, ("", ()))
        found = sorted((whose, _dose(low, high)) for whose, low, high in doses)
        if quoted and not id and symbols and any(set(symbols) == set(one) for one in bands):
            yield Contradiction(
                "radiation",
                line.key,
                line.loc,
                line.text,
                f"expected the symbols of a band of scales.yaml, {', '.join(sorted(bands))}, got {symbols}: mend them",
            )
        if id and quoted and quoted != found:
            yield Contradiction(
                "radiation",
                line.key,
                line.loc,
                line.text,
                f"expected the doses of `{id}` in scales.yaml, {_listed(found)}, got {_listed(quoted)}: mend one of the"
                " two",
            )


def _by_patients(pattern: re.Pattern[str], name: str, words: str) -> list[tuple[str, str]]:
    """The finds of a pattern for adults, children or any age, each with its patients as the fields have them."""
    return sorted((match["whose"].replace(" ", "_"), match[name]) for match in pattern.finditer(words))


def _dose(low: float, high: float | None) -> str:
    if high is None:
        return f">{low:g}"
    return f"{low:g}–{high:g}" if low else f"<{high:g}" if high else "0"


def _listed(pairs: list[tuple[str, str]]) -> str:
    return ", ".join(f"{what} for {whose}" for whose, what in pairs) or "nothing"


RADIATION_AT_ODDS: Final[tuple[FindsContradictions, ...]] = (
    _other_levels,
    _other_ranges,
    _gaps_between,
    _unlike_quoted,
)
"""Finders of contradictions about radiation."""
