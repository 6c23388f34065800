"""The panel that makes a snippet of a page: how it opens and closes, what it gives, and the file that it saves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, BrowserContext, Frame, Locator, Page, Route, expect

from support.browser import BOY, OpenPage, Scheme, Screen, axe_findings, every_look, is_on_screen, note_alerts
from support.frames import cross_problems
from support.search_dialog import complaints, press, requests
from wardbook.hosting.headers import embed_policy, page_policy
from wardbook.hosting.inline import inline_in_site
from wardbook.library.library import Library
from wardbook.views.embed_offer import OF_SCENARIOS

pytestmark = pytest.mark.browser

SITE: Final = "https://guidelines.example.org/"
LIBRARY: Final = "Example Hospital · Clinical guidelines"
TITLE: Final = "What imaging is best for initial staging of ALL in an asymptomatic boy?"
PITFALLS: Final = f"Pitfalls to avoid: {TITLE}"
HEADLINE: Final = "1. Whole-body imaging"
"""What stands in the pitfalls, and in the whole page."""
HOSTILE: Final = (
    "\"><script>alert(1)</script><img src=x onerror=alert(2)></textarea></iframe><!-- &amp;' "
    "{address} {page} {title} {library} {site}"
)

UNMADE: Final = "The file could not be made. Reload this page and try again."
READER: Final = "Match the reader's setting"
WAYS: Final = ("Frame", "Auto-height frame", "Web component", "Link")
PARTS: Final = ("embed/panel.js", "embed/saving.js", "embed/host.js", "embed/snippets.json", "assets/embed.css")
"""What is loaded for the panel alone."""

_FRAME = (
    'src="{address}" title="{title}" width="100%" height="800" loading="lazy" referrerpolicy="no-referrer"'
    ' sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"></iframe>\n'
    '<p><a href="{page}">{title}</a> ({library})</p>'
)
SNIPPETS: Final = {
    "Frame": f"<iframe {_FRAME}",
    "Auto-height frame": f'<iframe data-wardbook="" {_FRAME}\n<script src="{{site}}embed/host.js" async=""></script>',
    "Web component": (
        '<wardbook-page src="{address}"><a href="{page}">{title}</a> ({library})</wardbook-page>\n'
        '<script type="module" src="{site}embed/wardbook-page.js"></script>'
    ),
    "Link": ('<p><strong><a href="{page}">{title}</a></strong><br>{library}: the page says what holds today.</p>'),
}

_CHOOSE = """(panel, [way, ...wanted]) => {
  panel.querySelectorAll("select").forEach((field, at) => {
    field.selectedIndex = [...field.options].findIndex(option => option.label === wanted[at]);
  });
  [...panel.querySelectorAll("label")].find(label => label.textContent === way).control.checked = true;
  panel.querySelector("select").dispatchEvent(new Event("change", { bubbles: true }));
}"""
_PARSED = """html => {
  const elements = [...new DOMParser().parseFromString(html, "text/html").body.querySelectorAll("*")];
  return {
    names: elements.map(element => element.localName),
    texts: elements.filter(element => element.localName === "a").map(link => link.textContent),
    titles: elements.filter(element => element.title).map(element => element.title),
    handlers: elements.flatMap(element => element.getAttributeNames().filter(name => name.startsWith("on"))),
  };
}"""
_TELL = """said => {
  window.told = [];
  new MutationObserver(() => told.push(said.textContent)).observe(said, { childList: true });
}"""
_SELECTED = "field => field.value.slice(field.selectionStart, field.selectionEnd)"
_SIDEWAYS = """() => [document.documentElement, document.querySelector(".wb-embed-panel__body")]
  .filter(element => element.scrollWidth > element.clientWidth)
  .map(element => element.className)"""
_SQUEEZED = """() => [...document.querySelectorAll(".wb-embed-panel__body > :not(textarea)")]
  .filter(element => element.scrollHeight > element.offsetHeight)
  .map(element => element.className)"""


def snippet(way: str, part: str = "article", title: str = TITLE, fragment: str = "") -> str:
    """What the panel is to give for a part of the boy's page."""
    address = f"{SITE}embed/{BOY}{part}/{fragment}"
    page = SITE + BOY if part in {"article", "answer"} else f"{SITE}{BOY}#{part}"
    return SNIPPETS[way].format(address=address, title=title, page=page, library=LIBRARY, site=SITE)


