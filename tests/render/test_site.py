"""The rendered site: the same to the letter, the same every time, and read the same by every builder."""

from __future__ import annotations

import difflib
import json
import os
import posixpath
import re
import subprocess
import sys
from datetime import date
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, get_args
from xml.etree import ElementTree

import pytest

from support.golden_tree import GOLDEN, golden_files
from support.pages import (
    HEADINGS,
    Dom,
    Element,
    as_commonmark,
    as_python_markdown,
    dom,
    html_blocks,
    split,
    without_ids_of_authors,
    words,
)
from support.paths import GUIDELINE, ROOT, TODAY
from support.rendering import pages, rendered
from wardbook import urls
from wardbook.library.library import Library
from wardbook.model.base import Standing
from wardbook.model.parts.eligibility import AgeGroup
from wardbook.model.parts.ratings import Role
from wardbook.model.parts.recommendation import AnswerKind
from wardbook.model.parts.review import Status
from wardbook.model.parts.workflow import OutcomeKind, Urgency
from wardbook.model.records.procedure import Contrast
from wardbook.model.records.scenario import Importance
from wardbook.model.scales import Whose
from wardbook.render.templates import Templates
from wardbook.views.embed_offer import OF_SCENARIOS
from wardbook.views.parts.finder_values import AGES
from wardbook.views.parts.flags import LABELS
from wardbook.views.parts.options.words import ANSWERS
from wardbook.views.parts.radiation import WHOSE
from wardbook.views.parts.ratings import ROLES
from wardbook.views.records.procedure import CONTRASTS
from wardbook.views.sections import sections_in, sections_of
from wardbook.views.sections.differential import IMPORTANCE
from wardbook.views.sections.workflow import OUTCOMES, URGENCY
from wardbook.views.text import MARKS

DIGEST = """
import hashlib, sys
from datetime import date
from pathlib import Path

sys.path.insert(0, sys.argv[2])

from support.loading import load
from support.rendering import rendered
from wardbook.render.templates import load_templates
from wardbook.system.packaged import default_templates

site = rendered(
    load(Path(sys.argv[1])), load_templates([default_templates()]), date(2026, 11, 22), lambda job: job.doc
)
for name, content in site.items():
    print(hashlib.sha256(content).hexdigest(), name)
"""


def markdown(site: dict[str, bytes]) -> dict[str, str]:
    return {name: split(content)[1] for name, content in site.items() if name.endswith(".md")}


@pytest.fixture(scope="module")
def doms(site: dict[str, bytes]) -> dict[str, Dom]:
    return {name: as_python_markdown(body) for name, body in markdown(site).items()}


def test_site_is_the_golden_tree(library: Library, templates: Templates) -> None:
    rendered = {name: content.decode() for name, content in golden_files(library, templates).items()}
    golden = {path.relative_to(GOLDEN).as_posix(): path.read_text("utf-8") for path in _files(GOLDEN)}

    diff = [
        line
        for name in sorted(rendered.keys() | golden.keys())
        for line in difflib.unified_diff(
            golden.get(name, "").splitlines(),
            rendered.get(name, "").splitlines(),
            f"tests/golden/{name}" if name in golden else "no such file",
            f"{name} as it is rendered now" if name in rendered else "not rendered any more",
            lineterm="",
        )
    ]
    if diff:
        pytest.fail("\n".join([*diff, "", "If this is meant: make golden, and review its diff."]), pytrace=False)
    assert rendered == golden


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_golden_tree_holds_what_is_rendered_and_no_copies(library: Library, templates: Templates) -> None:
    files = golden_files(library, templates)

    others = sorted(name for name in files if not name.endswith((".md", "/index.html", "/oembed.json", ".pdf")))
    data = ["find/meanings.json", "find/note.json", "find/publications.json", "find/scenarios.json"]
    feeds = [f"feeds/{name}.xml" for name in ("changes", "ratings", *(f"topics/{id}" for id in sorted(library.topics)))]
    ours = [".site.json", "assets/library.css", "changes.json", "embed/snippets.json"]
    assert others == [*ours, *feeds, *data, "sitemap.xml"]
    assert all(content.endswith(b"\n") for name, content in files.items() if name.endswith(".md"))


