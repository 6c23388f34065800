"""The review packet as files: one page of HTML that needs no other file, and a PDF for each paper."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from typing import Final

from wardbook import urls
from wardbook.library.library import Library
from wardbook.model.records.protocol import Protocol
from wardbook.model.settings import Paper
from wardbook.render.assets import embed_assets
from wardbook.render.escaping import as_style
from wardbook.render.fragments import Fragments
from wardbook.render.print.typst import Job
from wardbook.render.templates import Templates
from wardbook.views.article.article import ArticleLayout
from wardbook.views.embed import embeds_of
from wardbook.views.page import Layout
from wardbook.views.parts.print_links import PAPER_NAMES
from wardbook.views.print.figures import figures_in
from wardbook.views.print.fingerprint import view_as_json
from wardbook.views.print.frame import Copy, print_frame, validity_of
from wardbook.views.print.packet import NEVER_APPROVED, Packet, PrintedPacket
from wardbook.views.targets.layouts import TargetLayout

_TYPES: Final = {"png": "image/png", "jpg": "image/jpeg", "webp": "image/webp", "svg": "image/svg+xml"}
"""The media types of pictures by the endings of their names."""


def packet_as_html(packet: Packet, layout: TargetLayout, templates: Templates) -> bytes:
    """The packet with the page as one file. Raises TemplateFault."""
    library = layout.edition.library
    embed = next(iter(embeds_of(layout)))
    text = Fragments(templates).html(
        "packet/page.html.jinja",
        packet=packet,
        never_approved=NEVER_APPROVED,
        style=as_style(embed_assets(library, templates).style.content.decode()),
        library=library.settings.title,
        content=embed.template,
        page=embed.view,
    )
    site = (library.settings.address or "").rstrip("/")
    return urls.standing_alone(str(text), embed.whole, site, _media(embed.view, library)).encode()


def _media(view: object, library: Library) -> dict[str, str]:
    """The pictures in a view as addresses that hold them, by their paths in the site."""
    found = {figure.file: library.media[figure.file] for figure in figures_in(view)}
    return {
        path: f"data:{_TYPES[path.rpartition('.')[2]]};base64,{b64encode(picture).decode()}"
        for path, picture in found.items()
    }


def packet_jobs(packet: Packet, layout: TargetLayout, copy: Copy) -> Iterator[tuple[Paper, Job]]:
    """The packet with the page as a PDF, for every paper that the library is printed on."""
    library, view = layout.edition.library, _printed(packet, layout, copy)
    pictures = tuple((figure.file, library.media[figure.file]) for figure in figures_in(view))
    doc = view_as_json(view)
    for paper in library.settings.papers:
        yield (
            paper,
            Job(
                path="",
                name=f"Packet of {packet.id} ({PAPER_NAMES[paper]})",
                template="packet.typ",
                paper=paper,
                doc=doc,
                code="",
                pictures=pictures,
                on=copy.on,
            ),
        )


def _printed(packet: Packet, layout: TargetLayout, copy: Copy) -> PrintedPacket:
    record = layout.scenario if isinstance(layout, ArticleLayout) else layout.record
    frame = print_frame(
        copy,
        f"Review packet: {packet.title}",
        layout.edition.library,
        validity_of(copy.kind, copy.id, record.review, layout.edition),
        kind=packet.kind,
        page=urls.page_of(copy.kind, copy.id),
    )
    match layout:
        case ArticleLayout(whole=article):
            return PrintedPacket(frame=frame, packet=packet, article=article)
        case Layout(record=Protocol(), view=view):
            return PrintedPacket(frame=frame, packet=packet, protocol=view)
        case Layout(view=view):
            return PrintedPacket(frame=frame, packet=packet, guide=view)
