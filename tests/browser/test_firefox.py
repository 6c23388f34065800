"""What matters most, in Firefox: run in the long mode and by `make audit`, as Firefox takes long to start."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.browser import BOY, KINDS, words
from support.firefox import Firefox, firefox
from support.long_mode import LONG
from support.nginx_site import Servers, hosted

pytestmark = [pytest.mark.browser, pytest.mark.skipif(not LONG, reason="runs in the long mode and by make audit")]

SEEN = ("home", "finder", "topic", "scenario", "protocol", "comparison", "coverage")
EMBED = f"embed/{BOY}article/"
_FIT = """document.querySelector("iframe").clientHeight > 2000"""


@pytest.fixture(scope="module")
def servers(sample: Path) -> Iterator[Servers]:
    """The sample's site on nginx, and an intranet."""
    with hosted(sample) as servers:
        yield servers


@pytest.fixture(scope="module")
def window() -> Iterator[Firefox]:
    """A window of Firefox."""
    with firefox() as window:
        yield window


@pytest.mark.parametrize("kind", SEEN)
@pytest.mark.parametrize("width", [450, 1280])  # it has no narrower window
def test_page_is_whole_and_the_console_empty(window: Firefox, servers: Servers, kind: str, width: int) -> None:
    window.open(servers.site + KINDS[kind], width)

    assert window.run("return document.querySelector('h1').checkVisibility()")
    assert window.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    assert window.run("return document.querySelector('article').innerText.length") > 300
    assert window.complaints() == []


def test_script_that_fails_is_a_complaint(window: Firefox, servers: Servers) -> None:
    window.open(servers.site)
    window.run("setTimeout(() => { throw new Error('robots'); })")

    assert window.wait("true")
    assert any("robots" in text for text in window.complaints())


def test_search_finds(window: Firefox, servers: Servers) -> None:
    window.open(servers.site)
    window.press("/")
    window.wait("document.activeElement.type === 'search'")
    window.press("asymptomatic boy")

    assert window.wait("document.querySelector('.wb-hit__title')?.textContent")
    assert window.complaints() == []


def test_finder_filters(window: Firefox, servers: Servers) -> None:
    window.open(f"{servers.site}find/")
    everything = window.wait("document.querySelectorAll('[data-wb-found] > li').length")

    window.click("[data-wb-facet=age] input, [data-wb-facet] input[type=checkbox]:not([value='0'])")

    assert window.wait("location.hash.length > 1")
    assert 0 < window.run("return document.querySelectorAll('[data-wb-found] > li').length") <= everything
    assert window.complaints() == []


def test_colors_are_changed_and_remembered(window: Firefox, servers: Servers) -> None:
    window.open(servers.site)
    scheme = "return document.body.dataset.mdColorScheme"
    before = window.run(scheme)

    window.click(f"[data-wb-colors]:not([data-wb-colors={before}])")
    changed = window.run(scheme)
    window.open(servers.site + BOY)

    assert {before, changed} == {"default", "slate"}
    assert window.run(scheme) == changed


def test_embed_fits_its_frame(window: Firefox, servers: Servers) -> None:
    snippet = (
        f'<iframe data-wardbook src="{servers.site}{EMBED}" title="A guideline" width="100%" height="800"'
        ' sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"></iframe>'
        f'<script src="{servers.site}embed/host.js" async></script>'
    )
    window.open(servers.around(snippet))

    assert window.wait(_FIT)
    assert window.complaints() == []


def test_printed_page_has_the_whole_article(window: Firefox, servers: Servers, tmp_path: Path) -> None:
    window.open(servers.site + BOY)
    # Of a font with many weights Firefox prints shapes, in which no program finds words.
    window.run("document.body.style.setProperty('--md-text-font-family', 'sans-serif')")
    (tmp_path / "page.pdf").write_bytes(window.printed())
    text = subprocess.run(["pdftotext", tmp_path / "page.pdf", "-"], capture_output=True, text=True, check=True).stdout

    last = words(window.run("return [...document.querySelectorAll('article h2')].at(-1).firstChild.textContent"))
    assert words(window.run("return document.querySelector('h1').innerText"))[:30] in words(text)
    assert last in words(text)
