"""From `site_src/` to a published site: build the pages that changed, keep all others as they are."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from wardbook.build.index import MakeIndex, Search
from wardbook.build.mkdocs import Part, build_parts, builds_parts, look, settings_of
from wardbook.build.render import RENDERED, Rendered
from wardbook.build.server_files import MakeHosting
from wardbook.build.store import Built, Store
from wardbook.problems import BuildFault, ContentError, Problem
from wardbook.publish import publish, published
from wardbook.publish.swap import real_folder
from wardbook.read.layout import MOVED
from wardbook.search.golden import SEARCH_SETTINGS
from wardbook.system.digests import digest, digest_of, file_digest, tree_digest
from wardbook.system.files import copy, link, make_folder, move, remove, stamps, write_if_changed
from wardbook.system.workers import cores
from wardbook.urls import COPIES, EMBEDS, PRINTS, SETTINGS, address, page_of, record_at

LARGEST_PART: Final = 2000
"""Pages that one builder builds: it keeps them all in memory, about 0.1 MB each."""
SMALLEST_PART: Final = 40
"""Pages from which a second builder saves more time than it costs to start, about 0.6 s."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where a site is published, and where the engine remembers and works."""

    root: Path
    """The project."""
    site: Path
    """The folder that is published."""
    state: Path
    """A folder for what is remembered of `site`."""
    work: Path
    """A folder that is filled and emptied during a build."""
    public: bool
    """Whether others link to the site, so that its addresses must not break."""


def bring_site_up_to_date(
    place: Place,
    rendered: Rendered,
    theme: bytes,
    store: Store,
    *,
    make_index: MakeIndex,
    make_hosting: MakeHosting,
) -> int:
    """Publish what is rendered; return how many pages were built.

    `theme` is a digest of the templates, `make_index` gives the search
    index and `make_hosting` the settings for servers. Raises BuildFault, SiteFault and OSError, and
    ContentError where the index has lost a golden query or a published address would break; the site is
    then as it was.
    """
    settings = settings_of(place.root)
    sources, basis = _sources(place.root, settings, rendered, theme)
    standing, alone = published(place.site, place.state)
    if place.public:
        _refuse_broken_addresses(place.site.name, standing, sources)
    built = {path: page for path, page in store.built().items() if page.source == sources.get(path)}
    kept = {path: page.html for path, page in built.items() if standing.get(_html(path)) == page.html}
    todo = sorted(sources.keys() - kept.keys())
    copies = {path: found.hex() for path, found in rendered.files.items() if _is_finished(path)}
    statics = store.made("statics", basis)
    new: dict[str, Built] = {}
    fresh = place.work / "fresh"
    if todo or not statics or not statics.items() <= standing.items():
        if todo and not builds_parts(settings):
            todo, kept = sorted(sources), {}
        parts = _built(place, rendered, todo, sorted(sources))
        new = {path: page for part in parts for path, page in _taken(part, sources, standing, fresh)}
        statics = _taken_statics(parts[0], standing, fresh)
    pages = {_html(path): html for path, html in (kept | {path: page.html for path, page in new.items()}).items()}
    search = Search(
        site=real_folder(place.site),
        fresh=fresh,
        work=place.work / "search",
        settings=place.root / RENDERED / SEARCH_SETTINGS,
    )
    for path in (path for path, found in copies.items() if standing.get(path) != found):
        copy(place.root / RENDERED / path, fresh / path)
    wanted = {**statics, **copies, **pages, **make_index(pages, search, standing, store)}
    wanted |= make_hosting(wanted, search, standing, store)
    with store.together():
        store.set_built(new, sources)
        store.set_made("statics", basis, statics)
    if alone and standing == wanted:
        return len(todo)
    publish(place.site, wanted, fresh, place.state)
    if len(new) > len(kept):
        # The spare is far behind now. It catches up while this build takes long anyway, not in the next edit.
        publish(place.site, wanted, fresh, place.state)
    remove(place.work)
    return len(todo)


