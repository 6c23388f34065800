"""A project on disk: where its parts are, and the steps from its content to its site."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, TypeVar

from wardbook.authoring.approvals.renaming import renamed_with_approvals
from wardbook.authoring.edits import FileChanges
from wardbook.authoring.register import Size, as_yaml, grown, size
from wardbook.authoring.rename import Rename, Renamed
from wardbook.authoring.reports.coverage import CoverageGap, coverage_gaps
from wardbook.authoring.reports.sources import superseded_citations
from wardbook.authoring.status import reviews_due
from wardbook.authoring.versions.unlogged import unlogged_versions
from wardbook.build.cache import Cache, with_cache
from wardbook.build.check import check_content
from wardbook.build.index import ask_golden_queries, index_pages
from wardbook.build.pages import build_pages, copy_as_rendered, publish_site, refuse_broken_addresses
from wardbook.build.paths import CACHE, README, RENDERED, SITE_FOLDER, BuildPaths, site_paths
from wardbook.build.printing import chosen_targets, print_targets
from wardbook.build.render import Progress, render_site
from wardbook.build.server_files import build_server_files, server_files
from wardbook.build.toolchain import toolchain
from wardbook.model.finder import Queries
from wardbook.model.settings import Settings
from wardbook.problems import BuildFault, ContentError, Problem
from wardbook.publish import MANIFEST, PublishedFiles, published, recover, refuse_foreign, spare_of
from wardbook.publish.swap import real_folder
from wardbook.read.content import single_in, take_snapshot
from wardbook.read.files import MAX_REGISTER_BYTES, left_over_in
from wardbook.read.layout import CONTENT, REGISTER
from wardbook.read.leftovers import note_about
from wardbook.render.templates import load_templates
from wardbook.search.golden import lost_queries
from wardbook.search.index import INDEX_FOLDER, build_index
from wardbook.system.files import make_folder, remove, stamps, write_atomically, write_if_changed, write_tree
from wardbook.system.links import refuse_link, refuse_links
from wardbook.system.lock import HOLDER, LOCK, exclusive
from wardbook.system.packaged import template_folders
from wardbook.urls import may_be_searched
from wardbook.views.print.current import current_copies

TOO_MANY_COPIES: Final = (
    f"expected at most {MAX_REGISTER_BYTES:,} bytes with the new copies, got more:"
    " take out the oldest copies, those that nobody can still hold"
)

_Result = TypeVar("_Result")
Say = Callable[[str], None]


@dataclass(frozen=True, kw_only=True, slots=True)
class BuildOutcome:
    """The outcome of a build."""

    counts: dict[str, int]
    """The number of records of each kind."""
    rendered: int
    """How many files of `site_src/` were written or removed."""
    built: int
    """How many pages of the site were built."""


def silently(_: int, __: int) -> None:
    """Say nothing of how far the rendering is."""


def check(root: Path, today: date, say: Say) -> dict[str, int]:
    """Check the project, warn of reviews that are due, and count its records of each kind.

    Raises ContentError with every fault.
    """
    note_leftovers(root, say)

    def work(cache: Cache) -> dict[str, int]:
        content = check_content(root, cache, today)
        for warning in unlogged_versions(content.library()):
            say(warning)
        if schedule := content.globals.settings.review_schedule:
            for warning in reviews_due(content.library(), schedule, today):
                say(warning)
        for warning in superseded_citations(content.library()):
            say(warning)
        return content.counts

    return with_project_cache(root, say, work)


def note_leftovers(root: Path, say: Say) -> None:
    """Say which files of the content are passed over, if there are any to speak of."""
    if note := note_about(left_over_in(root, root / CONTENT)):
        say(note)


def render(root: Path, today: date, say: Say, progress: Progress = silently) -> BuildOutcome:
    """Bring the project's `site_src/` up to date. Raises ContentError, TemplateFault, PrintFault and OSError."""
    note_leftovers(root, say)

    def work(cache: Cache) -> BuildOutcome:
        content = check_content(root, cache, today)
        with toolchain(root) as tools:
            rendered = render_site(
                content, tools, root / RENDERED, cache, printer=tools.printer, today=today, progress=progress
            )
        return BuildOutcome(counts=content.counts, rendered=rendered.changed, built=0)

    return with_project_cache(root, say, work)


def build(root: Path, today: date, say: Say, progress: Progress = silently) -> BuildOutcome:
    """Bring the project's `site/` up to date, in one step.

    Raises ContentError, TemplateFault, PrintFault, BuildFault, SiteFault and OSError; the site is then as it was.
    """
    note_leftovers(root, say)

    def work(paths: BuildPaths, site: PublishedFiles, cache: Cache) -> BuildOutcome:
        content = check_content(root, cache, today)
        with toolchain(root) as tools:
            rendered = render_site(
                content, tools, paths.rendered, cache, printer=tools.printer, today=today, progress=progress
            )
        refuse_broken_addresses(paths, site.files, rendered)
        built = build_pages(paths, rendered, site.files, cache)
        index = index_pages(paths, built.pages, site.files, cache)
        ask_golden_queries(paths, content.queries, index, cache)
        files = built.files | copy_as_rendered(paths, rendered, site.files) | index
        files |= build_server_files(paths, content, tools, cache, files=files, published=site.files)
        publish_site(paths, files, site, built)
        return BuildOutcome(counts=content.counts, rendered=rendered.changed, built=built.built)

    return _building(root, say, work)


