"""Handouts and sheets: a scenario's article, and a protocol, each complete on paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wardbook.library.library import Library
from wardbook.model.records.protocol import Protocol
from wardbook.urls import HOME, page_of
from wardbook.views.article.article import Article, Manuscript, article, shown
from wardbook.views.print.frame import Copy, Frame, frame, standing
from wardbook.views.records.protocol import ProtocolView, protocol_view, sources_of_protocol
from wardbook.views.sections import SECTIONS
from wardbook.views.text import Setting, Vocabulary


@dataclass(frozen=True, slots=True)
class Handout:
    """A scenario on paper."""

    frame: Frame
    article: Article


@dataclass(frozen=True, slots=True)
class Sheet:
    """A protocol on paper."""

    frame: Frame
    protocol: ProtocolView


def handout(text: Manuscript, copy: Copy) -> Handout:
    """A scenario's handout."""
    setting = text.setting(HOME)
    sections = (shown(section, text, setting) for section in SECTIONS)
    return Handout(
        frame_of_scenario(text, copy),
        article(text, setting, sections, text.within.values()),
    )


def frame_of_scenario(text: Manuscript, copy: Copy) -> Frame:
    """What stands on every page of a scenario's handout."""
    scenario = text.scenario
    worth = standing(scenario.review, text.today)
    page = page_of("scenario", scenario.id)
    return frame(copy, scenario.title, text.library, worth, kind="Scenario", page=page)


def sheet(protocol: Protocol, copy: Copy, library: Library, vocabulary: Vocabulary, today: date) -> Sheet:
    """A protocol's sheet."""
    setting = Setting(HOME, vocabulary, today, sources_of_protocol(protocol))
    return Sheet(frame_of_protocol(protocol, copy, library, today), protocol_view(protocol, library, setting))


def frame_of_protocol(protocol: Protocol, copy: Copy, library: Library, today: date) -> Frame:
    """What stands on every page of a protocol's sheet."""
    worth = standing(protocol.review, today)
    page = page_of("protocol", protocol.id)
    return frame(copy, protocol.title, library, worth, kind="Protocol", page=page)
