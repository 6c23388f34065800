"""The scripts of pages for embedding: frames get their height and tell no more, and the element needs no frame."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, Protocol

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from support.browser import axe_findings, comes_to_rest, is_on_screen, until
from support.frames import DUE, OVERDUE, ROWS, SANDBOX, Sites, cross_problems, frames, heard, stub, touched, two_sites
from support.long_mode import LONG
from support.search_dialog import complaints, requests

pytestmark = pytest.mark.browser

WIDE, NARROW = 1000, 360
HIGH = """() => {
  const high = document.createElement("div");
  high.style.height = "333px";
  document.querySelector("main").append(high);
}"""
CHANGES = {
    "text": "document.querySelector('h2').textContent = 'words and more words '.repeat(60)",
    "details": "document.querySelector('details').open = true",
    "image": "document.querySelector('main').append(Object.assign(new Image(), { src: '../../../image.svg' }))",
    "font": "document.querySelector('main').style.fontSize = '23px'",
    "style": """() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(".wb-embed { padding: 50px }");
      document.adoptedStyleSheets = [sheet];
    }""",
    "less": "document.querySelector('ol').remove()",
}


CONTEXTS = {True: "storing", False: "forgetful", None: "windows"}
"""The windows in which sites of others may store things, or may not, or in which it is no matter."""


class Around(Protocol):
    """Opens a page of others with something of ours in it."""

    def __call__(self, body: str, **options: Any) -> Page:
        """Open a page with this in its main part; `storage` says where, the other options are those of `around`."""


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sites]:
    """The publisher's site and the intranet."""
    with two_sites(tmp_path_factory.mktemp("sites")) as sites:
        yield sites


@pytest.fixture
def around(sites: Sites, request: pytest.FixtureRequest) -> Iterator[Around]:
    """Opens pages of others; they are closed after the test."""
    with ExitStack() as opened:

        def open_page(body: str, *, storage: bool | None = None, **options: Any) -> Page:
            context: BrowserContext = request.getfixturevalue(CONTEXTS[storage])
            page = opened.enter_context(window(context))
            page.goto(sites.around(body, **options))
            return page

        yield open_page


@contextmanager
def window(context: BrowserContext) -> Iterator[Page]:
    """A window that is closed again; nothing in it may complain, unless the test says so."""
    page = context.new_page()
    page.set_viewport_size({"width": WIDE, "height": 700})
    page.context.clear_cookies()
    said = complaints(page)
    yield page
    page.close()
    assert said == []


def resize(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})


def embedded(page: Page) -> Locator:
    """What the element shows instead of its link."""
    return page.locator("wardbook-page section")


def fallback(page: Page) -> Locator:
    """The link that the element holds."""
    return page.get_by_role("link", name="Guideline", exact=True)


def element(src: str) -> str:
    return f'<wardbook-page src="{src}"><p><a href="https://guide.example/">Guideline</a></p></wardbook-page>'


# Heights


@pytest.mark.parametrize("name", ROWS)
def test_frame_is_as_high_as_its_page(sites: Sites, around: Around, name: str) -> None:
    row = ROWS[name]
    page = around(sites.frame("a", row.attributes), storage=row.storage, same_origin=row.same_origin, strict=row.strict)
    (frame,) = frames(page)
    store = frame.evaluate("() => { try { return localStorage.length } catch { return null } }")
    assert store == (0 if row.storage else None), "this browser does not do what the row is about"

    assert cross_problems(page) == []
    for what, change in CHANGES.items():
        frame.evaluate(change)
        assert cross_problems(page) == [], what
    for width in (NARROW, WIDE):
        resize(page, width)
        assert cross_problems(page) == [], width
    said = [message for message in heard(page) if message != {"type": "wardbook:height", "height": message["height"]}]
    assert said == []


def test_frame_without_scripts_stays_as_high_as_it_was_made(sites: Sites, windows: BrowserContext) -> None:
    page = windows.new_page()
    page.goto(sites.around(sites.frame("a", 'sandbox=""')))

    expect(page.frame_locator("iframe").locator("main")).to_contain_text("Ultrasound of the scrotum")
    assert page.locator("iframe").evaluate("frame => frame.clientHeight") == 300
    assert heard(page) == []
    page.close()


