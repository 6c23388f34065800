"""The comparison of radiation levels, and what a procedure's page and the library of protocols say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from support.rated import rated_rows_of, with_rated_rows
from support.rendering import context, pages
from wardbook.library.edition import edition_of
from wardbook.library.library import Library
from wardbook.model.records.protocol import Protocol
from wardbook.views.lists.comparison import Comparison, comparison_page
from wardbook.views.lists.protocols import ProtocolIndex, protocol_index
from wardbook.views.records.procedure import ProcedureView
from wardbook.views.records.rated import RatedIn, rated_in


def comparison(library: Library, today: date) -> Comparison:
    view = comparison_page(edition_of(library, today)).view
    assert isinstance(view, Comparison)
    return view


def plain(words: object) -> str:
    assert isinstance(words, tuple)
    return "".join(word.text for word in words)


def test_chart_goes_from_no_dose_to_the_highest_and_ends_with_what_is_not_known(library: Library, today: date) -> None:
    rows = [
        ([plain(p.label) for p in row.procedures], [(b.population, b.dose.range, b.at, b.before) for b in row.bars])
        for row in comparison(library, today).chart
    ]

    assert rows == [
        (["US bear"], [("adult", "0\xa0mSv", 0.0, False), ("child", "0\xa0mSv", 0.0, False)]),
        (
            ["Radiography bear, 2 views"],
            [("adult", "<0.1\xa0mSv", 25.0, False), ("child", "0.03–0.3\xa0mSv", 36.9, False)],
        ),
        (["Glowing honey"], [("adult", ">10\xa0mSv", 75.0, True), ("child", ">10\xa0mSv", 75.0, True)]),
        (["Humming scan"], [("adult", "varies", 0.0, False), ("child", "varies", 0.0, False)]),
        (["CT bear with honey"], [("adult", "varies", 0.0, False), ("child", "not yet entered", 0.0, False)]),
        (
            ["MRI bear without and with honey"],
            [("adult", "not yet entered", 0.0, False), ("child", "varies", 0.0, False)],
        ),
        (["Buzzing scan", "PET bear"], [("adult", "not given", 0.0, False), ("child", "not given", 0.0, False)]),
    ]


def test_name_of_a_population_stands_before_a_bar_at_the_end_of_the_axis(library: Library, today: date) -> None:
    xr = library.procedures["xr-bear"]
    high = xr.model_copy(update={"adult": library.procedures["glow-bear"].any_age})

    (row,) = comparison(replace(library, procedures={xr.id: high}), today).chart

    assert [(bar.dose.range, bar.at, bar.before) for bar in row.bars] == [
        (">10\xa0mSv", 75.0, True),
        ("0.03–0.3\xa0mSv", 36.9, False),
    ]


def test_procedures_with_the_same_levels_share_a_row_and_their_mark(library: Library, today: date) -> None:
    xr = library.procedures["xr-bear"]
    procedures = {
        "xr": xr,
        "twin": xr.model_copy(update={"id": "twin", "label": "A twin"}),
        "sure": xr.model_copy(
            update={"id": "sure", "label": "Sure", "adult": xr.adult and xr.adult.model_copy(update={"standing": None})}
        ),
        "none": xr.model_copy(update={"id": "none", "label": "None", "adult": None, "child": None}),
    }

    shown = comparison(replace(library, procedures=procedures), today)

    assert [[plain(p.label) for p in row.procedures] for row in shown.chart] == [
        ["A twin", "Radiography bear, 2 views"],
        ["Sure"],
        ["None"],
    ]
    assert [[bar.dose.mark is not None for bar in row.bars] for row in shown.chart] == [
        [True, True],
        [False, True],
        [False, False],
    ]
    assert [row.known for row in shown.chart] == [True, True, False]


def test_table_has_every_procedure_by_modality_and_name_with_its_source(library: Library, today: date) -> None:
    shown = comparison(library, today)

    assert [
        (
            modality.title,
            [
                (plain(p.label), *(shown.dose.range for shown in p.doses), p.source and p.source.number)
                for p in modality.procedures
            ],
        )
        for modality in shown.modalities
    ] == [
        (
            "Ultrasound",
            [
                ("Buzzing scan", "not given", "not given", 1),
                ("Humming scan", "varies", "varies", 1),
                ("US bear", "0\xa0mSv", "0\xa0mSv", 1),
            ],
        ),
        ("Radiography", [("Radiography bear, 2 views", "<0.1\xa0mSv", "0.03–0.3\xa0mSv", None)]),
        ("CT", [("CT bear with honey", "varies", "not yet entered", 1)]),
        ("MRI", [("MRI bear without and with honey", "not yet entered", "varies", 1)]),
        (
            "Nuclear medicine",
            [("Glowing honey", ">10\xa0mSv", ">10\xa0mSv", 1), ("PET bear", "not given", "not given", 1)],
        ),
    ]
    assert [reference.title for reference in shown.references] == ["Toy imaging: a guideline | second edition"]


def ratings(library: Library, today: date, *scenarios: str) -> RatedIn:
    return rated_in(library.procedures["us-bear"], [library.summaries[id] for id in scenarios], context(library, today))


def test_procedure_says_how_every_scenario_rates_it(library: Library, today: date) -> None:
    shown = ratings(library, today, "known-lump", "new-bear-lump", "old-bear-lump")

    assert [
        (group.anchor, f"{group.chip.symbol} {group.chip.label}", group.answers, len(group.ratings))
        for group in shown.groups
    ] == [
        ("rated-good", "● Usually good", 1, 1),
        ("rated-maybe", "◐ Perhaps good", 1, 1),
        ("rated-poor", "○ Usually not good", 0, 1),
    ]
    assert [
        (
            rated.scenario,
            plain(rated.population),
            rated.flag and rated.flag.label,
            rated.role_label,
            rated.chip.label,
            rated.rating,
            rated.strength,
            [(dose.population, dose.dose.range) for dose in rated.doses],
        )
        for group in shown.groups
        for rated in group.ratings
    ] == [
        (
            "New bear, lump",
            "A new bear whose lump was felt at the shop",
            "",
            "Focus of the scenario",
            "Usually good",
            "8 of 9, median 8.5, votes 1–9: 0 0 0 0 0 0 1 1 2",
            "Strong",
            [("child", "0\xa0mSv")],
        ),
        (
            "Known lump",
            "Any bear whose lump is known",
            "Past its review date",
            "Focus of the scenario",
            "Perhaps good",
            "6 of 9",
            "",
            [("adult", "0\xa0mSv"), ("child", "0\xa0mSv")],
        ),
        (
            "Old bear, lump",
            "A grown bear with a soft lump",
            "Draft",
            "",
            "Usually not good",
            "",
            "",
            [("adult", "0\xa0mSv")],
        ),
    ]
    assert shown.scenarios == 3
    assert {(group.has_rating, group.evidence_head) for group in shown.groups} == {(True, "Strength of evidence")}


def test_answer_stands_before_other_roles_and_topics_are_named_where_there_are_several(
    library: Library, today: date
) -> None:
    new, known = library.summaries["new-bear-lump"], library.summaries["known-lump"]
    (row,) = (row for row in rated_rows_of(new) if row.procedure == "us-bear")
    listed = with_rated_rows(replace(new, short_title="A bear"), [row.model_copy(update={"role": "listed"})])
    robot = with_rated_rows(replace(known, topic="robots", short_title="A robot"), [row])
    cards = {"new-bear-lump": listed, "known-lump": robot}

    (group,) = ratings(replace(library, summaries=cards), today, *cards).groups

    assert [(rated.scenario, rated.role, rated.topic) for rated in group.ratings] == [
        ("A robot", "focal", "Robots that rattle"),
        ("A bear", "listed", "Lumpy bears"),
    ]


def test_procedure_leads_to_its_protocol_with_its_flag_and_says_where_its_levels_were_read(
    library: Library, today: date
) -> None:
    views = {page.path: page.view for page in pages(library, today)}
    xr, us = views["procedures/xr-bear.md"], views["procedures/us-bear.md"]

    assert isinstance(xr, ProcedureView)
    assert isinstance(us, ProcedureView)
    assert (xr.protocol and xr.protocol.title, xr.protocol_flag and xr.protocol_flag.label) == (
        "Radiography of a bear",
        "Superseded",
    )
    assert (us.protocol and us.protocol.title, us.protocol_flag and us.protocol_flag.label) == (
        "Ultrasound of a bear",
        "",
    )
    assert xr.levels_from is None
    assert us.levels_from is not None
    assert us.references[us.levels_from.number - 1].title == "Toy imaging: a guideline | second edition"


def test_protocols_are_listed_by_modality_and_by_region_with_what_is_done_by_them(
    library: Library, today: date
) -> None:
    view = protocol_index(edition_of(library, today)).view

    assert isinstance(view, ProtocolIndex)
    assert [(group.title, [line.title for line in group.protocols]) for group in view.modalities] == [
        ("Ultrasound", ["Ultrasound of a bear"]),
        ("Radiography", ["Radiography of a bear"]),
    ]
    assert [(group.title, [line.title for line in group.protocols]) for group in view.regions] == [
        ("belly", ["Ultrasound of a bear"]),
        ("paw", ["Ultrasound of a bear"]),
        ("whole bear", ["Radiography of a bear"]),
    ]
    assert [
        ([p.title for p in line.procedures], line.regions, line.flag and line.flag.label)
        for group in view.modalities
        for line in group.protocols
    ] == [(["US bear"], "belly, paw", ""), (["Radiography bear, 2 views"], "whole bear", "Superseded")]


@pytest.mark.parametrize("regions", [("CNS", "Paw"), ("cns", "Paw")])
def test_region_is_one_whatever_its_case(library: Library, today: date, regions: tuple[str, str]) -> None:
    us, xr = library.protocols["us-bear"], library.protocols["xr-bear"]
    protocols: dict[str, Protocol] = {
        us.id: us.model_copy(update={"regions": regions}),
        xr.id: xr.model_copy(update={"regions": ("CNS",)}),
    }

    view = protocol_index(edition_of(replace(library, protocols=protocols), today)).view

    assert [(group.title, len(group.protocols)) for group in view.regions] == [("CNS", 2), ("Paw", 1)]
