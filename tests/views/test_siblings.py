"""Siblings: the other scenarios of a topic, by what tells each of them apart from the one whose page it is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from support.rendering import context
from wardbook.library.library import Library
from wardbook.library.summary import ScenarioSummary
from wardbook.model.records.topic import ScenarioGroup
from wardbook.text.tree import Text
from wardbook.views.parts.ratings import Chip
from wardbook.views.sections.differences import Words, conditions, differences, distinguishing_criteria
from wardbook.views.sections.siblings import MOST_SIBLINGS, RatedAnswer, Siblings, siblings, words_of_siblings

SAME = dict.fromkeys(("Patient", "Diagnosis", "Presentation", "Timing", "Completed work-up", "Score"))


def asked(siblings: Siblings) -> list[tuple[str, dict[str, tuple[str, ...] | None]]]:
    """The words of every row; nothing where it says that it is the same."""
    return [
        (
            row.title,
            {
                cell.column: None if cell.same else tuple(text.text for (text,) in cell.texts if isinstance(text, Text))
                for cell in row.cells
            },
        )
        for row in siblings.rows
    ]


def changed(card: ScenarioSummary, **population: Any) -> ScenarioSummary:
    return replace(card, population=card.population.model_copy(update=population))


def told(own: ScenarioSummary, other: ScenarioSummary) -> Words:
    """The words that tell a scenario from another."""
    return differences(conditions(own), conditions(other))


def told_from_all(own: ScenarioSummary, *others: ScenarioSummary) -> Words:
    """The words that tell a scenario from one of the others."""
    return distinguishing_criteria(conditions(own), [conditions(other) for other in others])


def test_rows_are_the_scenarios_of_the_topic_its_own_group_first(library: Library) -> None:
    first = siblings(library.summaries["new-bear-lump"], context(replace(library, terms=())))
    last = siblings(library.summaries["known-lump"], context(replace(library, terms=())))

    assert [row.title for row in first.rows] == ["New bear, lump", "Old bear, lump", "Known lump"]
    assert [row.title for row in last.rows] == ["Known lump", "New bear, lump", "Old bear, lump"]
    assert [row.href is None for row in first.rows] == [True, False, False]
    assert [row.flag and row.flag.label for row in first.rows] == [None, "Draft", "Past review date"]


def test_table_says_what_tells_each_scenario_apart(library: Library) -> None:
    assert asked(siblings(library.summaries["new-bear-lump"], context(replace(library, terms=())))) == [
        (
            "New bear, lump",
            {
                "Patient": ("Child, 0 to 2 years, any sex",),
                "Presentation": ("Lump in the belly",),
                "Timing": ("Initial",),
                "Completed work-up": ("Squeezing", "Weighing"),
                "Score": ("Softness (Squeeze score ≥ 2.5)",),
            },
        ),
        (
            "Old bear, lump",
            {
                "Patient": ("Adult, female, pregnant",),
                "Presentation": ("Soft lump",),
                "Timing": ("Next study",),
                "Completed work-up": ("Squeezed before",),
                "Score": ("Softness (Squeeze score > 5)",),
            },
        ),
        (
            "Known lump",
            {
                "Patient": ("Adult or child, male, not pregnant",),
                "Presentation": ("Known lump",),
                "Timing": ("Surveillance",),
                "Completed work-up": (),
                "Score": ("Softness (Squeeze score = 3)",),
            },
        ),
    ]


def test_column_in_which_nobody_differs_is_left_out(library: Library) -> None:
    new = library.summaries["new-bear-lump"]
    twin = replace(new, id="old-bear-lump", short_title="Twin")
    known = replace(new, id="known-lump", short_title="Known", criteria=(*new.criteria, ("timing", "Since last year")))
    twins = replace(library, summaries={**library.summaries, "old-bear-lump": twin, "known-lump": known})

    shown = siblings(new, context(replace(twins, terms=())))

    assert shown.columns == ("Timing",)
    assert asked(shown) == [
        ("New bear, lump", {"Timing": ("Since this week",)}),
        ("Twin", {"Timing": None}),
        ("Known", {"Timing": ("Since this week", "Since last year")}),
    ]


def test_respect_is_told_by_facts_and_by_criteria_where_the_facts_agree(library: Library) -> None:
    card = library.summaries["new-bear-lump"]
    worn = replace(card, criteria=(*card.criteria, ("patient", "Worn out")))

    assert told(card, card) == SAME
    assert told(worn, card) == SAME | {"Patient": ("A bear.", "Worn out")}
    assert told(card, worn) == SAME | {"Patient": ("A bear.",)}
    assert told(changed(worn, sex="male"), card) == SAME | {"Patient": ("Child, 0 to 2 years, male",)}
    assert told(changed(card, age=None), card) == SAME | {"Patient": ("Child, any sex",)}
    assert told(replace(card, criteria=()), card)["Score"] == ()
    assert told(replace(card, criteria=()), card)["Patient"] == ("Child, 0 to 2 years, any sex",)
    assert told(replace(card, prior_tests=()), card)["Completed work-up"] == ()


def test_own_row_has_all_that_others_are_held_against_and_no_more(library: Library) -> None:
    card = library.summaries["new-bear-lump"]
    older, worn = changed(card, age="3 years"), replace(card, criteria=(("patient", "Worn out"), *card.criteria[1:]))

    assert told_from_all(card, older)["Patient"] == ("Child, 0 to 2 years, any sex",)
    assert told_from_all(card, worn)["Patient"] == ("A bear.",)
    assert told_from_all(card, older, worn)["Patient"] == ("Child, 0 to 2 years, any sex", "A bear.")
    assert told_from_all(card, older, worn)["Presentation"] == ()


def test_answers_are_the_focal_studies_with_their_ratings_or_no_imaging(library: Library) -> None:
    shown = siblings(library.summaries["new-bear-lump"], context(replace(library, terms=())))
    us, xr, none = ((Text(label),) for label in ("US bear", "Radiography bear, 2 views", "No imaging"))

    assert [row.answers for row in shown.rows] == [
        (RatedAnswer(us, Chip("●", "Usually good", "favourable")),),
        (RatedAnswer(none, Chip("○", "Usually not good", "unfavourable")),),
        (
            RatedAnswer(us, Chip("◐", "Perhaps good", "cautious")),
            RatedAnswer(xr, Chip("◐", "Perhaps good (bears disagree)", "cautious")),
        ),
    ]


def test_withdrawn_sibling_has_a_flag_and_no_answer(library: Library) -> None:
    known = library.summaries["known-lump"]
    withdrawn = replace(known, review=library.summaries["rattling-robot"].review)

    shown = siblings(
        library.summaries["new-bear-lump"],
        context(replace(library, terms=(), summaries={**library.summaries, known.id: withdrawn})),
    )

    assert [(row.title, row.flag and row.flag.label, len(row.answers)) for row in shown.rows[2:]] == [
        ("Known lump", "Withdrawn", 0)
    ]


def test_scenario_alone_in_its_topic_has_no_table(library: Library) -> None:
    shown = siblings(library.summaries["rattling-robot"], context(replace(library, terms=())))

    assert (shown.rows, shown.columns, shown.more) == ((), (), 0)
    assert list(words_of_siblings(library.summaries["rattling-robot"], library)) == []


def test_table_ends_after_a_dozen_and_counts_the_others(library: Library) -> None:
    card, topic = library.summaries["new-bear-lump"], library.topics["lumpy-bears"]
    ids = tuple(f"bear-{number:02}" for number in range(MOST_SIBLINGS + 3))
    group = ScenarioGroup.model_validate({"title": "All", "scenarios": (card.id, *ids)})
    many = topic.model_copy(update={"groups": (group,)})
    crowded = replace(
        library,
        topics={topic.id: many},
        summaries={card.id: card, **{id: replace(card, id=id, title=id) for id in ids}},
    )

    shown = siblings(card, context(replace(crowded, terms=())))

    assert (len(shown.rows), shown.more, shown.topic_title) == (1 + MOST_SIBLINGS, 3, "Lumpy bears")


def test_words_are_those_of_the_rows(library: Library) -> None:
    assert list(words_of_siblings(library.summaries["new-bear-lump"], library))[-5:] == [
        "Known lump",
        "Surveillance",
        "Softness (Squeeze score = 3)",
        "US bear",
        "Radiography bear, 2 views",
    ]
