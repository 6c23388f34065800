"""The ways on for another patient: to the red flags, and to the other scenarios of the topic."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from wardbook import urls
from wardbook.kinds import SCENARIO, TOPIC
from wardbook.library.library import Library
from wardbook.model.records.scenario import Scenario
from wardbook.urls import Href
from wardbook.views.context import PageContext
from wardbook.views.parts.exclusions import EMERGENCY, by_urgency, is_warning, name_in_words
from wardbook.views.parts.flags import Flag, flag
from wardbook.views.text import Shown

EXCLUSIONS: Final = "does-not-fit"
"""The id of the list of whom a scenario does not apply to."""
MOST_STOPS: Final = 4
"""The most emergencies that are all named above the answer; of more there is one less, so that the rest are several."""
MOST_SIBLINGS: Final = 12
"""The most siblings in the menu; the topic lists all of them."""


@dataclass(frozen=True, slots=True)
class Sibling:
    """Another scenario of the topic."""

    title: str
    href: Href
    flag: Flag | None


@dataclass(frozen=True, slots=True)
class Stop:
    """An emergency for which the answer does not hold, with its place below."""

    name: tuple[Shown, ...]
    href: Href


@dataclass(frozen=True, kw_only=True, slots=True)
class Siblings:
    """The ways to emergencies and red flags, and the menu of siblings."""

    stops: tuple[Stop, ...]
    """The first emergencies."""
    more_stops: tuple[Stop, ...]
    """The others: none, or at least two, which are not shown but copied with the answer."""
    red_flags: Href | None
    """The place of the emergencies and red flags; None without any."""
    shown: tuple[Sibling, ...]
    """Those of the scenario's own group first; empty if it has no siblings."""
    number: int
    """The number of all siblings."""
    topic: Href
    """The topic's page, which has all of them."""


def siblings(scenario: Scenario, context: PageContext) -> Siblings:
    """The siblings of a scenario in its topic."""
    ids = _siblings(scenario.id, scenario.topic, context.library)
    excluded = urls.href(urls.page_of(SCENARIO, scenario.id), EXCLUSIONS)
    stops = () if scenario.review.ended else tuple(_stops(scenario, context))
    named = MOST_STOPS if len(stops) <= MOST_STOPS else MOST_STOPS - 1
    return Siblings(
        stops=stops[:named],
        more_stops=stops[named:],
        red_flags=excluded if not scenario.review.ended and any(map(is_warning, scenario.excludes)) else None,
        shown=tuple(_sibling(sibling, context) for sibling in ids[:MOST_SIBLINGS]),
        number=len(ids),
        topic=context.to(TOPIC, scenario.topic),
    )


def _stops(scenario: Scenario, context: PageContext) -> Iterator[Stop]:
    page = urls.page_of(SCENARIO, scenario.id)
    for number, exclusion in enumerate(by_urgency(scenario), start=1):
        if exclusion.emergency:
            yield Stop(context.line(name_in_words(exclusion)), urls.href(page, EMERGENCY.format(number)))


def _siblings(id: str, topic: str, library: Library) -> list[str]:
    groups = [group.scenarios for group in library.topics[topic].groups]
    nearest = sorted(groups, key=lambda group: id not in group)
    return [other for other in dict.fromkeys(id for group in nearest for id in group) if other != id]


def _sibling(id: str, context: PageContext) -> Sibling:
    summary = context.library.summaries[id]
    return Sibling(summary.short_title, context.to(SCENARIO, id), flag(summary.review, context.edition))
