"""How the tests use the search of the site."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

PARTS = ("assets/search", "pagefind/")
"""Where the search's own files are."""


def opened(page: Page) -> Locator:
    """Open the search by its key; return its dialog."""
    press(page, "/")
    return shown(page)


def press(page: Page, key: str) -> None:
    """Press a key once the page has been drawn; a browser drops what is pressed before."""
    page.evaluate("() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    page.keyboard.press(key)


def shown(page: Page) -> Locator:
    """The dialog of the search, which is open."""
    dialog = page.get_by_role("dialog", name="Search")
    expect(dialog).to_be_visible()
    return dialog


def field(page: Page) -> Locator:
    """Where one types."""
    return page.get_by_role("searchbox", name="Search all pages")


def search(page: Page, query: str) -> Locator:
    """Open the search and look for something; return what was found."""
    opened(page)
    field(page).fill(query)
    expect(page.get_by_role("status")).not_to_be_empty()
    return hits(page)


def hits(page: Page) -> Locator:
    """The pages that were found."""
    return page.locator(".wb-search .wb-hit")


def titles(page: Page) -> Locator:
    """The links to them."""
    return page.locator(".wb-search .wb-hit__title")


def follow(link: Locator) -> None:
    """Go where a link leads, by its key: for a pointer it must stand still, and what is found comes bit by bit."""
    link.press("Enter")


def count(page: Page) -> Locator:
    """What is said about how many were found."""
    return page.locator(".wb-search").get_by_role("status")


def requests(page: Page) -> list[str]:
    """The addresses of all that the page asks for from now on."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    return asked


def complaints(page: Page) -> list[str]:
    """What the console says from now on."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    return said
