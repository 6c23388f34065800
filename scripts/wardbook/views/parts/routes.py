"""Routes as a page shows them: where a reader goes on, in words, with the link."""

from __future__ import annotations

from dataclasses import dataclass

from wardbook.model.parts.related import Related
from wardbook.model.parts.routes import NextStep, NoPageYet, ToConsult, ToProtocol, ToScenario, ToSource, ToTopic
from wardbook.urls import Href
from wardbook.views.context import PageContext
from wardbook.views.parts.flags import Flag, flag
from wardbook.views.parts.titles import page_title


@dataclass(frozen=True, slots=True)
class ShownRoute:
    """A route that a reader takes from here; `href` is empty where there is no page."""

    kind: str
    label: str
    href: Href | None
    note: str
    flag: Flag | None = None


def shown_route(route: NextStep, context: PageContext) -> ShownRoute:
    """A route as a page shows it."""
    match route:
        case ToConsult(service=service):
            return ShownRoute("consult", f"Consult: {service}", None, "")
        case NoPageYet(note=note):
            return ShownRoute("no-page-yet", "No page yet", None, note or "")
        case ToSource(note=note):
            return _to_record("source", route.id, note, context)
        case ToScenario() | ToTopic() | ToProtocol():
            return _to_record(route.kind, route.id, None, context)


def related_link(related: Related, context: PageContext) -> ShownRoute:
    """A related page or publication."""
    return _to_record(related.kind, related.id, related.note, context)


def _to_record(kind: str, id: str, note: str | None, context: PageContext) -> ShownRoute:
    warning = flag(context.library.cards[id].review, context.edition) if kind == "scenario" else None
    return ShownRoute(kind, page_title(kind, id, context.library), context.to(kind, id), note or "", warning)