def opened(page: Page) -> Locator:
    """Open the panel; return it."""
    link(page).click()
    expect(dialog(page)).to_be_visible()
    return dialog(page)


def link(page: Page) -> Locator:
    return page.get_by_role("link", name="Embed", exact=True)


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Embed this page")


def code(page: Page) -> Locator:
    """The field with the snippet."""
    return dialog(page).get_by_role("textbox", name="Snippet")


def said(page: Page) -> Locator:
    """What the panel says of what was done."""
    return dialog(page).get_by_role("status")


def preview(page: Page) -> Locator:
    return dialog(page).get_by_role("group", name="Preview")


def previewed(page: Page) -> Frame:
    """The document in the frame of the preview, once it is there."""
    handle = preview(page).locator("iframe").element_handle()
    handle.scroll_into_view_if_needed()
    frame = handle.content_frame()
    assert frame is not None
    frame.wait_for_selector("main")
    return frame


def choose(page: Page, way: str, part: str = "Whole page", level: int = 2, colours: str = READER) -> None:
    """Make all choices in an open panel."""
    dialog(page).evaluate(_CHOOSE, [way, part, f"Level {level} (h{level})", colours])


def save(page: Page, path: Path) -> Path:
    """Download the file that an open panel makes."""
    with page.expect_download() as download:
        dialog(page).get_by_role("button", name="Download").click()
    expect(said(page)).to_have_text(f"Downloaded: {download.value.suggested_filename}")
    download.value.save_as(path / download.value.suggested_filename)
    return path / download.value.suggested_filename


@pytest.fixture(scope="module")
def panel(open_shared: OpenPage) -> Page:
    """A window with the panel open over the boy's page; each test makes all choices anew."""
    page = open_shared(BOY)
    opened(page)
    return page


# Opening and closing


def test_nothing_of_the_panel_is_loaded_before_it_is_opened(open_page: OpenPage) -> None:
    page = open_page("")
    asked = requests(page)
    page.goto(page.url + BOY, wait_until="networkidle")
    assert [url for url in asked if any(part in url for part in (*PARTS, "/embed/")) and "aging.js" not in url] == []

    opened(page)
    choose(page, "Auto-height frame")
    previewed(page)
    assert [part for part in PARTS if not any(url.endswith(part) for url in asked)] == []
    assert [url for url in asked if "wardbook-page.js" in url] == []


def test_panel_opens_by_mouse_and_keyboard_and_gives_the_focus_back(open_page: OpenPage) -> None:
    page = open_page(BOY)
    close = dialog(page).get_by_role("button", name="Close")

    for turn, shut in enumerate(("Escape", "Close", "Close by keyboard", "beside")):
        if turn % 2:
            link(page).click()
        else:
            link(page).focus()
            press(page, "Enter")
        expect(dialog(page).get_by_label("Content", exact=True)).to_be_focused()
        assert is_on_screen(page, dialog(page))
        if shut == "Escape":
            page.keyboard.press("Escape")
        elif shut == "Close":
            close.click()
        elif shut == "beside":
            page.mouse.click(5, 400)
        else:
            page.keyboard.press("Shift+Tab")
            expect(close).to_be_focused()
            page.keyboard.press("Enter")
        expect(page.locator(".wb-embed-panel")).to_have_count(0)
        expect(link(page)).to_be_focused()
    assert page.url.endswith(BOY)


