"""A synthetic site without its scenarios' section pages, which the search leaves out and which take most of a build."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Final

from wardbook.build.mkdocs import Part, build_parts
from wardbook.build.pages import LARGEST_PART
from wardbook.build.paths import README, RENDERED
from wardbook.library.edition import Edition, edition_of
from wardbook.library.library import Library
from wardbook.render.context import render_context
from wardbook.render.fragments import Fragments
from wardbook.render.pages import page_text
from wardbook.render.print.typst import Job
from wardbook.render.site import phases, render_target
from wardbook.render.templates import Templates, load_templates
from wardbook.system.clock import today
from wardbook.system.files import link, make_folder, move, remove, stamps, write_if_changed
from wardbook.system.packaged import default_templates
from wardbook.system.workers import cores, parallel_map
from wardbook.urls import address, is_whole
from wardbook.views.article.article import article_source, lay_out
from wardbook.views.article.pages import scenario_pages
from wardbook.views.print.current import computed_copies
from wardbook.views.targets.layouts import Target, record_ids

SITE: Final = "site"


@dataclass(frozen=True, slots=True)
class _Kit:
    """With what every process renders."""

    edition: Edition
    templates: Templates
    target: Path


def render(project: Path, library: Library) -> list[str]:
    """Render the whole pages of a project; return the paths of all its pages, also of those that were left out."""
    templates = load_templates([default_templates()])
    kit = _Kit(edition_of(library, today()), templates, project / RENDERED)
    todo = list(chain.from_iterable(phases(record_ids(library), 0)))
    return [path for paths in parallel_map(_rendered, kit, todo) for path in paths if path.endswith(".md")]


def _rendered(kit: _Kit, unit: Target) -> list[str]:
    """Write the files of a unit; return the paths of all that it has."""
    kind, id = unit
    if kind != "scenario":
        context, current = render_context(kit.edition.library, kit.templates, _unprinted), computed_copies(kit.edition)
        files = render_target(unit, kit.edition, context, current).files
        for path, content in files.items():
            write_if_changed(kit.target, path, content)
        return list(files)
    pages = list(scenario_pages(lay_out(article_source(kit.edition.library.scenarios[id], kit.edition))))
    fragments = Fragments(kit.templates)
    for page in pages:
        if is_whole(_html(page.path)):
            write_if_changed(kit.target, page.path, page_text(page, fragments, kit.edition.library.settings).encode())
    return [page.path for page in pages]


def _unprinted(_: Job) -> bytes:
    """Nothing: plain MkDocs prints nothing either."""
    return b""


def _html(page: str) -> str:
    """The file of the site that a page becomes."""
    return f"{address(page)}/index.html".removeprefix("/")


def build(project: Path, names: Sequence[str]) -> Path:
    """Build what is rendered, with links to all pages that are named; return the site's folder. Raises BuildFault."""
    source, work, site = project / RENDERED, project / "parts", project / SITE
    found = sorted(path for path, _ in stamps(source) if not path.startswith(".") and path != README)
    pages = [path for path in found if path.endswith(".md")]
    others = [path for path in found if not path.endswith(".md")]
    share = min(LARGEST_PART, -(-len(pages) // cores()))
    parts = [Part(work / str(start), tuple(pages[start : start + share])) for start in range(0, len(pages), share)]
    for number, part in enumerate(parts):
        _lay_out(part, source, [*part.pages, *([] if number else others)], names)
    build_parts(project, parts, cores())
    for part in parts:
        for path, _ in stamps(part.site):
            move(part.site / path, site / path)
    remove(work)
    return site


def _lay_out(part: Part, source: Path, files: Iterable[str], names: Sequence[str]) -> None:
    for path in files:
        link(source / path, part.docs / path)
    make_folder(part.docs)
    write_if_changed(part.folder, part.names.name, json.dumps(names).encode())