@pytest.mark.parametrize("name", ROWS if LONG else ["same origin", "strict policy"])
def test_ten_frames_fit_whether_they_are_on_the_screen_or_not(sites: Sites, around: Around, name: str) -> None:
    row = ROWS[name]
    ten = "".join(sites.frame(str(number), row.attributes) for number in range(10))
    page = around(ten, storage=row.storage, same_origin=row.same_origin, strict=row.strict)

    assert cross_problems(page) == []
    frames(page)[-1].evaluate(HIGH)
    assert cross_problems(page) == []
    resize(page, NARROW)
    assert cross_problems(page) == []
    assert comes_to_rest(page, lambda: len(heard(page))), "they never come to rest"
    assert len(set(page.locator("iframe").evaluate_all("all => all.map(frame => frame.clientHeight)"))) == 10


def test_wide_content_leaves_room_for_its_scrollbar(sites: Sites, around: Around) -> None:
    page = around(sites.frame("a", SANDBOX), storage=True)
    (frame,) = frames(page)

    frame.evaluate("document.querySelector('h2').style.width = '3000px'")

    assert cross_problems(page) == []
    assert frame.evaluate("innerHeight - document.documentElement.clientHeight") > 5


def test_lazy_frame_gets_its_height_when_it_is_loaded(sites: Sites, around: Around) -> None:
    page = around(f'<p class="far">{sites.frame("a", "loading=lazy " + SANDBOX)}')
    page.wait_for_timeout(100)
    frame = page.locator("iframe")
    assert frame.evaluate("frame => frame.clientHeight") == 300, "it was not lazy"

    frame.scroll_into_view_if_needed()

    page.wait_for_function("document.querySelector('iframe').clientHeight !== 300")
    assert cross_problems(page) == []


def test_frame_that_was_hidden_gets_its_height_when_it_is_shown(sites: Sites, around: Around) -> None:
    page = around(f"<details><summary>More</summary>{sites.frame('a', SANDBOX)}</details>")
    page.wait_for_function("heard.length > 0")

    page.locator("summary").click()

    page.wait_for_function("![100, 300].includes(document.querySelector('iframe').clientHeight)")
    assert cross_problems(page) == []


def test_no_scrollbar_is_left_where_pixels_are_parts(chromium: Browser, sites: Sites) -> None:
    context = chromium.new_context(device_scale_factor=1.1)
    page = context.new_page()
    page.goto(sites.around("".join(sites.frame(str(number)) for number in range(4))))

    assert cross_problems(page) == []
    fits = "document.documentElement.scrollHeight <= document.documentElement.clientHeight"
    assert all(frame.evaluate(fits) for frame in frames(page))
    context.close()


def test_frame_that_comes_later_gets_its_height(sites: Sites, around: Around) -> None:
    page = around(sites.frame("a", SANDBOX))

    page.evaluate(
        "html => document.querySelector('main').insertAdjacentHTML('beforeend', html)", sites.frame("b", SANDBOX)
    )

    page.wait_for_function("document.querySelectorAll('iframe')[1].clientHeight !== 300")
    assert cross_problems(page) == []


@pytest.mark.parametrize("times", [1, 3])
def test_script_may_come_after_the_frames_and_more_than_once(sites: Sites, around: Around, times: int) -> None:
    page = around(sites.frame("a", SANDBOX), head="")
    page.wait_for_function("heard.length > 0")
    assert page.locator("iframe").evaluate("frame => frame.clientHeight") == 300

    for _ in range(times):
        page.add_script_tag(url=f"{sites.guide_url}embed/host.js")

    assert cross_problems(page) == []


def test_border_of_a_frame_takes_nothing_from_its_page(sites: Sites, around: Around) -> None:
    styles = ("", "border: 0", "border: 9px solid; padding: 5px 0")
    three = "".join(sites.frame("a", f'{SANDBOX} style="{style}"') for style in styles)
    page = around(f'{three}<div class="boxed">{three}</div>')

    assert cross_problems(page) == []


# Messages


