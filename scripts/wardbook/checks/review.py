"""Rules about who stands for a page, since when and until when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from wardbook.checks.helpers import repeated
from wardbook.model.parts.review import Review
from wardbook.model.records.protocol import Protocol
from wardbook.model.records.scenario import Scenario
from wardbook.model.records.source import Source
from wardbook.model.records.topic import Topic
from wardbook.model.settings import Settings
from wardbook.problems import Problem, number
from wardbook.read.content import Content
from wardbook.read.document import Document


def sources_were_published_when_read(content: Content) -> Iterator[Problem]:
    """A source was not looked at more than a year before the year of its publication."""
    for source in content.of(Source):
        year, read = source.record.year, source.record.accessed_on
        # A paper can be read online in the year before that of its printed volume.
        if year and read and read.year < year - 1:
            yield source.problem(
                ("accessed_on",),
                f"expected a day in {year - 1} or later, as the source is of {year}, got {read}: mend one of the two",
            )


def dates_are_in_order(content: Content) -> Iterator[Problem]:
    """A next review comes after the last one, changes stand newest first, and a page ends after all that befell it."""
    for document, review in _reviews(content):
        if review.reviewed_on and review.next_review and review.next_review <= review.reviewed_on:
            yield document.problem(
                ("review", "next_review"),
                f"expected a day after the review of {review.reviewed_on}, got {review.next_review}:"
                " mend one of the dates",
            )
        for place in range(1, len(review.changes)):
            if review.changes[place].on > review.changes[place - 1].on:
                yield document.problem(
                    ("review", "changes", place, "on"),
                    f"expected {review.changes[place - 1].on} or earlier, as changes stand newest first,"
                    f" got {review.changes[place].on}: put the changes in order",
                )
        for field, on in _ends(review):
            first, last = review.changes[-1].on, review.reviewed_on
            event, day = ("last review", last) if last and last > first else ("first version", first)
            if on < day:
                yield document.problem(
                    ("review", field, "on"),
                    f"expected {day} or later, the day of the {event}, got {on}: mend one of the dates",
                )


def reviews_have_happened(content: Content) -> Iterator[Problem]:
    """No review, and no end of a page, is of a day that has not come."""
    for document, review in _reviews(content):
        if review.reviewed_on and not content.has_come(review.reviewed_on):
            yield document.problem(
                ("review", "reviewed_on"),
                f"expected a day that has come, got {review.reviewed_on}: mend the date, or take it out until then",
            )
        for field, on in _ends(review):
            if not content.has_come(on):
                yield document.problem(
                    ("review", field, "on"),
                    f"expected a day that has come, got {on}: mend the date, or leave the page as it is until then",
                )


def next_reviews_come_soon_enough(content: Content) -> Iterator[Problem]:
    """A next review comes within the months that the settings allow."""
    settings = content.one(Settings)
    schedule = settings.record.review_schedule if settings else None
    if schedule is None or schedule.months is None:
        return
    for document, review in _reviews(content):
        if review.reviewed_on and review.next_review and not review.ended:
            latest = _months_after(review.reviewed_on, schedule.months)
            if review.next_review > latest:
                yield document.problem(
                    ("review", "next_review"),
                    f"expected {latest} or earlier, at most {number(schedule.months, 'month')} after the last review,"
                    f" got {review.next_review}: bring it forward",
                )


def live_pages_are_reviewed_in_time(content: Content) -> Iterator[Problem]:
    """No live page is past its next review by more than the days of grace in the settings."""
    settings = content.one(Settings)
    schedule = settings.record.review_schedule if settings else None
    if schedule is None:
        return
    for document, review in _reviews(content):
        if (
            review.status == "live"
            and review.next_review
            and _is_over(content, review.next_review, schedule.grace_days)
        ):
            yield document.problem(
                ("review", "next_review"),
                f"expected a review by {review.next_review}, or at most {schedule.grace_days} days later, got none:"
                " have the page reviewed, or write `status: under-review`",
            )


def statuses_are_backed(content: Content) -> Iterator[Problem]:
    """A page is live only with a reviewer and both dates, and ended only with its reason or its successor."""
    for document, review in _reviews(content):
        if review.status == "live":
            for field in ("reviewed_on", "next_review", "reviewers"):
                if not getattr(review, field):
                    yield document.problem(
                        ("review", "status"), f"expected `{field}` on a live page, got none: add it, or write `draft`"
                    )
        for status, end in (("withdrawn", review.withdrawn), ("superseded", review.superseded)):
            if (review.status == status) != (end is not None):
                yield document.problem(
                    ("review", "status"),
                    f"expected `status: {status}` and `{status}:` together, got one of them: add the other",
                )


def live_pages_are_reviewed_as_they_stand(content: Content) -> Iterator[Problem]:
    """No live page was changed after its last review."""
    for document, review in _reviews(content):
        changed = review.changes[0].on
        if review.status == "live" and review.reviewed_on and review.reviewed_on < changed:
            yield document.problem(
                ("review", "reviewed_on"),
                f"expected {changed} or later, the day of the newest change, got {review.reviewed_on}:"
                " have the change reviewed, or write `status: under-review`",
            )


def versions_are_listed(content: Content) -> Iterator[Problem]:
    """The newest change is the one that brought the page's version, and no two changes brought the same."""
    for document, review in _reviews(content):
        for place, change in repeated(review.changes, key=lambda change: change.version):
            yield document.problem(
                ("review", "changes", place, "version"),
                f"expected a version of its own, got `{change.version}` again: number the changes anew,"
                " or make one of the two",
            )
        if review.changes[0].version != review.version:
            yield document.problem(
                ("review", "version"),
                f"expected `{review.changes[0].version}`, the version of the newest change, got `{review.version}`:"
                " write that version, or add the change",
            )


def _ends(review: Review) -> Iterator[tuple[str, date]]:
    """The days on which a page ended, by the field that says so."""
    if review.superseded:
        yield "superseded", review.superseded.on
    if review.withdrawn:
        yield "withdrawn", review.withdrawn.on


def _months_after(day: date, months: int) -> date:
    """The day some months later; the last one of its month where that is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    next_year, next_month = divmod(year * 12 + month + 1, 12)
    days = (date(next_year, next_month + 1, 1) - date(year, month + 1, 1)).days
    return date(year, month + 1, min(day.day, days))


def _is_over(content: Content, day: date, grace_days: int) -> bool:
    """Whether some days of grace after a day have passed. A day has come somewhere two days before it has passed."""
    return content.has_come(date.fromordinal(day.toordinal() + grace_days + 2))


def _reviews(content: Content) -> Iterator[tuple[Document[Any], Review]]:
    for scenario in content.of(Scenario):
        yield scenario, scenario.record.review
    for topic in content.of(Topic):
        yield topic, topic.record.review
    for protocol in content.of(Protocol):
        yield protocol, protocol.record.review
