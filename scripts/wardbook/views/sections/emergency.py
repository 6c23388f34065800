"""An emergency as a page shows it: how soon to call, and whom."""

from __future__ import annotations

from wardbook.model.parts.emergency import Emergency
from wardbook.views.context import PageContext
from wardbook.views.text import Shown


def shown_emergency(emergency: Emergency | None, context: PageContext) -> tuple[Shown, ...]:
    """The call as a line, such as `At once: call Anesthesia (ext. 4711), Surgery`; empty where nothing is urgent."""
    if emergency is None:
        return ()
    numbers = {phone.service: phone.number for phone in context.library.settings.phones}
    services = (f"{name} ({numbers[name]})" if name in numbers else name for name in emergency.services)
    return context.line(f"{emergency.time}: call {', '.join(services)}")
