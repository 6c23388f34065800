"""Pages before and after, side by side: one for each page that differs, and an index of them."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from wardbook import urls
from wardbook.authoring.versions.comparing import RecordDifference
from wardbook.authoring.versions.labels import Labels, labels_of_versions
from wardbook.authoring.versions.wording import sentence
from wardbook.build.mkdocs import Part
from wardbook.build.paths import RENDERED
from wardbook.build.toolchain import toolchain
from wardbook.kinds import KINDS
from wardbook.preview.versions.marked import article_of, heading_of, marked, styles_of
from wardbook.preview.versions.rendered import RenderedVersion, html_of, rendered_version
from wardbook.read.content import Snapshot
from wardbook.render.templates import Templates
from wardbook.system.files import content_of, stamps

_STYLES: Final = (".css", ".woff2")
"""The endings of files that decide how pages look."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ComparedPage:
    """A page before and after."""

    title: str
    what: str
    """Whether it is new, removed or changed."""
    path: str
    """Its path below the folder of pages."""
    lines: tuple[str, ...]
    """The differences of its record in clinical words."""
    words: int
    """How many words differ, those before and those after counted alike."""
    before: str
    """The article as HTML; empty where there was no such page."""
    after: str
    root: str
    """The way from the page to the folder of pages."""
    styles: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Compared:
    """Two versions of a project, rendered, with the pages of each that differ."""

    before: RenderedVersion
    after: RenderedVersion
    old: Part
    new: Part
    pages: Sequence[str]
    lines: Mapping[str, tuple[str, ...]]
    """The differences in words, by page."""


def side_by_side(
    before: Snapshot, after: Snapshot, found: Sequence[RecordDifference], project: Path, today: date
) -> dict[str, bytes]:
    """The files of a folder with pages before and after. Raises ContentError, TemplateFault, BuildFault and OSError."""
    with toolchain(project) as tools, TemporaryDirectory(prefix="wardbook-") as folder:
        old = rendered_version(before, project, Path(folder, "before"), tools, today)
        new = rendered_version(after, project, Path(folder, "after"), tools, today)
        pages = sorted(path for path in old.pages | new.pages if old.source(path) != new.source(path))
        compared = _Compared(
            before=old,
            after=new,
            old=old.built([path for path in pages if path in old.files]),
            new=new.built([path for path in pages if path in new.files]),
            pages=pages,
            lines=_lines(found, labels_of_versions([before, after])),
        )
        shown = list(_pages(compared))
        return dict(_files(compared, shown, tools.templates))


def _lines(found: Sequence[RecordDifference], labels: Labels) -> dict[str, tuple[str, ...]]:
    pages = {urls.page_of(one.kind, one.id): one for one in found if one.kind in KINDS}
    return {page: tuple(sentence(line, labels) for line in one.differences) for page, one in pages.items()}


def _pages(compared: _Compared) -> Iterator[ComparedPage]:
    addresses = {urls.address(path) for path in compared.pages}
    for page in compared.pages:
        address = urls.address(page)
        old, new = html_of(compared.old, page), html_of(compared.new, page)
        to = _links(address, addresses, compared)
        was, now = article_of(old, "before-", to), article_of(new, "after-", to)
        before, after, words = marked(was, now)
        yield ComparedPage(
            title=heading_of(now) or heading_of(was) or page,
            what="changed" if old and new else "new" if new else "removed",
            path=f"{address}/index.html" if address else "home/index.html",
            lines=compared.lines.get(page, ()),
            words=words,
            before=before,
            after=after,
            root="../" * ((address or "home").count("/") + 1),
            styles=tuple(_place(address, style) for style in styles_of(new or old)),
        )


def _place(address: str, target: str) -> str:
    """The path below the site's root of what a link of a page leads to."""
    return posixpath.normpath(posixpath.join(f"/{address}/", target.partition("#")[0])).strip("/")


def _links(address: str, addresses: set[str], compared: _Compared) -> Callable[[str], str | None]:
    """The function that gives the address for a link of a page: to a page that is compared, or to a picture."""
    files = compared.before.files | compared.after.files

    def to(target: str) -> str | None:
        place = _place(address, target)
        if place in files and place.startswith(f"{urls.FIGURES}/"):
            return "../" * ((address or "home").count("/") + 1) + place
        if place in addresses and not target.startswith(("http:", "https:", "mailto:", "tel:")):
            return "../" * ((address or "home").count("/") + 1) + f"{place or 'home'}/index.html"
        return None

    return to


def _files(compared: _Compared, shown: Sequence[ComparedPage], templates: Templates) -> Iterator[tuple[str, bytes]]:
    yield "index.html", str(templates.render_html("versions/index.html.jinja", pages=shown)).encode()
    for page in shown:
        yield page.path, str(templates.render_html("versions/page.html.jinja", page=page)).encode()
    for path, _ in stamps(compared.new.site):
        if path.endswith(_STYLES):
            yield path, content_of(compared.new.site / path)
    for version in (compared.before, compared.after):
        for path in version.files:
            if path.startswith(f"{urls.FIGURES}/"):
                yield path, content_of(version.root / RENDERED / path)