def test_link_that_is_clicked_twice_opens_one_panel_and_keys_of_the_page_below_do_nothing(open_page: OpenPage) -> None:
    page = open_page(BOY)

    link(page).evaluate("link => { link.click(); link.click(); }")
    expect(dialog(page)).to_be_visible()
    dialog(page).get_by_role("button", name="Copy").focus()
    for key in ("/", "Control+k", "n", "p"):
        page.keyboard.press(key)
    page.wait_for_timeout(150)

    expect(page.locator("dialog")).to_have_count(1)
    assert page.url.endswith(BOY)


def test_keyboard_reaches_and_changes_everything(open_page: OpenPage) -> None:
    page = open_page(f"{BOY}pitfalls/")
    opened(page)

    for key in ("Tab", "ArrowDown", "Tab", "ArrowDown", "Tab", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)

    expect(code(page)).to_have_value(snippet("Web component", "pitfalls", PITFALLS, "#h3-light"))
    expect(dialog(page).get_by_role("radio", name="Web component")).to_be_focused()
    page.keyboard.press("Tab")
    expect(code(page)).to_be_focused()
    page.keyboard.press("Tab")
    expect(dialog(page).get_by_role("button", name="Copy")).to_be_focused()


def test_scripts_that_are_off_or_missing_leave_a_link_to_the_embed(open_page: OpenPage) -> None:
    page = open_page(BOY, java_script_enabled=False)
    link(page).click()
    expect(page).to_have_url(re.compile(f"/embed/{BOY}article/$"))

    page = open_page(f"{BOY}faq/")
    page.route("**/embed/snippets.json", lambda route: route.fulfill(status=404, body="no"))
    link(page).click()
    expect(page).to_have_url(re.compile(f"/embed/{BOY}faq/$"))


# Choices and snippets


@pytest.mark.parametrize("way", WAYS)
def test_snippet_of_the_whole_page(panel: Page, sample_library: Library, way: str) -> None:
    assert (sample_library.settings.address, sample_library.settings.title) == (SITE, LIBRARY)
    choose(panel, way)

    expect(code(panel)).to_have_value(snippet(way))


@pytest.mark.parametrize("way", WAYS)
def test_snippet_of_a_section_with_wishes(panel: Page, way: str) -> None:
    choose(panel, way, "Pitfalls to avoid", 3, "Always light")

    expect(code(panel)).to_have_value(snippet(way, "pitfalls", PITFALLS, "#h3-light"))
    for label in ("Heading level", "Colors"):
        field = dialog(panel).get_by_label(label)
        assert field.is_disabled() == (way == "Link"), "a link has no wishes"


def test_every_wish_is_one_that_embeds_heed(panel: Page) -> None:
    levels = dialog(panel).get_by_label("Heading level").locator("option")
    assert levels.evaluate_all("options => options.map(option => option.value)") == ["2", "3", "4", "5", "6"]
    for level, colours, fragment in ((6, READER, "#h6"), (2, "Always light", "#light")):
        choose(panel, "Frame", level=level, colours=colours)
        expect(code(panel)).to_have_value(snippet("Frame", fragment=fragment))


def test_file_has_no_snippet(panel: Page) -> None:
    choose(panel, "Download HTML")

    expect(code(panel)).to_have_count(0)
    expect(dialog(panel).get_by_role("button", name="Download")).to_be_visible()
    expect(dialog(panel).get_by_role("button", name="Copy")).to_have_count(0)
    choose(panel, "Link")
    expect(code(panel)).to_be_visible()
    expect(dialog(panel).get_by_role("button", name="Copy")).to_be_visible()


