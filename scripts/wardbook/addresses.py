"""Every address of the site, and nothing else knows one.

A page's address follows from its id, never from its title, and so never changes. Pages are
named by their path in `site_src/`; MkDocs serves `a/b.md` as `a/b/` and `a/index.md` as `a/`.
"""

from __future__ import annotations

from posixpath import relpath
from typing import Final, NamedTuple

HOME: Final = "index.md"
TOPICS: Final = "topics/index.md"
PROCEDURES: Final = "procedures/index.md"
PROTOCOLS: Final = "protocols/index.md"
SOURCES: Final = "sources/index.md"
SCALES: Final = "library/scales.md"

_PAGE_OF: Final = {
    "scenario": "scenarios/{}/index.md",
    "topic": "topics/{}.md",
    "protocol": "protocols/{}.md",
    "procedure": "procedures/{}.md",
    "source": "sources/{}.md",
    "page": "library/{}.md",
}


class Href(NamedTuple):
    """A link from one page to another, in the two forms that pages need."""

    file: str
    """For Markdown: the relative path of the file, which MkDocs checks."""
    url: str
    """For HTML: the relative address."""


def page_of(kind: str, id: str) -> str:
    """The path of a record's page in `site_src/`."""
    return _PAGE_OF[kind].format(id)


def section_of(scenario: str, section: str) -> str:
    """The path of a scenario's section page."""
    return f"scenarios/{scenario}/{section}.md"


def href(origin: str, target: str, anchor: str = "") -> Href:
    """The link from the page `origin` to the page `target`, both paths in `site_src/`."""
    fragment = f"#{anchor}" if anchor else ""
    if origin == target and anchor:
        return Href(fragment, fragment)
    file = relpath(target, _folder(origin))
    url = relpath(address(target) or ".", address(origin) or ".")
    return Href(file + fragment, ("./" if url == "." else f"{url}/") + fragment)


def asset(origin: str, path: str) -> str:
    """The relative address of a file that is no page."""
    return relpath(path, address(origin) or ".")


def address(page: str) -> str:
    """The address of a page below the site's root, without slashes around it."""
    return page.removesuffix(".md").removesuffix("index").rstrip("/")


def _folder(page: str) -> str:
    return page.rpartition("/")[0] or "."
