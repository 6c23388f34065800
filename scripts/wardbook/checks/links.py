"""Rules about what points to what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Final

from wardbook.model.library import Settings
from wardbook.model.scales import Scales
from wardbook.model.scenario import Scenario
from wardbook.model.source import Source
from wardbook.model.topic import Topic
from wardbook.problems import Problem
from wardbook.read.content import Content
from wardbook.read.kinds import KINDS
from wardbook.text.tree import Citation, RichText, Text, inlines
from wardbook.walk import leaves, references

_HOME: Final[Mapping[str, str]] = {
    "scenario": "content/scenarios/{}.yaml",
    "topic": "content/topics/{}.yaml",
    "protocol": "content/protocols/{}.yaml",
    "procedure": "content/procedures/{}.yaml",
    "source": "content/sources/{}.yaml",
    "page": "content/pages/{}.md",
    "person": "content/people.yaml",
    "category": "content/scales.yaml",
    "strength": "content/scales.yaml",
    "band": "content/scales.yaml",
}
"""Where a record of a kind is written."""


_MEANT: Final = re.compile(r"(?:(?<=\[)|(?<![\w.])@)(?P<id>[a-z0-9]+(?:-[a-z0-9]+)*)\b(?!\()")


_WAYS: Final = frozenset({"excludes", "related", "workflow", "not_covered", "review"})
"""Fields with routes."""


def references_resolve(content: Content) -> Iterator[Problem]:
    """Whatever a field, a citation or a link names exists."""
    for document in content.documents:
        yield from (
            document.problem(loc, _unknown(kind, id, content.known[kind]))
            for loc, kind, id in references(document.record)
            if kind in content.known and id not in content.known[kind]
        )
    for page in content.bodies.values():
        yield from (
            Problem(page.path, page.line_of(id), "", _unknown(kind, id, content.known[kind]))
            for _, kind, id in references(page.text)
            if kind in content.known and id not in content.known[kind]
        )


def _unknown(kind: str, id: str, known: frozenset[str]) -> str:
    close = get_close_matches(id, sorted(known), n=1)
    advice = f"did you mean `{close[0]}`?" if close else f"write it in {_HOME[kind].format(id)}{_some(known)}"
    return f"expected the id of a {kind}, got `{id}`, which does not exist: {advice}"


def _some(known: frozenset[str]) -> str:
    return f", or name one of {', '.join(sorted(known))}" if 0 < len(known) <= 12 else ""


def citations_are_written_as_such(content: Content) -> Iterator[Problem]:
    """A source's id that stands in a text in brackets or after an @ was meant as a citation."""
    known = content.known.get("source", frozenset())
    for document in content.documents:
        for loc, leaf in leaves(document.record):
            if isinstance(leaf, RichText):
                yield from (document.problem(loc, _meant(*found)) for found in _uncited(leaf, known))
    for page in content.bodies.values():
        for written, id in _uncited(page.text, known):
            yield Problem(page.path, page.line_of(written), "", _meant(written, id))


def _uncited(text: RichText, known: frozenset[str]) -> Iterator[tuple[str, str]]:
    """What looks like a citation of a known source and is none: as it is written, and the id in it."""
    for node in inlines(text.blocks):
        for match in _MEANT.finditer(node.text) if isinstance(node, Text) else ():
            if match["id"] in known:
                yield match[0], match["id"]


def _meant(written: str, id: str) -> str:
    return f"expected a citation, got `{written}`: write `[@{id}]`"


def sources_are_named(content: Content) -> Iterator[Problem]:
    """Every source is cited, or named by a field, because nobody else would keep it true."""
    if not _all_is_read(content):
        return  # what is broken may name any of them
    for source in content.of(Source):
        if not content.is_named("source", source.record.id):
            yield source.problem(
                ("id",),
                f"expected a record or page that cites the source, got none: cite it as `[@{source.record.id}]`,"
                " or delete the file",
            )


def _all_is_read(content: Content) -> bool:
    """Whether it is known of everything what it names."""
    kinds = set(KINDS.values())
    known = ((kind, id) for kind in kinds & content.known.keys() for id in content.known[kind])
    texts = (problem.path for problem in content.problems if problem.path.endswith(".md"))
    return (
        content.one(Settings) is not None
        and content.one(Scales) is not None
        and all(key in content.facts for key in known)
        and next(texts, None) is None
    )


def settings_cite_nothing(content: Content) -> Iterator[Problem]:
    """The library's own texts stand on pages of all kinds, so they name a source in words or link to it."""
    for settings in content.of(Settings):
        for loc, leaf in leaves(settings.record):
            if isinstance(leaf, RichText):
                for node in inlines(leaf.blocks):
                    if isinstance(node, Citation):
                        yield settings.problem(
                            loc,
                            f"expected no citation, because this text stands on pages without references,"
                            f" got `[@{node.source}]`: link to it as `[words](source:{node.source})`",
                        )


def topics_list_their_own(content: Content) -> Iterator[Problem]:
    """A topic lists a scenario once, and only one that names this topic as its own."""
    for topic in content.of(Topic):
        listed: set[str] = set()
        for group_number, group in enumerate(topic.record.groups):
            for number, id in enumerate(group.scenarios):
                loc = ("groups", group_number, "scenarios", number)
                if id in listed:
                    yield topic.problem(loc, f"expected a scenario once, got `{id}` again: keep one of them")
                listed.add(id)
                scenario = content.facts.get(("scenario", id))
                if scenario and scenario.topic != topic.record.id:
                    yield topic.problem(
                        loc,
                        f"expected a scenario of this topic, got `{id}`, whose topic is `{scenario.topic}`:"
                        " change one of the two",
                    )


def scenarios_stand_in_their_topic(content: Content) -> Iterator[Problem]:
    """A scenario is listed by its topic, because that is the way to it."""
    for scenario in content.of(Scenario):
        id = scenario.record.id
        topic = content.facts.get(("topic", scenario.record.topic))
        if topic and id not in topic.lists:
            yield scenario.problem(
                ("topic",),
                f"expected the topic `{scenario.record.topic}` to list this scenario:"
                f" add `- {id}` to one of its groups",
            )


def routes_lead_away(content: Content) -> Iterator[Problem]:
    """A route leads to another page, and no page is related to itself or replaced by itself."""
    for document in content.documents:
        own = (type(document.record).__name__.lower(), getattr(document.record, "id", ""))
        for loc, kind, id in references(document.record):
            if (kind, id) == own and loc[0] in _WAYS and loc[-1] in ("id", "instead"):
                yield document.problem(loc, f"expected another {kind}, got this one: name where it leads")
