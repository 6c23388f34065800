"""Rules about who stands for a page, since when and until when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wardbook.model.protocol import Protocol
from wardbook.model.review import Review
from wardbook.model.scenario import Scenario
from wardbook.model.topic import Topic
from wardbook.problems import Problem
from wardbook.read.content import Content, Document


def dates_are_in_order(content: Content) -> Iterator[Problem]:
    """A next review comes after the last one, and changes stand newest first."""
    for document, review in _reviews(content):
        if review.reviewed_on and review.next_review and review.next_review <= review.reviewed_on:
            yield document.problem(
                ("review", "next_review"),
                f"expected a day after the review of {review.reviewed_on}, got {review.next_review}:"
                " mend one of the dates",
            )
        for number in range(1, len(review.changes)):
            if review.changes[number].on > review.changes[number - 1].on:
                yield document.problem(
                    ("review", "changes", number, "on"),
                    f"expected {review.changes[number - 1].on} or earlier, as changes stand newest first,"
                    f" got {review.changes[number].on}: put the changes in order",
                )


def statuses_are_backed(content: Content) -> Iterator[Problem]:
    """A page is live only with a reviewer and both dates, and withdrawn only with its reason."""
    for document, review in _reviews(content):
        if review.status == "live":
            for field in ("reviewed_on", "next_review", "reviewers"):
                if not getattr(review, field):
                    yield document.problem(
                        ("review", "status"), f"expected `{field}` on a live page, got none: add it, or write `draft`"
                    )
        if (review.status == "withdrawn") != (review.withdrawn is not None):
            yield document.problem(
                ("review", "status"),
                "expected `status: withdrawn` and `withdrawn:` together, got one of them: add the other",
            )


def versions_are_listed(content: Content) -> Iterator[Problem]:
    """The newest change is the one that brought the page's version."""
    for document, review in _reviews(content):
        if review.changes[0].version != review.version:
            yield document.problem(
                ("review", "version"),
                f"expected `{review.changes[0].version}`, the version of the newest change, got `{review.version}`:"
                " write that version, or add the change",
            )


def _reviews(content: Content) -> Iterator[tuple[Document[Any], Review]]:
    for scenario in content.of(Scenario):
        yield scenario, scenario.record.review
    for topic in content.of(Topic):
        yield topic, topic.record.review
    for protocol in content.of(Protocol):
        yield protocol, protocol.record.review
