"""The site of a preview, which is not the published one: the steps from a project's content to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from wardbook.build.cache import Cache
from wardbook.build.check import check_content
from wardbook.build.index import index_pages, published_index
from wardbook.build.pages import build_pages
from wardbook.build.paths import CACHE, BuildPaths, preview_paths, site_paths
from wardbook.build.printing import printed_at
from wardbook.build.render import render_site
from wardbook.build.toolchain import toolchain
from wardbook.hosting import HOSTING
from wardbook.project import BuildOutcome, Say, emptied, note_leftovers, silently, with_project_cache
from wardbook.publish import published
from wardbook.publish.preview import (
    files_of_preview,
    is_newer,
    link_folders,
    start_with_copies,
    start_with_own,
    update_preview,
)
from wardbook.render.print.typst import left_out
from wardbook.system.links import refuse_links
from wardbook.system.lock import exclusive
from wardbook.urls import AS_RENDERED, is_as_rendered


def begin_preview(root: Path, say: Say) -> None:
    """Let the preview begin with the published site where that is newer, as most pages are the same. Raises OSError."""
    note_leftovers(root, say)
    paths, site = preview_paths(root), site_paths(root)
    refuse_links(root / CACHE)
    with exclusive(root / CACHE, say), emptied(paths.work.parent):
        if is_newer(site.site, paths.site):
            files = published(site.site, site.state).files
            chosen = {name: sha for name, sha in files.items() if name not in HOSTING and not is_as_rendered(name)}
            start_with_copies(paths.site, site.site, chosen, paths.work)
        elif paths.site.is_dir():
            start_with_own(paths.site)
        if paths.site.is_dir():
            link_folders(paths.site, paths.rendered, AS_RENDERED)


def build_preview(root: Path, today: date, say: Say) -> BuildOutcome:
    """Bring the site of a preview up to date, which is not the published one, but for its search index.

    PDFs that an edit has changed are left out. Raises as `build` does.
    """
    return _building_preview(root, today, say, lambda _, __, former, ___: published_index(former))


def index_preview(root: Path, today: date, say: Say) -> BuildOutcome:
    """Bring the site of a preview up to date with its search index. Raises as `build` does.

    The golden queries are not asked: somebody is in the middle of an edit.
    """
    return _building_preview(root, today, say, index_pages)


def print_preview(root: Path, path: str, today: date, say: Say) -> bytes | None:
    """The PDF at a path of the preview, printed now; nothing where there is none. Raises as `pdf` does."""

    def work(cache: Cache) -> bytes | None:
        content = check_content(root, cache, today)
        with toolchain(root) as tools:
            return printed_at(path, content, tools, today)

    return with_project_cache(root, say, work)


def _building_preview(
    root: Path,
    today: date,
    say: Say,
    index: Callable[[BuildPaths, Mapping[str, str], Mapping[str, str], Cache], dict[str, str]],
) -> BuildOutcome:
    """Bring the site of a preview up to date, with the index of its pages that a function gives."""
    paths = preview_paths(root)

    def work(cache: Cache) -> BuildOutcome:
        with emptied(paths.work.parent):
            former = files_of_preview(paths.site)
            content = replace(check_content(root, cache, today), is_preview=True)
            with toolchain(root) as tools:
                rendered = render_site(
                    content, tools, paths.rendered, cache, printer=left_out, today=today, progress=silently
                )
            built = build_pages(paths, rendered, former, cache)
            made = {name: sha for name, sha in built.files.items() if not is_as_rendered(name)}
            files = made | index(paths, built.pages, former, cache)
            update_preview(paths.site, former, files, paths.fresh)
            link_folders(paths.site, paths.rendered, AS_RENDERED)
        return BuildOutcome(counts=content.counts, rendered=rendered.changed, built=built.built)

    return with_project_cache(root, say, work)
