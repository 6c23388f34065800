"""A figure is seen wherever its record is shown: on the page, in an embed, in an element of others, in a saved file."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from support.browser import OpenPage, until

pytestmark = pytest.mark.browser

PAGE = "protocols/us-scrotum/"
EMBED = "embed/protocols/us-scrotum/article/"
FIGURE = "#figure-testis-diameters"
SIZE = [620, 250]
WHITE = "rgb(255, 255, 255)"

IS_SEEN = "image => image.complete && image.naturalWidth > 0"
SAVE = """async ([address, embed, page]) => {
  const { saved } = await import(new URL("assets/embed/saving.js", address));
  const { hashes } = await (await fetch(new URL("embed/snippets.json", address))).json();
  return saved(new URL(embed, address), { page, site: "https://guide.example/", fragment: "" }, hashes);
}"""


def is_shown(page: Page) -> None:
    """See that the picture comes once somebody is there, and that room was left for it before."""
    picture = page.locator(f"{FIGURE} img")
    before = picture.evaluate("image => image.height")
    picture.scroll_into_view_if_needed()
    until(page, lambda: picture.evaluate(IS_SEEN))
    assert picture.evaluate("image => [image.naturalWidth, image.naturalHeight]") == SIZE
    assert picture.evaluate("image => image.height") == before > 0
    assert picture.evaluate("image => getComputedStyle(image).backgroundColor") == WHITE


@pytest.mark.parametrize("path", [PAGE, EMBED])
def test_figure_is_seen_in_the_dark_too(open_page: OpenPage, path: str) -> None:
    is_shown(open_page(path, color_scheme="dark"))


def test_figure_is_seen_in_an_element_of_another_page(open_page: OpenPage, address: str) -> None:
    page = open_page("library/about/")
    page.evaluate(
        """async ([script, src]) => {
          await import(script);
          document.querySelector("article").innerHTML = `<wardbook-page src="${src}"></wardbook-page>`;
        }""",
        [f"{address}embed/wardbook-page.js", f"{address}{EMBED}"],
    )
    page.locator(f"wardbook-page {FIGURE}").wait_for()
    is_shown(page)


def test_figure_is_part_of_a_saved_file(open_page: OpenPage, address: str, tmp_path: Path) -> None:
    page = open_page(PAGE)
    file = tmp_path / "saved.html"
    file.write_text(page.evaluate(SAVE, [address, EMBED, address + PAGE]), encoding="utf-8")

    page.goto(file.as_uri())

    is_shown(page)
    assert page.locator(f"{FIGURE} img").evaluate("image => image.src").startswith("data:image/svg+xml;base64,")
