"""The pages of every target."""

from __future__ import annotations

from collections.abc import Iterable

from wardbook.kinds import PROTOCOL, SCENARIO, TOPIC
from wardbook.library.library import ProseDocument
from wardbook.model.records.procedure import Procedure
from wardbook.model.records.protocol import Protocol
from wardbook.model.records.source import Source
from wardbook.model.records.topic import Topic
from wardbook.views.article.article import ArticleLayout
from wardbook.views.article.pages import scenario_pages
from wardbook.views.moved import moved_pages
from wardbook.views.page import Layout, Page
from wardbook.views.records.claims import claims_page
from wardbook.views.records.procedure import procedure_page
from wardbook.views.records.prose import prose_page
from wardbook.views.records.protocol import protocol_page
from wardbook.views.records.source import source_page
from wardbook.views.records.topic import topic_page
from wardbook.views.targets.layouts import MovedRecords, TargetLayout
from wardbook.views.targets.list_pages import ListPage


def pages_of(layout: TargetLayout) -> Iterable[Page]:  # noqa: PLR0911  # a return for each kind of target
    """The pages of a target."""
    match layout:
        case ArticleLayout():
            return (*scenario_pages(layout), claims_page(SCENARIO, layout.scenario, layout.edition))
        case Layout(record=Topic()):
            return (topic_page(layout), claims_page(TOPIC, layout.record, layout.edition))
        case Layout(record=Protocol()):
            return (protocol_page(layout), claims_page(PROTOCOL, layout.record, layout.edition))
        case Layout(record=Procedure() as procedure, edition=edition):
            return (procedure_page(procedure, edition),)
        case Layout(record=Source() as source, edition=edition):
            return (source_page(source, edition),)
        case Layout(record=ProseDocument() as document, edition=edition):
            return (prose_page(document, edition),)
        case Layout(record=ListPage() as list_page, edition=edition):
            return (list_page.page(edition),) if list_page.is_in(edition.library) else ()
        case Layout(record=MovedRecords(), edition=edition):
            return moved_pages(edition)
        case _:
            return ()
