"""Plain `mkdocs build`, as MkDocs' own manual says it: the whole site, strict, self-contained, with no dead link."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest

from support.command_line import mkdocs
from support.fault_reports import report
from support.loading import load
from support.long_mode import LONG
from support.paths import TODAY, copy_project
from support.printers import real
from support.rendering import rendered
from support.sample import MkDocsSaid, sample_by_mkdocs
from wardbook.render.print.typst import Job, Printer
from wardbook.render.templates import Templates, load_templates
from wardbook.system.packaged import default_templates
from wardbook.urls import SETTINGS

HOST = "https://site.invalid/"
LINKING = {"href", "src", "srcset", "action", "data", "poster", "formaction"}
ELSEWHERE = ("http://", "https://", "//")
NO_PAGE = ("mailto:", "data:")


@dataclass(frozen=True)
class Built:
    """A project after `mkdocs build --strict`."""

    project: Path
    said: MkDocsSaid

    @property
    def site(self) -> Path:
        return self.project / "site"

    @cached_property
    def pages(self) -> dict[str, Html]:
        """Every HTML file by its path."""
        return {path.relative_to(self.site).as_posix(): Html(path) for path in sorted(self.site.rglob("*.html"))}

    @cached_property
    def address(self) -> str:
        """The public address, which pages name and do not fetch from."""
        return load(self.project).settings.address or HOST

    def file_of(self, address: str) -> Path:
        """The file that a web server gives for an address of the site."""
        path = unquote(urlsplit(address).path).removeprefix("/")
        file = self.site / path
        return file / "index.html" if path == "" or path.endswith("/") else file


class Html(HTMLParser):
    """A page as a browser reads it: what it links to, what can be linked to, and what would run."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links: list[tuple[str, str, str]] = []
        """Tag, attribute and address of everything that is linked to or fetched."""
        self.ids: list[str] = []
        self.inline: list[str] = []
        """Styles and event handlers in attributes."""
        self.meta: dict[str, str] = {}
        """What the page says of itself to other sites, by name or property."""
        self.described: list[tuple[str, str]] = []
        """The relation and address of what tells other sites how to show it."""
        self.feed(path.read_text(encoding="utf-8"))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "meta" and (name := given.get("property") or given.get("name")):
            self.meta[name] = given["content"]
        if tag == "link" and given.get("type") == "application/json+oembed":
            self.described.append((given["rel"], given["href"]))
        for name, value in attrs:
            if name in LINKING and value is not None:
                self.links.append((tag, name, value.strip()))
            elif name == "id" and value:
                self.ids.append(value)
            elif name == "style" or name.startswith("on"):
                self.inline.append(f"<{tag} {name}={value!r}>")


@pytest.fixture(scope="module")
def fixture_site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The fixture guideline, built."""
    project = copy_project(tmp_path_factory.mktemp("mkdocs") / "fixture")
    (project / "site_src").mkdir()
    outcome = mkdocs(project, "--strict")
    return Built(project, MkDocsSaid(outcome.returncode, outcome.stdout, outcome.stderr))


@pytest.fixture(scope="module")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The project that this is, built."""
    return Built(*sample_by_mkdocs(tmp_path_factory))


@pytest.fixture(params=["fixture", "real"])
def built(request: pytest.FixtureRequest) -> Built:
    site: Built = request.getfixturevalue(f"{request.param}_site")
    return site


def test_a_strict_build_succeeds_without_a_warning(built: Built) -> None:
    assert (built.said.code, built.said.out) == (0, "")
    lines = built.said.err.splitlines()
    assert [line for line in lines if not line.startswith("INFO ")] == []


def test_what_was_rendered_is_what_the_library_gives(built: Built) -> None:
    templates = load_templates([built.project / "templates", default_templates()])
    folder = built.project / "site_src"
    expected = rendered(load(built.project), templates, TODAY, _printer(templates, folder))
    written = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    written.pop("README.md", None)
    assert written == expected


def _printer(templates: Templates, printed: Path) -> Printer:
    """Prints one PDF of each kind, and all in the long mode; gives of the others what was printed already."""
    prints, kinds = real(templates), set()

    def pdf(job: Job) -> bytes:
        kind = job.path.split("/")[1]
        if kind in kinds and not LONG:
            return (printed / job.path).read_bytes()
        kinds.add(kind)
        return prints(job)

    return pdf


