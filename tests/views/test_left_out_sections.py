"""A section that a scenario does without leaves no page, tab or heading; one that it has lost leaves a notice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final, get_args

import pytest

from support.pages import dom
from support.paths import TODAY
from wardbook.library.edition import Edition, edition_of
from wardbook.library.library import Library
from wardbook.model.records.scenario import OptionalSection, Scenario
from wardbook.views.article.article import ArticleLayout, article_source, lay_out
from wardbook.views.article.pages import scenario_pages
from wardbook.views.embed import scenario_embeds
from wardbook.views.moved import MovedNotice

ID: Final = "new-bear-lump"
CONTENT: Final[Mapping[OptionalSection, dict[str, Any]]] = MappingProxyType(
    {
        "treatment": {"treatment": None},
        "workflow": {"workflow": None},
        "rationale": {"rationale": None, "not_recommended": ()},
        "differential": {"differential": None},
        "pitfalls": {"pitfalls": ()},
        "faq": {"faq": ()},
    }
)


def without(name: OptionalSection, library: Library, published: tuple[OptionalSection, ...]) -> ArticleLayout:
    """The article of the fixture's scenario without a section, of which the register has some."""
    scenario = library.scenarios[ID].model_copy(update=CONTENT[name])
    edition = edition_of(replace(library, sections={ID: published}), TODAY)
    return laid_out(scenario, edition)


def laid_out(scenario: Scenario, edition: Edition) -> ArticleLayout:
    return lay_out(article_source(scenario, edition))


def test_every_optional_section_is_tried() -> None:
    assert ("ratings", *CONTENT) == get_args(OptionalSection)


def test_ratings_without_a_table_leave_no_heading_and_no_embed(library: Library) -> None:
    changed = library.scenarios[ID].model_copy(update={"ratings": None, "rationale": None, "not_recommended": ()})
    published: tuple[OptionalSection, ...] = ("ratings",)
    for sections, embeds in ((), 0), (published, 1):
        layout = laid_out(changed, edition_of(replace(library, sections={ID: sections}), TODAY))

        assert "ratings" not in layout.sections
        assert layout.head.based_on == ""
        assert [embed.part for embed in scenario_embeds(layout)].count("ratings") == embeds, "a notice at its address"
        assert [page.path for page in scenario_pages(layout) if "ratings" in page.path] == []


@pytest.mark.parametrize("name", CONTENT)
def test_section_without_content_is_left_out(library: Library, name: OptionalSection) -> None:
    layout = without(name, library, ())
    full = laid_out(library.scenarios[ID], edition_of(library, TODAY))

    assert list(layout.sections) == [slug for slug in full.sections if slug != name]
    assert len(layout.head.tabs) == len(full.head.tabs) - 1
    assert [tab.path for tab in layout.head.tabs if f"/{name}." in tab.path] == []
    pages = {page.path: page for page in scenario_pages(layout)}
    assert f"scenarios/{ID}/{name}.md" not in pages
    assert {choice[1] for page in pages.values() if page.head.embedding for choice in page.head.embedding.choices} == {
        f"embed/scenarios/{ID}/{embed.part}/" for embed in scenario_embeds(layout)
    }
    assert name not in {embed.part for embed in scenario_embeds(layout)}


@pytest.mark.parametrize("name", CONTENT)
def test_address_of_a_section_that_was_lost_says_so(library: Library, name: OptionalSection) -> None:
    layout = without(name, library, get_args(OptionalSection))

    notices = {page.path: page.view for page in scenario_pages(layout) if isinstance(page.view, MovedNotice)}
    assert list(notices) == [f"scenarios/{ID}/{name}.md"]
    embeds = {embed.part: embed.view for embed in scenario_embeds(layout) if isinstance(embed.view, MovedNotice)}
    assert list(embeds) == [name]
    assert list(notices.values()) == list(embeds.values())


def test_notice_leads_to_the_article(site: dict[str, bytes]) -> None:
    html = site["embed/scenarios/rattling-robot/pitfalls/index.html"].decode()

    assert "The section at this address was removed. Nothing replaced it. See: → Rattling robot" in dom(html).text
