"""Texts as a page shows them: links resolved, citations numbered, abbreviations explained."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from wardbook.library.vocabulary import Abbreviation
from wardbook.model.base import Standing, Statement
from wardbook.model.records.table import Align
from wardbook.text.tree import (
    Text,
    plain,
)
from wardbook.urls import Href

MARKS: Final[Mapping[str, str]] = {
    "contested": "Disputed",
    "varies-by-protocol": "Varies by protocol",
    "local": "Local",
    "to-be-verified": "Unverified",
    "opinion": "Opinion",
}
"""Words of the marks; `supported` needs none, because its citations show."""
MARK_MEANINGS: Final[Mapping[Standing, str]] = {
    "contested": "Sources disagree; the text says who says what.",
    "varies-by-protocol": "Groups do it differently, each for its reasons; the patient's own protocol decides.",
    "local": "True of this hospital, not of the published guideline.",
    "to-be-verified": "Not yet seen in its source; check before relying on it.",
    "opinion": "A judgment that no source backs.",
}
"""The meanings of the marks, in the order of the page that explains them."""


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link to another page of the site."""

    href: Href
    children: tuple[Shown, ...]
    kind: Literal["page"] = "page"


@dataclass(frozen=True, slots=True)
class Note:
    """A citation by its number in the page's list of references."""

    number: int
    locator: str | None
    kind: Literal["note"] = "note"


@dataclass(frozen=True, slots=True)
class Marked:
    """Emphasis, strong, or a link out of the site, with what they hold."""

    kind: Literal["emphasis", "strong", "link"]
    children: tuple[Shown, ...]
    url: str = ""


@dataclass(frozen=True, slots=True)
class Isolated:
    """Words that run in another direction than those around them, or may do so."""

    direction: Literal["ltr", "rtl"]
    children: tuple[Shown, ...]
    kind: Literal["isolated"] = "isolated"


Shown = Text | Abbreviation | PageLink | Note | Marked | Isolated


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph, heading or list."""

    kind: Literal["paragraph", "heading", "list"]
    children: tuple[Shown, ...] = ()
    level: int = 0
    ordered: bool = False
    items: tuple[tuple[ShownBlock, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """The standing of a statement, in words."""

    standing: Standing
    label: str

    @property
    def meaning(self) -> str:
        """A sentence that says what the mark means."""
        return MARK_MEANINGS[self.standing]


@dataclass(frozen=True, slots=True)
class ShownStatement:
    """A statement with its mark."""

    blocks: tuple[ShownBlock, ...]
    mark: Mark | None


ShownProse = tuple[ShownStatement, ...]


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """The head of a column, and how its values are aligned."""

    head: tuple[Shown, ...]
    unit: tuple[Shown, ...]
    align: Align

    @property
    def label(self) -> str:
        """The head in plain words, for the cells of a narrow screen."""
        unit = _said(self.unit)
        return f"{_said(self.head)} ({unit})" if unit else _said(self.head)


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A value with its mark."""

    text: tuple[Shown, ...]
    mark: Mark | None
    decimals: str
    """Decimals for which room is left, as `.0`, so that the points of its column stand in line."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownTable:
    """A table; the first cell of a row names the row."""

    id: str
    caption: tuple[Shown, ...]
    columns: tuple[ShownColumn, ...]
    rows: tuple[tuple[ShownCell, ...], ...]
    note: ShownProse
    source: tuple[Shown, ...]
    mark: Mark | None
    """How well the table as a whole stands."""
    kind: Literal["table"] = "table"


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownFigure:
    """A picture with its words."""

    id: str
    file: str
    """The path of the picture in the site, which says what is in it by a digest."""
    url: str
    """The link to it."""
    width: int
    height: int
    alternative: str
    caption: tuple[Shown, ...]
    mark: Mark | None
    """How well the caption stands."""
    consent: tuple[Shown, ...]
    credit: tuple[Shown, ...]
    license: tuple[Shown, ...]
    description: ShownProse
    kind: Literal["figure"] = "figure"


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownDosage:
    """A dosage in words."""

    when: tuple[Shown, ...]
    """When it is given, or `First` and `Then` where several follow each other; empty for a single one."""
    dose: tuple[Shown, ...]
    limits: tuple[Shown, ...]
    """The maximums; may be empty."""
    marks: tuple[Mark, ...]
    """How well it stands; what is to be verified says so here, right at the dose."""
    route: str
    frequency: tuple[Shown, ...]
    duration: tuple[Shown, ...]
    instruction: tuple[Shown, ...]
    volume: tuple[Shown, ...]
    """The mL that the dose is, and of what; may be empty."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownDoseAdvice:
    """Advice about a dose in some patients."""

    patients: tuple[Shown, ...]
    advice: str
    is_warning: bool
    """Whether the drug is not to be used."""
    marks: tuple[Mark, ...]
    """How well the advice stands; where there are doses, they have the marks."""
    dosages: tuple[ShownDosage, ...]
    text: ShownProse


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownAdjustment:
    """Changes of a dose by something measured or true of the patient."""

    title: str
    rows: tuple[ShownDoseAdvice, ...]
    source: tuple[Shown, ...]
    """The source in words; may be empty."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownAllergy:
    """An allergy, with what is given in place of the regimen."""

    to: tuple[Shown, ...]
    text: ShownProse
    alternative: ShownRegimen | None


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownDrug:
    """A drug with its dosages, and all that is to be known of it."""

    join: str
    """The word between it and the drug before it; empty for the first."""
    name: tuple[Shown, ...]
    name_alone: tuple[Shown, ...]
    """The name where no dose is beside it; with its first dose if another drug of the regimen is called so."""
    code: tuple[Shown, ...]
    dosages: tuple[ShownDosage, ...]
    adjustments: tuple[ShownAdjustment, ...]
    facts: tuple[Labelled, ...]
    allergies: tuple[ShownAllergy, ...]
    source: tuple[Shown, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownRegimen:
    """Drugs with their doses."""

    id: str
    """Its anchor on the page; empty where the page shows it a second time, or within another one."""
    title: tuple[Shown, ...]
    population: tuple[Shown, ...]
    start: ShownProse
    drugs: tuple[ShownDrug, ...]
    note: ShownProse
    kind: Literal["regimen"] = "regimen"


ShownBlock = TextBlock | ShownTable | ShownFigure | ShownRegimen


@dataclass(frozen=True, slots=True)
class Labelled:
    """Some prose under a label."""

    label: str
    text: ShownProse


def shown_words(nodes: Sequence[Shown]) -> str:
    """The words of nodes, without the numbers of citations."""
    return "".join([_words(node) for node in nodes])


def _words(node: Shown) -> str:
    if isinstance(node, Text | Abbreviation):
        return node.text
    return "" if isinstance(node, Note) else shown_words(node.children)


def _said(nodes: Sequence[Shown]) -> str:
    """The words of nodes, citations left out."""
    return "".join(getattr(node, "text", "") or _said(getattr(node, "children", ())) for node in nodes)


def opening(statements: Sequence[Statement]) -> str:
    """The first paragraph in plain words, for descriptions; empty where the text begins with a list."""
    return plain(getattr(statements[0].text.blocks[0], "children", ()))


def mark(standing: Standing | None) -> Mark | None:
    """The mark of a standing that needs one."""
    return Mark(standing, MARKS[standing]) if standing in MARKS and standing else None
