"""Verdicts on printed copies as files: a small page for each, without scripts or requests to other hosts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wardbook import urls
from wardbook.library.library import Library
from wardbook.render.assets import EmbedAssets
from wardbook.render.templates import Templates
from wardbook.views.copies.verdict import Verdict


@dataclass(frozen=True, kw_only=True, slots=True)
class CopyFrame:
    """The parts of the page around a verdict."""

    style: str
    library: str
    home: str


def copy_files(
    verdicts: Iterable[Verdict], library: Library, templates: Templates, assets: EmbedAssets
) -> dict[str, bytes]:
    """The pages of verdicts by their path in `site_src/`. Raises TemplateFault."""
    return dict(_files(verdicts, library, templates, assets))


def _files(
    verdicts: Iterable[Verdict], library: Library, templates: Templates, assets: EmbedAssets
) -> Iterator[tuple[str, bytes]]:
    for verdict in verdicts:
        frame = CopyFrame(
            style=urls.file(assets.style.path),
            library=library.settings.title,
            home=urls.href(urls.HOME).url,
        )
        yield verdict.path, urls.resolved(templates.copy(frame=frame, copy=verdict), verdict.path).encode()
