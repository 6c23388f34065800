"""Contradictions that rules find in a record and in what it shows, for the review packet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from dataclasses import replace

from wardbook.build.cache import loads
from wardbook.build.check.outlines import outlines_of
from wardbook.build.content import CheckedContent
from wardbook.checks.contradictions.acknowledged import CONTRADICTION_FINDERS
from wardbook.checks.contradictions.found import Contradiction, found
from wardbook.model.base import Record
from wardbook.model.outline import Key
from wardbook.read.content import parsed_in
from wardbook.read.document import Document
from wardbook.views.print.packet import PacketContradiction


def contradictions_of(keys: Set[Key], content: CheckedContent) -> Iterator[PacketContradiction]:
    """The contradictions in which one of some records takes part; of a checked library, somebody acknowledged each."""
    outlines, paths = outlines_of(loads(file.outline) for file in content.files.values())

    def document(key: Key) -> Document[Record] | None:
        return parsed_in(content.snapshot, paths[key]).document

    for one in (one for finder in CONTRADICTION_FINDERS for one in found(outlines, finder)):
        if not keys.isdisjoint({one.key, *(key for key, _ in one.others)}):
            yield from _shown(one, document)


def _shown(one: Contradiction, document: Callable[[Key], Document[Record] | None]) -> Iterator[PacketContradiction]:
    if own := document(one.key):
        others = [other.problem(loc, "") for key, loc in one.others if (other := document(key))]
        problem = replace(one.told, message=one.message).problem(own, others)
        reasons = (
            str(known.reason)
            for known in getattr(own.record, "acknowledged", ())
            if known.rule == one.rule and known.words in one.words
        )
        yield PacketContradiction(problem.message, f"{problem.path}:{problem.line}", next(reasons, ""))
