"""The sections of a scenario's article, in its order: the order of a decision.

A section is built by one function and shown by one template of the same name, on the whole
article's page, on its own page and in embeds alike. A new section is a module here, a line in
`SECTIONS` and a template in `templates/sections/`.
"""

from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass, replace
from typing import Any, Final, get_args

from wardbook.library.library import Library
from wardbook.model.records.scenario import OptionalSection, Scenario
from wardbook.views.context import PageContext
from wardbook.views.sections.differential import differential, differential_as_read
from wardbook.views.sections.eligibility import eligibility, eligibility_as_read
from wardbook.views.sections.faq import faq
from wardbook.views.sections.pitfalls import pitfalls
from wardbook.views.sections.ratings import ratings_as_read, ratings_section
from wardbook.views.sections.rationale import rationale, rationale_as_read
from wardbook.views.sections.related import related
from wardbook.views.sections.treatment import treatment, treatment_as_read
from wardbook.views.sections.workflow import workflow, workflow_as_read


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the article: how it is named and built, and what it shows."""

    slug: str
    """Its address below the scenario's, its anchor in the whole article, its template's name."""
    title: str
    tab: str
    """Its name in the row of tabs; empty for a section without a page of its own."""
    build: Callable[[Scenario, PageContext], Any]
    as_read: Callable[[Scenario, Library], Iterable[Any]]
    """The texts and records that it shows, in the order in which they are read."""
    after: tuple[str, ...] = ()
    """The sections that stand before it on its own page."""


SECTIONS: Final = (
    Section("ratings", "Ratings", "", ratings_section, ratings_as_read),
    Section("scenario", "Who this applies to", "Scenario", eligibility, eligibility_as_read, after=("ratings",)),
    Section("treatment", "Treatment", "Treatment", treatment, treatment_as_read),
    Section("workflow", "Next steps", "Next steps", workflow, workflow_as_read),
    Section("rationale", "Rationale", "Rationale", rationale, rationale_as_read),
    Section("differential", "Differential diagnosis", "Differential", differential, differential_as_read),
    Section("pitfalls", "Pitfalls to avoid", "Pitfalls", pitfalls, lambda scenario, _: scenario.pitfalls),
    Section("faq", "Frequently asked questions", "FAQ", faq, lambda scenario, _: scenario.faq),
    Section("related", "Related topics and tools", "", related, lambda scenario, _: scenario.related),
)
"""The article."""


def sections_in(library: Library) -> tuple[Section, ...]:
    """The sections under the titles that the library gives them."""
    given = library.settings.section_titles
    titles = {section.slug: getattr(given, section.slug, None) for section in SECTIONS}
    return tuple(_titled(section, titles[section.slug]) for section in SECTIONS)


def _titled(section: Section, title: str | None) -> Section:
    return replace(section, title=title, tab=section.tab and title) if title else section


def sections_of(optional: Container[str], library: Library) -> tuple[Section, ...]:
    """The sections of an article that has these of the optional ones."""
    return tuple(s for s in sections_in(library) if s.slug in optional or s.slug not in get_args(OptionalSection))
