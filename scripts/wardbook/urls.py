"""Every address of the site, and nothing else knows one.

A page's address follows from its id, never from its title, and so never changes. Pages are
named by their path in `site_src/`; MkDocs serves `a/b.md` as `a/b/` and `a/index.md` as `a/`.
Embeds are HTML there already.
"""

from __future__ import annotations

from typing import Final, NamedTuple

HOME: Final = "index.md"
TOPICS: Final = "topics/index.md"
PROCEDURES: Final = "procedures/index.md"
PROTOCOLS: Final = "protocols/index.md"
SOURCES: Final = "sources/index.md"
SCALES: Final = "library/scales.md"
COVERAGE: Final = "library/coverage.md"
PRINT: Final = "library/print.md"
FINDER: Final = "find/index.md"
BY_MODALITY: Final = "find/modality.md"
BY_RATING: Final = "find/rating.md"
BY_RADIATION: Final = "find/radiation.md"
A_TO_Z: Final = "find/a-z.md"
COMPARISON: Final = "find/compare-radiation.md"

FINDER_DATA: Final = "find/scenarios.json"
"""What the finder filters."""

EMBEDS: Final = "embed"
"""The folder of all that other sites show in a frame, the scripts and the style for that among it."""
EMBEDDED: Final = ("scenario", "topic", "protocol")
"""The kinds of records that can be embedded."""

PRINTS: Final = "pdf"
"""The folder of all that is made to be printed."""
PRINTED: Final = ("scenario", "protocol", "topic")
"""The kinds of records that can be printed; so can the library as a whole."""
COPIES: Final = "v"
"""The folder of the pages that say of a printed copy whether it is current; a short name, as people type it."""

SETTINGS: Final = ".site.json"
"""What the builder must know of the library; a dot file, which builders do not publish."""

_PAGE_OF: Final = {
    "scenario": "scenarios/{}/index.md",
    "topic": "topics/{}.md",
    "protocol": "protocols/{}.md",
    "procedure": "procedures/{}.md",
    "source": "sources/{}.md",
    "page": "library/{}.md",
}


_KIND_IN: Final = {pattern.partition("/")[0]: kind for kind, pattern in _PAGE_OF.items()}
"""The kinds by the folders that their pages are in."""


class Href(NamedTuple):
    """A link from one page to another, in the two forms that pages need."""

    file: str
    """For Markdown: the relative path of the file, which MkDocs checks."""
    url: str
    """For HTML: the relative address."""


def page_of(kind: str, id: str) -> str:
    """The path of a record's page in `site_src/`."""
    return _PAGE_OF[kind].format(id)


def record_at(page: str) -> tuple[str, str] | None:
    """The kind and the id of the record whose page this is, by its path in `site_src/` or in the site."""
    folder, _, id = address(page).rpartition("/")
    kind = _KIND_IN.get(folder)
    return (kind, id) if kind else None


def section_of(scenario: str, section: str) -> str:
    """The path of a scenario's section page."""
    return f"scenarios/{scenario}/{section}.md"


def embed_of(kind: str, id: str, part: str = "article") -> str:
    """The path of a part of a record as an embed; all lie equally deep, so that a link is the same in each of them."""
    return f"{EMBEDS}/{kind}s/{id}/{part}/index.html"


def oembed_of(kind: str, id: str, part: str = "article") -> str:
    """The path of what tells other sites how to show an embed, beside it."""
    return f"{EMBEDS}/{kind}s/{id}/{part}/oembed.json"


def print_of(kind: str, id: str, paper: str) -> str:
    """The path of a record as a PDF on a paper."""
    return f"{PRINTS}/{kind}s/{id}-{paper}.pdf"


def volume_of(number: int, paper: str) -> str:
    """The path of a volume of the whole library as a PDF on a paper, from 1."""
    return f"{PRINTS}/library-{number}-{paper}.pdf"


def copy_of(id: str, mark: str) -> str:
    """The path of what is said of a printed copy, by the id of its record and the mark that it bears."""
    return f"{COPIES}/{id}/{mark}/index.html"


def is_whole(file: str) -> bool:
    """Whether a file of the site is a page that is no part of another, as a section of a scenario is."""
    return (
        file.endswith("index.html")
        and not file.startswith((f"{EMBEDS}/", f"{COPIES}/"))
        and not (file.startswith("scenarios/") and file.count("/") > 2)
    )


def href(origin: str, target: str, anchor: str = "") -> Href:
    """The link from the page `origin` to the page `target`, both paths in `site_src/`.

    It goes up to the root and down again: a little longer than need be, and right from everywhere.
    """
    fragment = f"#{anchor}" if anchor else ""
    if origin == target:
        return Href(fragment or target.rpartition("/")[2], fragment or "./")
    up = "../" * len(address(origin).split("/")) if address(origin) else ""
    down = f"{address(target)}/" if address(target) else ""
    return Href("../" * origin.count("/") + target + fragment, (up + down or "./") + fragment)


def file(origin: str, target: str) -> str:
    """The relative address, for HTML, of a file that is no page from the page `origin`, both paths in `site_src/`."""
    return ("../" * len(address(origin).split("/")) if address(origin) else "") + target


def url(page: str) -> str:
    """The address of a page from the site's root, with slashes around it."""
    return f"/{address(page)}/" if address(page) else "/"


def address(page: str) -> str:
    """The address of a page below the site's root, without slashes around it."""
    folder, _, name = page.rpartition("/")
    return folder if name in ("index.md", "index.html") else page.removesuffix(".md")