@pytest.mark.parametrize(
    ("message", "height"),
    [
        ("({ type: 'wardbook:height', height: 1e9 })", 60000),
        ("({ type: 'wardbook:height', height: 60000.5 })", 60000),
        ("({ type: 'wardbook:height', height: -1 })", 100),
        ("({ type: 'wardbook:height', height: 0 })", 100),
        ("({ type: 'wardbook:height', height: 543, width: 1, id: 'x', style: 'color: red' })", 543),
        ('JSON.parse(\'{"type": "wardbook:height", "height": 543, "__proto__": {"stolen": 1}}\')', 543),
        ("({ type: 'wardbook:height', height: NaN })", 300),
        ("({ type: 'wardbook:height', height: Infinity })", 300),
        ("({ type: 'wardbook:height', height: -Infinity })", 300),
        ("({ type: 'wardbook:height', height: '543' })", 300),
        ("({ type: 'wardbook:height', height: '543px; color: red' })", 300),
        ("({ type: 'wardbook:height', height: [543] })", 300),
        ("({ type: 'wardbook:height', height: { valueOf: 543 } })", 300),
        ("({ type: 'wardbook:height', height: 543n })", 300),
        ("({ type: 'wardbook:height', height: null })", 300),
        ("({ type: 'wardbook:height' })", 300),
        ("({ type: 'wardbook:other', height: 543 })", 300),
        ("({ type: ['wardbook:height'], height: 543 })", 300),
        ("({ height: 543 })", 300),
        ("[543]", 300),
        ("543", 300),
        ("'wardbook:height'", 300),
        ("null", 300),
        ("undefined", 300),
    ],
)
def test_frame_can_do_no_more_than_set_its_own_height(hostile: Page, message: str, height: int) -> None:
    before = hostile.evaluate(_REST)
    hostile.evaluate("document.querySelector('iframe').style.height = '300px'")
    hostile.evaluate("heard.length = 0")

    frames(hostile)[0].evaluate(f"parent.postMessage({message}, '*'); parent.postMessage('after', '*')")
    hostile.wait_for_function("heard.includes('after')")

    assert hostile.locator("iframe").first.evaluate("frame => frame.clientHeight") == height
    assert hostile.evaluate(_REST) == before
    assert hostile.evaluate("({}).stolen ?? null") is None


_REST = """() => {
  const page = document.documentElement.cloneNode(true);
  page.querySelector("iframe").removeAttribute("style");
  return page.outerHTML;
}"""


@pytest.fixture(scope="module")
def hostile(sites: Sites, windows: BrowserContext) -> Iterator[Page]:
    """An intranet page with a frame that means ill, and one that does not."""
    with window(windows) as page:
        page.goto(sites.around(sites.frame("evil", SANDBOX) + sites.frame("a", SANDBOX)))
        page.wait_for_function("document.querySelectorAll('iframe')[1].clientHeight !== 300")
        yield page


def test_only_a_frame_of_ours_is_heard(sites: Sites, around: Around) -> None:
    ours = sites.frame("evil", SANDBOX)
    page = around(ours + ours.replace("data-wardbook", ""))
    before = page.locator("iframe").evaluate_all("all => all.map(frame => frame.outerHTML)")
    message = "{ type: 'wardbook:height', height: 777 }"

    page.evaluate(f"postMessage({message}, '*')")
    page.evaluate(f"dispatchEvent(new MessageEvent('message', {{ data: {message} }}))")
    inside, beside = frames(page)
    beside.evaluate(f"parent.postMessage({message}, '*')")
    inside.evaluate(
        """code => {
          const inner = document.createElement("iframe");
          inner.srcdoc = `<script>top.postMessage(${code}, "*")</script>`;
          document.body.append(inner);
        }""",
        message,
    )

    page.wait_for_function("heard.filter(message => message.height === 777).length === 4")
    assert page.locator("iframe").evaluate_all("all => all.map(frame => frame.outerHTML)") == before


SETTLED = """() => new Promise(done => {
  const before = heard.length;
  setTimeout(() => done(before > 0 && heard.length === before), 500);
})"""
"""Whether frames have told their heights, and tell no other: pictures and fonts that come late change them."""


