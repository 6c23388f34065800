"""The site as data: every file of `site_src/` with its bytes, worked out from a library."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from html import escape
from typing import Final

from wardbook.library import Library
from wardbook.navigation import navigation
from wardbook.templating import Templates
from wardbook.views.about import prose_pages, scales_page
from wardbook.views.home import home_page
from wardbook.views.page import Page
from wardbook.views.procedure import procedure_index, procedure_page
from wardbook.views.protocol import protocol_index, protocol_page
from wardbook.views.scenario import scenario_pages
from wardbook.views.source import source_index, source_page
from wardbook.views.text import Vocabulary
from wardbook.views.topic import topic_index, topic_page

SETTINGS: Final = ".site.json"
"""What the builder must know of the library; a dot file, which builders do not publish."""


def render_site(library: Library, templates: Templates, today: date) -> dict[str, bytes]:
    """Every file of `site_src/` by its path, as of the day `today`, which decides what is overdue."""
    files = {page.path: _render(page, templates) for page in pages(library, today)}
    files |= {f"assets/{path}": content for path, content in templates.assets.items()}
    files["assets/library.css"] = str(
        templates.fragment("components/library.css.jinja", settings=library.settings)
    ).encode()
    if library.settings.logo and library.logo:
        files[f"assets/{library.settings.logo}"] = library.logo
    files[SETTINGS] = json.dumps(site_settings(library), ensure_ascii=False, indent=1).encode()
    return files


def pages(library: Library, today: date) -> Iterator[Page]:
    """Every page of the site."""
    vocabulary = Vocabulary(library)
    yield home_page(library, vocabulary, today)
    yield topic_index(library, vocabulary, today)
    for topic in library.topics.values():
        yield topic_page(topic, library, vocabulary, today)
    for scenario in library.scenarios.values():
        yield from scenario_pages(scenario, library, vocabulary, today)
    yield protocol_index(library, vocabulary, today)
    for protocol in library.protocols.values():
        yield protocol_page(protocol, library, vocabulary, today)
    yield procedure_index(library, vocabulary, today)
    for procedure in library.procedures.values():
        yield procedure_page(procedure, library, vocabulary, today)
    yield source_index(library, vocabulary, today)
    for source in library.sources.values():
        yield source_page(source, library, vocabulary, today)
    yield scales_page(library, vocabulary, today)
    yield from prose_pages(library, vocabulary, today)


def site_settings(library: Library) -> dict[str, object]:
    """The settings that a site builder takes from the library; its words are HTML, for which MkDocs takes them."""
    settings = library.settings
    return {
        "site_name": escape(settings.title),
        "site_description": escape(settings.tagline),
        "site_author": escape(settings.publisher),
        "site_url": settings.address,
        "logo": f"assets/{settings.logo}" if settings.logo else None,
        "contact": {name: escape(text) for name, text in settings.contact.model_dump().items() if text},
        "publisher": escape(settings.publisher),
        "nav": navigation(library),
    }


def _render(page: Page, templates: Templates) -> bytes:
    return templates.page(page.template, head=page.head, page=page.view).encode()
