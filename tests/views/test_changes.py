"""Changes on pages, on the page of all changes, in feeds and as data."""

from __future__ import annotations

import json
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from support.loading import load
from support.paths import GUIDELINE, TODAY
from support.rendering import rendered
from wardbook.authoring.versions.unlogged import unlogged_versions
from wardbook.build.cache import Cache
from wardbook.build.check import check_content
from wardbook.kinds import SCENARIO
from wardbook.library.edition import edition_of
from wardbook.library.library import Library
from wardbook.model.register import LoggedChange
from wardbook.render.library_files import LIBRARY_FILES
from wardbook.render.templates import Templates
from wardbook.views.records.changes.feeds import feed_links
from wardbook.views.records.changes.of_library import library_changes
from wardbook.views.records.changes.of_page import page_changes
from wardbook.views.targets.layouts import layout_of

ATOM = "{http://www.w3.org/2005/Atom}"
XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="module")
def library() -> Library:
    return load(GUIDELINE)


@pytest.fixture(scope="module")
def page(library: Library, templates: Templates) -> str:
    """The page of all changes."""
    return rendered(library, templates, TODAY)["library/changes.md"].decode()


def logged(library: Library, kind: str, id: str, **fields: object) -> Library:
    change = LoggedChange.model_validate({"kind": kind, "id": id, "on": "2026-07-01", **fields})
    name = f"{kind}:{id}"
    return replace(library, changes={**library.changes, name: (change, *library.changes.get(name, ()))})


def feeds(library: Library, templates: Templates) -> dict[str, ElementTree.Element]:
    files = LIBRARY_FILES["feeds"](edition_of(library, TODAY), templates)
    return {path: ElementTree.fromstring(raw) for path, raw in files.items() if path.endswith(".xml")}


def test_differences_stand_below_the_version_that_brought_them(library: Library) -> None:
    review = library.scenarios["new-bear-lump"].review
    newest, oldest = page_changes(SCENARIO, "new-bear-lump", review, library).changes
    assert (newest.version, newest.text, newest.lines[0]) == (
        "2.0",
        "Wet bears",
        "US bear: Perhaps good → Usually good",
    )
    assert (oldest.version, oldest.text, oldest.lines) == ("1.0", "First version", ())


def test_change_without_a_version_of_its_own_has_a_row_of_its_own(library: Library) -> None:
    lines = ({"sort": "dose", "text": "Honey: dose: 1 mg → 2 mg"},)
    library = logged(library, SCENARIO, "new-bear-lump", version="2.0", lines=lines)
    review = library.scenarios["new-bear-lump"].review
    found = page_changes(SCENARIO, "new-bear-lump", review, library).changes
    assert [(one.on, one.version, one.text, one.lines[:1]) for one in found][:2] == [
        ("1 Jul 2026", "2.0", "", ("Honey: dose: 1 mg → 2 mg",)),
        ("30 May 2026", "2.0", "Wet bears", ("US bear: Perhaps good → Usually good",)),
    ]


def test_withdrawn_page_repeats_nothing_of_its_former_answer(library: Library) -> None:
    lines = ({"sort": "rating", "text": "Radiography: May be good → Usually good"},)
    library = logged(library, SCENARIO, "rattling-robot", version="1.0", lines=lines)
    review = library.scenarios["rattling-robot"].review
    found = page_changes(SCENARIO, "rattling-robot", review, library).changes
    assert [(one.on, one.what, one.lines) for one in found] == [
        ("1 Jan 2026", "Withdrawn", ()),
        ("1 Jan 2024", "", ()),
    ]


def test_feeds_are_atom_with_ids_that_stay(library: Library, templates: Templates) -> None:
    found = feeds(library, templates)
    assert sorted(found) == [
        "feeds/changes.xml",
        "feeds/ratings.xml",
        *(f"feeds/topics/{id}.xml" for id in sorted(library.topics)),
    ]
    for path, feed in found.items():
        address = f"https://toys.example/imaging/{path}"
        assert feed.tag == f"{ATOM}feed"
        assert feed.findtext(f"{ATOM}id") == address
        assert [link.get("href") for link in feed.findall(f"{ATOM}link[@rel='self']")] == [address]
        assert feed.find(f"{ATOM}author/{ATOM}name") is not None
        entries = feed.findall(f"{ATOM}entry")
        ids = [entry.findtext(f"{ATOM}id") or "" for entry in entries]
        assert len(ids) == len(set(ids))
        assert all(id.startswith("https://toys.example/imaging/library/changes/#") for id in ids)
        days = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
        assert days == sorted(days, reverse=True)
        assert all(entry.findtext(f"{ATOM}title") for entry in entries)
        if days:
            assert feed.findtext(f"{ATOM}updated") == days[0]