@pytest.mark.parametrize("attributes", ["", SANDBOX])
def test_page_around_learns_nothing_but_the_height(sites: Sites, around: Around, attributes: str) -> None:
    page = around(sites.frame("a", attributes) + sites.frame("evil", attributes), head="")
    page.wait_for_function(SETTLED)
    ours, others = frames(page)
    before = ours.content()

    page.evaluate(
        """() => {
          heard.length = 0;
          const ask = "wardbook:ask";
          const extras = { targetElementSelector: "h2", bodyPadding: "77px", html: "<b>", src: "x", origin: "*" };
          const types = [[ask], `${ask} `, "iframe-child-init", "iframe-get-child-dimensions", "wardbook:height"];
          const junk = [null, undefined, 1, "", ask, [ask], {}, "[iFrameSizer]ID:0:false:false:32"];
          for (const type of types) junk.push({ type, height: 5, ...extras });
          for (const data of junk) frames[0].postMessage(data, "*");
        }"""
    )
    others.evaluate("parent[0].postMessage({ type: 'wardbook:ask' }, '*')")
    ours.evaluate("() => new Promise(done => setTimeout(done, 100))")
    assert heard(page) == []

    page.evaluate(
        "frames[0].postMessage({ type: 'wardbook:ask', targetElementSelector: 'h2', bodyPadding: '77px' }, '*')"
    )
    page.wait_for_function("heard.length > 0")
    high = ours.evaluate("Math.ceil(document.documentElement.getBoundingClientRect().height)")
    assert heard(page) == [{"type": "wardbook:height", "height": high}]
    assert ours.content() == before
    assert heard(others) == []


CARD = ".wb-card"
FAR = '<p class="far">'


@pytest.mark.parametrize("name", ["same origin", "strict policy"])
def test_page_around_follows_a_citation_and_the_way_back(sites: Sites, around: Around, name: str) -> None:
    row = ROWS[name]
    frame = sites.frame("9", row.attributes)
    page = around(FAR + frame + FAR, storage=row.storage, same_origin=row.same_origin, strict=row.strict)
    resize(page, NARROW)
    page.set_viewport_size({"width": NARROW, "height": 300})
    assert cross_problems(page) == []
    (inside,) = frames(page)
    inside.evaluate("document.querySelector('ol').style.marginTop = '2000px'")
    assert cross_problems(page) == []
    citation, entry = inside.get_by_role("link", name="Reference 1"), inside.locator("#ref-1")

    citation.hover()
    expect(inside.locator(CARD)).to_contain_text("A study")
    size = page.locator("iframe").evaluate("frame => [frame.clientWidth, frame.clientHeight]")
    box = inside.locator(CARD).evaluate("card => card.getBoundingClientRect().toJSON()")
    assert box["left"] >= 0
    assert box["top"] >= 0
    assert [box["right"] <= size[0], box["bottom"] <= size[1]] == [True, True]
    citation.click()
    expect(inside.locator(CARD)).to_have_count(0)
    until(page, lambda: on_host(page, entry))
    entry.get_by_role("link", name="Back").click()
    until(page, lambda: on_host(page, citation))
    assert {message["type"] for message in heard(page)} == {"wardbook:height", "wardbook:place"}


def on_host(page: Page, locator: Locator) -> bool:
    """Whether what is in a frame is on the screen of the page around it."""
    box, size = locator.bounding_box(), page.viewport_size
    assert box is not None
    assert size is not None
    return box["y"] >= 0 and box["y"] + box["height"] <= size["height"]


def test_page_around_is_moved_by_nobody_but_its_reader(sites: Sites, around: Around) -> None:
    page = around(FAR + sites.frame("evil", SANDBOX) + FAR)
    (inside,) = frames(page)
    tell = "top => { parent.postMessage({ type: 'wardbook:place', top }, '*'); parent.postMessage('after', '*') }"

    inside.evaluate(tell, 50)
    page.wait_for_function("heard.includes('after')")
    assert page.evaluate("scrollY") == 0

    inside.locator("p").click()  # now the reader is in it, but what is no place moves nothing all the same
    before = page.evaluate("scrollY")
    for place in ("NaN", "Infinity", "'50'", "[50]", "null"):
        page.evaluate("heard.length = 0")
        inside.evaluate(f"({tell})({place})")
        page.wait_for_function("heard.includes('after')")
        assert page.evaluate("scrollY") == before, place
    inside.evaluate(tell, 1e9)
    page.wait_for_function("scrollY !== " + str(before))
    end = "document.querySelector('iframe').getBoundingClientRect().bottom"
    assert 0 <= page.evaluate(end) <= page.evaluate("innerHeight")


