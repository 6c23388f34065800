"""Siblings and comparison: a scenario names the others of its topic, and the topic tells them apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from support.rendering import context
from wardbook import urls
from wardbook.library.library import Library
from wardbook.text.tree import Text
from wardbook.views.article.siblings import MOST_SIBLINGS, MOST_STOPS, siblings
from wardbook.views.parts.exclusions import is_warning
from wardbook.views.records.compared import ComparedScenarios, compared_scenarios
from wardbook.views.sections.eligibility import eligibility


def words(compared: ComparedScenarios) -> list[tuple[str, list[str]]]:
    """The rows of the table in plain words."""
    return [
        (row.title, ["".join(text.text for text in cell if isinstance(text, Text)) for cell in row.cells])
        for row in compared.rows
    ]


def test_siblings_are_the_other_scenarios_of_the_topic_its_own_group_first(library: Library) -> None:
    first = siblings(library.scenarios["new-bear-lump"], context(library))
    last = siblings(library.scenarios["known-lump"], context(library))

    assert [sibling.title for sibling in first.shown] == ["Old bear, lump", "Known lump"]
    assert [sibling.flag and sibling.flag.label for sibling in first.shown] == ["Draft", "Past its review date"]
    assert [sibling.title for sibling in last.shown] == ["New bear, lump", "Old bear, lump"]
    assert (first.number, last.number) == (2, 2)
    assert siblings(library.scenarios["rattling-robot"], context(library)).shown == ()


def test_red_flags_have_a_way_to_them_where_there_are_any(library: Library) -> None:
    new = library.scenarios["new-bear-lump"]
    calm = new.model_copy(update={"excludes": tuple(one for one in new.excludes if not is_warning(one))})

    assert siblings(new, context(library)).red_flags == urls.href("scenarios/new-bear-lump/index.md", "does-not-fit")
    assert siblings(calm, context(library)).red_flags is None
    assert siblings(calm, context(library)).stops == ()


@pytest.mark.parametrize(("many", "named"), [(MOST_STOPS, MOST_STOPS), (MOST_STOPS + 1, MOST_STOPS - 1)])
def test_answer_names_the_first_emergencies_with_their_places_and_never_leaves_out_one(
    library: Library, many: int, named: int
) -> None:
    new = library.scenarios["new-bear-lump"]
    urgent = next(one for one in new.excludes if one.emergency)
    calm = tuple(one for one in new.excludes if not one.emergency)
    urgently = new.model_copy(update={"excludes": (*calm, *[urgent] * many)})

    shown = siblings(urgently, context(library))

    assert (len(shown.stops), len(shown.more_stops)) == (named, many - named)
    assert len(shown.more_stops) != 1
    assert [stop.href for stop in (*shown.stops, *shown.more_stops)] == [
        urls.href("scenarios/new-bear-lump/index.md", f"emergency-{number}") for number in range(1, many + 1)
    ]
    assert "".join(getattr(node, "text", "") for node in shown.stops[0].name) == "It smokes"
    anchors = [one.anchor for one in eligibility(urgently, context(library)).excludes]
    assert anchors == [*(f"emergency-{number}" for number in range(1, many + 1)), *[""] * len(calm)]


def test_menu_of_a_large_topic_is_cut_and_counts_them_all(library: Library) -> None:
    many = {f"b{n}": replace(library.summaries["known-lump"], id=f"b{n}") for n in range(MOST_SIBLINGS + 3)}
    topic = library.topics["lumpy-bears"]
    group = topic.groups[0].model_copy(update={"scenarios": tuple(many)})
    large = replace(
        library,
        summaries={**library.summaries, **many},
        topics={topic.id: topic.model_copy(update={"groups": (group,)})},
    )

    shown = siblings(library.scenarios["known-lump"].model_copy(update={"id": "b0"}), context(large))

    assert (len(shown.shown), shown.number) == (MOST_SIBLINGS, MOST_SIBLINGS + 2)


def test_table_has_the_facts_in_which_scenarios_differ(library: Library) -> None:
    plain = replace(library, terms=())
    new, old = library.summaries["new-bear-lump"], library.summaries["old-bear-lump"]

    shown = compared_scenarios([new, old], context(plain))

    assert shown.columns == ("Patient", "Presentation", "Phase of care", "Completed work-up")
    assert words(shown) == [
        ("New bear, lump", ["Child, 0 to 2 years, any sex", "Lump in the belly", "Initial", "Squeezing; Weighing"]),
        ("Old bear, lump", ["Adult, female, pregnant", "Soft lump", "Next study", "Squeezed before"]),
    ]


def test_what_is_the_same_for_all_has_no_column_and_nothing_has_no_table(library: Library) -> None:
    new = library.summaries["new-bear-lump"]
    other = replace(new, id="twin", stage="surveillance")

    assert compared_scenarios([new, other], context(library)).columns == ("Phase of care",)
    assert compared_scenarios([new, new], context(library)) == ComparedScenarios((), ())
    assert compared_scenarios([new], context(library)).rows == ()
    assert compared_scenarios([], context(library)).rows == ()
