"""The built site takes no data about a patient: it has no other fields than those of search, finder and menu."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

from playwright.sync_api import expect

from support.browser import OpenPage
from support.imaging import word_for_options
from support.search_dialog import titles
from wardbook.library.library import Library

FIND = "data-wb-find"
"""What marks the field of a long filter, which has no other name."""
FIELDS = {
    ("form", "wb-home__search"),
    ("input search", "wb-home-search"),
    ("input checkbox", "__drawer"),
    ("input checkbox", "__nav"),
    ("input checkbox", ""),
    ("input search", FIND),
}
"""Fields of pages as they are sent: the search of the home page, the menus, the pattern of a filter, and the field that
finds a value of a long filter."""


class _Fields(HTMLParser):
    """Collects everything into which a reader can type or which a form can send."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []

    def _add(self, form: str, values: dict[str, str]) -> None:
        name = values.get("id") or values.get("class") or (FIND if FIND in values else "")
        self.found.append((form, re.sub(r"^__nav_[0-9_]+$", "__nav", name)))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in {"form", "textarea", "select"} or "contenteditable" in values:
            self._add(tag, values)
        elif tag == "input":
            self._add(f"input {values.get('type', 'text')}", values)


def test_fields_are_those_of_search_finder_and_menu(sample: Path) -> None:
    found: set[tuple[str, str]] = set()
    for page in (sample / "site").rglob("*.html"):
        parser = _Fields()
        parser.feed(page.read_text(encoding="utf-8"))
        found.update(parser.found)
    assert found == FIELDS


def test_device_keeps_the_choice_of_colors_alone(open_page: OpenPage, sample_library: Library) -> None:
    page = open_page("", color_scheme="light")
    label = f"Search disease, patient, {word_for_options(sample_library)} or rating"
    page.get_by_role("searchbox", name=label).press_sequentially("MRI head")
    expect(titles(page).first).to_have_text("MRI head")
    page.keyboard.press("Escape")
    page.get_by_title("Switch to the dark page").click()

    stored = "async () => [{...localStorage}, {...sessionStorage}, await indexedDB.databases(), await caches.keys()]"
    colors, *others = page.evaluate(stored)
    assert list(colors.values()) == ["slate"]
    assert others == [{}, [], []]
    assert page.context.cookies() == []
