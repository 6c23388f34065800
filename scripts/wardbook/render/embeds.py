"""Embeds as files: each part of a record as HTML, and what tells other sites how to show it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from wardbook import urls
from wardbook.model.settings import Settings
from wardbook.render.assets import TYPE, TypeLinks
from wardbook.render.context import RenderContext, RenderSource
from wardbook.render.fragments import Fragments
from wardbook.views.embed import embeds_of
from wardbook.views.page import PrintLink

WIDTH: Final = 800
HEIGHT: Final = 800
"""The size of a frame in pixels where nobody sets another; what is longer can be scrolled."""


@dataclass(frozen=True, kw_only=True, slots=True)
class EmbedFrame:
    """The parts of the page around an embed's content."""

    title: str
    style: str
    script: str
    type: TypeLinks = TYPE
    library: str
    """The title of the site that it comes from."""
    whole: str
    """The address of the page that it is a part of, at its place there."""
    printing: str
    """The address at which that page opens ready to be printed."""
    prints: tuple[PrintLink, ...]
    """The PDFs of that page."""
    canonical: str
    """The full address of that page; empty for a site without an address."""
    oembed: str
    """The full address of the description for other sites, or nothing likewise."""


def embed_files(source: RenderSource, context: RenderContext) -> dict[str, bytes]:
    """The embeds of a target by their path in `site_src/`. Raises TemplateFault."""
    return dict(_files(source, context))


def _files(source: RenderSource, context: RenderContext) -> Iterator[tuple[str, bytes]]:
    library, assets, fragments = source.library, context.embed_assets, source.fragments
    site = (library.settings.address or "").rstrip("/")
    for embed in embeds_of(source.layout):
        here = embed.path
        page = site + urls.url(embed.whole)
        described = urls.oembed_of(embed.kind, embed.id, embed.part)
        frame = EmbedFrame(
            title=embed.tab or embed.title,
            style=urls.file(assets.style.path),
            script=urls.file(assets.script.path),
            library=library.settings.title,
            whole=urls.href(embed.whole, embed.anchor).url,
            printing=urls.href(embed.whole, "print").url,
            prints=embed.prints,
            canonical=site and page,
            oembed=site and f"{site}/{described}",
        )
        text = fragments.html("embed/page.html.jinja", frame=frame, content=embed.template, page=embed.view)
        yield here, urls.resolved(str(text), here).encode()
        if site:
            place = page + (embed.anchor and f"#{embed.anchor}")
            yield described, _oembed(embed.title, site + urls.url(here), place, library.settings, fragments)


def _oembed(title: str, address: str, page: str, settings: Settings, fragments: Fragments) -> bytes:
    """An embed's description after oEmbed 1.0, as a page of the type `rich`."""
    snippet = fragments.html(
        "embed/snippets/frame.html.jinja", address=address, title=title, page=page, library=settings.title
    )
    description = {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": settings.title,
        "provider_url": settings.address,
        "width": WIDTH,
        "height": HEIGHT,
        "html": snippet.strip(),
    }
    return json.dumps(description, ensure_ascii=False, indent=1).encode()