SITE_MAP: Final = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_site_map_lists_the_whole_pages_that_search_engines_may_list(library: Library, site: dict[str, bytes]) -> None:
    whole = {page.path for page in pages(library, TODAY) if page.head.indexed and page.head.canonical is None}

    listed = {element.text for element in ElementTree.fromstring(site["sitemap.xml"]).iter(f"{SITE_MAP}loc")}

    assert listed == {f"https://toys.example/imaging{urls.url(path)}" for path in whole}
    assert "https://toys.example/imaging/scenarios/known-lump/" in listed


def test_copied_files_are_the_templates_assets_and_the_logo(site: dict[str, bytes], templates: Templates) -> None:
    copied = {name.removeprefix("assets/"): content for name, content in site.items() if name.startswith("assets/")}
    del copied["library.css"]

    assert copied.pop("logo.svg") == (GUIDELINE / "content" / "logo.svg").read_bytes()
    assert copied == templates.assets


def test_second_run_gives_the_same_bytes(library: Library, templates: Templates, site: dict[str, bytes]) -> None:
    again = rendered(library, templates, date(2026, 11, 22))

    assert list(again.items()) == list(site.items())


def test_neither_hash_seed_nor_folder_nor_locale_nor_time_zone_nor_clock_changes_a_byte(tmp_path: Path) -> None:
    common = {"PATH": os.environ["PATH"]}
    here = _digest(ROOT, common | {"PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8", "TZ": "UTC"})
    there = _digest(
        tmp_path,
        common
        | {
            "PYTHONHASHSEED": "2",
            "LC_ALL": "C",
            "PYTHONUTF8": "0",
            "PYTHONCOERCECLOCALE": "0",
            "TZ": "Pacific/Kiritimati",
            "SOURCE_DATE_EPOCH": "0",
        },
    )

    assert len(here.splitlines()) > 50
    assert there == here


def _digest(folder: Path, environment: dict[str, str]) -> str:
    command = [sys.executable, "-W", "error", "-c", DIGEST, str(GUIDELINE), str(ROOT / "tests")]
    outcome = subprocess.run(command, cwd=folder, env=environment, text=True, capture_output=True, check=False)
    assert outcome.stderr == ""
    return outcome.stdout


@pytest.mark.parametrize("record", ["scenarios/known-lump/index.md", "scenarios/known-lump/faq.md"])
@pytest.mark.parametrize(("day", "overdue"), [(date(2026, 5, 1), False), (date(2026, 5, 2), True)])
def test_page_is_overdue_from_the_day_after_its_review_date(
    library: Library, templates: Templates, record: str, day: date, overdue: bool
) -> None:
    head, body = split(rendered(library, templates, day)[record])

    assert head["title"].startswith("(Past its review date) ") is overdue
    assert _hides_its_warning(as_python_markdown(body)) is not overdue


@pytest.mark.parametrize("day", [date(2020, 1, 1), date(2026, 11, 22), date(2100, 1, 1)])
def test_drafts_and_withdrawn_pages_are_never_overdue(library: Library, templates: Templates, day: date) -> None:
    site = rendered(library, templates, day)

    for name, said in (
        ("scenarios/old-bear-lump/index.md", " (draft)"),
        ("scenarios/rattling-robot/index.md", "(Withdrawn) "),
        ("protocols/xr-bear.md", "(Superseded) "),
        ("topics/patched-bears.md", "(Withdrawn) "),
        ("topics/robots.md", " (draft)"),
    ):
        head, body = split(site[name])
        assert (head["title"].endswith if said.startswith(" ") else head["title"].startswith)(said), name
        assert _hides_its_warning(as_python_markdown(body))


def test_day_changes_pages_with_a_review_date_and_those_that_link_to_them_only(
    library: Library, templates: Templates
) -> None:
    before = rendered(library, templates, date(2020, 1, 1))
    after = rendered(library, templates, date(2100, 1, 1))

    changed = {name for name in before if before[name] != after[name]}
    assert {name for name in changed if name.startswith("embed/")} >= {
        f"embed/scenarios/known-lump/{choice.part}/index.html" for choice in OF_SCENARIOS
    }
    pages = {name for name in changed if not name.startswith("embed/")}
    lists = {"index.md", "changes.json", "library/changes.md", "feeds/changes.xml", "feeds/ratings.xml"}
    lists.add("feeds/topics/lumpy-bears.xml")
    assert lists <= pages  # the home page, and what tells changes with the status of pages
    assert {name.split("/")[1].removesuffix(".md") for name in pages - lists} == {
        "a-z",
        "coverage",
        "claims",
        "ct-bear",
        "index",
        "known-lump",
        "library-1",
        "lumpy-bears",
        "modality",
        "new-bear-lump",
        "old-bear-lump",
        "radiation",
        "rating",
        "open-seam",
        "second-lump",
        "us-bear",
        "xr-bear",
    }


