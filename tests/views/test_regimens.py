"""Regimens: what is to be verified says so at each dose, and an alternative is shown in whole where it is needed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from support.paths import TODAY
from support.rendering import context, print_jobs, rendered
from wardbook import urls
from wardbook.library.edition import edition_of
from wardbook.library.library import Library
from wardbook.model.base import Statement
from wardbook.model.outline import Outline, backlinks
from wardbook.model.parts.treatment import Treatment
from wardbook.model.records.scenario import Scenario
from wardbook.render.templates import Templates
from wardbook.views.article.article import ArticleLayout, article_source, lay_out
from wardbook.views.parts.exclusions import emergencies_in_words
from wardbook.views.placed.regimen import shown_regimen
from wardbook.views.sections.treatment import FURTHER, TABLES_FURTHER, TreatmentSection
from wardbook.views.text import ShownDosage, ShownProse, ShownRegimen, TextBlock, shown_words

ID = "new-bear-lump"


@pytest.fixture(scope="module")
def layout(library: Library) -> ArticleLayout:
    return lay_out(article_source(library.scenarios[ID], edition_of(library, TODAY)))


@pytest.fixture(scope="module")
def section(layout: ArticleLayout) -> TreatmentSection:
    view = layout.sections["treatment"].view
    assert isinstance(view, TreatmentSection)
    return view


def dosages(regimen: ShownRegimen) -> Iterator[ShownDosage]:
    """The dosages of a regimen's drugs themselves."""
    for drug in regimen.drugs:
        yield from drug.dosages


def test_every_second_hand_dose_is_marked_and_keeps_its_other_mark(section: TreatmentSection) -> None:
    honey = section.steps[0].regimens[0].drugs[0]
    assert [[mark.label for mark in dosage.marks] for dosage in honey.dosages] == [["Unverified", "Disputed"]] * 2
    of_kidneys = honey.adjustments[0].rows
    assert [[mark.label for mark in row.marks] for row in of_kidneys] == [["Unverified"], [], ["Unverified"]]
    assert [mark.label for dosage in of_kidneys[1].dosages for mark in dosage.marks] == ["Unverified"]


def test_drug_that_a_regimen_has_twice_is_named_with_its_dose_where_no_dose_is_beside_it(library: Library) -> None:
    regimen = library.regimens["honey"]
    part = regimen.parts[0]
    drug = part.drugs[0]
    other = drug.model_copy(update={"dosages": (drug.dosages[0].model_copy(update={"routes": ("rectal",)}),)})
    twice = regimen.model_copy(update={"parts": (part.model_copy(update={"drugs": (drug, other)}),)})
    texts = context(library, TODAY, list(library.sources))

    shown = shown_regimen(twice, library.regimens, texts, anchor="")

    dose = drug.dosages[0].dose.words
    assert {shown_words(one.name) for one in shown.drugs} == {drug.name}
    assert [shown_words(one.name_alone) for one in shown.drugs] == [
        f"{drug.name}, {dose} {drug.dosages[0].route}",
        f"{drug.name}, {dose} rectal",
    ]


def test_a_dose_by_body_size_says_that_it_has_no_maximum(section: TreatmentSection) -> None:
    limits = {
        shown_words(drug.name): [shown_words(dosage.limits) for dosage in drug.dosages]
        for step in section.steps
        for regimen in step.regimens
        for drug in regimen.drugs
    }
    assert limits["syrup"] == ["no maximum given"]
    assert limits["glue"] == [""]


def test_a_drug_whose_doses_all_go_by_bands_has_none_before_them(section: TreatmentSection) -> None:
    drugs = [drug for step in section.steps for regimen in step.regimens for drug in regimen.drugs]
    paste = next(drug for drug in drugs if shown_words(drug.name) == "paste")
    (instead,) = paste.dosages
    assert (shown_words(instead.dose), instead.route) == ("See “Age (years)” below", "")
    young, *others = paste.adjustments[0].rows
    (dosage,) = young.dosages
    assert young.advice == "Give"
    assert shown_words(dosage.duration) == "duration not given"
    assert [row.advice for row in others] == ["Do not use", "Not found in a source"]


def test_the_mark_stands_in_the_cell_of_the_dose_on_page_and_embed(library: Library, templates: Templates) -> None:
    site = rendered(library, templates, TODAY)
    for name in (urls.section_of(ID, "treatment"), urls.embed_of("scenario", ID, "treatment")):
        html = site[name].decode().replace("\N{NO-BREAK SPACE}", " ")
        cells = re.findall(r'<td data-label="Dose">(.*?)</td>', html)
        assert any(">200 mg</strong>" in cell and ">Unverified</span>" in cell for cell in cells), name
        assert "1,200 mg per day" in html