def test_entry_of_a_feed_leads_to_a_place_on_the_page_of_all_changes(library: Library, page: str) -> None:
    for one in library_changes(edition_of(library, TODAY)):
        assert page.count(f'id="{one.anchor}"') == 1


def test_feed_of_ratings_has_ratings_alone(library: Library, templates: Templates) -> None:
    entries = feeds(library, templates)["feeds/ratings.xml"].findall(f"{ATOM}entry")
    lines = [item.text for entry in entries for item in entry.iter(f"{XHTML}li")]
    assert lines == ["US bear: Perhaps good → Usually good"]


def test_entry_says_what_the_page_is_worth(library: Library, templates: Templates) -> None:
    entries = feeds(library, templates)["feeds/changes.xml"].findall(f"{ATOM}entry")
    statuses = {
        entry.findtext(f"{ATOM}title"): next(entry.iter(f"{XHTML}p")).text
        for entry in entries
        if entry.find(f"{ATOM}category[@term='scenario']") is not None
    }
    assert statuses["(Draft) Old bear, lump, version 0.1"] == "Status: Draft, not clinically reviewed"
    assert statuses["New bear, lump, version 2.0"] == (
        "Status: Reviewed · Reviewed on 30 May 2026 · Valid until 30 May 2027"
    )
    assert statuses["(Past its review date) Known lump, version 1.0"] == (
        "Status: Past its review date (1 May 2026) · Reviewed on 1 May 2025 · Valid until 1 May 2026"
        " · Changed since approval (committee)"
    )
    assert statuses["(Withdrawn) Rattling robot, version 1.0"] == "Status: Withdrawn on 1 Jan 2026"


def test_text_of_authors_is_text_in_a_feed(library: Library, templates: Templates) -> None:
    hostile = "]]> </div></content> <script>alert('1')</script> & &amp; \" \u202e x"
    library = logged(library, SCENARIO, "new-bear-lump", version="9", note=hostile, lines=())
    entry = feeds(library, templates)["feeds/changes.xml"].findall(f"{ATOM}entry")[0]
    assert [one.text for one in entry.iter(f"{XHTML}p")][-1] == hostile
    assert list(entry.iter(f"{XHTML}script")) == []


def test_site_without_an_address_has_no_feeds(library: Library, templates: Templates) -> None:
    bare = replace(library, settings=library.settings.model_copy(update={"address": None}))
    assert feeds(bare, templates) == {}
    assert list(feed_links(bare)) == []


def test_data_have_every_change(library: Library, templates: Templates) -> None:
    edition = edition_of(library, TODAY)
    data = json.loads(LIBRARY_FILES["feeds"](edition, templates)["changes.json"])["changes"]
    assert [(one["kind"], one["id"], one["on"]) for one in data] == [
        (one.kind, one.id, one.change.day.isoformat()) for one in library_changes(edition)
    ]
    newest = next(one for one in data if one["version"] == "2.0")
    assert newest["lines"][0] == {"sort": "rating", "text": "US bear: Perhaps good → Usually good"}


def test_old_changes_are_folded_by_year(page: str) -> None:
    assert "## Older changes" in page
    assert page.index("1 Jun 2026") < page.index("## Older changes") < page.index("<summary>2024")


def test_page_depends_on_its_own_changes_alone() -> None:
    content = check_content(GUIDELINE, Cache.empty(), TODAY)
    asked: set[str] = set()
    layout_of((SCENARIO, "old-bear-lump"), content.edition(TODAY, asked.add))
    assert {name for name in asked if name.startswith(("changes:", "ids:changes"))} == {
        "changes:scenario:old-bear-lump"
    }
    digests = content.sources(TODAY)["changes"]
    assert digests("scenario:old-bear-lump") != digests("scenario:new-bear-lump")


def test_changes_of_a_page_go_with_it_to_another_id(library: Library) -> None:
    library = logged(library, "page", "hours", lines=({"sort": "text", "text": "text: 8 → 9"},))
    assert page_changes("page", "about", None, library).changes[0].lines == ("text: 8 → 9",)
    found = [one for one in library_changes(edition_of(library, TODAY)) if one.change.lines == ("text: 8 → 9",)]
    assert [(one.id, one.title) for one in found] == [("about", library.pages["about"].title)]


def test_version_that_the_log_does_not_have_is_told(library: Library) -> None:
    library = logged(library, SCENARIO, "old-bear-lump", version="0.0")
    assert list(unlogged_versions(library)) == [
        "content/scenarios/old-bear-lump.yaml: version 0.1 is not in content/changes.yaml: run `wardbook changes`.",
        "content/changes.yaml: scenario old-bear-lump has an entry of version 0.0, which the page does not list.",
    ]