def test_page_that_is_not_framed_tells_nobody(sites: Sites, windows: BrowserContext) -> None:
    with window(windows) as page:
        page.goto(sites.embed("a"))
        page.evaluate(HIGH)
        page.evaluate("postMessage({ type: 'wardbook:ask' }, '*')")
        page.wait_for_function("heard.length > 0")
        page.wait_for_timeout(50)

        assert heard(page) == [{"type": "wardbook:ask"}]


# What is left behind


def test_scripts_leave_no_names_in_pages_of_others(sites: Sites, around: Around) -> None:
    names = "Object.getOwnPropertyNames(window).filter(name => !/^\\d+$/.test(name))"
    page = around(sites.frame("a", SANDBOX) + element(sites.embed("b")), head="")
    before = page.evaluate(names)
    page.reload()
    page.add_script_tag(url=f"{sites.guide_url}embed/host.js")
    page.add_script_tag(url=f"{sites.guide_url}embed/wardbook-page.js", type="module")
    expect(embedded(page)).to_be_visible()

    assert cross_problems(page) == []
    assert set(page.evaluate(names)) == set(before)


@pytest.mark.parametrize("same_origin", [False, True])
def test_nothing_is_stored_and_nothing_else_is_asked_for(sites: Sites, around: Around, same_origin: bool) -> None:
    page = around("", head="", storage=True, same_origin=same_origin)
    asked = requests(page)
    with_both = sites.around(
        sites.frame("a") + element(sites.embed("b")),
        head=sites.host_script + sites.component_script,
        same_origin=same_origin,
    )
    page.goto(with_both)
    expect(embedded(page)).to_be_visible()
    assert cross_problems(page) == []

    assert touched(page) == []
    assert page.context.cookies() == []
    root = sites.guide_url if same_origin else sites.intranet_url
    scripts = [f"{sites.guide_url}embed/{name}" for name in ("host.js", "wardbook-page.js", "frame-1.js")]
    styles = [f"{sites.guide_url}embed/style-1.css"] * 2
    pages = [sites.embed("a"), sites.embed("b")]
    assert sorted(asked) == sorted([with_both, f"{root}page.css", *scripts, *styles, *pages])


# The day


@pytest.mark.parametrize(("day", "notices"), [(DUE, 0), ("2027-11-21", 1)])
def test_page_says_in_every_way_when_its_day_is_past(chromium: Browser, sites: Sites, day: str, notices: int) -> None:
    context = chromium.new_context()
    context.clock.set_fixed_time(f"{day}T12:00:00Z")
    page = context.new_page()
    around = (
        sites.frame("a", SANDBOX)
        + element(sites.embed("b"))
        + f'<p id="theirs" data-wb-due="{DUE}" data-wb-overdue="Late">Theirs</p>'
    )
    page.goto(sites.around(around, head=sites.host_script + sites.component_script))

    expect(embedded(page)).to_be_visible()
    for place in (page.frame_locator("iframe").locator(".wb-status"), embedded(page).locator(".wb-status")):
        expect(place).to_contain_text("Draft")
        expect(place.locator(".wb-overdue")).to_have_text([OVERDUE] * notices)
    expect(page.locator("#theirs")).to_have_text("Theirs")
    page.goto(sites.embed("c"))
    expect(page.locator(".wb-overdue")).to_have_text([OVERDUE] * notices)
    context.close()


# The element


@pytest.fixture
def with_element(sites: Sites, around: Around) -> Callable[..., Page]:
    """Opens an intranet page of a strict policy with one element."""

    def open_page(src: str, before: str = "") -> Page:
        return around(before + element(src), head=sites.component_script, strict=True)

    return open_page