def test_paper_has_the_marks(library: Library) -> None:
    doc = next(iter(print_jobs(("scenario", ID), library))).doc.decode()
    assert '"limits":[{"text":"at most 400\N{NO-BREAK SPACE}mg per dose' in doc.replace(", ", ",").replace(": ", ":")


def test_words_join_parts_and_choices(section: TreatmentSection) -> None:
    assert [drug.join for drug in section.steps[0].regimens[0].drugs] == ["One of", "Or", "And", "Then"]


def test_an_alternative_is_shown_in_whole_and_cites_its_sources(library: Library, section: TreatmentSection) -> None:
    (first, second) = section.steps[0].regimens[0].drugs[0].allergies
    assert first.alternative
    assert [len(list(dosages(first.alternative))), second.alternative] == [1, None]
    assert (("scenario", ID)) in library.backlinks.cited_by["toy-wiki"]


def test_a_source_knows_who_shows_it_through_an_alternative() -> None:
    outlines = {
        ("scenario", "bear"): Outline(names=frozenset({("regimen", "a")})),
        ("regimen", "a"): Outline(names=frozenset({("regimen", "b")})),
        ("regimen", "b"): Outline(names=frozenset({("source", "book")})),
    }
    assert backlinks(outlines).cited_by == {"book": (("scenario", "bear"),)}


def test_a_regimen_of_two_steps_has_one_anchor(section: TreatmentSection) -> None:
    anchors = [[regimen.id for regimen in step.regimens] for step in section.steps]
    assert anchors == [["honey", "wax"], ["glue", ""], []]


def test_a_missing_duration_is_told_and_that_of_a_single_dose_is_none(section: TreatmentSection) -> None:
    honey, wax = section.steps[0].regimens
    said = ["".join(getattr(part, "text", "") for part in dosage.duration) for dosage in dosages(wax)]
    assert said == ["not given"] * 4
    assert honey.drugs[2].dosages[0].duration == ()


def test_an_emergency_of_a_step_is_found(library: Library) -> None:
    scenario: Scenario = library.scenarios[ID]
    assert "Severe. It squeaks loudly. At once: call Bear clinic." in list(emergencies_in_words(scenario))


def in_short(scenario: str, library: Library) -> tuple[list[tuple[str, str, str]], str]:
    """The steps of a treatment as the first sheet has them, and where the rest is."""
    view = lay_out(article_source(library.scenarios[scenario], edition_of(library, TODAY))).sections["treatment"].view
    steps = [(step.label, step.in_short) for step in view.steps]
    told = [(label, said(short.text), shown_words(short.names)) for label, short in steps]
    return told, view.further


def said(prose: ShownProse) -> str:
    return " ".join(
        shown_words(block.children) for one in prose for block in one.blocks if isinstance(block, TextBlock)
    )


def test_first_sheet_names_regimens_with_their_patients_where_these_are_fewer(library: Library) -> None:
    assert in_short(ID, library) == (
        [
            ("Mild", "", "Honey by mouth (2 years or older); or Wax (in pregnancy)"),
            ("Severe", "", "Glue; or Wax (in pregnancy)"),
            ("Mute", "No drug.", ""),
        ],
        FURTHER,
    )


def test_first_sheet_names_what_a_step_places(library: Library) -> None:
    assert in_short("known-lump", library) == ([("Any squeak", "Take this:", "Oil")], FURTHER)


def test_first_sheet_names_a_table_that_is_all_of_a_treatment(library: Library) -> None:
    scenario = library.scenarios["known-lump"]
    assert scenario.treatment
    text = (Statement.model_validate({"text": "By size:\n\n[table: tea-by-size]"}),)
    steps = tuple(step.model_copy(update={"text": text}) for step in scenario.treatment.steps)
    changed = scenario.model_copy(update={"treatment": scenario.treatment.model_copy(update={"steps": steps})})
    with_table = replace(library, scenarios={**library.scenarios, "known-lump": changed})
    caption = library.tables["tea-by-size"].caption

    assert in_short("known-lump", with_table) == ([("Any squeak", "By size:", caption)], TABLES_FURTHER)


def test_step_for_some_groups_of_patients_names_them_wherever_it_is_shown(library: Library) -> None:
    steps = [
        {"label": "Mild", "criteria": "It itches.", "patients": ["cubs", "grown"], "text": "Rest."},
        {
            "label": "Severe",
            "criteria": "It hurts.",
            "patients": ["grown"],
            "emergency": {"time": "Now", "services": ["A"]},
        },
    ]
    treatment = Treatment.model_validate({"steps": steps})
    scenario = library.scenarios["split-seam"].model_copy(update={"treatment": treatment})
    view = lay_out(article_source(scenario, edition_of(library, TODAY))).sections["treatment"].view

    assert [step.label for step in view.steps] == ["Cubs and Grown bears: Mild", "Grown bears: Severe"]
    assert list(emergencies_in_words(scenario)) == ["Grown bears: Severe. It hurts. Now: call A."]