def test_every_page_is_published_and_nothing_else_is(built: Built) -> None:
    sources = {path.relative_to(built.project / "site_src") for path in (built.project / "site_src").rglob("*.md")}
    expected = {
        (path.with_suffix("") / "index.html" if path.name != "index.md" else path.with_suffix(".html")).as_posix()
        for path in sources
        if path.as_posix() != "README.md"
    }
    folder = built.project / "site_src"
    finished = {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}
    assert {name.split("/")[0] for name in finished} == {"embed", "v"}
    assert set(built.pages) == expected | finished | {"404.html"}
    assert not (built.site / SETTINGS).exists()


def internal(built: Built) -> Iterator[tuple[str, str, str]]:
    """Every link within the site: the page, the link as written, and where it leads."""
    for name, page in built.pages.items():
        # The page for what is not found is shown at any address, so its links begin with the site's own.
        base = built.address if name == "404.html" else f"{HOST}{name.removesuffix('index.html')}"
        for _, _, link in page.links:
            if not link.startswith((*ELSEWHERE, *NO_PAGE)):
                yield name, link, urljoin(base, link).replace(built.address, HOST)


def test_every_internal_link_leads_somewhere(built: Built) -> None:
    dead = [
        f"{name}: {link}"
        for name, link, address in internal(built)
        if not built.file_of(urldefrag(address).url).is_file()
    ]
    assert dead == []
    assert sum(1 for _ in internal(built)) > 20 * len(built.pages)


def test_every_anchor_is_there(built: Built) -> None:
    dead = []
    for name, link, address in internal(built):
        target, fragment = urldefrag(address)
        file = built.file_of(target)
        if fragment and fragment != "print" and file.suffix == ".html":  # a script prints the page at that one
            page = built.pages[file.relative_to(built.site).as_posix()]
            if unquote(fragment) not in page.ids:
                dead.append(f"{name}: {link}")
    assert dead == []


def test_every_page_says_to_other_sites_what_it_is(built: Built) -> None:
    settings = load(built.project).settings
    for name, page in built.pages.items():
        if name == "404.html" or name.startswith(("embed/", "v/")):
            assert "og:title" not in page.meta
            continue
        assert page.meta["og:type"] == "article"
        assert page.meta["og:title"], name
        assert page.meta["og:description"] == page.meta["description"]
        assert page.meta["og:site_name"] == settings.title
        assert page.meta["twitter:card"] == "summary"
        (canonical,) = (link for tag, _, link in page.links if tag == "link" and link == page.meta["og:url"])
        assert canonical.startswith(built.address), name


def test_pages_and_embeds_lead_to_the_description_of_their_embed(built: Built) -> None:
    led = 0
    for name, page in built.pages.items():
        for relation, address in page.described:
            assert relation == "alternate", name
            described = json.loads(built.file_of(address.replace(built.address, HOST)).read_bytes())
            assert described["provider_url"] == built.address
            led += 1
        embeddable = name.startswith(("scenarios/", "topics/", "protocols/", "embed/")) and name.count("/") > 1
        gone = "noindex" in page.meta.get("robots", "") and not page.described
        assert len(page.described) == (1 if embeddable and not gone else 0), name
    assert led > 50


def test_no_id_stands_twice_on_a_page(built: Built) -> None:
    twice = {name: sorted({id for id in page.ids if page.ids.count(id) > 1}) for name, page in built.pages.items()}
    assert {name: ids for name, ids in twice.items() if ids} == {}


def test_no_link_is_absolute(built: Built) -> None:
    absolute = [
        f"{name}: <{tag} {attribute}={link!r}>"
        for name, page in built.pages.items()
        for tag, attribute, link in page.links
        if link.startswith("/") and not link.startswith("//") and name != "404.html"
    ]
    assert absolute == []


def test_nothing_is_fetched_from_elsewhere(built: Built) -> None:
    fetched = [
        f"{name}: <{tag} {attribute}={link!r}>"
        for name, page in built.pages.items()
        for tag, attribute, link in page.links
        if link.startswith(ELSEWHERE) and tag != "a" and not (tag == "link" and link.startswith(built.address))
    ]
    assert fetched == []
    styles = [path for path in built.site.rglob("*.css") if "//" in addresses_in(path.read_text(encoding="utf-8"))]
    assert styles == []


