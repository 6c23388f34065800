"""The report on coverage: what the library does not answer yet, and who is missing, as lines for a table or program."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, astuple, dataclass, fields
from typing import Final, Literal

from wardbook.authoring.listing import in_columns
from wardbook.library.covered import has_owner, variant_coverage
from wardbook.library.edition import Edition
from wardbook.model.parts.eligibility import Variant
from wardbook.problems import as_document
from wardbook.read.spreadsheets.cells import as_csv
from wardbook.views.context import PageContext
from wardbook.views.lists.coverage import coverage_page, gaps_of_topic

GapKind = Literal["variant-without-scenario", "variant-not-listed", "no-route", "no-protocol", "no-owner"]


@dataclass(frozen=True, kw_only=True, slots=True)
class CoverageGap:
    """Something that the library lacks."""

    gap: GapKind
    topic: str
    """The title of the topic; empty where it is about no topic."""
    where: str
    """The page, or the guideline of a variant."""
    text: str
    """The words for it."""
    note: str


def coverage_gaps(edition: Edition) -> list[CoverageGap]:
    """All that the library lacks, topic by topic."""
    return [*_of_topics(edition), *_of_procedures(edition)]


def _of_topics(edition: Edition) -> Iterator[CoverageGap]:
    library, context = edition.library, PageContext(edition)
    for topic in sorted(library.topics.values(), key=lambda topic: topic.title):
        summaries = [library.summaries[id] for id in topic.scenarios]
        if not has_owner(topic.review):
            yield CoverageGap(
                gap="no-owner", topic=topic.title, where=topic.title, text="Nobody stands for it", note=""
            )
        variants = variant_coverage(topic, summaries)
        lacking: Mapping[GapKind, Sequence[Variant]] = {
            "variant-without-scenario": variants.missing,
            "variant-not-listed": variants.unlisted,
        }
        for gap, of_kind in lacking.items():
            for variant in of_kind:
                title = library.sources[variant.source].title
                note = variant.locator or ""
                yield CoverageGap(gap=gap, topic=topic.title, where=title, text=variant.label, note=note)
        for entry in gaps_of_topic(topic, summaries, context):
            for missing in entry.gaps:
                yield CoverageGap(
                    gap="no-route", topic=topic.title, where=entry.title, text=missing.text, note=missing.note
                )


def _of_procedures(edition: Edition) -> Iterator[CoverageGap]:
    for entry in coverage_page(edition).view.without_protocol:
        yield CoverageGap(
            gap="no-protocol", topic="", where=entry.title, text="No protocol says how it is done", note=""
        )


_COLUMNS: Final = tuple(field.name for field in fields(CoverageGap))


def _as_table(gaps: Sequence[CoverageGap]) -> bytes:
    return in_columns([_COLUMNS, *map(astuple, gaps)]).encode() if gaps else b""


def _as_csv(gaps: Sequence[CoverageGap]) -> bytes:
    return as_csv(_COLUMNS, map(astuple, gaps))


def _as_json(gaps: Sequence[CoverageGap]) -> bytes:
    return as_document({"gaps": [asdict(gap) for gap in gaps], "count": len(gaps)}).encode()


COVERAGE_FORMATS: Final[Mapping[str, Callable[[Sequence[CoverageGap]], bytes]]] = {
    "table": _as_table,
    "csv": _as_csv,
    "json": _as_json,
}
"""The forms of the report, by the names that the command line takes."""
