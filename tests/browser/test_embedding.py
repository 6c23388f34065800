"""The snippets of the built site in pages of others, from nginx: readable wherever they stand, and quiet."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import product
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, BrowserContext, Frame, Page, expect

from support.browser import LOOKS, SCREENS, Scheme, Screen, axe_findings, every_look
from support.frames import cross_problems, frames, touched
from support.long_mode import LONG
from support.nginx_site import Servers, hosted
from support.search_dialog import complaints, requests
from support.slow_phone import MOST_SHIFT
from wardbook.render.templates import load_templates
from wardbook.system.packaged import default_templates
from wardbook.views.embed_offer import OF_SCENARIOS

pytestmark = pytest.mark.browser

SCENARIO: Final = "scenarios/all-asymptomatic-boy"
TITLE: Final = "What imaging is best for initial staging of ALL in an asymptomatic boy?"
ARTICLE: Final = f"embed/{SCENARIO}/article/"
EMBEDS: Final = (
    *(f"embed/{SCENARIO}/{choice.part}/" for choice in OF_SCENARIOS if choice.part != "treatment"),
    "embed/topics/leukemia-staging/article/",
    "embed/protocols/us-scrotum/article/",
)
OWN_SANDBOX: Final = re.compile(r'sandbox="[^"]*"')

Fill = Callable[..., str]
"""Gives the snippet of a form for an embed, as the panel does."""


@dataclass(frozen=True)
class Place:
    """A page of others, and what it lets a snippet do."""

    same_origin: bool = False
    storage: bool = False
    sandbox: str | None = None
    """What is allowed instead of what the snippet asks for; what is no frame stands in one with this."""
    strict: bool = False

    @property
    def scripts(self) -> bool:
        """Whether scripts run there."""
        return self.sandbox != ""


PLACES: Final = {
    "same origin": Place(same_origin=True, storage=True),
    "other origin": Place(storage=True),
    "other origin without storage": Place(),
    "sandbox with scripts": Place(sandbox="allow-scripts"),
    "sandbox with nothing": Place(sandbox=""),
    "strict policy": Place(strict=True),
}


@dataclass
class Visit:
    """An open page of others."""

    page: Page
    servers: Servers
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def is_quiet(self, place: Place) -> None:
        """Nothing was complained of, stored, or asked of anybody else."""
        blocked = "Blocked script execution in"  # Chromium says so of every page with a script
        assert [text for text in self.said if place.scripts or blocked not in text] == []
        assert {address for address in self.asked if not address.startswith((*self.servers[:3], "data:"))} == set()
        assert self.page.context.cookies() == []
        if place.scripts:
            assert touched(self.page) == []


@pytest.fixture(scope="module")
def servers(sample: Path) -> Iterator[Servers]:
    """The sample's site on nginx, and an intranet."""
    with hosted(sample) as servers:
        yield servers


@pytest.fixture(scope="module")
def fill(servers: Servers) -> Fill:
    """The snippets' forms."""
    templates = load_templates([default_templates()])

    def filled(form: str, embed: str = ARTICLE) -> str:
        words = {"title": TITLE, "library": "Guidelines", "site": servers.site, "page": f"{servers.site}{SCENARIO}/"}
        return templates.render_html(f"embed/snippets/{form}.html.jinja", address=servers.site + embed, **words)

    return filled


@pytest.fixture(scope="module")
def file(chromium: Browser, servers: Servers) -> str:
    """The address in the intranet of the file that the panel gave for the whole article."""
    page = chromium.new_page()
    page.goto(f"{servers.site}{SCENARIO}/")
    page.get_by_role("link", name="Embed", exact=True).click()
    page.get_by_label("Download HTML", exact=True).check()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    download.value.save_as(servers.pages / "uploaded.html")
    page.close()
    return f"{servers.intranet}uploaded.html"


@pytest.fixture
def visit(servers: Servers, request: pytest.FixtureRequest) -> Iterator[Callable[[str, Place], Visit]]:
    """Opens pages of others with something in them; they are closed after the test."""
    pages: list[Page] = []

    def visited(body: str, place: Place) -> Visit:
        windows = "storing" if place.storage else "forgetful" if place == Place() else "windows"
        context: BrowserContext = request.getfixturevalue(windows)
        context.clear_cookies()
        page = context.new_page()
        pages.append(page)
        page.set_viewport_size({"width": 1000, "height": 700})
        visit = Visit(page, servers, requests(page), complaints(page))
        page.goto(servers.around(body, same_origin=place.same_origin, strict=place.strict))
        return visit

    yield visited
    for page in pages:
        page.close()


