"""Build the pages of `site_src/` that changed, keep all others as they are, and publish the site.

Every page is a task, and so is all that the builder makes beside pages.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from wardbook.build.cache import Cache, Finished, Step
from wardbook.build.mkdocs import Part, build_parts, builds_parts, settings_of, theme_key
from wardbook.build.paths import BuildPaths
from wardbook.build.render import RenderedSite
from wardbook.problems import BuildFault, ContentError, Problem
from wardbook.publish import PublishedFiles, publish
from wardbook.read.layout import MOVED
from wardbook.system.digests import digest, digest_of, file_digest, tree_digest
from wardbook.system.files import copy, link, make_folder, move, remove, stamps, write_if_changed
from wardbook.system.packaged import template_folders
from wardbook.system.workers import cores
from wardbook.urls import SETTINGS, address, is_as_rendered, page_of, record_at

LARGEST_PART: Final = 2000
"""Pages that one builder builds: it keeps them all in memory, about 0.1 MB each."""
SMALLEST_PART: Final = 40
"""Pages from which a second builder saves more time than it costs to start, about 0.6 s."""
_STATICS: Final = "statics"

Files = dict[str, str]
"""The SHA-256 of files in hex, by their path in the site."""


@dataclass(frozen=True, kw_only=True, slots=True)
class BuiltSite:
    """The files of a site that the builder makes from `site_src/`; new ones lie in the build's fresh folder."""

    pages: Files
    others: Files
    """The files that it made beside pages."""
    built: int
    """How many pages were built."""

    @property
    def files(self) -> Files:
        """All of them."""
        return self.others | self.pages


def refuse_broken_addresses(paths: BuildPaths, published: Iterable[str], rendered: RenderedSite) -> None:
    """Raise ContentError where records have a page in the published site and would have none any more."""
    pages = {_html(path) for path in rendered.files if _is_page(path)}
    gone = (path for path in published if path.endswith("/index.html") and path not in pages)
    if broken := {record for path in gone if (record := record_at(path))}:
        raise ContentError(
            Problem(
                f"{paths.site.name}/{address(page_of(kind, id))}/",
                1,
                "",
                f"expected the record or an entry in {MOVED}, got neither: a published address must not break;"
                " restore the record or say where it went",
            )
            for kind, id in broken
        )


def are_published(published: Mapping[str, str]) -> Callable[[str, Files], bool]:
    """Whether the files that are a task's result are among those that are published."""
    return lambda _, files: files.items() <= published.items()


def build_pages(paths: BuildPaths, rendered: RenderedSite, published: Mapping[str, str], cache: Cache) -> BuiltSite:
    """Build the pages of what is rendered, given the files that are published. Raises BuildFault and OSError."""
    settings = settings_of(paths.root)
    sources = sorted(filter(_is_page, rendered.files))
    tasks = {f"html:{path}": path for path in sources}
    built: list[str] = []

    def run(stale: list[str]) -> Iterator[Finished]:
        built.extend(tasks[task] for task in stale if task != _STATICS)
        if built and not builds_parts(settings):
            built[:] = sources
        parts = _built(paths, rendered, built, sources)
        for path, files in (page for part in parts for page in _taken(part, published, paths.fresh)):
            yield Finished(f"html:{path}", ("looks", f"rendered:{path}"), json.dumps(files).encode())
        statics = _taken_statics(parts[0], published, paths.fresh)
        yield Finished(_STATICS, ("looks", "assets"), json.dumps(statics).encode())

    inputs = _inputs(paths.root, settings, rendered)
    step = Step(run=run, decode=json.loads, stands=are_published(published))
    results = cache.refresh([*tasks, _STATICS], inputs, step)
    cache.keep_only("html", tasks)
    others = results.pop(_STATICS)
    pages = {path: html for files in results.values() for path, html in files.items()}
    return BuiltSite(pages=pages, others=others, built=len(built))


def copy_as_rendered(paths: BuildPaths, rendered: RenderedSite, published: Mapping[str, str]) -> Files:
    """The files that stand in the site as they are rendered; new ones are copied to the fresh files. Raises OSError."""
    copies = {path: found.hex() for path, found in rendered.files.items() if is_as_rendered(path)}
    for path in (path for path, found in copies.items() if published.get(path) != found):
        copy(paths.rendered / path, paths.fresh / path)
    return copies


