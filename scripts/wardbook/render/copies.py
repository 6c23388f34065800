"""Pages about printed copies as files: a small page for each, without scripts or requests to other hosts."""

from __future__ import annotations

from dataclasses import dataclass

from wardbook import urls
from wardbook.render.assets import TYPE, TypeLinks
from wardbook.render.context import RenderContext, RenderSource
from wardbook.views.copies.copy_statuses import copy_statuses_of


@dataclass(frozen=True, kw_only=True, slots=True)
class CopyFrame:
    """The parts of the page around the status of a copy."""

    style: str
    type: TypeLinks = TYPE
    library: str
    home: str


def copy_files(source: RenderSource, context: RenderContext) -> dict[str, bytes]:
    """The pages about a target's copies, by their path in `site_src/`. Raises TemplateFault."""
    frame = CopyFrame(
        style=urls.file(context.embed_assets.style.path),
        library=source.library.settings.title,
        home=urls.href(urls.HOME).url,
    )
    files = {}
    for status in copy_statuses_of(source.layout, source.printable):
        text = source.fragments.html("copies/page.html.jinja", frame=frame, copy=status)
        files[status.path] = urls.resolved(str(text), status.path).encode()
    return files
