"""A preview in an open window: every edit shows by itself, and so does every fault, until it is mended."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from support.browser import LOOKS, SCREENS, axe_findings, colours, is_on_screen
from support.long_mode import LONG
from support.paths import EPOCH, TODAY, copy_project, copy_with_links
from support.preview_process import PATIENCE, Server, serving
from wardbook.preview.site import build_preview
from wardbook.system.packaged import default_templates

pytestmark = pytest.mark.browser

WAIT = PATIENCE * 1000
"""How long a page may take to follow an edit, in milliseconds."""
TOPIC = "content/topics/robots.yaml"
BOOK = "content/sources/unread-book.yaml"
LUMP = "content/scenarios/known-lump.yaml"
STYLE = "assets/wardbook.css"
HOSTILE = "<img src=x onerror=document.title='hit'> </body> {{ 7 * 7 }} &amp; \u202e"

both_servers = pytest.mark.parametrize("plain", [False, True], ids=["wardbook", "mkdocs"])
in_wardbook = both_servers if LONG else pytest.mark.parametrize("plain", [False], ids=["wardbook"])
in_mkdocs = both_servers if LONG else pytest.mark.parametrize("plain", [True], ids=["mkdocs"])
"""Both servers build by the same code, so that one is enough for each test; each of both has some."""


class EditedProject:
    """A project that someone edits, with its preview in an open window."""

    def __init__(self, project: Path, server: Server, page: Page) -> None:
        self.project, self.server, self.page = project, server, page
        self.builds = self.count()

    @property
    def alert(self) -> Locator:
        return self.page.get_by_role("alert")

    def open(self, path: str) -> None:
        self.page.goto(self.server.address + path)

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.project / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {name}"
        self.write(name, text.replace(old, new))

    def write(self, name: str, text: str) -> None:
        """Put a file in its place whole, as editors do that are careful."""
        path = self.project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.parents[1] / f".{path.name}.new"
        new.write_text(text, encoding="utf-8")
        new.replace(path)

    def count(self) -> int:
        """How many times the preview was built."""
        return sum("Built " in line for line in self.server.said())

    def shows(self, locator: Locator) -> None:
        """The open page must come to show something, by one build."""
        expect(locator).to_be_visible(timeout=WAIT)
        self.page.wait_for_load_state()  # a page that loaded itself again takes no keys before its scripts are there
        self.builds += 1
        assert self.count() == self.builds


@pytest.fixture(scope="module")
def previewed(built_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fixture guideline with the site of a preview, so that one begins without building."""
    project = copy_with_links(built_once, tmp_path_factory.mktemp("previewed") / "project")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        build_preview(project, TODAY, print)
    return project


@pytest.fixture
def project(previewed: Path, tmp_path: Path) -> Path:
    """A project to be edited."""
    return copy_with_links(previewed, tmp_path / "project")


@pytest.fixture
def window(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport=SCREENS["desk"], reduced_motion="reduce")
    yield context.new_page()
    context.close()


@in_mkdocs
def test_every_edit_shows_in_the_open_page_after_one_build(project: Path, window: Page, plain: bool) -> None:
    with serving(project, plain=plain) as server:
        edited = EditedProject(project, server, window)
        edited.open("topics/robots/")
        expect(window.get_by_role("heading", level=1)).to_have_text(re.compile("Robots that rattle"))

        edited.edit(TOPIC, "that rattle", "that hum")
        edited.shows(window.get_by_role("heading", level=1, name="Robots that hum"))

        template = "pages/topic.md.jinja"
        source = (default_templates() / template).read_text(encoding="utf-8")
        edited.write(f"templates/{template}", source + "\nOur words on every topic.\n")
        edited.shows(window.get_by_text("Our words on every topic."))

        theme = (default_templates() / "theme" / "main.html").read_text(encoding="utf-8")
        announced = theme.replace("{% block announce %}", "{% block announce %}Our words above every page.")
        edited.write("templates/theme/main.html", announced)
        edited.shows(window.get_by_text("Our words above every page."))

        style = (default_templates() / STYLE).read_text(encoding="utf-8")
        edited.write(f"templates/{STYLE}", style + "\nh1 { letter-spacing: 7px !important; }\n")
        expect(window.get_by_role("heading", level=1)).to_have_css("letter-spacing", "7px", timeout=WAIT)
        edited.shows(window.get_by_role("heading", level=1))

        edited.edit("mkdocs.yml", "permalink: true", 'permalink: "§"')
        expect(window.locator("a.headerlink", has_text="§").first).to_be_attached(timeout=WAIT)
        edited.shows(window.get_by_role("heading", level=1))

        (project / f"templates/{template}").unlink()
        expect(window.get_by_text("Our words on every topic.")).not_to_be_attached(timeout=WAIT)
        edited.shows(window.get_by_text("Our words above every page."))
        assert edited.alert.count() == 0


