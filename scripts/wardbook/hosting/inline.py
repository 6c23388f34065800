"""Inline scripts and styles of pages, which a content security policy must name or would break."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from html.parser import HTMLParser
from typing import Final

from wardbook.urls import COPIES, EMBEDS

_EXECUTED: Final = re.compile(
    r"|module|importmap|speculationrules"
    r"|(text|application)/(x-)?(java|ecma)script|text/(javascript1\.[0-5]|jscript|livescript)",
    re.IGNORECASE,
)
"""The types of scripts that a browser runs or heeds; any other makes the element a block of data."""


@dataclass(frozen=True, slots=True)
class InlineParts:
    """Inline scripts of a page, and inline styles and handlers."""

    scripts: frozenset[str]
    """The scripts, each as a source of a policy: `'sha256-…'`."""
    forbidden: tuple[str, ...]
    """Styles and handlers, which a policy forbids and no hash can allow."""


def inline_in_site(paths: Iterable[str], read: Callable[[str], bytes]) -> InlineParts:
    """Inline parts of a site's pages; `paths` are those of all its files, `read` gives the bytes of one.

    A few pages are read: of each folder at the root one of every depth. A page's inline scripts are
    the theme's, which depend on how deep it lies; an author's text can hold none, and embeds have none.
    """
    found = {path: inline_in_page(read(path)) for path in sample_pages(paths)}
    return InlineParts(
        frozenset(script for page in found.values() for script in page.scripts),
        tuple(
            f"{path}: expected styles and scripts in files of their own, got {what} in the page, which the policy of"
            " the site forbids (docs/hosting.md): change the theme or the plugin that writes it"
            for path, page in found.items()
            for what in page.forbidden
        ),
    )


def sample_pages(paths: Iterable[str]) -> list[str]:
    """Paths of the pages that hold every inline script of the site between them."""
    kinds: dict[tuple[str, int], str] = {}
    for path in sorted(paths):
        top = path.partition("/")[0]
        if path.endswith(".html") and top not in (EMBEDS, COPIES):
            kinds.setdefault((top, path.count("/")), path)
    return sorted(kinds.values())


def inline_in_page(html: bytes) -> InlineParts:
    """Inline parts of a page."""
    page = _Page()
    page.feed(html.decode())
    page.close()
    return InlineParts(frozenset(map(_source, page.scripts)), tuple(page.forbidden))


def _source(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


class _Page(HTMLParser):
    """Parser that collects the inline scripts of a page, and what a policy would break."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self.forbidden: list[str] = []
        self._script: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a script, and note styles and handlers."""
        given = dict(attrs)
        if tag == "script" and "src" not in given and _EXECUTED.fullmatch((given.get("type") or "").strip()):
            self._script = []
        if tag == "style":
            self.forbidden.append("the element `style`")
        named = (name for name in given if name == "style" or name.startswith("on"))
        self.forbidden += [f"the attribute `{name}` of `{tag}`" for name in named]

    def handle_data(self, data: str) -> None:
        """Keep the words of a script."""
        if self._script is not None:
            self._script.append(data)

    def handle_endtag(self, tag: str) -> None:
        """End a script."""
        if tag == "script" and self._script is not None:
            # A browser takes every end of a line as one sign.
            self.scripts.append("".join(self._script).replace("\r\n", "\n").replace("\r", "\n"))
            self._script = None
