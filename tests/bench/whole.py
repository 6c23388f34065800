"""A synthetic site without its scenarios' section pages, which the search leaves out and which take most of a build."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from wardbook.addresses import address, is_whole
from wardbook.builder import Part, build_parts
from wardbook.clock import today
from wardbook.engine.building import LARGEST_PART
from wardbook.engine.jobs import cores, parallel_map
from wardbook.engine.rendering import README, RENDERED
from wardbook.library import Library
from wardbook.output import link, make_folder, move, remove, stamps, write_file
from wardbook.packaged import default_templates
from wardbook.press import Job
from wardbook.site import Means, Unit, ids, render_unit, units
from wardbook.templating import Templates, load_templates
from wardbook.views.article import manuscript
from wardbook.views.scenario import scenario_pages
from wardbook.views.text import Vocabulary

SITE: Final = "site"


@dataclass(frozen=True, slots=True)
class _Kit:
    """With what every process renders."""

    library: Library
    vocabulary: Vocabulary
    templates: Templates
    day: date
    target: Path


def render(project: Path, library: Library) -> list[str]:
    """Render the whole pages of a project; return the paths of all its pages, also of those that were left out."""
    vocabulary, templates = Vocabulary(library.terms), load_templates([default_templates()])
    kit = _Kit(library, vocabulary, templates, today(), project / RENDERED)
    todo = list(units(ids(library), 0))
    return [path for paths in parallel_map(_rendered, kit, todo) for path in paths if path.endswith(".md")]


def _rendered(kit: _Kit, unit: Unit) -> list[str]:
    """Write the files of a unit; return the paths of all that it has."""
    kind, id = unit
    if kind != "scenario":
        files = render_unit(unit, kit.library, kit.vocabulary, Means(kit.templates, _unprinted), kit.day)
        for path, content in files.items():
            write_file(kit.target, path, content)
        return list(files)
    pages = list(scenario_pages(manuscript(kit.library.scenarios[id], kit.library, kit.vocabulary, kit.day), {}))
    for page in pages:
        if is_whole(_html(page.path)):
            text = kit.templates.page(page.template, head=page.head, page=page.view)
            write_file(kit.target, page.path, text.encode())
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
    write_file(part.folder, part.names.name, json.dumps(names).encode())
