"""An emergency as a page shows it: how soon to call, and whom."""

from __future__ import annotations

from wardbook.model.parts.emergency import Emergency
from wardbook.views.context import PageContext
from wardbook.views.parts.exclusions import call_in_words
from wardbook.views.text import Shown


def shown_emergency(emergency: Emergency | None, context: PageContext) -> tuple[Shown, ...]:
    """The call as a line, such as `At once: call Anesthesia, Intensive care`; empty where nothing is urgent."""
    return context.line(call_in_words(emergency)) if emergency else ()
