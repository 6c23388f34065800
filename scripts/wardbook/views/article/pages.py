"""A scenario's pages: the whole article, and a page for each of its sections."""

from __future__ import annotations

from collections.abc import Iterator

from wardbook import urls
from wardbook.views.article.article import Article, Manuscript, article, shown
from wardbook.views.embed_offer import embedding
from wardbook.views.page import Head, Page
from wardbook.views.parts.print_links import Sizes, print_links, sized_links
from wardbook.views.parts.search_metadata import found_scenario
from wardbook.views.parts.status import title_prefix
from wardbook.views.sections import SECTIONS, Section
from wardbook.views.text import Setting, opening


def scenario_pages(text: Manuscript, sizes: Sizes) -> Iterator[Page]:
    """The whole article, then a page for each section that has one; `sizes` are those of its PDFs."""
    scenario = text.scenario
    whole = urls.page_of("scenario", scenario.id)
    prefix = title_prefix(scenario.review, text.today)
    description = opening(scenario.answer.text)
    valid = scenario.review.status in ("live", "under-review")

    def page(path: str, chosen: tuple[Section, ...]) -> Article:
        setting = text.setting(path)
        sections = (shown(section, text, setting) for section in chosen)
        return article(text, setting, sections, (text.within[section.slug] for section in chosen))

    yield Page(
        path=whole,
        template="article.md.jinja",
        head=Head(
            title=prefix + scenario.title,
            description=description,
            indexed=valid,
            found=found_scenario(scenario, text.library, Setting(whole, text.vocabulary, text.today)),
            embedding=embedding("scenario", scenario.id, scenario.title, text.library, path=whole),
            prints=sized_links("scenario", scenario.id, whole, text.library, sizes),
            wide=True,
        ),
        view=page(whole, SECTIONS),
    )
    for section in SECTIONS:
        if section.tab:
            path = urls.section_of(scenario.id, section.slug)
            yield Page(
                path=path,
                template="article.md.jinja",
                head=Head(
                    title=f"{prefix}{section.title}: {scenario.short_title}",
                    description=description,
                    canonical=urls.address(whole) + "/",
                    indexed=valid,
                    embedding=embedding(
                        "scenario", scenario.id, scenario.title, text.library, path=path, part=section.slug
                    ),
                    prints=print_links("scenario", scenario.id, path, text.library),
                    wide=True,
                ),
                view=page(path, (section,)),
            )
