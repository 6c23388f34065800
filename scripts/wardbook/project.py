"""A project on disk: where its parts are, and the steps from its content to its site."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, TypeVar

from wardbook.authoring.register import Size, as_yaml, grown, size
from wardbook.build.check import Survey, survey
from wardbook.build.index import MakeIndex, index_as_it_stands, index_up_to_date
from wardbook.build.kit import kit_of
from wardbook.build.memory import remembering
from wardbook.build.pages import Place, bring_site_up_to_date
from wardbook.build.render import README, RENDERED, Kit, Progress, bring_up_to_date
from wardbook.build.server_files import MakeHosting, files_for, hosting_up_to_date, no_hosting
from wardbook.build.stock import Stock
from wardbook.build.store import Store
from wardbook.library.edition import edition_of
from wardbook.model.finder import Queries
from wardbook.model.settings import Settings
from wardbook.problems import BuildFault, ContentError, Problem
from wardbook.publish import MANIFEST, recover, refuse_foreign, spare_of
from wardbook.publish.swap import real_folder
from wardbook.read.content import single_in, take_snapshot
from wardbook.read.files import MAX_REGISTER_BYTES
from wardbook.read.fonts import project_fonts
from wardbook.read.layout import REGISTER
from wardbook.render.templates import load_templates
from wardbook.search.golden import SEARCH_SETTINGS, lost_queries
from wardbook.search.index import INDEX_FOLDER, build_index
from wardbook.system.digests import digest, tree_digest
from wardbook.system.files import make_folder, remove, stamps, write_if_changed, write_tree
from wardbook.system.lock import HOLDER, LOCK, exclusive
from wardbook.system.packaged import template_folders
from wardbook.urls import is_whole
from wardbook.views.print.current import current_copies
from wardbook.views.targets.layouts import VOLUME

MEMORY: Final = ".wardbook"
"""The folder in which a project's builds remember what they did; deleting it is always safe."""
WORK: Final = "work"
"""The folder in the memory in which builds work."""
SITE: Final = "site"

TOO_MANY_COPIES: Final = (
    f"expected at most {MAX_REGISTER_BYTES:,} bytes with the new copies, got more:"
    " take out the oldest copies, those that nobody can still hold"
)

Result = TypeVar("Result")
Say = Callable[[str], None]


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What a build did."""

    counts: dict[str, int]
    """How many records of each kind there are."""
    rendered: int
    """How many files of `site_src/` were written or removed."""
    built: int
    """How many pages of the site were built."""


def check(root: Path, say: Say) -> dict[str, int]:
    """How many records of each kind the project has. Raises ContentError with every fault."""
    return _counts(alone(root, say, lambda store: surveyed(root, store)))


def silently(_: int, __: int) -> None:
    """Say nothing of how far the rendering is."""


def render(root: Path, today: date, say: Say, progress: Progress = silently) -> Outcome:
    """Bring the project's `site_src/` up to date. Raises ContentError, TemplateFault, PrintFault and OSError."""

    def work(store: Store) -> Outcome:
        content = surveyed(root, store)
        with kit_of(root, today, progress) as kit:
            changed = bring_up_to_date(content, store, kit).changed
        return Outcome(counts=_counts(content), rendered=changed, built=0)

    return alone(root, say, work)


def register(root: Path, say: Say) -> Size:
    """Add to the project's register the addresses and printed copies that are new; return how many.

    Raises ContentError and OSError.
    """

    def work(store: Store) -> Size:
        content = surveyed(root, store)
        library = Stock(content, store.shown, store.all_facts).library(lambda _: None)
        copies = current_copies(edition_of(library, date.min))
        new = grown(content.register, content.paths, content.standards.moved, copies)
        added = size(new) - size(content.register)
        if added != Size(0, 0):
            raw = as_yaml(new)
            if len(raw) > MAX_REGISTER_BYTES:
                raise ContentError([Problem(REGISTER, 1, "", TOO_MANY_COPIES)])
            write_if_changed(root, REGISTER, raw)
        return added

    return alone(root, say, work)


def build(root: Path, today: date, say: Say, progress: Progress = silently) -> Outcome:
    """Bring the project's `site/` up to date, in one step.

    Raises ContentError, TemplateFault, PrintFault, BuildFault, SiteFault and OSError; the site is then as it was.
    """
    return _build(
        _place(root, root / SITE),
        today,
        say,
        index_of=lambda content: index_up_to_date(content.queries),
        hosting_of=lambda content, kit: hosting_up_to_date(
            content.standards.settings, kit.templates, digest(content.basis, kit.templates_digest)
        ),
        progress=progress,
    )


def generation(root: Path) -> object:
    """What is another thing as soon as another site, or a part of one, is published."""
    try:
        status = (root / SITE / MANIFEST).stat()
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns


def preview_folder(root: Path) -> Path:
    """Where a preview's site is."""
    return root / MEMORY / "preview" / SITE


