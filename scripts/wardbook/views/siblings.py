"""The siblings of a scenario, the others of its topic, by what tells them apart from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from wardbook.addresses import Href
from wardbook.cards import Card
from wardbook.library import Library
from wardbook.model.eligibility import AgeGroup, Axis, Population
from wardbook.model.ratings import RatingRow
from wardbook.model.scenario import ImagingAnswer
from wardbook.views.flags import Flag, flag
from wardbook.views.ratings import Chip, in_order, row_chip
from wardbook.views.text import Setting, Shown

MOST: Final = 12
"""How many siblings are shown; the topic lists all of them."""

AGES: Final[Mapping[AgeGroup, str]] = {"child": "child", "adult": "adult", "both": "adult or child"}

_AXES: Final[Mapping[str, tuple[Axis, ...]]] = {
    "Patient": ("patient",),
    "Diagnosis": ("diagnosis",),
    "Presentation": ("status", "red-flag"),
    "Point in time": ("timing",),
    "Already done": ("prior-test",),
    "Score": ("score",),
}
"""The respects in which scenarios differ, in the order of columns, with the criteria that belong to each."""


Words = Mapping[str, tuple[str, ...] | None]
"""What a scenario's row says of each respect; nothing where it is as on the page."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What tells a scenario apart in one respect."""

    column: str
    same: bool
    """Whether it is as on this page."""
    texts: tuple[tuple[Shown, ...], ...]


@dataclass(frozen=True, slots=True)
class RatedAnswer:
    """A study of the answer with its category, or no imaging with the category that all studies have, if it is one."""

    study: tuple[Shown, ...]
    chip: Chip | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Sibling:
    """A scenario of the topic; without a link for the one whose page this is."""

    title: str
    href: Href | None
    population: tuple[Shown, ...]
    flag: Flag | None
    cells: tuple[Cell, ...]
    answers: tuple[RatedAnswer, ...]
    """Empty for a withdrawn scenario."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Siblings:
    """The table of siblings."""

    columns: tuple[str, ...]
    rows: tuple[Sibling, ...]
    """This page's scenario first; empty if it has no siblings."""
    topic: Href
    topic_title: str
    more: int
    """How many siblings are left out."""


def siblings(scenario: Card, library: Library, setting: Setting) -> Siblings:
    """The siblings with what tells each of them apart."""
    cards, more = _shown(scenario, library)
    rows = _rows(scenario, cards)
    columns = tuple(matter for matter in _AXES if any(row[matter] is not None for row in rows[1:]))
    topic = library.topics[scenario.topic]
    return Siblings(
        columns=columns,
        rows=tuple(
            _sibling(card, {column: row[column] for column in columns}, scenario, library, setting)
            for card, row in zip(cards, rows, strict=True)
        ),
        topic=setting.to("topic", topic.id),
        topic_title=topic.title,
        more=more,
    )


def words_of_siblings(scenario: Card, library: Library) -> Iterator[str]:
    """The words that the table shows, in which abbreviations are explained."""
    cards, _ = _shown(scenario, library)
    for card, row in zip(cards, _rows(scenario, cards), strict=True):
        yield card.population.summary
        yield from (text for texts in row.values() for text in texts or ())
        yield from (library.procedures[rated.procedure].label for rated in _focal(card, library))


def _shown(scenario: Card, library: Library) -> tuple[list[Card], int]:
    """This scenario and its siblings, those of its own group first, and how many are left out; none if it has none."""
    groups = [group.scenarios for group in library.topics[scenario.topic].groups]
    nearest = sorted(groups, key=lambda group: scenario.id not in group)
    others = [id for id in dict.fromkeys(id for group in nearest for id in group) if id != scenario.id]
    cards = [library.cards[id] for id in others[:MOST]]
    return [scenario, *cards] if cards else [], len(others[MOST:])


def _rows(here: Card, cards: Sequence[Card]) -> list[Words]:
    """What each row says, this page's scenario's first: of itself whatever the others are held against.

    A respect is told by its facts, which are short, and by its criteria where the facts are the same.
    """
    facts, criteria = _facts(here), _criteria(here)
    by_facts: set[str] = set()
    by_criteria: set[str] = set()
    rows: list[Words] = []
    for card in cards[1:]:
        theirs, asked = _facts(card), _criteria(card)
        row: dict[str, tuple[str, ...] | None] = {}
        for matter in _AXES:
            if theirs[matter] != facts[matter]:
                by_facts.add(matter)
                row[matter] = theirs[matter]
            elif asked[matter] != criteria[matter]:
                by_criteria.add(matter)
                row[matter] = asked[matter] or theirs[matter]
            else:
                row[matter] = None
        rows.append(row)
    own = {m: (*(facts[m] if m in by_facts else ()), *(criteria[m] if m in by_criteria else ())) for m in _AXES}
    return [own, *rows] if cards else []


def _facts(card: Card) -> dict[str, tuple[str, ...]]:
    facts: dict[str, tuple[str, ...]] = {
        "Patient": (_patient(card.population),),
        "Presentation": (card.presentation,),
        "Point in time": (_capital(card.stage.replace("-", " ")),),
        "Already done": card.prior_tests,
    }
    return {matter: facts.get(matter, ()) for matter in _AXES}


def _criteria(card: Card) -> dict[str, tuple[str, ...]]:
    return {matter: tuple(text for axis, text in card.criteria if axis in axes) for matter, axes in _AXES.items()}


def _patient(population: Population) -> str:
    parts = [AGES[population.age_group], *([population.age] if population.age else ())]
    parts.append("any sex" if population.sex == "any" else population.sex)
    if population.pregnancy != "not-addressed":
        parts.append(population.pregnancy.replace("-", " "))
    return _capital(", ".join(parts))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _sibling(card: Card, row: Words, here: Card, library: Library, setting: Setting) -> Sibling:
    return Sibling(
        title=card.short_title,
        href=None if card.id == here.id else setting.to("scenario", card.id),
        population=setting.line(card.population.summary),
        flag=flag(card.review, setting.today),
        cells=tuple(
            Cell(column, texts is None, tuple(setting.line(text) for text in texts or ()))
            for column, texts in row.items()
        ),
        answers=tuple(_answers(card, library, setting)),
    )


def _answers(card: Card, library: Library, setting: Setting) -> Iterator[RatedAnswer]:
    if card.review.status == "withdrawn":
        return
    for row in _focal(card, library):
        yield RatedAnswer(setting.line(library.procedures[row.procedure].label), row_chip(row, library.scales))
    if not isinstance(card.answer, ImagingAnswer):
        chips = {row_chip(row, library.scales) for row in card.rows}
        yield RatedAnswer(setting.line("No imaging"), chips.pop() if len(chips) == 1 else None)


def _focal(card: Card, library: Library) -> list[RatingRow]:
    return [row for row in in_order(card.rows, library.scales) if row.role == "focal"]
