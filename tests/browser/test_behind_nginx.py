"""The site on nginx as its nginx.conf has it: all works under the policy, and a frame shows what its owner may show."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, BrowserContext, Frame, Page, expect

from support.browser import BOY, KINDS, SCHEMES, Scheme
from support.long_mode import LONG
from support.nginx_site import Servers, hosted
from support.search_dialog import complaints, follow, search, titles
from wardbook.hosting import HOSTING
from wardbook.hosting.inline import inline_in_page, inline_in_site
from wardbook.urls import EMBEDDED, EMBEDS

pytestmark = pytest.mark.browser

STUB: Final = "embed/stubs/stub/article/"
EMBED: Final = {
    f"{STUB}index.html": """<!doctype html>
<html lang="en"><title>An embed</title><base target="_blank">
<link rel="stylesheet" href="../../../style-0123456789.css"><script src="../../../frame-0123456789.js" defer></script>
<script>document.documentElement.dataset.inline = "ran"</script>
<p style="color: rgb(9, 9, 9)">Words</p><a href="../../../../scenarios/all-asymptomatic-boy/">Open the full page</a>""",
    "embed/style-0123456789.css": "body { background: rgb(1, 2, 3) }",
    "embed/frame-0123456789.js": "document.documentElement.dataset.script = 'ran';",
}
"""An embed with a style and a script in files, and with some in itself, which do not count."""


@pytest.fixture(scope="module")
def servers(sample: Path) -> Iterator[Servers]:
    """The sample's site on nginx, and another server under two names."""
    with hosted(sample, EMBED) as servers:
        yield servers


@pytest.fixture(scope="module")
def window(chromium: Browser) -> Iterator[BrowserContext]:
    """Windows with one memory."""
    context = chromium.new_context(reduced_motion="reduce")
    yield context
    context.close()


@pytest.fixture
def page(window: BrowserContext) -> Iterator[Page]:
    """A page that shows nothing yet."""
    page = window.new_page()
    yield page
    page.close()


def test_pages_have_one_inline_script_and_none_has_what_the_policy_forbids(sample: Path) -> None:
    site = sample / "site"
    paths = [path.relative_to(site).as_posix() for path in site.rglob("*.html")]
    pages = [inline_in_page((site / path).read_bytes()) for path in paths if not path.startswith("embed/")]

    found = inline_in_site(paths, lambda path: (site / path).read_bytes())

    assert found.scripts == frozenset[str]().union(*(page.scripts for page in pages))
    assert [what for page in pages for what in page.forbidden] == []
    assert len(found.scripts) == 1


@pytest.mark.parametrize("scheme", SCHEMES if LONG else SCHEMES[-1:])
def test_pages_of_all_kinds_keep_to_the_policy(chromium: Browser, servers: Servers, scheme: Scheme) -> None:
    context = chromium.new_context(color_scheme=scheme, reduced_motion="reduce")
    name = {"light": "default", "dark": "slate"}[scheme]
    page = context.new_page()
    said = complaints(page)
    for kind, path in KINDS.items():
        if "#" in path:
            page.goto("about:blank")  # an address with a fragment alone would be the same page
        answer = page.goto(servers.site + path)
        assert answer
        assert answer.status == (404 if kind == "404" else 200)
        assert "script-src 'self'" in (answer.header_value("content-security-policy") or "")
        assert page.locator("body").get_attribute("data-md-color-scheme") == name
    page.close()
    context.close()

    assert [text for text in said if "404 (Not Found)" not in text] == []
    assert len(said) <= 1


def test_search_and_finder_work_under_the_policy(page: Page, servers: Servers) -> None:
    page.goto(servers.site)
    said = complaints(page)

    search(page, "ultrasuond")
    expect(page.get_by_text("Showing results for “ultrasound”")).to_be_visible()
    expect(titles(page).first).to_be_visible()
    follow(titles(page).first)
    expect(page.locator("h1")).not_to_be_empty()
    page.goto(f"{servers.site}find/#modality=us")
    expect(page.locator("[data-wb-count]")).not_to_be_empty()
    expect(page.locator("[data-wb-found] > li").first).to_be_visible()

    assert said == []


def test_page_for_what_is_not_there_finds_what_was_meant(page: Page, servers: Servers) -> None:
    page.goto(f"{servers.site}scenarios/all-asymtomatic-boi/")

    expect(page.get_by_role("heading", name="You may be looking for")).to_be_visible()
    expect(page.locator("article .wb-hit__title")).not_to_have_count(0)