def _refuse_broken_addresses(site: str, standing: Iterable[str], sources: Iterable[str]) -> None:
    """Raise ContentError where records have a page in a site and would have none any more."""
    pages = {_html(path) for path in sources}
    gone = (path for path in standing if path.endswith("/index.html") and path not in pages)
    if broken := {record for path in gone if (record := record_at(path))}:
        raise ContentError(
            Problem(
                f"{site}/{address(page_of(kind, id))}/",
                1,
                "",
                f"expected the record or an entry in {MOVED}, got neither: a published address must not break;"
                " restore the record or say where it went",
            )
            for kind, id in broken
        )


def _sources(
    root: Path, settings: Mapping[str, object], rendered: Rendered, theme: bytes
) -> tuple[dict[str, bytes], bytes]:
    """For every page a digest of all that it is built from, and one of what the other files are made from."""
    looks = digest(look(root, settings), rendered.files[SETTINGS], theme, _own_theme(root, settings))
    pages = {path: digest(looks, key) for path, key in rendered.files.items() if _is_page(path)}
    others = {path: key for path, key in rendered.files.items() if path not in pages and not _is_finished(path)}
    return pages, digest(looks, digest_of(others))


def _own_theme(root: Path, settings: Mapping[str, object]) -> bytes:
    """A digest of the folder that the settings name for changes of the theme; it may be another than Wardbook's."""
    theme = settings.get("theme")
    folder = theme.get("custom_dir") if isinstance(theme, dict) else None
    return tree_digest([root / folder]) if isinstance(folder, str) else b""


def _is_page(path: str) -> bool:
    return path.endswith(".md")


def _is_finished(path: str) -> bool:
    """Whether a file stands in the site as it is; a builder that copies all of them would take long for nothing."""
    return path.startswith((f"{EMBEDS}/", f"{PRINTS}/", f"{COPIES}/"))


def _html(page: str) -> str:
    """The file of the site that a page becomes."""
    below = address(page)
    return f"{below}/index.html" if below else "index.html"


def _shares(pages: Sequence[str]) -> list[Sequence[str]]:
    """The pages of each builder; one builder at least, for the files that are no pages."""
    share = max(SMALLEST_PART, min(LARGEST_PART, -(-len(pages) // cores())))
    return [pages[start : start + share] for start in range(0, len(pages), share)] or [()]


def _lay_out(part: Part, root: Path, files: Sequence[str], names: Sequence[str]) -> None:
    """Put before a builder the files that it is to build or copy, and the names of all pages."""
    for path in files:
        link(root / RENDERED / path, part.docs / path)
    make_folder(part.docs)
    write_if_changed(part.folder, part.names.name, json.dumps(names).encode())


def _built(place: Place, rendered: Rendered, todo: Sequence[str], names: Sequence[str]) -> list[Part]:
    """Build the pages to do, as many parts at a time as there are cores. Raises BuildFault."""
    parts = [Part(place.work / str(number), tuple(pages)) for number, pages in enumerate(_shares(todo))]
    copied = [
        path for path in rendered.files if not _is_page(path) and not _is_finished(path) and not path.startswith(".")
    ]
    for number, part in enumerate(parts):
        _lay_out(part, place.root, [*part.pages, *([] if number else copied)], names)
    build_parts(place.root, parts, cores())
    return parts


def _taken(
    part: Part, sources: Mapping[str, bytes], standing: Mapping[str, str], fresh: Path
) -> Iterator[tuple[str, Built]]:
    """Move the pages of a part to `fresh`, but for those that stand already. Raises BuildFault for one not built."""
    for path in part.pages:
        html = part.site / _html(path)
        if not html.is_file():
            raise BuildFault(f"{path}: expected a page, got none from the builder.")
        built = Built(sources[path], file_digest(html))
        if standing.get(_html(path)) == built.html:
            remove(html)
        else:
            move(html, fresh / _html(path))
        yield path, built


def _taken_statics(part: Part, standing: Mapping[str, str], fresh: Path) -> dict[str, str]:
    """Move to `fresh` what a builder made beside pages; return the digests."""
    statics = {path: file_digest(part.site / path) for path, _ in stamps(part.site)}
    for path, found in statics.items():
        if standing.get(path) != found:
            move(part.site / path, fresh / path)
    return statics
