"""Options of any kind: the words for them, and libraries without radiation, or with one dose for any age."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from support.pages import dom
from wardbook.library.edition import edition_of
from wardbook.library.library import Library
from wardbook.library.summary import summarize
from wardbook.model.parts.recommendation import Answer
from wardbook.model.scales import Band, DoseRange, Scales
from wardbook.render.library_files import site_settings
from wardbook.views.article.article import article_source, lay_out
from wardbook.views.context import PageContext
from wardbook.views.lists.comparison import comparison_page
from wardbook.views.lists.finder import finder_page, static_lists
from wardbook.views.lists.finder_data import finder_data
from wardbook.views.lists.home import home_page
from wardbook.views.parts.answer import AnswerInWords, answer_in_words, brief_answer
from wardbook.views.parts.finder_values import values
from wardbook.views.parts.options.words import option_words
from wardbook.views.parts.radiation import axis, dose, dose_heads, whose_in
from wardbook.views.records.procedure import procedure_index
from wardbook.views.records.scales import scales_page
from wardbook.views.targets.list_pages import list_pages
from wardbook.views.text import Mark, shown_words


@pytest.mark.parametrize(
    ("procedures", "words"),
    [
        (["us-bear", "xr-bear"], ("Procedure", "study", "studies")),
        (["squeezing"], ("Test", "test", "tests")),
        (["sewing", "gluing"], ("Treatment", "treatment", "treatments")),
        (["waiting"], ("Option", "option", "options")),
        (["us-bear", "sewing"], ("Option", "option", "options")),
        ([], ("Option", "option", "options")),
    ],
)
def test_words_follow_the_kinds_of_options(
    library: Library, procedures: list[str], words: tuple[str, str, str]
) -> None:
    shown = option_words((library.procedures[id] for id in procedures), library)

    assert (shown.head, shown.one, shown.many) == words


def section_of(scenario: str, library: Library, today: date) -> Any:
    layout = lay_out(article_source(library.scenarios[scenario], edition_of(library, today)))
    return layout.sections["ratings"].view


def table_of(scenario: str, library: Library, today: date) -> Any:
    (table,) = section_of(scenario, library, today).tables
    return table


def test_table_without_imaging_has_no_column_of_radiation_and_no_legend_of_it(library: Library, today: date) -> None:
    table = table_of("open-seam", library, today)

    assert table.caption == "Recommendation of each option"
    assert table.dose_heads == ()
    assert {len(row.doses) for row in table.rows} == {0}
    legend = section_of("open-seam", library, today).legend
    assert [words for _, words in legend] == [c.label for c in library.scales.scales[1].categories]


def test_option_that_is_no_imaging_says_that_radiation_does_not_apply(library: Library, today: date) -> None:
    rows = table_of("torn-ear", library, today).rows

    assert [[shown.dose.range for shown in row.doses] for row in rows] == [
        ["does not apply"] * 2,
        ["does not apply"] * 2,
        ["0\xa0mSv"] * 2,
        [">10\xa0mSv"] * 2,
    ]


@pytest.mark.parametrize(
    ("scenario", "words"),
    [
        ("old-bear-lump", ("No imaging", "Usually not good", "Every study listed", "none")),
        ("loose-eye", ("No treatment", "Conditionally against", "Every treatment listed", "")),
        ("tea-after-mending", ("Advice", "", "Every option listed", "")),
    ],
)
def test_answer_without_an_option_has_words_of_its_kind(
    library: Library, today: date, scenario: str, words: tuple[str, str, str, str]
) -> None:
    answer = brief_answer(library.summaries[scenario], PageContext(edition_of(library, today)))
    (shown,) = answer.recommendations

    assert (shown.name, shown.overall.label if shown.overall else "", shown.all_listed, shown.radiation) == words
    assert shown.tone == "none"


def test_answer_says_with_what_a_graded_recommendation_compares_it(library: Library, today: date) -> None:
    article = lay_out(article_source(library.scenarios["open-seam"], edition_of(library, today)))
    assert article.head.answer
    (shown,) = article.head.answer.recommendations

    assert [shown_words(study.comparator) for study in (*shown.studies, *shown.also)] == [
        "rather than watchful waiting",
        "",
    ]


@pytest.mark.parametrize("path", ["scenarios/open-seam/index.md", "embed/scenarios/open-seam/answer/index.html"])
def test_page_and_embed_show_the_comparator_beside_the_answer(site: dict[str, bytes], path: str) -> None:
    (name,) = (line for line in site[path].decode().splitlines() if 'class="wb-answer__name"' in line)

    assert dom(name).text.strip() == "Sewing by hand rather than watchful waiting"


@pytest.mark.parametrize(
    ("kinds", "word"),
    [({"imaging"}, "study"), ({"treatment"}, "treatment"), ({"test"}, "test"), ({"treatment", "test"}, "option")],
)
def test_pages_of_the_frame_name_what_the_library_weighs(library: Library, kinds: set[str], word: str) -> None:
    modalities = {
        f"{number}": modality.model_copy(update={"kind": kind})
        for modality in list(library.modalities.values())[:1]
        for number, kind in enumerate(sorted(kinds))
    }
    assert site_settings(replace(library, modalities=modalities))["option"] == word


def without_radiation(library: Library) -> Library:
    none = {"adult": None, "child": None, "any_age": None, "radiation_source": None}
    return replace(
        library,
        scales=library.scales.model_copy(update={"radiation": None}),
        procedures={id: procedure.model_copy(update=none) for id, procedure in library.procedures.items()},
    )


def test_library_without_radiation_says_nothing_of_it(library: Library, today: date) -> None:
    edition = edition_of(without_radiation(library), today)
    paths = [page.path for page in list_pages(edition.library)]
    views = [make(edition).view for make in (finder_page, home_page, procedure_index, scales_page)]
    data = finder_data(edition)

    assert [path for path in paths if "radiation" in path] == []
    assert [entry.title for entry in static_lists(edition.library) if "adiation" in f"{entry.title} {entry.note}"] == []
    assert [view for view in views if "Radiation" in repr(view).replace("shows_radiation", "")] == []
    assert (data.whose, data.procedures.doses, data.values["radiation"].ids) == (((), (), ()), {}, ())
    assert table_of("new-bear-lump", edition.library, today).dose_heads == ()
    assert table_of("new-bear-lump", edition.library, today).caption == "Appropriateness of each study"


def test_page_of_a_library_with_one_dose_for_any_age_names_no_patients(library: Library, today: date) -> None:
    bands = tuple(Band(id=b.id, spoken=b.spoken, any_age=b.any_age or b.adult) for b in library.scales.bands)
    radiation = library.scales.radiation and library.scales.radiation.model_copy(update={"bands": bands})
    procedures = {
        id: p.model_copy(update={"any_age": p.any_age or p.adult, "adult": None, "child": None})
        for id, p in library.procedures.items()
    }
    scales = library.scales.model_copy(update={"radiation": radiation})
    changed = replace(library, scales=scales, procedures=procedures)
    view: Any = comparison_page(edition_of(changed, today)).view

    assert whose_in("child", scales) == whose_in("both", scales) == ("any_age",)
    assert dose_heads(("any_age",)) == ("Radiation",)
    assert (view.patients, view.dose_heads) == ("", ("Level",))
    assert {bar.population for row in view.chart for bar in row.bars} == {""}
    assert dose(procedures["xr-bear"], scales, "any_age").range == "<0.1\xa0mSv"
    assert [id for id in procedures if dose(procedures[id], scales, "any_age").is_none] == ["us-bear"]


def scale_of(library: Library, ranges: list[DoseRange]) -> Scales:
    """The scales of a library with bands of these ranges."""
    radiation, band = library.scales.radiation, library.scales.bands[-1]
    bands = tuple(band.model_copy(update={"any_age": one}) for one in ranges)
    return library.scales.model_copy(update={"radiation": radiation and radiation.model_copy(update={"bands": bands})})


@pytest.mark.parametrize(
    ("ranges", "ends", "bar"),
    [
        ([DoseRange(high=0.1), DoseRange(low=0.1, high=1)], (0.01, 1), (0.0, 50.0)),
        ([DoseRange(low=10), DoseRange(low=1, high=10)], (1, 100), (50.0, 50.0)),
        ([DoseRange(low=30), DoseRange(high=0)], (10, 100), (47.7, 52.3)),
    ],
)
def test_band_that_is_open_at_an_end_has_room_on_the_axis(
    library: Library, ranges: list[DoseRange], ends: tuple[float, float], bar: tuple[float, float]
) -> None:
    shown = axis(scale_of(library, ranges))
    first = shown.bar(ranges[0])

    assert (shown.lowest, shown.highest) == ends
    assert first
    assert (first.start, first.width) == bar


def test_summary_has_the_rows_without_what_stands_under_the_table(library: Library) -> None:
    scenario = library.scenarios["open-seam"]

    assert scenario.rated[0].evidence
    assert scenario.rated[0].findings
    assert [(row.evidence, row.findings) for one in summarize(scenario).recommendations for row in one.rows] == [
        (None, ()),
        (None, ()),
        (None, ()),
    ]


def test_category_that_two_scales_have_is_offered_with_the_name_of_its_scale(library: Library) -> None:
    *others, light = library.scales.scales
    go = light.categories[0].model_copy(update={"label": "Strongly for"})
    scales = (*others, light.model_copy(update={"categories": (go, *light.categories[1:])}))
    changed = replace(library, scales=library.scales.model_copy(update={"scales": scales}))

    assert [label for label in values(changed)["rating"].labels if label.startswith("Strongly for")] == [
        "Strongly for (Bear GRADE)",
        "Strongly for (The traffic light of the ward)",
    ]


def test_answer_without_an_option_is_said_in_every_list(site: dict[str, bytes]) -> None:
    for page in ("index.md", "find/a-z.md", "find/modality.md", "scenarios/tea-after-mending/scenario.md"):
        assert "Advice: Tea goes by size." in dom(site[page].decode()).text.replace(" :", ":"), page
        assert "No treatment:" not in dom(site[page].decode()).text, page


def test_an_answer_in_words_is_its_first_sentence_without_citations(library: Library) -> None:
    answer = library.summaries["open-seam"].recommendations[0].answer
    text = "**Sew by hand** [@bear-study-2019]; ask the bear. Then wait."
    changed = Answer.model_validate({"kind": "advice", "text": [{"text": text, "standing": "to-be-verified"}]})

    assert answer_in_words(answer) == AnswerInWords("Sew by hand; ask the bear.", None)
    assert answer_in_words(changed) == AnswerInWords("Sew by hand; ask the bear.", Mark("to-be-verified", "Unverified"))
    assert answer_in_words(changed.model_copy(update={"kind": "no-treatment"})) is None
