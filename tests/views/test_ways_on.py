"""Ways on from a page: each says where it leads, and a reference reads as a sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from support.rated import rated
from support.rendering import context
from wardbook import urls
from wardbook.library.library import Library
from wardbook.model.parts.routes import NoPageYet, ToConsult, ToSource
from wardbook.model.records.source import Source
from wardbook.urls import Href
from wardbook.views.parts.answer import rated_study
from wardbook.views.parts.references import shown_source
from wardbook.views.parts.routes import shown_route, shown_routes


def with_source(library: Library, source: Source) -> Library:
    """The library with another source in the place of its namesake."""
    return replace(library, sources={**library.sources, source.id: source})


def test_study_of_an_answer_leads_to_its_protocol_or_else_to_its_procedure(library: Library) -> None:
    kinds = set()
    for scenario in library.summaries.values():
        for recommendation, row in rated(scenario):
            study = rated_study(row, recommendation.age_group, context(library))
            procedure = library.procedures[row.procedure]
            kind, id = ("protocol", procedure.protocol) if procedure.protocol else ("procedure", procedure.id)
            assert study.href == urls.href(urls.page_of(kind, id))
            kinds.add(kind)
    assert kinds == {"protocol", "procedure"}


@pytest.mark.parametrize(
    ("kind", "words"), [("guideline", "outside guideline"), ("article", "article"), ("web-page", "outside source")]
)
def test_link_to_a_publication_says_that_it_is_outside(library: Library, kind: str, words: str) -> None:
    source = library.sources["toy-wiki"].model_copy(update={"kind": kind})
    route = ToSource(kind="source", id="toy-wiki")

    shown = shown_route(route, context(with_source(library, source)))

    assert shown.label == f"{source.title} ({words})"


def test_route_to_a_publication_leads_to_itself_and_to_its_record(library: Library) -> None:
    source, route = library.sources["toy-wiki"], ToSource(kind="source", id="toy-wiki")
    record = urls.href(urls.page_of("source", "toy-wiki"))

    def led(**changes: object) -> tuple[str, Href | None]:
        shown = shown_route(route, context(with_source(library, source.model_copy(update=changes))))
        assert shown.href
        return shown.href.url, shown.record

    assert led(url="https://toys.example/", doi="10.1/2") == ("https://toys.example/", record)
    assert led(url=None, doi="10.1/2") == ("https://doi.org/10.1/2", record)
    assert led(url=None, doi=None) == (record.url, None)
    assert led(url="https://toys.example/", superseded_by="bear-study-2019") == (record.url, None)  # which says so


@pytest.mark.parametrize(
    ("authors", "title", "byline", "stop"),
    [
        (("Bear A", "Cub B"), "On lumps", "Bear A, Cub B.", "."),
        (("Bear A, et al.",), "What is a lump?", "Bear A, et al.", ""),
        ((), "Lumps!", "", ""),
    ],
)
def test_reference_has_one_stop_after_each_part(
    library: Library, authors: tuple[str, ...], title: str, byline: str, stop: str
) -> None:
    source = library.sources["toy-wiki"].model_copy(update={"authors": authors, "title": title})

    shown = shown_source(source, context(library))

    assert (shown.byline, shown.stop) == (byline, stop)


def test_services_to_discuss_with_are_one_way_on(library: Library) -> None:
    page = context(library)
    bear, seam = ToConsult(kind="consult", service="Bear clinic"), ToConsult(kind="consult", service="Seamstress")
    nowhere = NoPageYet(kind="no-page-yet")

    assert [route.label for route in shown_routes((bear, nowhere, seam), page)] == [
        "Discuss with: Bear clinic, Seamstress",
        "Not covered in this library",
    ]
    assert [route.label for route in shown_routes((seam, seam.model_copy()), page)] == ["Discuss with: Seamstress"]
    assert shown_routes((nowhere,), page)[0].kind == "no-page-yet"
