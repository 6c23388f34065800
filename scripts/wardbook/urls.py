"""The addresses of the site. The path of a record's page is in `kinds.py`; scripts and the theme repeat a few.

A page's address follows from its id, never from its title, and so never changes. Pages are
named by their path in `site_src/`; MkDocs serves `a/b.md` as `a/b/` and `a/index.md` as `a/`.
Embeds are HTML there already.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from wardbook.kinds import KINDS, PROCEDURE, PROTOCOL, SCENARIO, SOURCE, TOPIC

_KEPT: Final = 4096
"""Links that are kept resolved."""

HOME: Final = "index.md"
TOPICS: Final = KINDS[TOPIC].list_page
PROCEDURES: Final = KINDS[PROCEDURE].list_page
PROTOCOLS: Final = KINDS[PROTOCOL].list_page
SOURCES: Final = KINDS[SOURCE].list_page
SCALES: Final = "library/scales.md"
COVERAGE: Final = "library/coverage.md"
CLAIMS: Final = "library/claims.md"
PRINT: Final = "library/print.md"
SAFETY: Final = "library/safety.md"
CHANGES_PAGE: Final = "library/changes.md"
THIS_COPY: Final = "library/this-copy.md"
FINDER: Final = "find/index.md"
BY_MODALITY: Final = "find/modality.md"
BY_RATING: Final = "find/rating.md"
BY_RADIATION: Final = "find/radiation.md"
SCENARIOS: Final = "scenarios/index.md"
A_TO_Z: Final = KINDS[SCENARIO].list_page
COMPARISON: Final = "find/compare-radiation.md"

MANIFEST: Final = "SHA256SUMS"
"""The manifest: the list of a site's files at its root, in the format of `sha256sum`, without itself."""
FINDER_DATA: Final = "find/scenarios.json"
"""The data that the finder filters."""
PUBLICATIONS: Final = "find/publications.json"
"""The publications, for the search."""
MEANINGS: Final = "find/meanings.json"
"""The abbreviations that mean several things, for the search."""
CHANGES_DATA: Final = "changes.json"
"""All changes, as data."""
FEED: Final = "feeds/changes.xml"
"""The feed of all changes."""
RATINGS_FEED: Final = "feeds/ratings.xml"
"""The feed of changes of ratings."""
SEARCH_NOTE: Final = "find/note.json"
"""The sentence for those who search, if there is one."""
FONT_FOLDER: Final = "assets/fonts"
"""The folder of the fonts of pages and embeds."""
FONT_STYLE: Final = "assets/fonts.css"
"""The style that names them."""
FINDER_STYLE: Final = "assets/finder.css"
"""The style of the finder and of lists of scenarios."""

EMBEDS: Final = "embed"
"""The folder of embeds, with their scripts and styles."""
EMBEDDED: Final = tuple(kind.name for kind in KINDS.values() if kind.is_embedded)
"""The kinds of records that can be embedded."""

PRINTS: Final = "pdf"
"""The folder of all that is made to be printed."""
PRINTED: Final = tuple(kind.name for kind in KINDS.values() if kind.printed_as)
"""The kinds of records that can be printed; so can the library as a whole."""
COPIES: Final = "v"
"""The folder of the pages that say of a printed copy whether it is current; a short name, as people type it."""
FIGURES: Final = "figures"
"""The folder of pictures."""
ATTACHMENTS: Final = "attachments"
"""The folder of documents that belong to records."""
DIGEST: Final = 10
"""The digits of a digest in the name of a file, by which a browser can keep it for good."""
AS_RENDERED: Final = (EMBEDS, PRINTS, COPIES, FIGURES, ATTACHMENTS)
"""The folders whose files stand in the site as they are rendered."""

SETTINGS: Final = ".site.json"
"""The library's settings for the builder; a dot file, which builders do not publish."""

_KIND_IN: Final = {kind.page.partition("/")[0]: kind.name for kind in KINDS.values()}
"""The kinds by the folders that their pages are in."""


LINK: Final = "\ufdd0"
"""Stands before and after a link in rendered text until `resolved` gives it the form that its page needs.

It is one of Unicode's noncharacters, which are kept for uses like this one; content that holds one is at fault.
"""


class Href(NamedTuple):
    """A link to a page, in the two forms that pages need. Both wait for `resolved`."""

    file: str
    """For Markdown: the relative path of the file, which MkDocs checks."""
    url: str
    """For HTML: the relative address."""


def page_of(kind: str, id: str) -> str:
    """The path of a record's page in `site_src/`."""
    return KINDS[kind].page.format(id)


def record_at(page: str) -> tuple[str, str] | None:
    """The kind and the id of the record whose page this is, by its path in `site_src/` or in the site."""
    folder, _, id = address(page).rpartition("/")
    kind = _KIND_IN.get(folder)
    return (kind, id) if kind else None


def section_of(scenario: str, section: str) -> str:
    """The path of a scenario's section page."""
    return f"scenarios/{scenario}/{section}.md"


def claims_of_page(kind: str, id: str) -> str:
    """The path of the page that lists the claims of a record."""
    return f"{KINDS[kind].plural}/{id}/claims.md"