def test_policy_stops_what_is_not_of_the_site(page: Page, servers: Servers) -> None:
    page.goto(servers.site)
    said = complaints(page)

    page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "document.documentElement.dataset.inline = 'ran'";
          document.body.append(script);
          document.body.insertAdjacentHTML("beforeend", "<p id=x style='color: red' onclick='throw 1'>x</p>");
        }"""
    )

    assert page.locator("html").get_attribute("data-inline") is None
    assert len([text for text in said if "Content Security Policy" in text]) == 3


SANDBOXES: Final = (None, "", "allow-scripts", "allow-scripts allow-popups allow-popups-to-escape-sandbox")


@pytest.mark.parametrize("sandbox", SANDBOXES)
def test_intranet_shows_an_embed(page: Page, servers: Servers, sandbox: str | None) -> None:
    frame = framed(page, servers, servers.intranet, servers.site + STUB, sandbox)

    assert shown(frame)
    # The frame's origin is opaque in a sandbox, and 'self' is the address of the embed all the same.
    assert frame.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(1, 2, 3)"
    ran = None if sandbox == "" else "ran"
    assert frame.locator("html").get_attribute("data-script") == ran
    assert frame.locator("html").get_attribute("data-inline") is None
    assert frame.evaluate("getComputedStyle(document.querySelector('p')).color") != "rgb(9, 9, 9)"


@pytest.mark.parametrize("kind", EMBEDDED)
@pytest.mark.parametrize("sandbox", SANDBOXES[2:])
def test_embeds_of_all_kinds_keep_to_the_policy(page: Page, servers: Servers, kind: str, sandbox: str) -> None:
    embeds = sorted((servers.files / EMBEDS / f"{kind}s").glob("*/article/index.html"))
    address = servers.site + embeds[0].parent.relative_to(servers.files).as_posix() + "/"
    said = complaints(page)

    frame = framed(page, servers, servers.intranet, address, sandbox)

    assert shown(frame)
    expect(frame.get_by_role("heading").first).to_be_visible()
    assert said == []


def test_link_of_an_embed_leaves_the_frame(page: Page, servers: Servers) -> None:
    frame = framed(page, servers, servers.intranet, servers.site + STUB, SANDBOXES[-1])

    with page.expect_popup() as opened:
        frame.get_by_role("link").click()

    expect(opened.value.locator("h1")).not_to_be_empty()
    assert opened.value.url == servers.site + BOY


@pytest.mark.parametrize("sandbox", SANDBOXES)
def test_stranger_shows_no_embed(page: Page, servers: Servers, sandbox: str | None) -> None:
    frame = framed(page, servers, servers.stranger, servers.site + STUB, sandbox)

    assert not shown(frame)


def test_stranger_shows_no_embed_through_the_intranet(page: Page, servers: Servers) -> None:
    inner = written(servers, servers.intranet, servers.site + STUB, None)
    page.goto(written(servers, servers.stranger, inner, None), wait_until="load")

    frames = [frame for frame in page.frames if frame.parent_frame]
    assert len(frames) == 2
    assert not shown(frames[-1])


@pytest.mark.parametrize("path", ["", BOY, "404.html", "no/such/page/", f"{STUB}none/", "assets/wardbook.js"])
def test_nobody_else_shows_a_page(page: Page, servers: Servers, path: str) -> None:
    for owner in (servers.intranet, servers.stranger):
        assert not shown(framed(page, servers, owner, servers.site + path, None))


def test_site_shows_its_own_embeds_and_pages(page: Page, servers: Servers) -> None:
    page.goto(servers.site)
    said = complaints(page)

    for path in (STUB, BOY):
        page.evaluate(
            """address => new Promise(done => {
              const frame = document.createElement("iframe");
              frame.onload = done;
              frame.src = address;
              document.body.append(frame);
            })""",
            servers.site + path,
        )
        assert shown(page.frames[-1])
    assert all("style" in text or "inline" in text for text in said), "an embed's own style and script alone"


def test_scripts_of_other_sites_may_read_embeds_and_nothing_else(page: Page, servers: Servers) -> None:
    (servers.pages / "plain.html").write_text("<!doctype html><title>x</title>", encoding="utf-8")
    page.goto(f"{servers.stranger}plain.html")
    fetched = "address => fetch(address).then(answer => answer.text(), () => null)"

    assert page.evaluate(fetched, servers.site + STUB) == EMBED[f"{STUB}index.html"]
    assert page.evaluate(fetched, f"{servers.site}embed/style-0123456789.css")
    assert page.evaluate(fetched, servers.site + BOY) is None
    assert page.evaluate(fetched, f"{servers.site}find/scenarios.json") is None


def test_browser_asks_again_for_pages_and_not_for_what_never_changes(page: Page, servers: Servers) -> None:
    page.goto(servers.site + BOY)
    page.goto(f"{servers.site}topics/")
    sizes = page.evaluate(
        "() => performance.getEntriesByType('resource').map(entry => [entry.name, entry.transferSize])"
    )

    kept = {address.removeprefix(servers.site): size for address, size in sizes}
    bundles = [path for path in kept if ".min." in path]
    assert bundles
    assert [kept[path] for path in bundles] == [0] * len(bundles)
    assert kept["assets/wardbook.css"] > 0, "asked for, and not sent"


def test_settings_of_servers_are_not_served(page: Page, servers: Servers) -> None:
    for path in HOSTING:
        assert page.request.get(servers.site + path).status == 404


def written(servers: Servers, owner: str, address: str, sandbox: str | None) -> str:
    """Write a page of another site with something in a frame; return its address."""
    number = len(list(servers.pages.iterdir()))
    attribute = "" if sandbox is None else f' sandbox="{sandbox}"'
    html = f'<!doctype html><title>Host</title><iframe title="x" src="{address}"{attribute}></iframe>'
    (servers.pages / f"{number}.html").write_text(html, encoding="utf-8")
    return f"{owner}{number}.html"


def framed(page: Page, servers: Servers, owner: str, address: str, sandbox: str | None) -> Frame:
    """Show a page of another site with something in a frame; the frame."""
    page.goto(written(servers, owner, address, sandbox))
    (frame,) = page.main_frame.child_frames
    return frame


def shown(frame: Frame) -> bool:
    """Whether a frame shows what it was to show, and no error of the browser."""
    frame.wait_for_load_state()
    return not frame.url.startswith("chrome-error:")
