"""The pages of a version of the content, rendered and built as those of a site are."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from wardbook import urls
from wardbook.build.cache import Cache
from wardbook.build.check import check_content
from wardbook.build.mkdocs import CONFIG, Part, build_parts
from wardbook.build.paths import RENDERED
from wardbook.build.render import render_site
from wardbook.build.toolchain import Toolchain
from wardbook.project import silently
from wardbook.read.content import Snapshot
from wardbook.render.print.typst import left_out
from wardbook.system.files import content_of, copy, link, make_folder, stamps, write_if_changed, write_into

_THEME: Final = "templates/theme"
"""The folder in which a project has its own parts of the frame."""


@dataclass(frozen=True, slots=True)
class RenderedVersion:
    """A version of the content as Markdown and other files, in a project of its own."""

    root: Path
    files: frozenset[str]
    """The files of its `site_src/`."""

    @property
    def pages(self) -> frozenset[str]:
        """The pages by their paths in `site_src/`, without those that are a part of another page."""
        return frozenset(path for path in self.files if path.endswith(".md") and urls.is_whole(_html(path)))

    def source(self, path: str) -> bytes:
        """The Markdown of a page; none where the version has no such page."""
        return content_of(self.root / RENDERED / path) if path in self.files else b""

    def built(self, pages: Sequence[str]) -> Part:
        """Build some pages, and what they look like. Raises BuildFault and OSError."""
        part = Part(self.root / "part", tuple(pages))
        names = sorted(path for path in self.files if path.endswith(".md"))
        statics = [
            path
            for path in self.files
            if not path.endswith(".md") and not urls.is_as_rendered(path) and not path.startswith(".")
        ]
        for path in (*part.pages, *statics):
            link(self.root / RENDERED / path, part.docs / path)
        make_folder(part.docs)
        write_if_changed(part.folder, part.names.name, json.dumps(names).encode())
        build_parts(self.root, [part], 1)
        return part


def html_of(part: Part, page: str) -> str:
    """The HTML of a page that was built; empty where the version has no such page."""
    return content_of(part.site / _html(page)).decode()


def rendered_version(snapshot: Snapshot, project: Path, root: Path, tools: Toolchain, today: date) -> RenderedVersion:
    """Render a version of the content of a project into a project at `root`, but for its PDFs.

    It looks as the project does today. Raises ContentError, TemplateFault and OSError.
    """
    for path, raw in snapshot.items():
        if isinstance(raw, bytes):
            write_into(root, path, raw)
    make_folder(root / _THEME)
    for path in _looks(project):
        copy(project / path, root / path)
    cache = Cache.empty()
    content = check_content(root, cache, today)
    rendered = render_site(content, tools, root / RENDERED, cache, printer=left_out, today=today, progress=silently)
    return RenderedVersion(root, frozenset(rendered.files))


def _looks(project: Path) -> Iterator[str]:
    """The files of a project that decide how MkDocs builds its pages."""
    yield CONFIG
    for folder in (_THEME, "scripts"):
        for path, _ in stamps(project / folder):
            if folder == _THEME or path == "mkdocs_hooks.py":
                yield f"{folder}/{path}"
    if (project / "mkdocs_hooks.py").is_file():
        yield "mkdocs_hooks.py"


def _html(page: str) -> str:
    below = urls.address(page)
    return f"{below}/index.html" if below else "index.html"
