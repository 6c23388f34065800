"""Rules about ratings: texts, variants and sources say what the rating tables say."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final, NamedTuple

from wardbook.checks.between import ELSEWHERE, CrossProblem, Outlines
from wardbook.checks.contradictions.claims import RatingClaim, Tables
from wardbook.checks.contradictions.found import (
    Contradiction,
    FindsContradictions,
    noted_lines,
    short,
    unacknowledged,
)
from wardbook.kinds import PROCEDURE, SCENARIO, SOURCE
from wardbook.model.outline import Key
from wardbook.model.outline.facts import RowFacts
from wardbook.model.outline.said import Said
from wardbook.model.outline.statements import Statements

_REQUEST: Final = re.compile(r"^(?:request|order|book|perform|take|do)\b", re.IGNORECASE)
_CONDITION: Final = re.compile(
    r"\b(?:if|when|where|unless|because|before|after|until|while|only|alone)\b", re.IGNORECASE
)


def ratings_in_words_are_those_of_the_table(outlines: Outlines) -> Iterator[CrossProblem]:
    """A text that rates a study in the words of a category rates it as the rating table does."""
    yield from unacknowledged(outlines, _other_categories)


def ratings_are_the_same_where_a_text_says_so(outlines: Outlines) -> Iterator[CrossProblem]:
    """Studies of which a text says that they have the same rating have one category."""
    yield from unacknowledged(outlines, _unlike)


def advice_follows_the_ratings(outlines: Outlines) -> Iterator[CrossProblem]:
    """No line of a bottom line asks for a study that is rated against, or warns of one that is rated for."""
    yield from unacknowledged(outlines, _against_advice)


def a_variant_rates_a_study_once(outlines: Outlines) -> Iterator[CrossProblem]:
    """A study has one rating for one variant of a guideline, on whatever page."""
    yield from unacknowledged(outlines, _rated_twice)


def ratings_are_those_that_are_quoted(outlines: Outlines) -> Iterator[CrossProblem]:
    """A rating is the one that is noted with the guideline for the variant, where there is any."""
    yield from unacknowledged(outlines, _unlike_quoted)


class _Row(NamedTuple):
    key: Key
    row: RowFacts

    @property
    def place(self) -> tuple[Key, tuple[str | int, ...]]:
        return self.key, (*self.row.loc, "category")


def _other_categories(outlines: Outlines) -> Iterator[Contradiction]:
    tables = Tables(outlines)
    for claim in tables.claims():
        if fault := _fault(tables, claim):
            yield fault


def _fault(tables: Tables, claim: RatingClaim) -> Contradiction | None:
    """The fault in a claim: no table rates the study so, or one that is meant does not."""
    rows = [_Row(key, row) for key, row in claim.rows]
    right = [one for one in rows if (tables.label(one.row) == claim.label) != claim.denies]
    if not rows or (right if claim.is_of_any else len(right) == len(rows)):
        return None
    wrong = next(one for one in rows if one not in right)
    what = "another rating than" if claim.denies else f"“{tables.label(wrong.row)}”, as"
    got = claim.label if not claim.denies else f"not {claim.label}"
    return Contradiction(
        "ratings",
        claim.key,
        claim.said.loc,
        claim.said.words,
        f"expected {what} the table ({ELSEWHERE}) has for `{wrong.row.procedure}`, got “{got}” in"
        f" {short(claim.said.words)}: mend one of the two",
        (wrong.place,),
    )


def _unlike(outlines: Outlines) -> Iterator[Contradiction]:
    tables = Tables(outlines)
    for key, said in tables.statements("same rating"):
        found = dict.fromkeys((row.procedure, tables.label(row)) for row in tables.rows_around(key, said))
        if len({label for _, label in found}) > 1:
            rated = ", ".join(f"`{id}` “{label}”" for id, label in found)
            yield Contradiction(
                "ratings",
                key,
                said.loc,
                said.words,
                f"expected one rating of the studies that {short(said.words)} is about, got {rated} ({ELSEWHERE}):"
                " mend the text or a rating",
                ((key, tables.rows_around(key, said)[0].loc),),
            )


def _against_advice(outlines: Outlines) -> Iterator[Contradiction]:
    tables = Tables(outlines)
    for key, said in tables.statements("study"):
        kind = _advice(said)
        for row in tables.rows_named(key, said.words) if kind else ():
            tone = tables.tone(row)
            if tone == ("favorable" if kind == "avoid" else "unfavorable") or (kind == "avoid" and tone == "cautious"):
                yield Contradiction(
                    "ratings",
                    key,
                    said.loc,
                    said.words,
                    f"expected a study that is rated {'against' if kind == 'avoid' else 'for'} in `{kind}`, got"
                    f" `{row.procedure}` “{tables.label(row)}” ({ELSEWHERE}): mend the line or the rating",
                    ((key, row.loc),),
                )


def _advice(said: Said) -> str:
    """Whether a line asks for a study or warns of it, whatever the patient's condition."""
    if "bottom_line" not in said.loc or _CONDITION.search(said.words) or not isinstance(said.loc[-2], int):
        return ""
    kind = said.loc[said.loc.index("bottom_line") + 1]
    if kind == "avoid":
        return "avoid" if _REQUEST.search(said.words) else ""
    return "do" if kind == "do" else ""