def allowed(snippet: str, place: Place) -> str:
    """The snippet with what the place allows."""
    return snippet if place.sandbox is None else OWN_SANDBOX.sub(f'sandbox="{place.sandbox}"', snippet)


def boxed(servers: Servers, body: str, place: Place) -> str:
    """What is no frame, in a frame of the intranet with what the place allows, if it does not allow everything."""
    if place.sandbox is None:
        return body
    return (
        f'<iframe src="{servers.around(body)}" title="Box" width="800" height="600" sandbox="{place.sandbox}"></iframe>'
    )


def innermost(page: Page) -> Frame:
    """The page in the one frame, in which there may be another, or the page itself."""
    return max(page.frames, key=lambda frame: len(_parents(frame)))


def _parents(frame: Frame) -> list[Frame]:
    return [frame, *_parents(frame.parent_frame)] if frame.parent_frame else [frame]


@pytest.mark.parametrize(
    ("form", "name"), [*product(["fitting"], PLACES), *product(["frame"], PLACES if LONG else ["sandbox with nothing"])]
)
def test_frame_is_readable_and_quiet_everywhere(
    visit: Callable[[str, Place], Visit], fill: Fill, name: str, form: str
) -> None:
    place = PLACES[name]
    visited = visit(allowed(fill(form), place), place)
    (frame,) = frames(visited.page)

    expect(frame.get_by_role("heading", name=TITLE)).to_be_visible()
    expect(frame.get_by_text("Draft, not clinically reviewed").first).to_be_visible()
    expect(frame.locator(".wb-disclaimer")).to_contain_text("takes no patient data")
    expect(frame.locator(".wb-chip").first).not_to_have_css("border-radius", "0px")
    if form == "fitting" and place.scripts:
        assert cross_problems(visited.page) == []
        frame.evaluate("document.querySelector('.wb-answer').append('words and more words '.repeat(100))")
        assert cross_problems(visited.page) == []
        visited.page.set_viewport_size({"width": 360, "height": 700})
        assert cross_problems(visited.page) == []
    else:
        assert visited.page.locator("iframe").evaluate("frame => frame.clientHeight") == 800
    visited.is_quiet(place)


@pytest.mark.parametrize("name", PLACES)
def test_part_of_the_page_is_readable_and_quiet_everywhere(
    visit: Callable[[str, Place], Visit], fill: Fill, servers: Servers, name: str
) -> None:
    place = PLACES[name]
    visited = visit(boxed(servers, fill("element"), place), place)
    around = innermost(visited.page)

    if place.scripts:
        expect(around.get_by_role("heading", name=TITLE)).to_be_visible()
        expect(around.get_by_role("link", name="Open the full page")).to_have_attribute(
            "href", f"{servers.site}{SCENARIO}/"
        )
        expect(around.locator("wardbook-page .wb-chip").first).not_to_have_css("border-radius", "0px")
        expect(around.locator("wardbook-page .wb-chip").first).not_to_have_css("background-color", "rgba(0, 0, 0, 0)")
    else:
        expect(around.get_by_role("link", name=TITLE)).to_be_visible()
    visited.is_quiet(place)


@pytest.mark.parametrize("name", PLACES)
def test_link_is_readable_and_quiet_everywhere(
    visit: Callable[[str, Place], Visit], fill: Fill, servers: Servers, name: str
) -> None:
    place = PLACES[name]
    visited = visit(boxed(servers, fill("card"), place), place)

    expect(innermost(visited.page).get_by_role("link", name=TITLE)).to_have_attribute(
        "href", f"{servers.site}{SCENARIO}/"
    )
    visited.is_quiet(place)


@pytest.mark.parametrize("name", PLACES)
def test_uploaded_file_is_readable_and_quiet_everywhere(
    visit: Callable[[str, Place], Visit], servers: Servers, file: str, name: str
) -> None:
    # The file lies in the intranet, so that is its own origin.
    place = replace(PLACES[name], same_origin=False)
    own = PLACES[name].same_origin or place.strict
    attribute = f'sandbox="{place.sandbox}"' if place.sandbox is not None else ""
    body = f'<iframe src="{file}" title="Copy" width="800" height="600" {attribute}></iframe>'
    visited = visit(body, place)
    if not own:
        visited.page.goto(visited.page.url.replace(servers.intranet, servers.stranger))
    (frame,) = frames(visited.page)

    expect(frame.get_by_role("heading", name=TITLE)).to_be_visible()
    expect(frame.get_by_role("note").first).to_contain_text("which does not change")
    expect(frame.locator(".wb-chip").first).not_to_have_css("border-radius", "0px")
    assert [address for address in visited.asked if address.startswith(servers.site)] == []
    visited.is_quiet(place)