def embed_of(kind: str, id: str, part: str = "article") -> str:
    """The path of a part of a record as an embed; all lie equally deep, so that a link is the same in each of them."""
    return f"{EMBEDS}/{KINDS[kind].plural}/{id}/{part}/index.html"


def oembed_of(kind: str, id: str, part: str = "article") -> str:
    """The path of what tells other sites how to show an embed, beside it."""
    return f"{EMBEDS}/{KINDS[kind].plural}/{id}/{part}/oembed.json"


def feed_of(topic: str) -> str:
    """The path of the feed of a topic's changes."""
    return f"feeds/topics/{topic}.xml"


def print_of(kind: str, id: str, paper: str) -> str:
    """The path of a record as a PDF on a paper."""
    return f"{PRINTS}/{KINDS[kind].plural}/{id}-{paper}.pdf"


def volume_of(number: int, paper: str) -> str:
    """The path of a volume of the whole library as a PDF on a paper, from 1."""
    return f"{PRINTS}/library-{number}-{paper}.pdf"


def media_of(folder: str, name: str, digest: str) -> str:
    """The path of a picture or document, named after its content, so that browsers can keep it for good."""
    stem, _, suffix = name.rpartition(".")
    return f"{folder}/{stem}-{digest[:DIGEST]}.{suffix}"


def is_as_rendered(file: str) -> bool:
    """Whether a file stands in the site as it is in `site_src/`."""
    return file.partition("/")[0] in AS_RENDERED


def copy_of(id: str, mark: str) -> str:
    """The path of what is said of a printed copy, by the id of its record and the mark that it bears."""
    return f"{COPIES}/{id}/{mark}/index.html"


def is_whole(file: str) -> bool:
    """Whether a file of the site is a page that is no part of another, as a section of a scenario or its claims are."""
    return (
        file.endswith("index.html")
        and not file.startswith((f"{EMBEDS}/", f"{COPIES}/"))
        and not (file.partition("/")[0] in _KIND_IN and file.count("/") > 2)
    )


def may_be_searched(file: str) -> bool:
    """Whether the search may find a file of the site: a whole page, but of no source, as publications have a list."""
    kind, _, rest = file.partition("/")
    return is_whole(file) and not (_KIND_IN.get(kind) == SOURCE and "/" in rest)


def href(target: str, anchor: str = "") -> Href:
    """The link to the page `target`, a path in `site_src/`."""
    return Href(f"{LINK}file:{target}#{anchor}{LINK}", f"{LINK}url:{target}#{anchor}{LINK}")


def file(target: str) -> str:
    """The link, for HTML, to a file that is no page; `target` is its path in `site_src/`."""
    return f"{LINK}asset:{target}{LINK}"


def resolved(text: str, page: str) -> str:
    """The text with every link in it relative to the page `page`, a path in `site_src/`."""
    pieces = text.split(LINK)
    for number in range(1, len(pieces), 2):
        form, target, anchor = _parts(pieces[number])
        pieces[number] = _FORMS[form](page, target, anchor)
    return "".join(pieces)


def standing_alone(text: str, page: str, site: str, files: Mapping[str, str]) -> str:
    """The text with links that need no other file beside it.

    `page` is the page that it shows, `site` the address of the site or nothing, and `files` has what stands in it.
    """
    pieces = text.split(LINK)
    for number in range(1, len(pieces), 2):
        form, target, anchor = _parts(pieces[number])
        if target == page:
            pieces[number] = anchor or "#"
        elif form == "asset":
            pieces[number] = files.get(target) or (site and f"{site}/{target}") or "#"
        else:
            pieces[number] = (site and site + url(target) + anchor) or "#"
    return "".join(pieces)


@lru_cache(_KEPT)
def _parts(link: str) -> tuple[str, str, str]:
    """The form, the target and the anchor of a link, the last with its sign."""
    form, _, place = link.partition(":")
    target, _, anchor = place.partition("#")
    return form, target, anchor and f"#{anchor}"


def relative_file(origin: str, target: str, fragment: str = "") -> str:
    """The path of the page `target` from the page `origin`, for Markdown.

    It goes up to the root and down again: a little longer than need be, and right from everywhere.
    """
    if origin == target:
        return fragment or target.rpartition("/")[2]
    return "../" * origin.count("/") + target + fragment


def relative_url(origin: str, target: str, fragment: str = "") -> str:
    """The address of the page `target` from the page `origin`, for HTML."""
    if origin == target:
        return fragment or "./"
    down = address(target)
    return (_up(origin) + (down and f"{down}/") or "./") + fragment


def _relative_asset(origin: str, target: str, _: str) -> str:
    return _up(origin) + target


_FORMS: Final[Mapping[str, Callable[[str, str, str], str]]] = {
    "file": relative_file,
    "url": relative_url,
    "asset": _relative_asset,
}


@lru_cache(_KEPT)
def _up(origin: str) -> str:
    return "../" * len(address(origin).split("/")) if address(origin) else ""


def url(page: str) -> str:
    """The address of a page from the site's root, with slashes around it."""
    return f"/{address(page)}/" if address(page) else "/"


@lru_cache(_KEPT)
def address(page: str) -> str:
    """The address of a page below the site's root, without slashes around it."""
    folder, _, name = page.rpartition("/")
    return folder if name in ("index.md", "index.html") else page.removesuffix(".md")