def _rated_twice(outlines: Outlines) -> Iterator[Contradiction]:
    tables = Tables(outlines)
    first: dict[tuple[str, ...], _Row] = {}
    scenarios: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for (kind, id), outline in outlines.by_key.items():
        for variant in outline.statements.variants if kind == SCENARIO else ():
            scenarios[tuple(map(str.casefold, variant))].add(id)
    for (kind, id), outline in outlines.by_key.items():
        facts = outline.statements
        for variant in facts.variants if kind == SCENARIO else ():
            folded = tuple(map(str.casefold, variant))
            if len(scenarios[folded]) == 1:
                continue
            for row in facts.rated:
                if row.group or row.reads[:1] != variant[:1]:
                    continue
                here = _Row((kind, id), row)
                before = first.setdefault((*folded, row.procedure), here)
                if before.key != here.key and tables.label(before.row) != tables.label(row):
                    yield Contradiction(
                        "ratings",
                        here.key,
                        (*row.loc, "category"),
                        row.procedure,
                        f"expected “{tables.label(before.row)}” for `{row.procedure}`, as {ELSEWHERE} has for the same"
                        f" variant, got “{tables.label(row)}”: mend one of the two, or the label of a variant",
                        (before.place,),
                    )


def _unlike_quoted(outlines: Outlines) -> Iterator[Contradiction]:
    tables = Tables(outlines)
    quoted: _Quoted = defaultdict(list)
    for line in noted_lines(outlines):
        name, colon, label = line.text.rpartition(": ")
        if colon:
            quoted[line.key[1], line.locator.casefold(), name.casefold()].append((label, line.text, line.number))
    if outlines.complete:
        yield from _of_no_variant(outlines, tables, quoted)
    for key, outline in outlines.by_key.items():
        facts = outline.statements
        for row in facts.rated if facts.variants else ():
            for place in _places(facts, row, _name(outlines, row)):
                for said, _, number in quoted.get(place, ()):
                    if said.casefold() != tables.label(row).casefold():
                        yield Contradiction(
                            "ratings",
                            key,
                            (*row.loc, "category"),
                            row.procedure,
                            f"expected “{said}” for `{row.procedure}`, as is noted with `{place[0]}` ({ELSEWHERE})"
                            f" for this variant, got “{tables.label(row)}”: mend one of the two",
                            (((SOURCE, place[0]), ("quoted", number)),),
                        )


_Place = tuple[str, str, str]
_Quoted = dict[_Place, list[tuple[str, str, int]]]
"""The ratings that are noted with sources: by the source, the variant and the procedure, the category and the place."""


def _places(facts: Statements, row: RowFacts, name: str) -> dict[_Place, None]:
    """The places at which the rating of a row may be noted: with the guideline of a variant, and with what it reads.

    A group of patients has the variants of its own guideline.
    """
    variants = [one for one in facts.variants if not row.group or one[0] in row.reads[:1]] if row.reads and name else []
    return {
        (source, label.casefold(), name.casefold()): None for of, label, _ in variants for source in (of, *row.reads)
    }


def _of_no_variant(outlines: Outlines, tables: Tables, quoted: _Quoted) -> Iterator[Contradiction]:
    known = {
        place
        for outline in outlines.by_key.values()
        for row in outline.statements.rated
        for place in _places(outline.statements, row, _name(outlines, row))
    }
    procedures = {one.statements.label.casefold() for (kind, _), one in outlines.by_key.items() if kind == PROCEDURE}
    for (source, variant, name), found in quoted.items():
        for said, text, number in found:
            is_rating = tables.is_label(said) and (variant or name in procedures)  # other sentences may end so too
            if is_rating and (source, variant, name) not in known:
                yield Contradiction(
                    "ratings",
                    (SOURCE, source),
                    ("quoted", number),
                    text,
                    f"expected the label of a procedure and, as its locator, that of a variant that rates it, got"
                    f" {short(text)} and “{variant}”, which no scenario has together: mend them, or take it out",
                )


def _name(outlines: Outlines, row: RowFacts) -> str:
    """The label of a row's procedure."""
    procedure = outlines.by_key.get((PROCEDURE, row.procedure))
    return procedure.statements.label if procedure else ""


RATINGS_AT_ODDS: Final[tuple[FindsContradictions, ...]] = (
    _other_categories,
    _unlike,
    _against_advice,
    _rated_twice,
    _unlike_quoted,
)
"""Finders of contradictions about ratings."""