def test_element_shows_its_page(sites: Sites, with_element: Callable[..., Page]) -> None:
    page = with_element(sites.embed("a"))

    region = page.get_by_role("region", name="Guideline a")
    expect(region).to_contain_text("Ultrasound of the scrotum is usually appropriate.")
    expect(region).to_have_css("color", "rgb(1, 2, 3)")
    expect(region).to_have_attribute("lang", "en")
    expect(fallback(page)).to_be_hidden()
    expect(page.get_by_role("main")).to_have_count(1)
    assert axe_findings(page) == ()


def test_links_of_the_element_lead_where_they_lead_on_their_page(
    sites: Sites, with_element: Callable[..., Page]
) -> None:
    page = with_element(sites.embed("a"))
    links = embedded(page).get_by_role("link")
    expect(links).to_have_count(5)

    found = links.evaluate_all("links => links.map(link => [link.getAttribute('href'), link.target, link.rel])")

    assert found == [
        [f"{sites.embed('a')}#ref-1", "", ""],
        [f"{sites.guide_url}embed/scenarios/a/pitfalls/", "_blank", "noopener noreferrer"],
        ["https://doi.example/1", "_blank", "noopener noreferrer"],
        [f"{sites.guide_url}scenarios/a/#faq", "_blank", "noopener noreferrer"],
        [f"{sites.embed('a')}#top", "", ""],
    ]


@pytest.mark.parametrize("how", ["click", "Enter"])
def test_link_to_a_part_stays_in_the_element(sites: Sites, with_element: Callable[..., Page], how: str) -> None:
    page = with_element(sites.embed("a"), before='<p id="ref-1" tabindex="0">Theirs</p>')
    page.set_viewport_size({"width": NARROW, "height": 60})
    url, windows = page.url, len(page.context.pages)
    link = embedded(page).get_by_role("link", name="Reference 1")

    link.click() if how == "click" else link.press("Enter")

    expect(embedded(page).locator("#ref-1")).to_be_focused()
    expect(embedded(page).locator("#ref-1")).to_be_in_viewport()
    assert page.url == url
    assert len(page.context.pages) == windows


def test_element_shows_a_reference_beside_its_citation(sites: Sites, with_element: Callable[..., Page]) -> None:
    page = with_element(sites.embed("a"))
    resize(page, NARROW)
    citation = embedded(page).get_by_role("link", name="Reference 1")
    citation.hover()

    shown = embedded(page).locator(CARD)
    expect(shown).to_contain_text("A study")
    assert is_on_screen(page, shown)
    page.keyboard.press("Escape")
    expect(shown).to_have_count(0)
    page.mouse.move(1, 1)
    citation.hover()
    shown.get_by_role("link", name="Go to the list").click()
    expect(embedded(page).locator("#ref-1")).to_be_focused()
    expect(shown).to_have_count(0)
    embedded(page).get_by_role("link", name="Back").click()
    expect(citation).to_be_focused()


def test_element_asks_for_nothing_but_pages_for_embedding(sites: Sites, windows: BrowserContext) -> None:
    guide = sites.guide_url
    sources = [
        "",
        "scenarios/a/article/",
        f"{sites.intranet_url}embed/scenarios/a/article/",
        f"{guide}secret/",
        f"{guide}embed/../secret/",
        f"{guide}embed/%2e%2e/secret/",
        f"{guide}embed/..\\secret/",
        f"{guide}embed-of-others/",
        f"{guide}embed",
        guide.replace("http://", "http://me:you@") + "embed/scenarios/a/article/",
        guide.replace("http://", "https://") + "embed/scenarios/a/article/",
        "//guide.example/embed/scenarios/a/article/",
        "data:text/html,<main class=wb-embed>Evil</main>",
        "javascript:alert(1)",
        "http://[",
    ]
    page = windows.new_page()
    asked, said = requests(page), complaints(page)
    page.goto(sites.around("".join(map(element, sources)), head=sites.component_script))
    page.wait_for_function("customElements.get('wardbook-page') !== undefined")
    until(page, lambda: len(said) >= len(sources))
    page.wait_for_timeout(100)

    expect(fallback(page)).to_have_count(len(sources))
    expect(embedded(page)).to_have_count(0)
    assert [address.rpartition("/")[2] for address in asked][1:] == ["page.css", "wardbook-page.js"]
    assert len(said) == len(sources)
    assert all(text.startswith("wardbook-page shows its link: ") for text in said)
    page.close()


