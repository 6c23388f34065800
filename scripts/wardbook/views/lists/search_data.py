"""The data that the search asks beside its index: the publications, and the meanings of abbreviations."""

from __future__ import annotations

import json
from typing import Any

from wardbook import urls
from wardbook.kinds import SOURCE
from wardbook.library.library import Library
from wardbook.model.records.source import Source
from wardbook.views.parts.references import source_details


def publications_json(library: Library) -> bytes:
    """Every source: its address, its title, how it is cited, and the numbers by which it can be looked for."""
    by_title = sorted(library.sources.values(), key=lambda source: (source.title.casefold(), source.id))
    return _json([_publication(source) for source in by_title])


def _publication(source: Source) -> list[str]:
    cited = ". ".join(part for part in (", ".join(source.authors), source_details(source)) if part)
    numbers = " ".join(
        number for number in (source.pmid, source.pmcid, source.doi, source.isbn, source.trial, source.url) if number
    )
    return [urls.url(urls.page_of(SOURCE, source.id)), source.title, cited, numbers]


def meanings_json(library: Library) -> bytes:
    """The abbreviations that mean several things, each with what it means here and then elsewhere."""
    several = {
        term.abbreviation: [term.term, *term.other_meanings]
        for term in library.terms
        if term.abbreviation and term.other_meanings
    }
    return _json(several)


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
