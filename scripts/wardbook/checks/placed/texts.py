"""Rules about texts that place records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from wardbook.checks.helpers import repeated
from wardbook.kinds import KINDS
from wardbook.model.base import RegimenRef, TableRef
from wardbook.model.records import KIND_OF
from wardbook.model.traverse import Loc
from wardbook.problems import Problem
from wardbook.read.content import Content
from wardbook.text.tree import Placed, RichText, placed_in

_SHOWN_IN_SHORT: Final = frozenset(
    {"answer", "bottom_line", "cautions", "excludes", "fits", "not_covered", "patient_groups", "review"}
)
"""Fields whose texts other pages show in short, or that stand in a box."""
_SHOWN_IN_TABLES: Final = frozenset({"acquisitions", "measurements", "parameters", "ratings"})
"""Fields whose texts stand in the cells of a table."""
_SHORT: Final = _SHOWN_IN_SHORT | _SHOWN_IN_TABLES


def records_are_placed_once(content: Content) -> Iterator[Problem]:
    """A text places a record once on a page, because a link and a reader could not tell which place is meant."""
    for document in content.documents:
        texts = [(loc, leaf) for loc, leaf in document.leaves if isinstance(leaf, RichText)]
        by_fields = {leaf for loc, leaf in document.leaves if isinstance(leaf, RegimenRef) and loc[0] == "treatment"}
        placed: list[tuple[Loc, Placed]] = [((), Placed(id.record_kind, str(id))) for id in sorted(by_fields)]
        placed += [(loc, block) for loc, text in texts for block in placed_in(text)]
        placed += ((loc, Placed(leaf.record_kind, leaf)) for loc, leaf in document.leaves if isinstance(leaf, TableRef))
        for _, (loc, block) in repeated(placed, key=lambda item: item[1]):
            yield document.problem(loc, _again(block))
    for page in content.bodies.values():
        for _, block in repeated(placed_in(page.text), key=lambda block: block):
            yield Problem(page.path, page.line_of(_written(block)), "", _again(block))


def records_are_placed_in_long_texts(content: Content) -> Iterator[Problem]:
    """Nothing is placed in a text that is shown in short, in a box or on pages of all kinds."""
    for document in content.documents:
        has_page = KIND_OF.get(type(document.record)) in KINDS
        for loc, leaf in document.leaves:
            if isinstance(leaf, RichText) and not (has_page and loc[0] not in _SHORT):
                for block in placed_in(leaf):
                    message = f"expected words in this field, got `{_written(block)}`: place it in a longer text"
                    yield document.problem(loc, message)


def _written(block: Placed) -> str:
    return f"[{block.record_kind}: {block.id}]"


def _again(block: Placed) -> str:
    return f"expected `{_written(block)}` once on a page, got it again: keep one of them, and name it in words here"
