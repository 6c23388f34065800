"""An emergency as a page shows it: how soon to call, and whom."""

from __future__ import annotations

from wardbook.model.parts.emergency import Emergency
from wardbook.views.context import PageContext
from wardbook.views.parts.exclusions import call_in_words
from wardbook.views.text import Shown


def shown_emergency(emergency: Emergency | None, context: PageContext) -> tuple[Shown, ...]:
    """The call as a line, such as `At once: call Anesthesia (ext. 4711), Surgery`; empty where nothing is urgent."""
    numbers = {str(phone.service): str(phone.number) for phone in context.library.settings.phones}
    return context.line(call_in_words(emergency, numbers)) if emergency else ()
