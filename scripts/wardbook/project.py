"""A project on disk: where its parts are, and the steps from its content to its site."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, TypeVar

from wardbook.addresses import is_whole
from wardbook.builder import BuildFault
from wardbook.engine.building import Place, bring_site_up_to_date, look_at_site
from wardbook.engine.digests import digest, tree_digest
from wardbook.engine.hosting import MakeHosting, files_for, hosting_up_to_date, no_hosting
from wardbook.engine.memory import remembering
from wardbook.engine.rendering import README, RENDERED, Kit, bring_up_to_date
from wardbook.engine.searching import MakeIndex, index_as_it_stands, index_up_to_date
from wardbook.engine.store import Store
from wardbook.engine.survey import Survey, survey
from wardbook.lock import HOLDER, LOCK, only_builder
from wardbook.model.finding import Queries
from wardbook.model.library import Settings
from wardbook.output import make_folder, remove, stamps, write_file, write_tree
from wardbook.problems import Problem
from wardbook.publish import MANIFEST, recover, refuse_foreign, spare_of
from wardbook.publish.swap import real
from wardbook.read.content import single_in, take_snapshot
from wardbook.read.kinds import REGISTER
from wardbook.register import as_yaml, grown, size
from wardbook.search.golden import SETTINGS, lost_queries
from wardbook.search.index import FOLDER, build_index
from wardbook.templating import default_templates, load_templates

MEMORY: Final = ".wardbook"
"""The folder in which a project's builds remember what they did; deleting it is always safe."""
WORK: Final = "work"
"""The folder in the memory in which builds work."""
SITE: Final = "site"

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
    return _counts(_alone(root, say, lambda store: survey(take_snapshot(root), store)))


def render(root: Path, today: date, say: Say) -> Outcome:
    """Bring the project's `site_src/` up to date. Raises ContentError, TemplateFault and OSError."""

    def work(store: Store) -> Outcome:
        content = survey(take_snapshot(root), store)
        return Outcome(
            counts=_counts(content), rendered=bring_up_to_date(content, store, _kit(root, today)).changed, built=0
        )

    return _alone(root, say, work)


def register(root: Path, say: Say) -> int:
    """Add to the project's register the addresses that are new; return how many. Raises ContentError and OSError."""

    def work(store: Store) -> int:
        content = survey(take_snapshot(root), store)
        new = grown(content.register, content.paths, content.standards.moved)
        added = size(new) - size(content.register)
        if added:
            write_file(root, REGISTER, as_yaml(new))
        return added

    return _alone(root, say, work)


def build(root: Path, today: date, say: Say) -> Outcome:
    """Bring the project's `site/` up to date, in one step.

    Raises ContentError, TemplateFault, BuildFault, SiteFault and OSError; the site is then as it was.
    """
    return _build(
        _place(root, root / SITE),
        today,
        say,
        index_of=lambda content: index_up_to_date(content.queries),
        hosting_of=lambda content, kit: hosting_up_to_date(
            content.standards.settings, kit.templates, digest(content.basis, kit.templates_digest)
        ),
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
        remove(site / FOLDER)
        build_index(pages, site / FOLDER, work, {})
    snapshot = take_snapshot(root)
    paths = [path for path, _ in stamps(site)]
    templates = load_templates(_templates(root))
    settings = single_in(snapshot, Settings)
    if settings is None:
        raise BuildFault("content/library.yaml: was changed while the site was built.")
    for path, content in files_for(settings.record, paths, lambda path: site / path, templates).items():
        write_file(site, path, content)
    queries = single_in(snapshot, Queries)
    return list(lost_queries(queries, site / FOLDER, site / SETTINGS)) if queries else []


def clean(root: Path, say: Say) -> None:
    """Take away all that was generated, once no build runs. Raises SiteFault where a site is not ours, and OSError.

    A link to a folder stays, as does a mount point; what it leads to is emptied. The lock stays,
    as another build may wait for it.
    """
    site, memory = root / SITE, root / MEMORY
    with only_builder(memory, say):
        recover(site)
        folder = real(site)
        refuse_foreign(folder)
        remove(spare_of(site))
        write_tree(folder, {})
        if not site.is_symlink() and not site.is_mount():
            remove(site)
        write_tree(root / RENDERED, {}, keep=[README])
        write_tree(memory, {}, keep=[LOCK, HOLDER])


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
) -> Outcome:
    def work(store: Store) -> Outcome:
        with _swept(place.work.parent):
            make_folder(place.site.parent)
            standing = look_at_site(place)
            content = survey(take_snapshot(place.root), store)
            kit = _kit(place.root, today)
            rendered = bring_up_to_date(content, store, kit)
            built = bring_site_up_to_date(
                place,
                rendered,
                tree_digest(folder / "theme" for folder in _templates(place.root)),
                store,
                standing,
                make_index=index_of(content),
                make_hosting=hosting_of(content, kit),
            )
            return Outcome(counts=_counts(content), rendered=rendered.changed, built=built)

    return _alone(place.root, say, work)


@contextmanager
def _swept(folder: Path) -> Iterator[None]:
    """Take away what lies in a folder, before some work because a killed build left it, and after it."""
    with suppress(OSError):
        remove(folder)
    try:
        yield
    finally:
        with suppress(OSError):
            remove(folder)


def _alone(root: Path, say: Say, work: Callable[[Store], Result]) -> Result:
    """Do some work with the project's memory while nobody else does."""
    folder = root / MEMORY
    with suppress(OSError):
        make_folder(folder)
    if not os.access(folder, os.W_OK):
        return remembering(folder, work)
    with only_builder(folder, say):
        return remembering(folder, work)


def _kit(root: Path, today: date) -> Kit:
    folders = _templates(root)
    return Kit(
        target=root / RENDERED,
        templates=load_templates(folders),
        templates_digest=tree_digest(folders),
        today=today,
    )


def _templates(root: Path) -> list[Path]:
    """The folders with templates, the project's own first."""
    return [folder for folder in (root / "templates", default_templates()) if folder.is_dir()]


def _counts(content: Survey) -> dict[str, int]:
    return {kind: len(paths) for kind, paths in content.paths.items()}


def counted(counts: Mapping[str, int]) -> str:
    """How many records there are, in words."""
    kinds = ("topic", "scenario", "protocol", "procedure", "source")
    return ", ".join(number(counts[kind], kind) for kind in kinds)


def summary(problems: Sequence[Problem]) -> str:
    """How many faults there are, in words."""
    files = len({problem.path for problem in problems})
    return f"{number(len(problems), 'fault')} in {number(files, 'file')}."


def number(count: int, noun: str) -> str:
    """A number of things, in words."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
