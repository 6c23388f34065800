"""Relations of rated options, as a page says them: one is enough, they belong together, or one follows the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from wardbook.library.library import Library
from wardbook.model.parts.ratings import Relation, RelationKind
from wardbook.views.context import PageContext
from wardbook.views.text import Shown, ShownBlock

RELATIONS: Final[dict[RelationKind, tuple[str, str]]] = {
    "either": ("One is enough", " or "),
    "both": ("Together", " and "),
    "then": ("In this order", ", then "),
}
"""The words of each kind: what leads, and what stands before the last study; all others but of `then` have commas."""


@dataclass(frozen=True, slots=True)
class ShownRelation:
    """A relation of studies."""

    lead: str
    studies: tuple[Shown, ...]
    """All of them in words."""
    text: tuple[ShownBlock, ...]
    """When or why."""


def shown_relations(
    relations: Iterable[Relation], context: PageContext, *, brief: bool = False
) -> Iterator[ShownRelation]:
    """The relations in the author's order; in short without the words that may cite a source."""
    for relation in relations:
        lead, _ = RELATIONS[relation.kind]
        text = context.rich(relation.text) if relation.text and not brief else ()
        yield ShownRelation(lead, context.line(studies_in_words(relation, context.library)), text)


def relation_in_words(relation: Relation, library: Library) -> str:
    """A relation in short: `One is enough: US or MRI`."""
    lead, _ = RELATIONS[relation.kind]
    return f"{lead}: {studies_in_words(relation, library)}"


def studies_in_words(relation: Relation, library: Library) -> str:
    """The studies of a relation with the words between them."""
    _, before_last = RELATIONS[relation.kind]
    *first, last = (library.procedures[id].label for id in relation.procedures)
    between = before_last if relation.kind == "then" else ", "
    return between.join(first) + before_last + last
