"""Coverage of a guideline: which of its variants have a scenario, and which topics have nobody who stands for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wardbook.library.summary import ScenarioSummary
from wardbook.model.parts.eligibility import Variant
from wardbook.model.parts.review import Review
from wardbook.model.records.topic import Topic


@dataclass(frozen=True, kw_only=True, slots=True)
class VariantCoverage:
    """The variants of the guideline that a topic follows."""

    listed: int
    """How many the topic lists; 0 where nobody has entered them."""
    covered: int
    """How many of them have a scenario."""
    missing: tuple[Variant, ...]
    """Those without a scenario."""
    unlisted: tuple[Variant, ...]
    """Variants of its scenarios that the topic does not list, though it lists others of their guideline."""
    named: int
    """How many variants its scenarios name."""


def variant_coverage(topic: Topic, summaries: Iterable[ScenarioSummary]) -> VariantCoverage:
    """The variants of a topic's guideline, held against those of its scenarios, withdrawn ones left out."""
    current = [summary for summary in summaries if summary.review.status != "withdrawn"]
    named = {_key(variant): variant for summary in current for variant in summary.variants}
    listed = {_key(variant): variant for variant in topic.guideline_variants}
    guidelines = {variant.source for variant in topic.guideline_variants}
    return VariantCoverage(
        listed=len(listed),
        covered=len(listed.keys() & named.keys()),
        missing=tuple(variant for key, variant in listed.items() if key not in named),
        unlisted=tuple(v for key, v in named.items() if key not in listed and v.source in guidelines),
        named=len(named),
    )


def _key(variant: Variant) -> tuple[str, str]:
    return variant.source, " ".join(variant.label.casefold().split())


def has_owner(review: Review) -> bool:
    """Whether somebody stands for a page: an approver or a reviewer."""
    return bool(review.approver or review.reviewers)
