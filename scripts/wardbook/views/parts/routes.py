"""Routes as a page shows them: where a reader goes on, in words, with the link."""

from __future__ import annotations

from dataclasses import dataclass

from wardbook.library.library import Library
from wardbook.model.parts.related import Related
from wardbook.model.parts.routes import NextStep, NoPageYet, ToConsult, ToProtocol, ToScenario, ToSource, ToTopic
from wardbook.urls import Href
from wardbook.views.parts.flags import Flag, flag
from wardbook.views.parts.titles import page_title
from wardbook.views.text import Setting


@dataclass(frozen=True, slots=True)
class ShownRoute:
    """Where a reader goes on; `href` is empty where there is no page."""

    kind: str
    label: str
    href: Href | None
    note: str
    flag: Flag | None = None


def shown_route(route: NextStep, library: Library, setting: Setting) -> ShownRoute:
    """Where a route leads."""
    match route:
        case ToConsult(service=service):
            return ShownRoute("consult", f"Consult: {service}", None, "")
        case NoPageYet(note=note):
            return ShownRoute("no-page-yet", "No page yet", None, note or "")
        case ToSource(note=note):
            return _to_record("source", route.id, note, library, setting)
        case ToScenario() | ToTopic() | ToProtocol():
            return _to_record(route.kind, route.id, None, library, setting)


def related_link(related: Related, library: Library, setting: Setting) -> ShownRoute:
    """A related page or publication."""
    return _to_record(related.kind, related.id, related.note, library, setting)


def _to_record(kind: str, id: str, note: str | None, library: Library, setting: Setting) -> ShownRoute:
    warning = flag(library.cards[id].review, setting.today) if kind == "scenario" else None
    return ShownRoute(kind, page_title(kind, id, library), setting.to(kind, id), note or "", warning)
