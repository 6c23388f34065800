"""The sections of a scenario's article, in its order.

A section is built by one function and shown by one template of the same name, on the whole
article's page, on its own page and in embeds alike. A new section is a module here, a line in
`SECTIONS` and a template in `templates/sections/`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from wardbook.library.library import Library
from wardbook.model.records.scenario import Scenario
from wardbook.views.context import PageContext
from wardbook.views.sections.differential import differential
from wardbook.views.sections.eligibility import eligibility
from wardbook.views.sections.faq import faq
from wardbook.views.sections.pitfalls import pitfalls
from wardbook.views.sections.rationale import rationale
from wardbook.views.sections.related import related
from wardbook.views.sections.siblings import words_of_siblings
from wardbook.views.sections.workflow import workflow


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the article: how it is named and built, and what it shows."""

    slug: str
    """Its address below the scenario's, its anchor in the whole article, its template's name."""
    title: str
    tab: str
    """Its name in the row of tabs; empty for a section without a page of its own."""
    build: Callable[[Scenario, PageContext], Any]
    fields: tuple[str, ...]
    """The scenario's fields that it shows, in reading order."""
    others: Callable[[Scenario, Library], Iterable[str]] = lambda scenario, library: ()  # noqa: ARG005
    """The words of other records that it shows."""


SECTIONS: Final = (
    Section(
        "scenario",
        "Who this applies to",
        "Scenario",
        eligibility,
        ("vignette", "fits", "excludes", "ratings"),
        others=lambda scenario, library: words_of_siblings(library.summaries[scenario.id], library),
    ),
    Section("differential", "Differential diagnosis", "Differential", differential, ("differential",)),
    Section("rationale", "Rationale", "Rationale", rationale, ("rationale", "not_recommended")),
    Section("workflow", "Next steps", "Next steps", workflow, ("workflow",)),
    Section("pitfalls", "Pitfalls to avoid", "Pitfalls", pitfalls, ("pitfalls",)),
    Section("related", "Related topics and tools", "", related, ("related",)),
    Section("faq", "Frequently asked questions", "FAQ", faq, ("faq",)),
)
"""The article."""