def test_every_page_offers_what_there_is_of_it_and_itself_first(open_page: OpenPage) -> None:
    labels = [choice.label for choice in OF_SCENARIOS if choice.part != "treatment"]  # it has none
    offers = {
        BOY: (labels, "Whole page"),
        f"{BOY}faq/": (labels, "Frequently asked questions"),
        "topics/leukemia-staging/": (["Whole page"], "Whole page"),
        "protocols/us-scrotum/": (["Whole page"], "Whole page"),
    }
    page = open_page("")
    root = page.url

    for path, (offered, first) in offers.items():
        page.goto(root + path)
        what = opened(page).get_by_label("Content", exact=True)
        assert what.locator("option").all_text_contents() == offered
        assert what.evaluate("field => field.selectedOptions[0].label") == first
        record = path if path.startswith(("topics", "protocols")) else BOY
        part = next(choice.part for choice in OF_SCENARIOS if choice.label == first)
        assert f'src="{SITE}embed/{record}{part}/"' in code(page).input_value()
        place = "" if first == "Whole page" else f"#{part}"
        assert f'<a href="{SITE}{record}{place}">' in code(page).input_value()


def test_site_without_an_address_takes_the_one_at_which_it_is_seen(open_page: OpenPage, address: str) -> None:
    page = open_page(BOY)
    link(page).evaluate("link => link.dataset.wbSite = ''")
    opened(page)

    expect(code(page)).to_have_value(snippet("Frame").replace(SITE, address))
    expect(code(page)).to_have_accessible_description(re.compile("does not state its address"))


def test_what_is_chosen_is_explained_aloud(panel: Page) -> None:
    about = dialog(panel).locator(".wb-embed-panel__about")
    expect(about).to_have_attribute("aria-live", "polite")
    texts = set()
    for way in (*WAYS, "Download HTML"):
        choose(panel, way)
        texts.add(about.text_content())
        assert ("lists your intranet" in (about.text_content() or "")) == (way in ("Frame", "Auto-height frame"))
    assert len(texts) == 5


def test_title_never_becomes_markup(open_page: OpenPage) -> None:
    page = open_page(BOY)
    alerts: list[str] = []
    note_alerts(page, alerts)
    asked = requests(page)
    link(page).evaluate("(link, title) => link.dataset.wbTitle = title", HOSTILE)
    opened(page)

    for way in WAYS:
        plain = page.evaluate(_PARSED, snippet(way))
        for part, title in (
            ("Whole page", HOSTILE),
            ("Ratings", f"Ratings: {HOSTILE}"),
        ):
            choose(page, way, part)
            parsed = page.evaluate(_PARSED, code(page).input_value())
            assert parsed["names"] == plain["names"]
            assert parsed["handlers"] == []
            assert parsed["texts"] == [title] * len(plain["texts"])
            assert parsed["titles"] == [title] * len(plain["titles"])
            expect(preview(page).locator("img, script")).to_have_count(0)
            place = "" if part == "Whole page" else "#ratings"
            assert preview(page).locator(f'a[href$="/{BOY}{place}"]').first.text_content() == title
    assert [url for url in asked if url.endswith("/x")] == []
    assert alerts == []


# The preview


@pytest.mark.parametrize("way", ["Frame", "Auto-height frame", "Download HTML"])
def test_preview_shows_the_frame_from_this_site(panel: Page, address: str, way: str) -> None:
    choose(panel, way, "Pitfalls to avoid", 3, "Always light")

    frame = previewed(panel)
    assert frame.url == f"{address}embed/{BOY}pitfalls/#h3-light"
    expect(frame.get_by_role("heading", name=HEADLINE, level=5)).to_be_visible()
    expect(frame.locator(".wb-embed.wb-light")).to_have_count(1)
    if way == "Frame":
        assert preview(panel).locator("iframe").evaluate("frame => frame.clientHeight") == 800
    else:
        assert cross_problems(panel) == []