@in_wardbook
def test_whoever_searches_finds_what_the_last_edit_says(project: Path, window: Page, plain: bool) -> None:
    with serving(project, plain=plain) as server:
        edited = EditedProject(project, server, window)
        edited.open("topics/robots/")
        for word in ("hum", "squeak"):
            edited.edit(TOPIC, "that hum" if word == "squeak" else "that rattle", f"that {word}")
            edited.shows(window.get_by_role("heading", level=1, name=f"Robots that {word}"))
            window.keyboard.press("/")
            window.get_by_role("searchbox").fill(f"robots {word}")
            expect(window.get_by_role("dialog").get_by_role("link", name=f"Robots that {word}")).to_be_visible(
                timeout=WAIT
            )
            window.keyboard.press("Escape")
        assert server.get("pagefind/pagefind-entry.json")[0] == 200


FAULTY = {
    "content": (TOPIC, "title:", "titel:", f"{TOPIC}:2: titel: "),
    "template": ("templates/pages/topic.md.jinja", "", "{% if %}\n", "templates/pages/topic.md.jinja:1: Expected an"),
    "settings": ("mkdocs.yml", "theme:", "thme: {}\ntheme:", "Unrecognised configuration name: thme"),
    "yaml": ("mkdocs.yml", "theme:", "theme: [\ntheme:", "mkdocs.yml: "),
}


@in_wardbook
def test_every_fault_shows_in_the_open_page_and_the_terminal_until_it_is_mended(
    project: Path, window: Page, plain: bool
) -> None:
    with serving(project, plain=plain) as server:
        edited = EditedProject(project, server, window)
        edited.open("topics/robots/")
        for name, old, new, told in FAULTY.values():
            good = (project / name).read_text(encoding="utf-8") if (project / name).exists() else None
            since = server.told()
            edited.write(name, (good or "").replace(old, new, 1) if old else new)
            expect(edited.alert).to_be_visible(timeout=WAIT)
            expect(edited.alert).to_contain_text(told)
            assert any(told in line for line in server.said(since))
            assert "Traceback" not in "".join(server.said(since))
            expect(window.get_by_role("heading", level=1)).to_have_text(re.compile("Robots that rattle"))
            assert edited.count() == edited.builds
            if good is None:
                (project / name).unlink()
            else:
                edited.write(name, good)
            expect(edited.alert).to_have_count(0, timeout=WAIT)
            edited.shows(window.get_by_role("heading", level=1))


@in_wardbook
def test_files_come_go_and_change_their_names(project: Path, window: Page, plain: bool) -> None:
    with serving(project, plain=plain) as server:
        edited = EditedProject(project, server, window)
        edited.open("topics/robots/")
        scenario = (project / "content/scenarios/rattling-robot.yaml").read_text(encoding="utf-8")

        edited.write("content/scenarios/humming-robot.yaml", scenario.replace("rattling-robot", "humming-robot"))
        expect(edited.alert).to_contain_text("humming-robot.yaml", timeout=WAIT)
        edited.edit(TOPIC, "[rattling-robot]", "[rattling-robot, humming-robot]")
        expect(edited.alert).to_have_count(0, timeout=WAIT)
        edited.shows(window.locator("a[href$='scenarios/humming-robot/']").first)

        (project / "content/scenarios/humming-robot.yaml").unlink()
        expect(edited.alert).to_contain_text("humming-robot", timeout=WAIT)
        edited.edit(TOPIC, ", humming-robot]", "]")
        expect(edited.alert).to_have_count(0, timeout=WAIT)
        edited.shows(window.locator("a[href$='scenarios/rattling-robot/']").first)
        assert server.get("scenarios/humming-robot/")[0] == 404


def test_a_file_that_is_saved_without_a_change_is_built_once_at_most(project: Path, window: Page) -> None:
    with serving(project) as server:
        edited = EditedProject(project, server, window)
        edited.open("")
        since = server.told()
        edited.edit(TOPIC, "title", "title")
        server.until("Built 0 pages, 0 files rendered anew.", since)
        edited.edit(TOPIC, "that rattle", "that hum")
        server.until("Built ", server.told())
        assert edited.count() == edited.builds + 2


