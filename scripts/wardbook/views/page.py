"""A page to be rendered: its path, its template and what the template shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True, slots=True)
class Head:
    """The front matter of a page."""

    title: str
    """The title in the browser's tab; it says so when the page is no valid guidance."""
    description: str
    """One line for search engines and link previews."""
    canonical: str | None = None
    """The address of the page that this one is a part of, relative to the site's root."""
    indexed: bool = True
    """Whether search engines may list it."""
    searched: bool = True
    """Whether the site's own search lists it."""
    wide: bool = False
    """Whether the article takes the place of the navigation, as a long article should."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """One file of Markdown, before it is written."""

    path: str
    """Its path in `site_src/`."""
    template: str
    """Its template in `templates/pages/`."""
    head: Head
    view: Any
    """What the template shows, as its `page`."""
