"""The context of rendering: the tools for all targets, and the source of one target's files."""

from __future__ import annotations

from dataclasses import dataclass

from wardbook.library.edition import Edition
from wardbook.library.library import Library
from wardbook.render.assets import EmbedAssets, embed_assets
from wardbook.render.fragments import Fragments
from wardbook.render.print.typst import OptionalPrinter
from wardbook.render.templates import Templates
from wardbook.views.print.printable import Printable
from wardbook.views.targets.layouts import TargetLayout


@dataclass(frozen=True, slots=True)
class RenderContext:
    """The tools of rendering: templates, the files that embeds load, and the printer."""

    templates: Templates
    embed_assets: EmbedAssets
    printer: OptionalPrinter


def render_context(library: Library, templates: Templates, printer: OptionalPrinter) -> RenderContext:
    """The tools for rendering a library. Raises TemplateFault."""
    return RenderContext(templates, embed_assets(library, templates), printer)


@dataclass(frozen=True, kw_only=True, slots=True)
class RenderSource:
    """The source of a target's files."""

    layout: TargetLayout
    printable: Printable | None
    """The print of the target; none where nothing is printed and no printed copy of it is registered."""
    fragments: Fragments
    """The parts that its files have in common."""

    @property
    def edition(self) -> Edition:
        """The edition that it is part of."""
        return self.layout.edition

    @property
    def library(self) -> Library:
        """The library that it is part of."""
        return self.layout.edition.library