def test_element_takes_over_no_scripts_and_styles(sites: Sites, around: Around) -> None:
    page = around(element(sites.embed("full")), head=sites.component_script)

    expect(embedded(page)).to_contain_text("Ultrasound of the scrotum")
    expect(embedded(page)).to_have_css("color", "rgb(1, 2, 3)")
    expect(embedded(page).locator("script, style, link, base")).to_have_count(0)
    assert page.evaluate("window.ran ?? null") is None


@pytest.mark.parametrize("path", ["embed/nowhere/", "embed/empty/", "embed/bare/", "embed/stolen/"])
def test_element_keeps_its_link_when_the_page_cannot_be_had(sites: Sites, windows: BrowserContext, path: str) -> None:
    page = windows.new_page()
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    with page.expect_console_message(lambda message: message.text.startswith("wardbook-page")) as warned:
        page.goto(sites.around(element(sites.guide_url + path), head=sites.component_script, strict=True))

    expect(fallback(page)).to_be_visible()
    expect(embedded(page)).to_have_count(0)
    assert warned.value.type == "warning"
    assert failures == []
    page.close()


def test_element_follows_a_page_that_moved(sites: Sites, with_element: Callable[..., Page]) -> None:
    page = with_element(f"{sites.guide_url}embed/moved/")

    expect(page.get_by_role("region", name="Guideline a")).to_be_visible()
    expect(embedded(page).get_by_role("link", name="Pitfalls")).to_have_attribute(
        "href", f"{sites.guide_url}embed/scenarios/a/pitfalls/"
    )


def test_element_follows_its_src_and_never_shows_a_late_answer(sites: Sites, with_element: Callable[..., Page]) -> None:
    page = with_element(sites.embed("a"))
    expect(embedded(page)).to_be_visible()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(sites.embed("b"), hold)
    change = "src => document.querySelector('wardbook-page').setAttribute('src', src)"

    page.evaluate(change, sites.embed("b"))
    expect(fallback(page)).to_be_visible()
    page.evaluate(change, sites.embed("c"))
    expect(page.get_by_role("region", name="Guideline c")).to_be_visible()
    headers = {"Access-Control-Allow-Origin": "*"}
    with page.expect_response(sites.embed("b")):
        held[0].fulfill(body=stub("b"), content_type="text/html", headers=headers)
    page.wait_for_timeout(100)
    expect(page.get_by_role("region", name="Guideline c")).to_be_visible()

    page.evaluate("document.querySelector('wardbook-page').removeAttribute('src')")
    expect(fallback(page)).to_be_visible()


@pytest.mark.parametrize(("fragment", "level"), [("", 2), ("#h3", 3)])
def test_headings_of_the_element_begin_where_its_address_says(
    sites: Sites, with_element: Callable[..., Page], fragment: str, level: int
) -> None:
    page = with_element(sites.embed("a") + fragment)

    expect(embedded(page).get_by_role("heading", name="Question a", level=level)).to_be_visible()


def test_elements_share_a_style_sheet_and_are_asked_for_once_each(sites: Sites, around: Around) -> None:
    page = around("", head="")
    asked = requests(page)
    twice = sites.component_script + sites.component_script.replace(".js", ".js?again")
    page.goto(sites.around("".join(element(sites.embed(name)) for name in "abc"), head=twice))
    expect(embedded(page)).to_have_count(3)

    page.evaluate("document.querySelector('main').append(document.querySelector('wardbook-page'))")
    expect(embedded(page)).to_have_count(3)
    assert len([address for address in asked if address.endswith("style-1.css")]) == 1
    assert len([address for address in asked if address.endswith("/article/")]) == 3


def test_link_is_there_without_scripts(chromium: Browser, sites: Sites) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(sites.around(element(sites.embed("a")), head=sites.component_script))

    expect(fallback(page)).to_be_visible()
    context.close()
