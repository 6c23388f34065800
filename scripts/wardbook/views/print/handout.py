"""Handouts and sheets: a scenario's article, and a protocol, each complete on paper."""

from __future__ import annotations

from dataclasses import dataclass

from wardbook.kinds import PROTOCOL, SCENARIO
from wardbook.library.edition import Edition
from wardbook.model.records.protocol import Protocol
from wardbook.urls import page_of
from wardbook.views.article.article import Article, ArticleLayout, ArticleSource
from wardbook.views.print.frame import Copy, PrintFrame, print_frame, validity_of
from wardbook.views.records.protocol import ProtocolView


@dataclass(frozen=True, slots=True)
class Handout:
    """A scenario on paper."""

    frame: PrintFrame
    article: Article


@dataclass(frozen=True, slots=True)
class Sheet:
    """A protocol on paper."""

    frame: PrintFrame
    protocol: ProtocolView


def handout(layout: ArticleLayout, copy: Copy) -> Handout:
    """A scenario's handout."""
    return Handout(frame_of_scenario(layout.source, copy), layout.whole)


def frame_of_scenario(source: ArticleSource, copy: Copy) -> PrintFrame:
    """The frame of every page of a scenario's handout."""
    scenario, edition = source.scenario, source.edition
    worth = validity_of(SCENARIO, scenario.id, scenario.review, edition)
    page = page_of(SCENARIO, scenario.id)
    return print_frame(
        copy, scenario.title, edition.library, worth, kind="Scenario", page=page, running=scenario.short_title
    )


def sheet(protocol: Protocol, view: ProtocolView, copy: Copy, edition: Edition) -> Sheet:
    """A protocol's sheet, given the protocol as it is shown."""
    return Sheet(frame_of_protocol(protocol, copy, edition), view)


def frame_of_protocol(protocol: Protocol, copy: Copy, edition: Edition) -> PrintFrame:
    """The frame of every page of a protocol's sheet."""
    worth = validity_of(PROTOCOL, protocol.id, protocol.review, edition)
    page = page_of(PROTOCOL, protocol.id)
    return print_frame(copy, protocol.title, edition.library, worth, kind="Protocol", page=page)
