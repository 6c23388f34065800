"""A project's library, from its content alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from support.paths import TODAY
from wardbook.build.cache import Cache
from wardbook.build.check import check_content
from wardbook.library.library import Library
from wardbook.model.outline import Backlinks


def load(root: Path, today: date = TODAY) -> Library:
    """The library of the project at `root`, all of it. Raises ContentError with every problem."""
    library = check_content(root, Cache.empty(), today).library()
    links = library.backlinks
    return replace(
        library,
        sources=dict(library.sources),
        procedures=dict(library.procedures),
        topics=dict(library.topics),
        scenarios=dict(library.scenarios),
        summaries=dict(library.summaries),
        protocols=dict(library.protocols),
        pages=dict(library.pages),
        sections=dict(library.sections),
        tables=dict(library.tables),
        figures=dict(library.figures),
        regimens=dict(library.regimens),
        pictures=dict(library.pictures),
        documents=dict(library.documents),
        media=dict(library.media),
        copies=dict(library.copies),
        approvals=dict(library.approvals),
        changes=dict(library.changes),
        backlinks=Backlinks(cited_by=dict(links.cited_by), rated_in=dict(links.rated_in), done_by=dict(links.done_by)),
    )