def test_preview_shows_the_part_of_the_page_from_this_site(panel: Page, address: str) -> None:
    choose(panel, "Web component", "Pitfalls to avoid", 3, "Always light")

    element = preview(panel).locator("wardbook-page")
    assert element.get_attribute("src") == f"{address}embed/{BOY}pitfalls/#h3-light"
    expect(element.locator("section.wb-light").get_by_role("heading", name=HEADLINE, level=5)).to_be_visible()


def test_links_of_the_preview_lead_to_this_site_and_leave_the_panel(panel: Page, address: str) -> None:
    for way in WAYS:
        choose(panel, way, "Pitfalls to avoid")
        found = preview(panel).locator(f'a:text-is("{PITFALLS}")')
        assert found.evaluate("link => [link.href, link.target]") == [f"{address}{BOY}#pitfalls", "_blank"], way

    choose(panel, "Link")
    with panel.expect_popup() as popup:
        preview(panel).get_by_role("link", name=TITLE).click()
    expect(popup.value.locator("h1")).to_contain_text(TITLE)
    popup.value.close()
    expect(dialog(panel)).to_be_visible()


# Copying


def test_copy_puts_the_snippet_on_the_clipboard_and_says_so(open_page: OpenPage) -> None:
    page = open_page(BOY, permissions=["clipboard-read", "clipboard-write"])
    copy = opened(page).get_by_role("button", name="Copy")
    read = "navigator.clipboard.readText()"
    expect(said(page)).to_have_text("")

    copy.click()
    expect(said(page)).to_have_text("Copied.")
    assert page.evaluate(read) == snippet("Frame")
    expect(copy).to_be_focused()

    choose(page, "Link")
    expect(said(page)).to_have_text("")
    said(page).evaluate(_TELL)
    for _ in range(2):
        copy.click()
        expect(said(page)).to_have_text("Copied.")
    page.wait_for_function("told.filter(Boolean).length === 2")
    assert "" in page.evaluate("told"), "the second time is heard too"
    assert page.evaluate(read) == snippet("Link")

    page.evaluate("navigator.clipboard.writeText('before')")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')); }")
    copy.click()
    expect(said(page)).to_have_text("Copied.")
    assert page.evaluate(read) == snippet("Link"), "the older way works too"


def test_what_cannot_be_copied_or_saved_says_what_to_do(open_page: OpenPage) -> None:
    page = open_page(BOY)
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.evaluate("document.execCommand = () => false")
    opened(page).get_by_role("button", name="Copy").click()

    expect(said(page)).to_contain_text("press Ctrl+C")
    expect(code(page)).to_be_focused()
    assert code(page).evaluate(_SELECTED) == snippet("Frame")
    assert axe_findings(page) == ()

    choose(page, "Download HTML")
    page.route("**/embed/frame-*.js", lambda route: route.fulfill(status=404, body="no"))
    dialog(page).get_by_role("button", name="Download").click()
    expect(said(page)).to_have_text(UNMADE)


@pytest.mark.parametrize("changed", ["style", "frame"])
def test_file_is_not_made_of_a_site_that_is_newer_than_the_window(open_page: OpenPage, changed: str) -> None:
    page = open_page(BOY)
    opened(page)
    choose(page, "Download HTML")
    newer = re.compile(rf"/embed/{changed}-\w{{10}}\.")
    page.route(newer, lambda route: route.fulfill(body="/* another content, which the hashes do not allow */"))
    page.route(f"**/embed/{BOY}article/", partial(renamed, pattern=newer, name=f"/embed/{changed}-0123456789."))
    downloaded: list[str] = []
    page.on("download", lambda download: downloaded.append(download.suggested_filename))

    dialog(page).get_by_role("button", name="Download").click()

    expect(said(page)).to_have_text(UNMADE)
    assert downloaded == []


def renamed(route: Route, pattern: re.Pattern[str], name: str) -> None:
    """Serve an embed in which a file has another name."""
    response = route.fetch()
    text, count = pattern.subn(name, response.text())
    assert count == 1
    route.fulfill(response=response, body=text)


# The file