def test_a_preview_that_begins_with_faults_shows_them_and_then_the_site(tmp_path: Path, window: Page) -> None:
    project = copy_project(tmp_path / "new")
    good = (project / BOOK).read_text(encoding="utf-8")
    (project / BOOK).write_text(good.replace("kind: book", "kind: tome"), encoding="utf-8")
    with serving(project) as server:
        edited = EditedProject(project, server, window)
        edited.open("")
        expect(edited.alert).to_contain_text(f"{BOOK}:2: kind: expected one of guideline")
        expect(window.get_by_role("heading", name="Nothing to show yet")).to_be_visible()
        assert axe_findings(window) == ()
        edited.write(BOOK, good)
        expect(edited.alert).to_have_count(0, timeout=WAIT)
        edited.shows(window.get_by_role("heading", level=1, name="Teddy bear imaging"))
    # The next time the last good site is there at once.
    (project / BOOK).write_text(good.replace("kind: book", "kind: tome"), encoding="utf-8")
    with serving(project) as server:
        edited = EditedProject(project, server, window)
        edited.open("")
        expect(edited.alert).to_contain_text(f"{BOOK}:2: kind: expected one of guideline")
        expect(window.get_by_role("heading", level=1)).to_be_visible()


# --- the panel


@pytest.fixture(scope="module")
def faulty(executable: str, previewed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:  # noqa: ARG001 - nothing to see without
    """The address of a preview with faults, some of which would act on a page."""
    project = copy_with_links(previewed, tmp_path_factory.mktemp("faulty") / "project")
    with serving(project) as server:
        since = server.told()
        path = project / LUMP
        text = path.read_text(encoding="utf-8").replace("id: known-lump", f'id: "{HOSTILE}"', 1)
        path.write_text(
            text + f'"{HOSTILE}": 1\n' + "".join(f"word{n}: {'w' * 90}\n" for n in range(30)), encoding="utf-8"
        )
        server.until("The preview stays as it was.", since)
        yield server.address


@pytest.fixture
def seen(request: pytest.FixtureRequest, chromium: Browser, faulty: str) -> Iterator[Page]:
    """A page of the faulty preview with a screen and a colour scheme."""
    screen, scheme = request.param
    context = chromium.new_context(viewport=SCREENS[screen], color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{faulty}scenarios/known-lump/")
    yield page
    context.close()


every_view = pytest.mark.parametrize("seen", LOOKS, ids="-".join, indirect=True)


@every_view
def test_the_panel_says_first_that_the_page_is_old_wherever_one_reads(seen: Page) -> None:
    alert = seen.get_by_role("alert")
    heading = alert.get_by_role("heading", name=re.compile(r"^This page is old: the newest edit has \d\d faults$"))
    last = alert.get_by_role("listitem").last
    for place in ("0", "document.body.scrollHeight"):
        seen.evaluate(f"scrollTo(0, {place})")
        assert is_on_screen(seen, heading)
    faults = alert.get_by_role("list")
    faults.evaluate("list => list.scrollTo(0, list.scrollHeight)")
    end, box = last.bounding_box(), faults.bounding_box()
    assert end
    assert box
    assert end["y"] + end["height"] <= box["y"] + box["height"] <= seen.evaluate("innerHeight")
    assert is_on_screen(seen, heading)


@every_view
def test_the_panel_leaves_the_page_to_be_read(seen: Page) -> None:
    box, size = seen.get_by_role("alert").bounding_box(), seen.viewport_size
    assert box
    assert size
    assert box["height"] <= size["height"] / 2
    assert box["width"] == size["width"]
    assert seen.evaluate("document.documentElement.scrollWidth") <= size["width"]
    seen.evaluate("scrollTo(0, document.body.scrollHeight)")
    foot, box = seen.locator("footer").bounding_box(), seen.get_by_role("alert").bounding_box()
    assert foot
    assert box
    assert foot["y"] + foot["height"] <= box["y"] + 1


@every_view
def test_the_panel_is_readable_and_without_a_finding(seen: Page) -> None:
    alert = seen.get_by_role("alert")
    assert min(contrast for _, contrast in colours(alert.locator("h2, p, li"))) > 7
    sizes = alert.locator("h2, p, li").evaluate_all("all => all.map(one => parseFloat(getComputedStyle(one).fontSize))")
    assert min(sizes) >= 14
    assert axe_findings(seen) == ()


@pytest.mark.parametrize("seen", LOOKS[:1], indirect=True)
def test_what_stands_in_a_fault_is_text(seen: Page) -> None:
    alert = seen.get_by_role("alert")
    shown = alert.inner_text()
    assert HOSTILE.replace("\u202e", "\\u202E") in shown
    assert alert.locator("img, script").count() == 0
    assert seen.title() != "hit"
    assert seen.locator("html > body").count() == 1
