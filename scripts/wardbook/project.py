"""A project on disk: where its parts are, and the steps from its content to its site."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, TypeVar

from wardbook.engine.building import Place, bring_site_up_to_date
from wardbook.engine.digests import tree_digest
from wardbook.engine.rendering import RENDERED, Kit, Rendered, bring_up_to_date
from wardbook.engine.store import Store, remembering
from wardbook.engine.survey import Survey, survey
from wardbook.lock import only_builder
from wardbook.output import make_folder
from wardbook.read.content import take_snapshot
from wardbook.templating import default_templates, load_templates

MEMORY: Final = ".wardbook"
"""The folder in which a project's builds remember what they did; deleting it is always safe."""
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
        return Outcome(counts=_counts(content), rendered=_render(root, content, store, today).changed, built=0)

    return _alone(root, say, work)


def build(root: Path, today: date, say: Say) -> Outcome:
    """Bring the project's `site/` up to date, in one step.

    Raises ContentError, TemplateFault, BuildFault, SiteFault and OSError; the site is then as it was.
    """
    return _build(_place(root, root / SITE), today, say)


def preview_folder(root: Path) -> Path:
    """Where a preview's site is."""
    return root / MEMORY / "preview" / SITE


def build_preview(root: Path, today: date, say: Say) -> Outcome:
    """Bring the site of a preview up to date, which is not the published one. Raises as `build` does."""
    return _build(_place(root, preview_folder(root)), today, say)


def _place(root: Path, site: Path) -> Place:
    name = site.relative_to(root).parent.name or SITE
    return Place(root=root, site=site, state=root / MEMORY / f"{name}-state", work=root / MEMORY / "work")


def _build(place: Place, today: date, say: Say) -> Outcome:
    def work(store: Store) -> Outcome:
        content = survey(take_snapshot(place.root), store)
        rendered = _render(place.root, content, store, today)
        theme = tree_digest(folder / "theme" for folder in _templates(place.root))
        built = bring_site_up_to_date(place, rendered, theme, store)
        return Outcome(counts=_counts(content), rendered=rendered.changed, built=built)

    return _alone(place.root, say, work)


def _alone(root: Path, say: Say, work: Callable[[Store], Result]) -> Result:
    """Do some work with the project's memory while nobody else does."""
    folder = root / MEMORY
    with suppress(OSError):
        make_folder(folder)
    if not os.access(folder, os.W_OK):
        return remembering(folder, work)
    with only_builder(folder, say):
        return remembering(folder, work)


def _render(root: Path, content: Survey, store: Store, today: date) -> Rendered:
    folders = _templates(root)
    kit = Kit(
        target=root / RENDERED,
        templates=load_templates(folders),
        templates_digest=tree_digest(folders),
        today=today,
    )
    return bring_up_to_date(content, store, kit)


def _templates(root: Path) -> list[Path]:
    """The folders with templates, the project's own first."""
    return [folder for folder in (root / "templates", default_templates()) if folder.is_dir()]


def _counts(content: Survey) -> dict[str, int]:
    return {kind: len(paths) for kind, paths in content.paths.items()}