def _hides_its_warning(page: Dom) -> bool:
    return not any(element.get("class") == "wb-overdue" for element in page.elements)


def test_every_page_has_one_title_and_skips_no_heading_level(doms: dict[str, Dom]) -> None:
    for name, page in doms.items():
        levels = [int(element.tag[1]) for element in page.elements if element.tag in HEADINGS]
        assert levels[0] == 1, name
        assert levels.count(1) == 1, name
        assert all(after <= before + 1 for before, after in pairwise(levels)), (name, levels)


def test_every_heading_can_be_linked_to_and_no_id_stands_twice(doms: dict[str, Dom]) -> None:
    for name, page in doms.items():
        assert all(element.get("id") for element in page.elements if element.tag in HEADINGS), name
        assert len(page.ids) == len(set(page.ids)), name


def test_anchors_are_those_that_links_from_outside_rely_on(doms: dict[str, Dom]) -> None:
    def anchors(name: str) -> list[str | None]:
        return [element.get("id") for element in doms[name].elements if element.tag in HEADINGS]

    assert anchors("scenarios/new-bear-lump/index.md") == [
        "top",
        "answer",
        "ratings",
        "scenario",
        "fits",
        "does-not-fit",
        "cautions",
        "treatment",
        "step-1",
        "step-2",
        "step-3",
        "workflow",
        "pathway-1",
        "outcome-1-1",
        "outcome-1-2",
        "outcome-1-3",
        "outcome-1-4",
        "outcome-1-5",
        "rationale",
        "disagreement",
        "other-studies-1",
        "differential",
        "diagnosis-1",
        "diagnosis-2",
        "diagnosis-3",
        "pitfalls",
        "pitfall-1",
        "pitfall-2",
        "faq",
        "faq-1",
        "related",
        "attachments",
        "references",
        "abbreviations",
        "review",
    ]
    assert anchors("protocols/us-bear.md") == [
        "top",
        "indications",
        "contraindications",
        "preparation",
        "position",
        "equipment",
        "parameters",
        "acquisitions",
        "doppler",
        "contrast",
        "measurements",
        "reading",
        "reading-1",
        "report",
        "pitfalls",
        "pitfall-1",
        "attachments",
        "references",
        "abbreviations",
        "review",
    ]
    assert anchors("topics/lumpy-bears.md") == [
        "top",
        "scenarios",
        "group-1",
        "group-2",
        "scope",
        "stratifiers",
        "not-covered",
        "attachments",
        "references",
        "abbreviations",
        "review",
    ]


def test_every_section_page_is_its_section_of_the_whole_article(doms: dict[str, Dom], library: Library) -> None:
    for id, scenario in library.scenarios.items():
        if scenario.review.ended:
            continue
        whole = doms[urls.page_of("scenario", id)].text
        own = [section for section in sections_of(scenario.optional_sections, library) if section.tab]
        tabs = " ".join(["", "Whole article", *(section.tab for section in own)])
        for section in own:
            below_tabs = doms[urls.section_of(id, section.slug)].text.partition(tabs)[2]
            text = below_tabs.partition(f" {section.title} ")[2].partition(" References ")[0]
            assert text, (id, section.slug)
            assert text in whole, (id, section.slug)


def test_every_link_leads_to_a_page_or_an_anchor_of_the_site(doms: dict[str, Dom], site: dict[str, bytes]) -> None:
    by_address = {urls.address(name): name for name in (*doms, *site) if not name.endswith("README.md")}
    followed = 0
    for name, page in doms.items():
        for href in page.links:
            if href.startswith(("https://", "mailto:")):
                continue
            target = _target(name, href.partition("#")[0], by_address)
            fragment = href.partition("#")[2]
            assert target in site, (name, href)
            assert not fragment or fragment in doms[target].ids, (name, href)
            followed += 1
    assert followed > 400