def publish_site(paths: BuildPaths, files: Mapping[str, str], published: PublishedFiles, built: BuiltSite) -> None:
    """Publish files, unless they are published already. Raises SiteFault and OSError; the site is then as it was."""
    if published.alone and published.files == files:
        return
    publish(paths.site, files, paths.fresh, paths.state)
    if 2 * built.built > len(built.pages):
        # The spare is far behind now. It catches up while this build takes long anyway, not in the next edit.
        publish(paths.site, files, paths.fresh, paths.state)


def _inputs(root: Path, settings: Mapping[str, object], rendered: RenderedSite) -> dict[str, bytes]:
    """The digests of what pages, and the files beside them, are made from."""
    looks = digest(
        theme_key(root, settings),
        rendered.files[SETTINGS],
        tree_digest(folder / "theme" for folder in template_folders(root)),
        _own_theme(root, settings),
    )
    others = {path: key for path, key in rendered.files.items() if not _is_page(path) and not is_as_rendered(path)}
    pages = {f"rendered:{path}": key for path, key in rendered.files.items() if _is_page(path)}
    return pages | {"looks": looks, "assets": digest_of(others)}


def _own_theme(root: Path, settings: Mapping[str, object]) -> bytes:
    """A digest of the folder that the settings name for changes of the theme; it may be another than Wardbook's."""
    theme = settings.get("theme")
    folder = theme.get("custom_dir") if isinstance(theme, dict) else None
    return tree_digest([root / folder]) if isinstance(folder, str) else b""


def _is_page(path: str) -> bool:
    return path.endswith(".md")


def _html(page: str) -> str:
    """The file of the site that a page becomes."""
    below = address(page)
    return f"{below}/index.html" if below else "index.html"


def _shares(pages: Sequence[str]) -> list[Sequence[str]]:
    """The pages of each builder; one builder at least, for the files that are no pages."""
    share = max(SMALLEST_PART, min(LARGEST_PART, -(-len(pages) // cores())))
    return [pages[start : start + share] for start in range(0, len(pages), share)] or [()]


def _lay_out(part: Part, rendered: Path, files: Sequence[str], names: Sequence[str]) -> None:
    """Put before a builder the files that it is to build or copy, and the names of all pages."""
    for path in files:
        link(rendered / path, part.docs / path)
    make_folder(part.docs)
    write_if_changed(part.folder, part.names.name, json.dumps(names).encode())


def _built(paths: BuildPaths, rendered: RenderedSite, todo: Sequence[str], names: Sequence[str]) -> list[Part]:
    """Build the pages to do, as many parts at a time as there are cores. Raises BuildFault."""
    parts = [Part(paths.work / str(number), tuple(pages)) for number, pages in enumerate(_shares(todo))]
    copied = [
        path for path in rendered.files if not _is_page(path) and not is_as_rendered(path) and not path.startswith(".")
    ]
    for number, part in enumerate(parts):
        _lay_out(part, paths.rendered, [*part.pages, *([] if number else copied)], names)
    build_parts(paths.root, parts, cores())
    return parts


def _taken(part: Part, published: Mapping[str, str], fresh: Path) -> Iterator[tuple[str, Files]]:
    """Move the pages of a part to `fresh`, but for those that are published already; give the file of each.

    Raises BuildFault for a page that was not built.
    """
    for path in part.pages:
        html = _html(path)
        if not (part.site / html).is_file():
            raise BuildFault(f"{path}: expected a page, got none from the builder.")
        found = file_digest(part.site / html)
        if published.get(html) == found:
            remove(part.site / html)
        else:
            move(part.site / html, fresh / html)
        yield path, {html: found}


def _taken_statics(part: Part, published: Mapping[str, str], fresh: Path) -> Files:
    """Move to `fresh` what a builder made beside pages; return the digests."""
    statics = {path: file_digest(part.site / path) for path, _ in stamps(part.site)}
    for path, found in statics.items():
        if published.get(path) != found:
            move(part.site / path, fresh / path)
    return statics
