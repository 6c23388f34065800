"""The finder: the page that filters all scenarios by what they are about and by how they rate options."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from wardbook import urls
from wardbook.kinds import SCENARIO
from wardbook.library.edition import Edition
from wardbook.library.library import Library
from wardbook.urls import Href
from wardbook.views.embed_offer import ANSWER
from wardbook.views.page import Head, Page
from wardbook.views.parts.entry import Entry
from wardbook.views.parts.finder_values import Values, values
from wardbook.views.parts.options.words import shows_radiation, words_of_library
from wardbook.views.parts.titles import scales_title

FINDER_TITLE: Final = "Find a scenario"

LONG: Final = 12
"""With more values than this a facet shows some of them, and has a field to find the others."""

STUDY: Final = ("rating", "modality", "procedure", "radiation")
"""The facets that are about one rated study of a scenario."""

LEGENDS: Final = {
    "topic": "Topic",
    "age": "Age group",
    "sex": "Sex",
    "pregnancy": "Pregnancy",
    "contraindication": "Contraindication",
    "presentation": "Presentation",
    "stage": "Phase of care",
    "rating": "Rating",
    "modality": "Modality",
    "procedure": "Procedure",
    "radiation": "Radiation level",
    "answer": "Answer",
    "status": "Review status",
}

_GROUPS: Final = (
    ("Patient", "", ("topic", "age", "sex", "pregnancy", "contraindication", "presentation", "stage")),
    ("{Option} filters", "Show scenarios that include {a_option} matching all of these.", STUDY),
    ("Page", "", ("answer", "status")),
)
_OPEN: Final = ("topic", "age", "rating", "modality", "answer")


@dataclass(frozen=True, kw_only=True, slots=True)
class Facet:
    """A facet; its values come with the data."""

    name: str
    legend: str
    open: bool
    """Whether its values are shown from the start."""
    long: bool


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """Facets that belong together."""

    title: str
    note: str
    facets: tuple[Facet, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class FinderPage:
    """The finder's page."""

    title: str
    scenarios: str
    groups: tuple[FacetGroup, ...]
    lists: tuple[Entry, ...]
    scales_title: str
    scales: Href
    data: str
    scenario: str
    """The address of a scenario's page, with `{}` for its id."""
    answer: str
    """The address of a scenario's answer as an embed, in the same way."""
    script: str


@dataclass(frozen=True, slots=True)
class ScenarioIndex:
    """The ways to the scenarios."""

    scenarios: str
    ways: tuple[Entry, ...]


def finder_page(edition: Edition) -> Page:
    """The finder."""
    here = urls.FINDER
    offered, words = values(edition.library), words_of_library(edition.library)
    return Page(
        path=here,
        template="finder.md.jinja",
        head=Head(
            title=FINDER_TITLE,
            description=f"All scenarios, to be filtered by topic, patients, presentation, {_ways(edition.library)}",
            styles=(urls.FINDER_STYLE,),
        ),
        view=FinderPage(
            title=FINDER_TITLE,
            scenarios=f"{len(edition.library.summaries):,}",
            groups=tuple(
                FacetGroup(
                    title.format(Option=words.one.capitalize()),
                    note.format(a_option=f"{'an' if words.one == 'option' else 'a'} {words.one}"),
                    tuple(_facet(name, offered[name]) for name in names if offered[name].ids),
                )
                for title, note, names in _GROUPS
            ),
            lists=static_lists(edition.library),
            scales_title=scales_title(edition.library),
            scales=urls.href(urls.SCALES),
            data=urls.file(urls.FINDER_DATA),
            scenario=urls.href(urls.page_of(SCENARIO, "{}")).url,
            answer=urls.href(urls.embed_of(SCENARIO, "{}", ANSWER.part)).url,
            script=urls.file("assets/finder.js"),
        ),
    )


def scenario_index(edition: Edition) -> Page:
    """The page at the folder of all scenarios, to which their addresses may be shortened."""
    many = f"{len(edition.library.summaries):,}"
    return Page(
        path=urls.SCENARIOS,
        template="scenario_index.md.jinja",
        head=Head(title="Scenarios", description="The ways to find a scenario"),
        view=ScenarioIndex(
            scenarios=many,
            ways=(
                Entry(
                    title=FINDER_TITLE, href=urls.href(urls.FINDER), note=f"By patient, {_ways(edition.library, 'or')}"
                ),
                *static_lists(edition.library),
            ),
        ),
    )


def _ways(library: Library, conjunction: str = "and") -> str:
    """The ways to filter by an option: `study, rating and radiation`."""
    option = words_of_library(library).one
    if shows_radiation(library):
        return f"{option}, rating {conjunction} radiation"
    return f"{option} {conjunction} rating"


def static_lists(library: Library) -> tuple[Entry, ...]:
    """The lists of all scenarios, as links from a page."""

    def entry(title: str, page: str, note: str) -> Entry:
        return Entry(title=title, href=urls.href(page), note=note)

    return (
        entry("A–Z", urls.A_TO_Z, "All scenarios by title"),
        entry("By topic", urls.TOPICS, "Each topic with its scenarios"),
        entry("By modality", urls.BY_MODALITY, "Modality of the answer"),
        entry("By rating", urls.BY_RATING, "Rating of the answer"),
        *(
            [entry("By radiation level", urls.BY_RADIATION, "Relative radiation level of the answer")]
            if shows_radiation(library)
            else []
        ),
        entry("By procedure", urls.PROCEDURES, "Each procedure with its ratings"),
    )


def _facet(name: str, offered: Values) -> Facet:
    return Facet(name=name, legend=LEGENDS[name], open=name in _OPEN, long=len(offered.ids) > LONG)
