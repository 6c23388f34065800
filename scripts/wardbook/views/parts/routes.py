"""Routes as a page shows them: where a reader goes on, in words, with the link."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from wardbook.kinds import SOURCE
from wardbook.model.links import RecordLink
from wardbook.model.parts.related import Related
from wardbook.model.parts.routes import Exit, NextStep, NoPageYet, ToConsult, ToSource
from wardbook.urls import Href
from wardbook.views.context import PageContext
from wardbook.views.parts.flags import Flag, flag_of
from wardbook.views.parts.references import address_of
from wardbook.views.parts.titles import page_title

_OUTSIDE: Final[Mapping[str, str]] = {"guideline": "outside guideline", "article": "article", "review": "article"}
"""Words for a publication, by its kind, for whoever thinks of following a link to it."""


@dataclass(frozen=True, slots=True)
class ShownRoute:
    """A route that a reader takes from here; `href` is empty where there is no page."""

    kind: str
    label: str
    href: Href | None
    note: str
    flag: Flag | None = None
    record: Href | None = None
    """The page of a publication, where the route leads out of the site to the publication itself."""


def shown_routes(routes: Iterable[Exit | NextStep], context: PageContext) -> tuple[ShownRoute, ...]:
    """Routes as a page shows them; all services to discuss with are one of them, at the place of the first."""
    listed = tuple(routes)
    services = dict.fromkeys(route.service for route in listed if isinstance(route, ToConsult))
    first = next((route for route in listed if isinstance(route, ToConsult)), None)
    return tuple(
        ShownRoute("consult", f"Discuss with: {', '.join(services)}", None, "")
        if route is first
        else shown_route(route, context)
        for route in listed
        if route is first or not isinstance(route, ToConsult)
    )


def shown_route(route: Exit | NextStep, context: PageContext) -> ShownRoute:
    """A route as a page shows it."""
    match route:
        case ToConsult(service=service):
            return ShownRoute("consult", f"Discuss with: {service}", None, "")
        case NoPageYet(note=note):
            return ShownRoute("no-page-yet", "Not covered in this library", None, note or "")
        case ToSource(note=note):
            return _to_publication(route, note, context)
        case RecordLink():
            return _to_record(route, None, context)


def related_link(related: Related, context: PageContext) -> ShownRoute:
    """A related page or publication."""
    return _to_record(related, related.note, context)


def _to_publication(link: RecordLink, note: str | None, context: PageContext) -> ShownRoute:
    """A route to a publication itself; to its page where it stands no longer or has no address."""
    source = context.library.sources[link.id]
    shown = _to_record(link, note, context)
    address = "" if source.retracted or source.superseded_by else address_of(source)
    return replace(shown, href=Href(address, address), record=shown.href) if address else shown


def _to_record(link: RecordLink, note: str | None, context: PageContext) -> ShownRoute:
    label = page_title(link.kind, link.id, context.library)
    if link.kind == SOURCE:
        label += f" ({_OUTSIDE.get(context.library.sources[link.id].kind, 'outside source')})"
    return ShownRoute(
        link.kind, label, context.to(link.kind, link.id), note or "", flag_of(link.kind, link.id, context.edition)
    )