def addresses_in(style: str) -> str:
    """What a style sheet would fetch."""
    return " ".join(
        part.partition(")")[0] for part in style.split("url(")[1:] if not part.startswith(("data:", '"data:'))
    )


def test_our_templates_put_no_style_and_no_handler_into_a_page(built: Built) -> None:
    assert {name: page.inline for name, page in built.pages.items() if page.inline} == {}


def test_two_builds_are_the_same_to_the_byte(fixture_site: Built, tmp_path: Path) -> None:
    project = copy_project(tmp_path / "again")
    (project / "site_src").mkdir()
    assert mkdocs(project, "--strict").returncode == 0
    first, second = (
        {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}
        for root in (fixture_site.site, project / "site")
    )
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


# --- what stops a build


@pytest.fixture
def project_to_build(project: Path) -> Path:
    (project / "site_src").mkdir()
    return project


def test_a_fault_stops_plain_mkdocs_and_is_told(project_to_build: Path) -> None:
    book = project_to_build / "content" / "sources" / "unread-book.yaml"
    book.write_text("id: unread-book\nkind: tome\n", encoding="utf-8")
    outcome = mkdocs(project_to_build)
    assert outcome.returncode != 0
    told = report(project_to_build)
    assert told.count("\n") == 2
    assert outcome.stderr == f"ERROR   -  the content has faults, nothing was written:\n{told}"
    assert outcome.stdout == "\nAborted with a BuildError!\n"
    assert list((project_to_build / "site_src").iterdir()) == []
    assert not (project_to_build / "site").exists()


def test_a_lost_golden_query_stops_plain_mkdocs_and_is_told(project_to_build: Path) -> None:
    queries = project_to_build / "content" / "queries.yaml"
    queries.write_text("queries: [{query: growler, finds: {kind: topic, id: robots}, within: 1}]\n", encoding="utf-8")
    outcome = mkdocs(project_to_build, "--strict")
    assert outcome.returncode == 1
    assert (
        "content/queries.yaml:1: queries[1].query: expected /topics/robots/ among the first 1 pages" in outcome.stderr
    )


def test_a_faulty_template_stops_plain_mkdocs_and_is_told(project_to_build: Path) -> None:
    path = project_to_build / "templates" / "pages" / "home.md.jinja"
    path.parent.mkdir()
    path.write_text("{{ nothing }}\n", encoding="utf-8")
    outcome = mkdocs(project_to_build)
    assert outcome.returncode != 0
    assert "templates/pages/home.md.jinja:1: 'nothing' is undefined" in outcome.stderr
    assert "Traceback" not in outcome.stderr
    assert list((project_to_build / "site_src").iterdir()) == []


def test_addresses_of_files_are_refused_because_links_need_folders(project_to_build: Path) -> None:
    config = project_to_build / "mkdocs.yml"
    config.write_text(
        config.read_text(encoding="utf-8").replace("use_directory_urls: true", "use_directory_urls: false"),
        encoding="utf-8",
    )
    outcome = mkdocs(project_to_build)
    assert outcome.returncode != 0
    assert "mkdocs.yml: use_directory_urls: expected true, got false" in outcome.stderr


def test_a_template_of_the_project_takes_the_place_of_ours(project_to_build: Path) -> None:
    path = project_to_build / "templates" / "components" / "disclaimer.html.jinja"
    path.parent.mkdir()
    path.write_text('<p class="ours">Our own words.</p>', encoding="utf-8")
    (project_to_build / "templates" / "assets").mkdir()
    (project_to_build / "templates" / "assets" / "wardbook.css").write_bytes(b"/* ours */")
    assert mkdocs(project_to_build, "--strict").returncode == 0
    page = (project_to_build / "site" / "scenarios" / "known-lump" / "index.html").read_text(encoding="utf-8")
    assert '<p class="ours">Our own words.</p>' in page
    assert (project_to_build / "site" / "assets" / "wardbook.css").read_bytes() == b"/* ours */"