def build_preview(root: Path, today: date, say: Say) -> Outcome:
    """Bring the site of a preview up to date, which is not the published one, but for its search index.

    Raises as `build` does.
    """
    return _build(_place(root, preview_folder(root)), today, say, index_of=lambda _: index_as_it_stands)


def index_preview(root: Path, today: date, say: Say) -> Outcome:
    """Bring the site of a preview up to date with its search index. Raises as `build` does.

    The golden queries are not asked: somebody is in the middle of an edit.
    """
    return _build(_place(root, preview_folder(root)), today, say, index_of=lambda _: index_up_to_date(None))


def complete(root: Path, site: Path) -> list[Problem]:
    """Add to a site that MkDocs has built its search index and the settings for servers.

    Returns the golden queries that the index loses. Raises ContentError, BuildFault, TemplateFault and OSError.
    """
    work = root / MEMORY / WORK / secrets.token_hex(8)
    with _swept(work):
        make_folder(work)
        pages = {path: site / path for path, _ in stamps(site) if is_whole(path)}
        remove(site / INDEX_FOLDER)
        build_index(pages, site / INDEX_FOLDER, work, {})
    snapshot = take_snapshot(root)
    paths = [path for path, _ in stamps(site)]
    templates = load_templates(template_folders(root))
    settings = single_in(snapshot, Settings)
    if settings is None:
        raise BuildFault("content/library.yaml: was changed while the site was built.")
    for path, content in files_for(settings.record, paths, lambda path: site / path, templates).items():
        write_if_changed(site, path, content)
    queries = single_in(snapshot, Queries)
    return list(lost_queries(queries, site / INDEX_FOLDER, site / SEARCH_SETTINGS)) if queries else []


def clean(root: Path, say: Say) -> None:
    """Take away all that was generated, once no build runs. Raises SiteFault where a site is not ours, and OSError.

    A link to a folder stays, as does a mount point; what it leads to is emptied. The lock stays,
    as another build may wait for it.
    """
    site, memory = root / SITE, root / MEMORY
    with exclusive(memory, say):
        recover(site)
        folder = real_folder(site)
        refuse_foreign(folder)
        remove(spare_of(site))
        write_tree(folder, {})
        if not site.is_symlink() and not site.is_mount():
            remove(site)
        write_tree(root / RENDERED, {}, keep=[README])
        write_tree(memory, {}, keep=[LOCK, HOLDER])


def surveyed(root: Path, store: Store) -> Survey:
    """What the project holds, all of it sound. Raises ContentError with every fault."""
    return survey(take_snapshot(root), store, project_fonts(root))


def _place(root: Path, site: Path) -> Place:
    name = site.relative_to(root).parent.name or SITE
    # A name of its own, as a builder of a build that was killed may still be at work for a moment.
    work = root / MEMORY / WORK / secrets.token_hex(8)
    return Place(root=root, site=site, state=root / MEMORY / f"{name}-state", work=work, public=site == root / SITE)


def _build(
    place: Place,
    today: date,
    say: Say,
    *,
    index_of: Callable[[Survey], MakeIndex],
    hosting_of: Callable[[Survey, Kit], MakeHosting] = lambda *_: no_hosting,
    progress: Progress = silently,
) -> Outcome:
    def work(store: Store) -> Outcome:
        with _swept(place.work.parent):
            make_folder(place.site.parent)
            recover(place.site)
            content = surveyed(place.root, store)
            with kit_of(place.root, today, progress) as kit:
                # A preview is of pages; the books of the whole library are made once it is to be published.
                rendered = bring_up_to_date(content, store, kit, set() if place.public else {VOLUME})
            built = bring_site_up_to_date(
                place,
                rendered,
                tree_digest(folder / "theme" for folder in template_folders(place.root)),
                store,
                make_index=index_of(content),
                make_hosting=hosting_of(content, kit),
            )
            return Outcome(counts=_counts(content), rendered=rendered.changed, built=built)

    return alone(place.root, say, work)


@contextmanager
def _swept(folder: Path) -> Iterator[None]:
    """Take away what lies in a folder before some work and after it, but leave it where the work is stopped.

    To take away thousands of pages takes seconds, and the next build has to do it anyway after one that was killed.
    """
    _sweep(folder)
    try:
        yield
    except Exception:
        _sweep(folder)
        raise
    _sweep(folder)


def _sweep(folder: Path) -> None:
    with suppress(OSError):
        remove(folder)


def alone(root: Path, say: Say, work: Callable[[Store], Result]) -> Result:
    """Do some work with the project's memory while nobody else does."""
    folder = root / MEMORY
    with suppress(OSError):
        make_folder(folder)
    if not os.access(folder, os.W_OK):
        return remembering(folder, work)
    with exclusive(folder, say):
        return remembering(folder, work)


def _counts(content: Survey) -> dict[str, int]:
    return {kind: len(paths) for kind, paths in content.paths.items()}