@pytest.mark.parametrize("name", ["other origin without storage", *(["same origin", "strict policy"] if LONG else [])])
def test_page_around_stays_accessible(visit: Callable[[str, Place], Visit], fill: Fill, name: str) -> None:
    body = "".join(fill(form) for form in ("frame", "fitting", "element", "card"))
    visited = visit(body, PLACES[name])
    expect(visited.page.locator("wardbook-page").get_by_role("heading", name=TITLE)).to_be_visible()

    levels = visited.page.locator("h1, h2, h3, h4, h5").evaluate_all("all => all.map(one => Number(one.localName[1]))")
    assert levels[:3] == [1, 2, 3]
    assert axe_findings(visited.page) == ()


def test_ten_embeds_fit_on_one_page_and_keep_apart(visit: Callable[[str, Place], Visit], fill: Fill) -> None:
    parts = EMBEDS[1:11]
    visited = visit("".join(fill("fitting", part) for part in parts), Place())
    for frame in visited.page.locator("iframe").all():
        frame.scroll_into_view_if_needed()

    expect(visited.page.locator("iframe")).to_have_count(10)
    visited.page.wait_for_load_state("networkidle")
    assert cross_problems(visited.page) == []
    heights = {frame.evaluate("document.documentElement.clientHeight") for frame in frames(visited.page)}
    assert len(heights) == 10
    visited.page.set_viewport_size({"width": 360, "height": 700})
    assert cross_problems(visited.page) == []
    visited.is_quiet(Place())


def test_links_of_an_embed_leave_the_frame(visit: Callable[[str, Place], Visit], fill: Fill, servers: Servers) -> None:
    visited = visit(fill("fitting"), Place())
    (frame,) = frames(visited.page)

    with visited.page.expect_popup() as opened:
        frame.get_by_role("link", name="Open the full page").click()
    expect(opened.value.locator("h1")).to_have_text(re.compile(re.escape(TITLE)))
    opened.value.close()
    frame.locator(".wb-note a").first.click()
    assert frame.url == f"{servers.site}{ARTICLE}#ref-1"
    with visited.page.expect_popup() as opened:
        frame.get_by_role("link", name="Print").click()
    assert opened.value.url == f"{servers.site}{SCENARIO}/#print"
    opened.value.close()


def test_full_page_opens_ready_to_be_printed(chromium: Browser, servers: Servers) -> None:
    page = chromium.new_page()
    page.add_init_script("window.print = () => { window.printed = (window.printed ?? 0) + 1 }")
    page.goto(f"{servers.site}{SCENARIO}/")
    assert page.evaluate("window.printed") is None
    page.goto("about:blank")
    page.goto(f"{servers.site}{SCENARIO}/#print")
    assert page.evaluate("window.printed") == 1
    page.close()


@every_look
def test_embeds_are_accessible_and_fit_the_screen(
    chromium: Browser, servers: Servers, screen: Screen, scheme: Scheme
) -> None:
    context = chromium.new_context(viewport=SCREENS[screen], color_scheme=scheme)
    page = context.new_page()
    parts = EMBEDS[1:] if LONG else EMBEDS[1 + LOOKS.index((screen, scheme)) :: len(LOOKS)]
    for embed in (ARTICLE, *parts):  # the others share the looks
        page.goto(servers.site + embed)
        # An embed has no first level of its own: the page around it has.
        found = [text for text in axe_findings(page) if "page-has-heading-one" not in text]
        assert found == [], embed
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), embed
        dark = page.evaluate("getComputedStyle(document.querySelector('main')).backgroundColor") == "rgb(20, 26, 32)"
        assert dark == (scheme == "dark")
    context.close()


def test_address_may_wish_for_a_level_and_for_light_colours(chromium: Browser, servers: Servers) -> None:
    context = chromium.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(f"{servers.site}{EMBEDS[1]}#h3-light")

    expect(page.get_by_role("heading", level=3, name=TITLE)).to_be_visible()
    expect(page.locator("h2")).to_have_count(0)
    expect(page.locator("main")).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(page.locator("html")).to_have_css("background-color", "rgb(255, 255, 255)")
    context.close()


