"""A scenario's pages: the whole article, and a page for each of its sections."""

from __future__ import annotations

from collections.abc import Iterator

from wardbook import urls
from wardbook.kinds import SCENARIO
from wardbook.model.parts.recommendation import Recommendation
from wardbook.views.article.article import ArticleLayout
from wardbook.views.context import PageContext
from wardbook.views.embed_offer import choices_of_article, embedding
from wardbook.views.moved import lost_section_pages
from wardbook.views.page import Head, Page
from wardbook.views.parts.print_links import print_links
from wardbook.views.parts.search_metadata import scenario_search_metadata
from wardbook.views.parts.status import ending_of, is_indexed, is_searched, tab_title, title_prefix
from wardbook.views.sections import SECTIONS
from wardbook.views.text import opening


def scenario_pages(layout: ArticleLayout) -> Iterator[Page]:
    """The whole article, then a page for each section that has one."""
    scenario, edition = layout.scenario, layout.edition
    whole = urls.page_of(SCENARIO, scenario.id)
    ending = ending_of(scenario.review, edition)
    description = f"{ending.said}." if ending else " ".join(map(_in_a_sentence, scenario.recommendations))
    parts = choices_of_article({slug: section.title for slug, section in layout.sections.items()})
    valid = is_indexed(scenario.review)
    found = is_searched(scenario.review, edition)
    yield Page(
        path=whole,
        template="article.md.jinja",
        head=Head(
            title=tab_title(scenario.title, scenario.review, edition),
            short_title=title_prefix(scenario.review, edition) + scenario.short_title,
            description=description,
            version=scenario.review.version,
            feed=(edition.library.topics[scenario.topic].title, urls.feed_of(scenario.topic)),
            indexed=valid,
            search=scenario_search_metadata(scenario, PageContext(edition)) if found else None,
            embedding=None if ending else embedding(SCENARIO, scenario.id, scenario.title, parts, edition.library),
            prints=print_links(SCENARIO, scenario.id, edition.library),
        ),
        view=layout.whole,
    )
    for section in SECTIONS:
        if section.tab and section.slug in layout.alone:
            yield Page(
                path=urls.section_of(scenario.id, section.slug),
                template="section.md.jinja",
                head=Head(
                    title=tab_title(layout.alone[section.slug].title, scenario.review, edition),
                    description=description,
                    canonical=urls.address(whole) + "/",
                    version=scenario.review.version,
                    indexed=valid,
                    embedding=None
                    if ending
                    else embedding(SCENARIO, scenario.id, scenario.title, parts, edition.library, part=section.slug),
                    prints=print_links(SCENARIO, scenario.id, edition.library),
                ),
                view=layout.alone[section.slug],
            )
    yield from lost_section_pages(scenario, edition)


def _in_a_sentence(recommendation: Recommendation) -> str:
    """The first paragraph of an answer, with whom it is for."""
    said = opening(recommendation.answer.text)
    return f"{recommendation.patients}: {said}" if recommendation.patients else said
