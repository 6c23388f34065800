"""The coverage report: every gap, every scenario that is no current guidance, and what hangs in the air."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from support.rendering import pages
from wardbook import urls
from wardbook.library.edition import edition_of
from wardbook.library.library import Library
from wardbook.library.summary import Gap
from wardbook.model.records.procedure import VariableLevel
from wardbook.render.fragments import Fragments
from wardbook.render.pages import page_text
from wardbook.render.templates import Templates
from wardbook.views.lists.coverage import Counts, Coverage, coverage_page
from wardbook.views.parts.titles import page_title


def coverage(library: Library, today: date) -> Coverage:
    view = coverage_page(edition_of(library, today)).view
    assert isinstance(view, Coverage)
    return view


def test_page_has_its_address_and_its_title_in_links(library: Library, today: date) -> None:
    (page,) = (page for page in pages(library, today) if page.path == urls.COVERAGE)

    assert page.head.title == page_title("page", "coverage", library) == "Coverage gaps"
    assert page.path == urls.page_of("page", "coverage")
    assert page.head.search is None


def test_counts_are_by_topic_and_summed_up(library: Library, today: date) -> None:
    shown = coverage(library, today)

    assert {topic.title: topic.counts for topic in shown.topics} == {
        "Lumpy bears": Counts(scenarios=3, gaps=5, drafts=1, overdue=1, ended=0),
        "Mending": Counts(scenarios=5, gaps=0, drafts=5, overdue=0, ended=0),
        "Patched bears": Counts(scenarios=1, gaps=0, drafts=1, overdue=0, ended=0),
        "Robots that rattle": Counts(scenarios=1, gaps=0, drafts=0, overdue=0, ended=1),
    }
    assert shown.counts == Counts(scenarios=10, gaps=5, drafts=7, overdue=1, ended=1)


def test_every_way_on_without_a_page_is_listed_with_where_it_stands(library: Library, today: date) -> None:
    bears, _, _, robots = coverage(library, today).topics

    assert robots.gaps == ()  # its scenario is withdrawn
    assert [(entry.title, urls.resolved(entry.href.url, urls.COVERAGE), entry.gaps) for entry in bears.gaps] == [
        (
            "New bear, lump",
            "../../scenarios/new-bear-lump/",
            (Gap("It ticks.", "Run"), Gap("It ticks.", ""), Gap("A button", "Later")),
        ),
        ("Old bear, lump", "../../scenarios/old-bear-lump/", (Gap("Middling (Squeeze score ≤ 5)", ""),)),
        (
            "What the topic does not cover",
            "../../topics/lumpy-bears/#not-covered",
            (Gap("Dolls", "Nobody has asked"),),
        ),
    ]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 11, 22), [("Old bear, lump", "Draft"), ("Known lump", "Past its review date")]),
        (date(2026, 5, 1), [("Old bear, lump", "Draft")]),
    ],
)
def test_scenarios_that_are_no_current_guidance_are_listed_with_their_flag(
    library: Library, day: date, expected: list[tuple[str, str]]
) -> None:
    bears, _, _, robots = coverage(library, day).topics

    assert [(entry.title, entry.flag.label) for entry in bears.unsettled] == expected
    assert [(entry.title, entry.flag.label) for entry in robots.unsettled] == [("Rattling robot", "Withdrawn")]


def test_studies_without_protocol_or_level_and_unused_protocols_are_listed(library: Library, today: date) -> None:
    shown = coverage(library, today)

    assert [entry.title for entry in shown.without_protocol] == [
        "Buzzing scan",
        "CT bear with honey",
        "Glowing honey",
        "Humming scan",
        "MRI bear without and with honey",
        "PET bear",
    ]
    assert [(entry.title, entry.note) for entry in shown.without_levels] == [
        ("CT bear with honey", "not yet entered for children"),
        ("MRI bear without and with honey", "not yet entered for adults"),
    ]
    assert shown.unused == ()


def test_lists_follow_the_records(library: Library, today: date) -> None:
    varies = VariableLevel(kind="varies")
    ct, mri = library.procedures["ct-bear"], library.procedures["mri-bear"]
    procedures = {
        "ct-bear": ct.model_copy(update={"child": varies, "protocol": "xr-bear"}),
        "mri-bear": mri.model_copy(update={"child": None}),
    }
    links = replace(library.backlinks, done_by={"xr-bear": ("ct-bear",)})

    shown = coverage(replace(library, procedures=procedures, backlinks=links), today)

    assert [entry.title for entry in shown.without_protocol] == ["MRI bear without and with honey"]
    assert [entry.note for entry in shown.without_levels] == ["not yet entered for adults and children"]
    assert [entry.title for entry in shown.unused] == ["Ultrasound of a bear"]


def test_library_without_imaging_misses_no_study(library: Library, today: date, templates: Templates) -> None:
    treatments = {id: m.model_copy(update={"kind": "treatment"}) for id, m in library.modalities.items()}
    edition = edition_of(replace(library, modalities=treatments), today)

    shown = coverage(edition.library, today)
    page = coverage_page(edition)
    text = page_text(page, Fragments(templates), edition.library.settings)

    assert (shown.has_imaging, shown.without_protocol, shown.without_levels) == (False, (), ())
    assert [line for line in text.splitlines() if line.startswith("## ")][-1].startswith("## Protocols that no")
    assert "Imaging studies" not in text