def test_whole_scenario_with_its_style_and_script_is_small(chromium: Browser, servers: Servers) -> None:
    page = chromium.new_page()
    page.goto(servers.site + ARTICLE)
    sizes: dict[str, int] = dict(
        page.evaluate(
            """() => ['navigation', 'resource'].flatMap(kind => performance.getEntriesByType(kind))
              .map(entry => [entry.name, entry.transferSize])"""
        )
    )
    page.close()

    fonts = {address for address in sizes if address.endswith(".woff2")}
    assert len(sizes.keys() - fonts) == 4, sizes
    assert sum(size for address, size in sizes.items() if address not in fonts) <= 40_000
    assert len(fonts) <= 3, sizes
    assert sum(sizes[address] for address in fonts) <= 50_000
    assert len(gzip.compress((servers.files / ARTICLE / "index.html").read_bytes())) <= 20_000


MOVED_IN_SIGHT: Final = """() => {
  const [first] = performance.getEntriesByName("first-contentful-paint");
  return wbShifts.filter(([, at]) => at > first.startTime).map(([value]) => value).reduce((sum, one) => sum + one, 0);
}"""
"""By how much a page moved after its first paint; in a frame Chromium also counts what nobody saw."""
WATCH_MOVES: Final = """
window.wbShifts = [];
new PerformanceObserver(list => wbShifts.push(...list.getEntries().map(entry => [entry.value, entry.startTime])))
  .observe({ type: "layout-shift", buffered: true });
"""
FACES: Final = """async () => {
  await document.fonts.ready;
  const asked = [...document.fonts].filter(({ status }) => status !== "unloaded");
  return asked.map(({ family, status }) => [family, status]);
}"""


@pytest.mark.parametrize("leave", [True, False])
@pytest.mark.parametrize("screen", SCREENS)
def test_frame_in_a_sandbox_has_the_fonts_of_the_site_or_those_of_the_device(
    chromium: Browser, servers: Servers, address: str, fill: Fill, screen: Screen, *, leave: bool
) -> None:
    context = chromium.new_context(viewport=SCREENS[screen])
    page = context.new_page()
    page.add_init_script(WATCH_MOVES)
    said = complaints(page)
    # The other server sends files without any leave to read them.
    snippet = fill("frame") if leave else fill("frame").replace(servers.site, address)
    page.goto(servers.around(snippet), wait_until="networkidle")
    (frame,) = frames(page)

    faces = frame.evaluate(FACES)
    assert {family for family, _ in faces} == {"Source Sans 3", "Wardbook Symbols"}
    assert {status for _, status in faces} == {"loaded" if leave else "error"}
    assert frame.evaluate(MOVED_IN_SIGHT) <= MOST_SHIFT
    assert bool(said) != leave
    assert [text for text in said if "Access-Control-Allow-Origin" not in text and "ERR_FAILED" not in text] == []
    context.close()


def test_part_of_the_page_has_the_fonts_of_the_site(visit: Callable[[str, Place], Visit], fill: Fill) -> None:
    visited = visit(fill("element"), PLACES["strict policy"])
    expect(visited.page.locator("wardbook-page").get_by_role("heading", name=TITLE)).to_be_visible()

    faces = visited.page.evaluate(FACES)
    assert sorted(faces) == [["Source Sans 3", "loaded"], ["Wardbook Symbols", "loaded"]]
    visited.is_quiet(PLACES["strict policy"])


def test_embed_prints_on_white_with_its_status(chromium: Browser, servers: Servers) -> None:
    context = chromium.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(servers.site + ARTICLE)
    page.emulate_media(media="print")

    expect(page.locator("main")).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(page.get_by_text("Draft, not clinically reviewed").first).to_be_visible()
    context.close()


@contextmanager
def offline(chromium: Browser) -> Iterator[Page]:
    """A window without scripts."""
    context = chromium.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_embed_is_whole_without_scripts(chromium: Browser, servers: Servers) -> None:
    with offline(chromium) as page:
        page.goto(servers.site + ARTICLE)
        still = page.locator("main").inner_text()
    page = chromium.new_page()
    page.goto(servers.site + ARTICLE)
    assert page.locator("main").inner_text() == still
    page.close()