def _target(origin: str, path: str, by_address: dict[str, str]) -> str:
    """The page that a relative link leads to: in Markdown a file's path, in HTML an address."""
    if not path:
        return origin
    if path.endswith(".md"):
        return posixpath.normpath(posixpath.join(posixpath.dirname(origin), path))
    address = posixpath.normpath(posixpath.join("/", urls.address(origin), path))
    return by_address.get(address.removeprefix("/"), f"nothing at {address}")


def test_every_page_reads_the_same_in_both_builders(site: dict[str, bytes]) -> None:
    for name, body in markdown(site).items():
        mkdocs, commonmark = as_python_markdown(body), as_commonmark(body)
        assert mkdocs.text == commonmark.text, name
        assert _elements(mkdocs, name) == _elements(commonmark, name), name
        assert mkdocs.faults == commonmark.faults == (), name


def _elements(page: Dom, name: str) -> list[Element]:
    prose = name.startswith("library/") and name != urls.SCALES
    return without_ids_of_authors(page.elements) if prose else list(page.elements)


def test_no_link_of_a_page_is_escaped_as_words_are(site: dict[str, bytes]) -> None:
    """Markdown would show it as it is typed."""
    for name, body in markdown(site).items():
        assert not re.search(r"\]\([^\s)]*\\\)", body), name


def test_no_blank_line_stands_in_a_block_of_html(site: dict[str, bytes]) -> None:
    """A CommonMark builder ends the block there, and goes on with Markdown inside its elements."""
    seen = 0
    for name, body in markdown(site).items():
        for block in html_blocks(body):
            assert dom(block.content).faults == (), (name, block.content)
            seen += 1
    assert seen > 200


def test_check_for_blank_lines_finds_one() -> None:
    (first, second) = html_blocks("<div>\n<p>One</p>\n\n</div>\n")

    assert dom(first.content).faults == ("<div> is not closed",)
    assert dom(second.content).faults == ("</div> where [] is open",)


def test_front_matter_holds_title_and_description_of_every_page(
    site: dict[str, bytes], library: Library, today: date
) -> None:
    for page in pages(library, today):
        head = split(site[page.path])[0]
        assert (unescape(head["title"]), unescape(head["description"])) == (page.head.title, page.head.description)
        assert words(head["title"]) == head["title"] != ""
        assert words(head["description"]) == head["description"] != ""


def test_descriptions_are_sentences_without_gaps_where_citations_stood(library: Library, today: date) -> None:
    by_path = {page.path: page.head.description for page in pages(library, today)}

    assert by_path["scenarios/new-bear-lump/index.md"] == "US of the belly, because it does not hurt."
    assert by_path["topics/lumpy-bears.md"] == "A bear has a lump."


def test_robots_may_list_valid_pages_only(site: dict[str, bytes]) -> None:
    drafts = (
        "loose-eye",
        "old-bear-lump",
        "open-seam",
        "quiet-rattle",
        "split-seam",
        "tea-after-mending",
        "torn-ear",
    )
    kept_out_scenarios = (*drafts, "rattling-robot", "second-lump")
    kept_out = {name for name in markdown(site) if split(site[name])[0].get("robots") == "noindex"}

    assert {name.removesuffix("/index.md") for name in kept_out if name.endswith(("/index.md", "-bear.md"))} == {
        *(f"scenarios/{id}" for id in kept_out_scenarios),
        "protocols/xr-bear.md",
    }
    folders = (*(f"scenarios/{id}/" for id in kept_out_scenarios), "protocols/")
    assert {name for name in kept_out if not name.startswith(folders)} == {
        "topics/mending.md",
        "topics/patched-bears.md",
        "topics/robots.md",
        "topics/wooden-toys.md",
        "procedures/bear-photo.md",
        "sources/toy-leaflet.md",
        "library/hours.md",
        "library/claims.md",
        "library/coverage.md",
        *(name for name in markdown(site) if name.endswith("/claims.md")),
    } - {name for name in kept_out if name.startswith(folders)}


def test_section_pages_are_canonical_to_the_whole_and_out_of_search(site: dict[str, bytes], library: Library) -> None:
    for id, scenario in library.scenarios.items():
        assert "canonical" not in split(site[f"scenarios/{id}/index.md"])[0]
        once_or_now = sections_of({*scenario.optional_sections, *library.sections.get(id, ())}, library)
        for section in sections_in(library):
            name = f"scenarios/{id}/{section.slug}.md"
            assert (name in site) is (section in once_or_now and section.tab != ""), name
            if name in site:
                head = split(site[name])[0]
                assert head["canonical"] == f"scenarios/{id}/"
                assert "found" not in head


