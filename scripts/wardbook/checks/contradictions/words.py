"""Rules about words: studies that the table lacks, doses of drugs, and orders to the reader."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from wardbook.checks.between import ELSEWHERE, CrossProblem, Outlines
from wardbook.checks.contradictions.claims import Tables
from wardbook.checks.contradictions.found import (
    Contradiction,
    FindsContradictions,
    figure_in_words,
    short,
    unacknowledged,
)
from wardbook.kinds import PROCEDURE
from wardbook.model.outline import Key
from wardbook.model.outline.dosages import DRUG_MASSES
from wardbook.model.outline.said import Said
from wardbook.model.outline.statements import Statements
from wardbook.model.traverse import Loc
from wardbook.text.numbers import numbers_in
from wardbook.text.patients import patients_in

_CLAUSE: Final = re.compile(r"[.;:]\s")


def studies_in_words_are_rated(outlines: Outlines) -> Iterator[CrossProblem]:
    """A study that questions, rationale, differential or pitfalls name without a source has a row in the table."""
    yield from unacknowledged(outlines, _unrated)


def doses_in_words_are_those_of_the_regimen(outlines: Outlines) -> Iterator[CrossProblem]:
    """A dose that a text gives for a drug is one of the regimens that the page shows."""
    yield from unacknowledged(outlines, _other_doses)


def doses_of_a_source_are_the_same_everywhere(outlines: Outlines) -> Iterator[CrossProblem]:
    """A dose in Gy from one place of a source is the same in all texts that cite it."""
    yield from unacknowledged(outlines, _two_doses)


def texts_give_no_orders(outlines: Outlines) -> Iterator[CrossProblem]:
    """No text orders its reader to do something, because the library supports a decision and makes none."""
    yield from unacknowledged(outlines, _orders)


def notes_speak_of_the_same_patients(outlines: Outlines) -> Iterator[CrossProblem]:
    """The note on a route is about the patients of the criterion or the question that it belongs to."""
    yield from unacknowledged(outlines, _other_notes)


def _unrated(outlines: Outlines) -> Iterator[Contradiction]:
    tables = Tables(outlines)
    every = [id for kind, id in outlines.by_key if kind == PROCEDURE]
    for key, said in tables.statements("study"):
        rated = [row.procedure for row in outlines.by_key[key].statements.rated]
        if not rated or said.sources or said.links or "bottom_line" in said.loc:
            continue
        around = tables.entry_around(key, said)
        if any(one.links or one.sources or "no rating" in one.speaks for one in around):
            continue
        for study in outlines.studies.named_in(said.words):
            meant = outlines.studies.meant(study, every)
            if meant and not outlines.studies.meant(study, rated):
                yield Contradiction(
                    "studies",
                    key,
                    said.loc,
                    said.words,
                    f"expected a study of the rating table ({ELSEWHERE}), got “{study.words}” in {short(said.words)}:"
                    " add its row, cite a source, or say that it is not rated here",
                    ((key, ("ratings", "rows")),),
                )


def _doses(outlines: Outlines) -> Mapping[Key, tuple[tuple[str, str, tuple[str, ...]], ...]]:
    return {key: one.statements.doses for key, one in outlines.by_key.items() if one.statements.doses}


def _other_doses(outlines: Outlines) -> Iterator[Contradiction]:
    doses = _doses(outlines)
    tables = Tables(outlines)
    for key, said in tables.statements("dose") if doses else ():
        known: dict[str, dict[str, Key]] = defaultdict(dict)
        for regimen in sorted({key, *outlines.by_key[key].names} & doses.keys()):
            for drug, dose, sources in doses[regimen]:
                # A sentence that cites another source tells of its doses.
                if not said.cites or set(said.sources) <= set(sources):
                    known[drug].setdefault(dose, regimen)
        for drug, amounts in known.items():
            for got in _doses_of(drug, said.words, list(known)):
                if got not in amounts:
                    regimen = next(iter(amounts.values()))
                    yield Contradiction(
                        "doses",
                        key,
                        said.loc,
                        said.words,
                        f"expected a dose of {drug} of the regimen `{regimen[1]}` ({ELSEWHERE}), got"
                        f" {figure_in_words(got)} in {short(said.words)}: mend one of the two",
                        ((regimen, ("parts",)),),
                    )


def _doses_of(drug: str, words: str, drugs: list[str]) -> Iterator[str]:
    """The doses that a sentence gives right after the name of a drug."""
    small = words.casefold()
    for match in re.finditer(rf"(?<!\w){re.escape(drug)}(?!\w)", small):
        rest = _CLAUSE.split(words[match.end() :])[0]
        ends = [rest.casefold().find(other) for other in drugs if other != drug]
        rest = rest[: min((end for end in ends if end >= 0), default=len(rest))]
        for number in numbers_in(rest):
            if number.unit in DRUG_MASSES:
                yield f"{number.value} {number.unit}"


def _two_doses(outlines: Outlines) -> Iterator[Contradiction]:
    first: dict[tuple[str, str], tuple[Key, tuple[str | int, ...], frozenset[str]]] = {}
    for key, said in Tables(outlines).statements("dose"):
        grays = frozenset(number for number in said.numbers if number.endswith((" gy", " cgy", " mgy")))
        if not grays or len(said.located) != 1 or len(said.sources) != 1:
            continue
        before = first.setdefault(said.located[0], (key, said.loc, grays))
        if not before[2] & grays:
            source, locator = said.located[0]
            yield Contradiction(
                "doses",
                key,
                said.loc,
                said.words,
                f"expected {_shown_all(before[2])}, as {ELSEWHERE} has from `{source}`, {locator},"
                f" got {_shown_all(grays)} in {short(said.words)}: mend one of the two",
                (before[:2],),
            )


def _orders(outlines: Outlines) -> Iterator[Contradiction]:
    for key, said in Tables(outlines).statements("directive"):
        yield Contradiction(
            "directives",
            key,
            said.loc,
            said.words,
            f"expected advice, got an order in {short(said.words)}: say what a source advises, or quote it",
        )


def _other_notes(outlines: Outlines) -> Iterator[Contradiction]:
    for key, outline in outlines.by_key.items():
        notes = [one for one in outline.statements.said if one.patients and one.loc[2:3] == ("routes",)]
        entries = {
            loc: patients_in(" ".join(one.words for one in said))
            for loc, said in (_texts_of_entries(outline.statements).items() if notes else ())
        }
        patient = outline.statements.patient
        for said in notes:
            entry = entries.get(said.loc[:2])
            note = patients_in(said.words)
            own = {patient.age_group} if patient and said.loc[:2] not in outline.statements.of_patients else set[str]()
            if entry and entry.ages and not note.ages <= entry.ages | own:
                yield Contradiction(
                    "populations",
                    key,
                    said.loc,
                    said.words,
                    f"expected words for the patients of the text ({ELSEWHERE}), got “{note.words[0]}” in"
                    f" {short(said.words)}: mend one of the two",
                    ((key, (*said.loc[:2], "text")),),
                )


def _texts_of_entries(facts: Statements) -> dict[Loc, list[Said]]:
    """The sentences of criteria that exclude and of questions that a topic leaves out."""
    found: dict[Loc, list[Said]] = defaultdict(list)
    for said in facts.said:
        if said.loc[0] in ("excludes", "not_covered") and said.loc[2:3] == ("text",):
            found[said.loc[:2]].append(said)
    return found


def _shown_all(numbers: Iterable[str]) -> str:
    return " and ".join(map(figure_in_words, sorted(numbers)))


WORDS_AT_ODDS: Final[tuple[FindsContradictions, ...]] = (
    _unrated,
    _other_doses,
    _two_doses,
    _orders,
    _other_notes,
)
"""Finders of contradictions about studies, doses and orders."""
