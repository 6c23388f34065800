"""The link by which a reader reports a problem with a page, with everything filled in that says which page."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from wardbook import urls
from wardbook.model.settings import Settings

ASKED: Final = "What is wrong (please send no patient data):"
LINE_END: Final = "\r\n"
"""The end of a line in an address of a mail."""


UNKNOWN_ADDRESS: Final = "as in the address bar"
"""Stands for the address of a page that is not there; a script puts the address itself in its place."""


def report_link(settings: Settings, title: str, version: str, page: str) -> str:
    """The address of a mail or a form for the page with this path; empty where the library names no place for it."""
    return _link(settings, title, version, (settings.address or "").rstrip("/") + urls.url(page))


def missing_page_report_link(settings: Settings) -> str:
    """The same for a page that is not there."""
    return _link(settings, "a page that is not there", "", UNKNOWN_ADDRESS)


def _link(settings: Settings, title: str, version: str, address: str) -> str:
    place = settings.problem_reports or settings.contact.email or settings.contact.url or ""
    if not place or place.startswith(("https://", "http://")):
        return _filled(place, title=title, version=version, address=address)
    said = (f"Page: {title}", version and f"Version: {version}", f"Address: {address}")
    body = _quoted(LINE_END.join((*filter(None, said), "", ASKED, "")))
    return f"mailto:{quote(place, safe='@')}?subject={_quoted(f'Problem: {title}')}&body={body}"


def _filled(form: str, **values: str) -> str:
    for name, value in values.items():
        form = form.replace(f"{{{name}}}", _quoted(value))
    return form


def _quoted(text: str) -> str:
    return quote(text, safe="")