@pytest.fixture(scope="module")
def downloads(chromium: Browser, address: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Files made in Auckland on the morning of 23 November: a whole page, a section with wishes, one with a due day."""
    folder = tmp_path_factory.mktemp("files")
    context = chromium.new_context(timezone_id="Pacific/Auckland")
    page = context.new_page()
    page.clock.set_fixed_time("2026-11-22T20:00:00Z")
    page.goto(address + BOY)
    opened(page)
    files = {}
    choose(page, "Download HTML")
    files["whole"] = save(page, folder)
    choose(page, "Download HTML", "Pitfalls to avoid", 3, "Always light")
    files["wishes"] = save(page, folder)
    page.route(f"**/embed/{BOY}answer/", due)
    choose(page, "Download HTML", "Short answer")
    files["due"] = save(page, folder)
    context.close()
    return files


def due(route: Route) -> None:
    """Serve an embed that was reviewed and is due on a day."""
    response = route.fetch()
    status = '<div class="wb-status wb-status--draft"'
    assert status in response.text()
    text = response.text().replace(status, f'{status} data-wb-due="2027-11-20" data-wb-overdue="Past its review date."')
    route.fulfill(response=response, body=text)


@pytest.fixture
def alone(chromium: Browser) -> Iterator[BrowserContext]:
    """Windows without a network; nothing is asked for in them, and nothing is complained of."""
    context = chromium.new_context(offline=True)
    asked: list[str] = []
    complained: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    context.on("console", lambda message: complained.append(message.text))
    context.on("weberror", lambda error: complained.append(str(error.error)))
    yield context
    context.close()
    assert [url for url in asked if not re.fullmatch(r"file:///.*/all-asymptomatic-boy-\w+\.html", url)] == []
    assert complained == []


def test_file_is_a_copy_that_is_whole_and_says_so(alone: BrowserContext, downloads: dict[str, Path]) -> None:
    assert downloads["whole"].name == "all-asymptomatic-boy-article.html"
    page = alone.new_page()
    page.goto(downloads["whole"].as_uri())

    notice = page.get_by_role("note").first
    expect(notice).to_have_text("A copy of 23 Nov 2026, which does not change. The page itself says what holds today.")
    assert notice.get_by_role("link").get_attribute("href") == SITE + BOY
    assert is_on_screen(page, notice)
    expect(page.get_by_role("heading", name=TITLE, level=2)).to_be_visible()
    assert page.locator(".wb-h1").evaluate("heading => getComputedStyle(heading).fontSize") == "33px"
    assert page.locator(".wb-chip").first.evaluate("chip => getComputedStyle(chip).borderRadius") != "0px"
    policy = page.locator("meta[http-equiv]").get_attribute("content") or ""
    assert re.fullmatch(
        r"default-src 'none'; script-src 'sha256-[\w+/]{43}='; style-src 'sha256-[\w+/]{43}='; img-src data:;"
        r" base-uri 'none'; form-action 'none'",
        policy,
    )
    expect(page.locator("link[rel=stylesheet], [src]")).to_have_count(0)
    # As in every embed, the first heading is that of the page around.
    assert [found for found in axe_findings(page) if "page-has-heading-one" not in found] == []


def test_links_of_a_file_lead_to_the_published_site_or_stay_in_it(
    alone: BrowserContext, downloads: dict[str, Path], sample: Path
) -> None:
    page = alone.new_page()
    page.goto(downloads["whole"].as_uri())
    links = page.locator("a[href]").evaluate_all("links => links.map(link => link.getAttribute('href'))")

    inside = [href for href in links if href.startswith("#")]
    ours = [href.removeprefix(SITE) for href in links if href.startswith(SITE)]
    assert len(inside) > 5
    assert len(ours) > 5
    assert [href for href in links if not href.startswith(("#", "https://"))] == []
    site = sample / "site"
    pages = [path for path in ours if not path.endswith(".pdf")]
    assert [path for path in pages if not (site / path.partition("#")[0] / "index.html").is_file()] == []
    assert [path for path in ours if path not in pages and not (site / path).is_file()] == []
    first = page.locator('a[href^="#ref-"]').first
    first.click()
    expect(page.locator(":target")).to_be_in_viewport()
    assert len(alone.pages) == 1


def test_file_keeps_its_wishes(alone: BrowserContext, downloads: dict[str, Path]) -> None:
    assert downloads["wishes"].name == "all-asymptomatic-boy-pitfalls.html"
    page = alone.new_page()
    page.emulate_media(color_scheme="dark")
    page.goto(downloads["wishes"].as_uri())

    expect(page.get_by_role("heading", name="Pitfalls to avoid: ALL, asymptomatic boy", level=3)).to_be_visible()
    expect(page.get_by_role("heading", name=HEADLINE, level=5)).to_be_visible()
    ground = "() => getComputedStyle(document.querySelector('main')).backgroundColor"
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    page.goto(downloads["whole"].as_uri())
    assert page.evaluate(ground) != "rgb(255, 255, 255)"


def test_file_says_when_it_is_overdue(alone: BrowserContext, downloads: dict[str, Path]) -> None:
    page = alone.new_page()

    for day, count in (("2027-11-20", 0), ("2027-11-21", 1)):
        page.clock.set_fixed_time(f"{day}T12:00:00Z")
        page.goto(downloads["due"].as_uri())
        expect(page.get_by_text("Past its review date.")).to_have_count(count)
        expect(page.get_by_role("note").first).to_contain_text("A copy of 23 Nov 2026")


# Wherever it is opened


@every_look
def test_panel_is_accessible_and_has_room(open_page: OpenPage, screen: Screen, scheme: Scheme) -> None:
    page = open_page(f"{BOY}faq/", screen, color_scheme=scheme)
    opened(page)

    for way in (*WAYS, "Download HTML"):
        choose(page, way, "Short answer")
        assert page.evaluate(_SIDEWAYS) == [], way
        assert page.evaluate(_SQUEEZED) == [], way
        if way != "Download HTML":
            assert (code(page).bounding_box() or {"height": 0})["height"] > 60
    choose(page, "Web component", "Short answer")
    expect(preview(page).locator("wardbook-page section.wb-embed")).to_be_visible()
    assert axe_findings(page) == ()


def test_panel_keeps_to_the_policy_of_the_hosting_files(open_page: OpenPage, sample: Path, tmp_path: Path) -> None:
    page = open_page("")
    root, site = page.url, sample / "site"
    paths = [path.relative_to(site).as_posix() for path in site.rglob("*.html")]
    scripts = inline_in_site(paths, lambda path: (site / path).read_bytes()).scripts
    met: set[str] = set()

    def guarded(route: Route) -> None:
        is_embed = route.request.url.startswith(f"{root}embed/")
        policy = embed_policy([]) if is_embed else page_policy(scripts)
        met.add(policy)
        response = route.fetch()
        route.fulfill(response=response, headers=response.headers | {"content-security-policy": policy})

    page.route("**/*", guarded)
    complained = complaints(page)
    page.goto(root + BOY)
    opened(page)
    choose(page, "Auto-height frame", "Short answer", 3)
    expect(previewed(page).get_by_role("heading", name=TITLE, level=3)).to_be_visible()
    assert cross_problems(page) == []
    choose(page, "Web component", "Short answer", 3)
    expect(preview(page).locator("wardbook-page").get_by_role("heading", name=TITLE, level=3)).to_be_visible()
    dialog(page).get_by_role("button", name="Copy").click()
    expect(said(page)).to_have_text("Copied.")
    choose(page, "Download HTML", "Short answer")
    assert save(page, tmp_path).stat().st_size > 10000
    assert complained == []
    assert len(met) == 2
