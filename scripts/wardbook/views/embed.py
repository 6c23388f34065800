"""Embeds: parts of a record as pages of their own that other sites show in a frame.

Their headings begin at the second level; a script lowers them where a snippet asks for it. All embeds
of the site lie equally deep, so that what is shown of a record has the same links in each of its parts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from wardbook import urls
from wardbook.library.library import Library
from wardbook.model.records.protocol import Protocol
from wardbook.model.records.topic import Topic
from wardbook.views.article.article import Article, Draws, Manuscript, ShownSection, article, draws, shown
from wardbook.views.embed_offer import ANSWER, ARTICLE, RATINGS, Choice, choices
from wardbook.views.moved import notice
from wardbook.views.page import PrintLink
from wardbook.views.parts.print_links import print_links
from wardbook.views.parts.status import title_prefix
from wardbook.views.records.protocol import protocol_view, sources_of_protocol
from wardbook.views.records.topic import guide, sources_of_guide
from wardbook.views.sections import SECTIONS
from wardbook.views.text import Setting, Vocabulary


@dataclass(frozen=True, kw_only=True, slots=True)
class Embed:
    """A part of a record."""

    kind: str
    id: str
    part: str
    title: str
    warning: str = ""
    """What the browser's tab says before the title of a page that is no current guidance."""
    anchor: str = ""
    """Where on the record's page the part stands."""
    prints: tuple[PrintLink, ...] = ()
    """The PDFs of the record; of one that is no more there are none."""
    template: str
    """Its template in `templates/embed/`."""
    view: Any
    """What the template shows, as its `page`."""

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
    answers: bool
    """Whether the answer stands at the top."""
    reviewed: bool
    """Whether the review stands at the end, with all changes."""


def scenario_embeds(text: Manuscript) -> Iterator[Embed]:
    """The whole article, the answer, the rating table, and each section."""
    scenario = text.scenario
    setting = text.setting(urls.embed_of("scenario", scenario.id))
    prints = print_links("scenario", scenario.id, setting.page, text.library)
    sections = {section.slug: shown(section, text, setting) for section in SECTIONS}
    ratings = ShownSection("ratings", "How the studies are rated", sections["scenario"].view.table)

    def embed(
        choice: Choice, title: str, shows: tuple[ShownSection, ...], *within: Draws, answers: bool = False
    ) -> Embed:
        return Embed(
            kind="scenario",
            id=scenario.id,
            part=choice.part,
            title=title,
            warning=title_prefix(scenario.review, text.today),
            anchor=choice.anchor,
            prints=prints,
            template="scenario.html.jinja",
            view=Extract(article=article(text, setting, shows, within), answers=answers, reviewed=choice is ARTICLE),
        )

    yield embed(ARTICLE, scenario.title, tuple(sections.values()), *text.within.values(), answers=True)
    yield embed(ANSWER, scenario.title, (), answers=True)
    yield embed(RATINGS, f"Ratings: {scenario.short_title}", (ratings,), draws(text.vocabulary, scenario.ratings))
    for section in SECTIONS:
        if section.tab:
            title = f"{section.title}: {scenario.short_title}"
            choice = Choice(section.slug, section.title, section.slug)
            yield embed(choice, title, (sections[section.slug],), text.within[section.slug])


def moved_embeds(library: Library, vocabulary: Vocabulary, today: date) -> Iterator[Embed]:
    """The notices of records that are no more, at the addresses of all their parts."""
    sections = {section.slug: section for section in SECTIONS}
    for move in library.moved:
        if move.kind in urls.EMBEDDED:
            setting = Setting(urls.embed_of(move.kind, move.id), vocabulary, today)
            for choice in choices(move.kind):
                said = notice(move, sections.get(choice.part), library, setting)
                yield Embed(
                    kind=move.kind,
                    id=move.id,
                    part=choice.part,
                    title=said.title,
                    template="moved.html.jinja",
                    view=said,
                )


def topic_embed(topic: Topic, library: Library, vocabulary: Vocabulary, today: date) -> Embed:
    """A topic with its scenarios and their answers."""
    path = urls.embed_of("topic", topic.id)
    return Embed(
        kind="topic",
        id=topic.id,
        part=ARTICLE.part,
        title=topic.title,
        warning=title_prefix(topic.review, today),
        prints=print_links("topic", topic.id, path, library),
        template="topic.html.jinja",
        view=guide(topic, library, Setting(path, vocabulary, today, sources_of_guide(topic, library))),
    )


def protocol_embed(protocol: Protocol, library: Library, vocabulary: Vocabulary, today: date) -> Embed:
    """A protocol."""
    path = urls.embed_of("protocol", protocol.id)
    return Embed(
        kind="protocol",
        id=protocol.id,
        part=ARTICLE.part,
        title=f"Protocol: {protocol.title}",
        warning=title_prefix(protocol.review, today),
        prints=print_links("protocol", protocol.id, path, library),
        template="protocol.html.jinja",
        view=protocol_view(protocol, library, Setting(path, vocabulary, today, sources_of_protocol(protocol))),
    )
