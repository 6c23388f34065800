"""Embeds: parts of a record as pages of their own that other sites show in a frame.

Their headings begin at the second level; a script lowers them where a snippet asks for it. All embeds
of the site lie equally deep, so that what is shown of a record has the same links in each of its parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from wardbook import urls
from wardbook.kinds import PROTOCOL, SCENARIO, TOPIC
from wardbook.library.edition import Edition
from wardbook.model.records.protocol import Protocol
from wardbook.model.records.topic import Topic
from wardbook.views.article.article import (
    Article,
    ArticleLayout,
)
from wardbook.views.context import PageContext
from wardbook.views.embed_offer import ANSWER, ARTICLE, SECTION_CHOICES, Choice, choices
from wardbook.views.moved import MovedNotice, lost_section_notice, lost_sections, notice
from wardbook.views.page import Layout, PrintLink
from wardbook.views.parts.print_links import print_links
from wardbook.views.parts.status import tab_title
from wardbook.views.records.guide import TopicLayout, shown_guide
from wardbook.views.records.protocol import ProtocolLayout
from wardbook.views.sections import sections_in
from wardbook.views.targets.layouts import MovedRecords, TargetLayout


@dataclass(frozen=True, kw_only=True, slots=True)
class Embed:
    """A part of a record."""

    kind: str
    id: str
    part: str
    title: str
    tab: str = ""
    """The title for the browser's tab; empty where it is the title."""
    anchor: str = ""
    """The part's anchor on the record's page."""
    prints: tuple[PrintLink, ...] = ()
    """The PDFs of the record; of one that is no more there are none."""
    template: str
    """The template of its content in `templates/`."""
    view: Any
    """The view, which the template knows as `page`."""

    @property
    def path(self) -> str:
        """Its path in `site_src/`."""
        return urls.embed_of(self.kind, self.id, self.part)

    @property
    def whole(self) -> str:
        """The path in `site_src/` of the page that it is a part of."""
        return urls.page_of(self.kind, self.id)


@dataclass(frozen=True, kw_only=True, slots=True)
class Extract:
    """A scenario's article or a part of it. What every reader must know stands on all of them."""

    article: Article
    opening: str
    """The template in `templates/shared/` of what stands at the top: `head` with the answer, or `title`."""
    reviewed: bool
    """Whether the review stands at the end, with all changes."""


def embeds_of(layout: TargetLayout) -> Iterable[Embed]:
    """The embeds of a target."""
    match layout:
        case ArticleLayout():
            return scenario_embeds(layout)
        case Layout(record=Topic()):
            return (topic_embed(layout),)
        case Layout(record=Protocol()):
            return (protocol_embed(layout),)
        case Layout(record=MovedRecords(), edition=edition):
            return moved_embeds(edition)
        case _:
            return ()


def scenario_embeds(layout: ArticleLayout) -> Iterator[Embed]:
    """The whole article, the answer, the rating table, and each section."""
    scenario, edition = layout.scenario, layout.edition
    prints = print_links(SCENARIO, scenario.id, edition.library)

    def embed(choice: Choice, article: Article, opening: str) -> Embed:
        return Embed(
            kind=SCENARIO,
            id=scenario.id,
            part=choice.part,
            title=article.title,
            tab=tab_title(article.title, scenario.review, edition),
            anchor="" if scenario.review.ended else choice.anchor,
            prints=prints,
            template="embed/scenario.html.jinja",
            view=Extract(article=article, opening=opening, reviewed=choice is ARTICLE),
        )

    yield embed(ARTICLE, layout.whole, "head")
    yield embed(ANSWER, layout.part(scenario.title, (), ()), "head")
    for choice in SECTION_CHOICES:
        if choice.part in layout.alone:
            yield embed(choice, layout.alone[choice.part], "title")
    for section in lost_sections(scenario, edition):
        said = lost_section_notice(section, scenario, PageContext(edition))
        yield _notice_embed(SCENARIO, scenario.id, section.slug, said)


def moved_embeds(edition: Edition) -> Iterator[Embed]:
    """The notices of records that are no more, at the addresses of all their parts."""
    sections = {section.slug: section for section in sections_in(edition.library)}
    for move in edition.library.moved:
        if move.kind in urls.EMBEDDED:
            context = PageContext(edition)
            for choice in choices(move.kind):
                said = notice(move, sections.get(choice.part), context)
                yield _notice_embed(move.kind, move.id, choice.part, said)


def _notice_embed(kind: str, id: str, part: str, said: MovedNotice) -> Embed:
    return Embed(kind=kind, id=id, part=part, title=said.title, template="shared/moved.jinja", view=said)


def topic_embed(layout: TopicLayout) -> Embed:
    """A topic with its scenarios and their answers."""
    topic, edition = layout.record, layout.edition
    return Embed(
        kind=TOPIC,
        id=topic.id,
        part=ARTICLE.part,
        title=topic.title,
        tab=tab_title(topic.title, topic.review, edition),
        prints=print_links(TOPIC, topic.id, edition.library),
        template="shared/topic.jinja",
        view=shown_guide(layout),
    )


def protocol_embed(layout: ProtocolLayout) -> Embed:
    """A protocol."""
    protocol, edition = layout.record, layout.edition
    return Embed(
        kind=PROTOCOL,
        id=protocol.id,
        part=ARTICLE.part,
        title=f"Protocol: {protocol.title}",
        tab=tab_title(f"Protocol: {protocol.title}", protocol.review, edition),
        prints=print_links(PROTOCOL, protocol.id, edition.library),
        template="shared/protocol.jinja",
        view=layout.view,
    )