def pdf(root: Path, ids: Sequence[str], into: Path, today: date, say: Say, *, progress: Progress) -> list[str]:
    """Print the records with some ids, or everything there is, into a folder; return the paths of the PDFs in it.

    Raises NotPrinted, ContentError, PrintFault and OSError.
    """

    def work(cache: Cache) -> list[str]:
        content = check_content(root, cache, today)
        chosen = chosen_targets(ids, content)
        with toolchain(root) as tools:
            return list(print_targets(chosen, content, tools, into, today=today, progress=progress))

    return with_project_cache(root, say, work)


def coverage(root: Path, today: date, say: Say) -> list[CoverageGap]:
    """List what the library lacks. Raises ContentError."""

    def work(cache: Cache) -> list[CoverageGap]:
        return coverage_gaps(check_content(root, cache, today).edition(today))

    return with_project_cache(root, say, work)


def register(root: Path, today: date, say: Say) -> Size:
    """Add to the project's register the addresses and printed copies that are new; return how many.

    Raises ContentError and OSError.
    """

    def work(cache: Cache) -> Size:
        content = check_content(root, cache, today)
        copies = current_copies(content.edition(date.min))
        sections = {id: summary.optional_sections for id, summary in content.library().summaries.items()}
        new = grown(content.register, content.paths, sections, content.globals.moved, copies)
        added = size(new) - size(content.register)
        if added != Size(0, 0):
            raw = as_yaml(new)
            if len(raw) > MAX_REGISTER_BYTES:
                raise ContentError([Problem(REGISTER, 1, "", TOO_MANY_COPIES)])
            write_if_changed(root, REGISTER, raw)
        return added

    return with_project_cache(root, say, work)


def rename_record(root: Path, what: Rename, today: date, say: Say) -> Renamed:
    """Give a record another id. Raises ContentError, UserError and OSError."""
    outcome = renamed_with_approvals(take_snapshot(root), what, today)
    write(root, outcome.changes, say)
    return outcome


def write(root: Path, changes: FileChanges, say: Say) -> None:
    """Change the content while no build reads it. Raises OSError."""
    with exclusive(root / CACHE, say):
        for path, raw in changes.written.items():
            write_atomically((root / path).resolve(), raw)
        for path in changes.deleted:
            remove(root / path)


def complete(root: Path, site: Path) -> list[Problem]:
    """Add to a site that MkDocs has built its search index and the settings for servers.

    Returns the golden queries that the index loses. Raises ContentError, BuildFault, TemplateFault and OSError.
    """
    work = site_paths(root).work
    with emptied(work):
        make_folder(work)
        pages = {path: site / path for path, _ in stamps(site) if may_be_searched(path)}
        remove(site / INDEX_FOLDER)
        build_index(pages, site / INDEX_FOLDER, work, {})
    snapshot = take_snapshot(root)
    paths = [path for path, _ in stamps(site)]
    templates = load_templates(template_folders(root))
    settings = single_in(snapshot, Settings)
    if settings is None:
        raise BuildFault("content/library.yaml: was changed while the site was built.")
    for path, content in server_files(settings.record, paths, lambda path: site / path, templates).items():
        write_if_changed(site, path, content)
    queries = single_in(snapshot, Queries)
    return list(lost_queries(queries, site / INDEX_FOLDER, site)) if queries else []


def clean(root: Path, say: Say) -> None:
    """Take away all that was generated, once no build runs. Raises SiteFault where a site is not ours, and OSError.

    A link to a folder stays, as does a mount point; what it leads to is emptied. The lock stays,
    as another build may wait for it.
    """
    site, cache = root / SITE_FOLDER, root / CACHE
    refuse_links(cache)
    refuse_link(root / RENDERED)
    with exclusive(cache, say):
        recover(site)
        folder = real_folder(site)
        refuse_foreign(folder)
        remove(spare_of(site))
        write_tree(folder, {})
        if not site.is_symlink() and not site.is_mount():
            remove(site)
        write_tree(root / RENDERED, {}, keep=[README])
        write_tree(cache, {}, keep=[LOCK, HOLDER])


def generation(root: Path) -> object:
    """A value that changes whenever `site/`, or a part of it, is published."""
    try:
        status = (root / SITE_FOLDER / MANIFEST).stat()
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns


def _building(root: Path, say: Say, work: Callable[[BuildPaths, PublishedFiles, Cache], _Result]) -> _Result:
    """Do the work of a build, given what is published now."""
    paths = site_paths(root)

    def in_folder(cache: Cache) -> _Result:
        with emptied(paths.work.parent):
            recover(paths.site)
            return work(paths, published(paths.site, paths.state), cache)

    return with_project_cache(root, say, in_folder)


@contextmanager
def emptied(folder: Path) -> Iterator[None]:
    """Take away what lies in a folder before some work and after it, but leave it where the work is stopped.

    To take away thousands of pages takes seconds, and the next build has to do it anyway after one that was killed.
    """
    _empty(folder)
    try:
        yield
    except Exception:
        _empty(folder)
        raise
    _empty(folder)


def _empty(folder: Path) -> None:
    with suppress(OSError):
        remove(folder)


def with_project_cache(root: Path, say: Say, work: Callable[[Cache], _Result]) -> _Result:
    """Do some work with the project's cache while nobody else does."""
    folder = root / CACHE
    refuse_links(folder)
    with suppress(OSError):
        make_folder(folder)
    if not os.access(folder, os.W_OK):
        return with_cache(folder, work)
    with exclusive(folder, say):
        return with_cache(folder, work)
