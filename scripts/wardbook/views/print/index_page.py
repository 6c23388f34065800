"""The page from which the whole library is printed, and where it is said what a printed copy is worth."""

from __future__ import annotations

from dataclasses import dataclass

from wardbook import urls
from wardbook.kinds import TOPIC
from wardbook.library.edition import Edition
from wardbook.views.context import PageContext
from wardbook.views.page import Head, Page
from wardbook.views.parts.entry import Entry
from wardbook.views.parts.print_links import PAPER_NAMES
from wardbook.views.parts.titles import PRINT_TITLE
from wardbook.views.print.volumes import Volume, volumes


@dataclass(frozen=True, slots=True)
class VolumeLink:
    """A volume on a paper."""

    paper: str
    href: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownVolume:
    """A volume of the library."""

    title: str
    topics: tuple[Entry, ...]
    protocols: int
    links: tuple[VolumeLink, ...]


@dataclass(frozen=True, slots=True)
class PrintPage:
    """The page that lists everything that can be printed."""

    volumes: tuple[ShownVolume, ...]
    """Empty where no PDFs are made."""


def print_page(edition: Edition) -> Page:
    """The page that lists everything that can be printed."""
    context = PageContext(edition)
    return Page(
        path=urls.PRINT,
        template="print.md.jinja",
        head=Head(title=PRINT_TITLE, description="The whole library and its parts on paper"),
        view=PrintPage(
            tuple(_shown(volume, context) for volume in volumes(edition.library))
            if edition.library.settings.papers
            else ()
        ),
    )


def _shown(volume: Volume, context: PageContext) -> ShownVolume:
    topics = (context.library.topics[id] for id in volume.topics)
    return ShownVolume(
        title=f"Volume {volume.number} of {volume.of}" if volume.of > 1 else "In one book",
        topics=tuple(Entry(title=topic.title, href=context.to(TOPIC, topic.id)) for topic in topics),
        protocols=len(volume.protocols),
        links=tuple(
            VolumeLink(PAPER_NAMES[paper], urls.file(urls.volume_of(volume.number, paper)))
            for paper in context.library.settings.papers
        ),
    )