def test_settings_for_the_builder_are_those_of_the_library(site: dict[str, bytes]) -> None:
    settings = json.loads(site[".site.json"])
    nav = settings.pop("nav")

    assert settings == {
        "site_name": "Teddy bear imaging",
        "short_name": "Bear imaging",
        "site_description": "Which picture to take of a soft toy",
        "site_author": "Testville Toy Hospital",
        "site_url": "https://toys.example/imaging/",
        "logo": "assets/logo.svg",
        "contact": {"label": "The toy desk", "email": "desk@toys.example", "url": "https://toys.example/desk"},
        "missing_page": {
            "report": (
                "https://toys.example/problem?page=a%20page%20that%20is%20not%20there&amp;version=&amp;"
                "at=as%20in%20the%20address%20bar"
            ),
            "unknown_address": "as in the address bar",
        },
        "feeds": [
            {"path": "feeds/changes.xml", "title": "All changes"},
            {"path": "feeds/ratings.xml", "title": "Changes of ratings"},
        ],
        "publisher": "Testville Toy Hospital",
        "option": "option",
        "not_in_nav": [
            "scenarios/index.md",
            "library/coverage.md",
            "library/claims.md",
            *(f"topics/{id}/claims.md" for id in ("lumpy-bears", "mending", "patched-bears", "robots")),
            *(f"protocols/{id}/claims.md" for id in ("us-bear", "xr-bear")),
            "topics/wooden-toys.md",
            "protocols/bear-photo.md",
            "library/hours.md",
        ],
    }
    assert nav == [
        {"Home": "index.md"},
        {
            "Find": [
                {"Find a scenario": "find/index.md"},
                {"A–Z": "find/a-z.md"},
                {"By modality": "find/modality.md"},
                {"By rating": "find/rating.md"},
                {"By radiation level": "find/radiation.md"},
                {"Compare radiation": "find/compare-radiation.md"},
            ]
        },
        {
            "Topics": [
                {"All topics": "topics/index.md"},
                {"Hard toys": [{"Robots that rattle": "topics/robots.md"}]},
                {
                    "Soft toys": [
                        {"Lumpy bears": "topics/lumpy-bears.md"},
                        {"Patched bears": "topics/patched-bears.md"},
                    ]
                },
                {"Toy care": [{"Mending": "topics/mending.md"}]},
            ]
        },
        {
            "Protocols": [
                {"All protocols": "protocols/index.md"},
                {"Radiography of a bear": "protocols/xr-bear.md"},
                {"Ultrasound of a bear": "protocols/us-bear.md"},
            ]
        },
        {"Procedures": "procedures/index.md"},
        {"Sources": "sources/index.md"},
        {
            "About": [
                {"How to read ratings and radiation levels": "library/scales.md"},
                {"About these bears": "library/about.md"},
                {"How to reach us": "library/contact.md"},
                {"Print": "library/print.md"},
                {"Safety case": "library/safety.md"},
                {"Changes": "library/changes.md"},
                {"About this copy": "library/this-copy.md"},
            ]
        },
    ]


def test_style_sheet_has_the_colours_of_the_library(site: dict[str, bytes]) -> None:
    style, _, sheets = site["assets/library.css"].decode().partition("@page")
    colours = re.findall(r"#[0-9a-f]{6}", style)

    assert colours[:2] == ["#7a3b1d", "#5b2c16"]
    assert len(colours) == 18, "those of a dark page beside them"
    assert all(f'"{label}"' in sheets for state, label in LABELS.items() if state != "live")


@pytest.mark.parametrize(
    ("words_of_the_model", "labels"),
    [
        (Contrast, CONTRASTS),
        (AnswerKind, ANSWERS),
        (Whose, WHOSE),
        (Role, ROLES),
        (AgeGroup, AGES),
        (Importance, IMPORTANCE),
        (OutcomeKind, {*OUTCOMES, "other"}),
        (Urgency, URGENCY),
        (Status, LABELS.keys() - {"overdue"}),
        (Standing, {"supported", *MARKS}),
    ],
)
def test_every_word_of_a_closed_list_has_its_label(words_of_the_model: Any, labels: Any) -> None:
    assert set(get_args(words_of_the_model)) == set(labels)
