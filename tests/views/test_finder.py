"""The finder: its data hold the cards and nothing else, its lists hold every scenario where it belongs."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any, Final, get_args

import pytest

from support.loading import load
from support.paths import ROOT, TODAY
from support.rated import rated_rows_of, with_rated_rows
from wardbook.library.edition import edition_of
from wardbook.library.library import Library
from wardbook.library.summary import RecommendationSummary, ScenarioSummary
from wardbook.model.base import CategoryRef, ProcedureRef
from wardbook.model.parts.eligibility import AgeGroup
from wardbook.model.parts.ratings import RatingRow, Role
from wardbook.model.parts.review import Status
from wardbook.model.records.procedure import KnownLevel, NoLevel, VariableLevel
from wardbook.model.records.scenario import Stage
from wardbook.views.lists.finder import LEGENDS, STUDY, FinderPage, finder_page
from wardbook.views.lists.finder_data import finder_json
from wardbook.views.lists.scenarios import ScenarioList, a_to_z, anchor, by_modality, by_radiation, by_rating, letter
from wardbook.views.parts.finder_values import values

Decoded = dict[str, Any]


@pytest.fixture(scope="module")
def sample() -> Library:
    """The sample library."""
    return load(ROOT)


def data_of(library: Library) -> Any:
    return json.loads(finder_json(library))


def test_data_of_the_fixture_guideline_are_these(library: Library) -> None:
    data = data_of(library)

    assert data["values"] == {
        "topic": {
            "ids": ["lumpy-bears", "patched-bears", "robots"],
            "labels": ["Lumpy bears", "Patched bears", "Robots that rattle"],
        },
        "age": {"ids": ["child", "adult", "both"], "labels": ["Children only", "Adults only", "Children and adults"]},
        "sex": {"ids": ["any", "female", "male"], "labels": ["Either sex", "Female only", "Male only"]},
        "presentation": {"ids": ["lump", "rattle"], "labels": ["A lump", "A rattle"]},
        "stage": {
            "ids": ["initial", "initial-staging", "next-study", "treatment-response", "surveillance", "post-treatment"],
            "labels": [
                "Initial",
                "Initial staging",
                "Next study",
                "Treatment response",
                "Surveillance",
                "Post treatment",
            ],
        },
        "answer": {"ids": ["imaging", "no-imaging"], "labels": ["Imaging", "No imaging"]},
        "rating": {
            "ids": ["good", "maybe", "maybe.disagreement", "poor"],
            "labels": ["Usually good", "Perhaps good", "Perhaps good (bears disagree)", "Usually not good"],
        },
        "modality": {
            "ids": ["ultrasound", "radiography", "ct", "mri", "nuclear-medicine"],
            "labels": ["Ultrasound", "Radiography", "CT", "MRI", "Nuclear medicine"],
        },
        "procedure": {
            "ids": ["ct-bear", "mri-bear", "pet-bear", "xr-bear", "us-bear"],
            "labels": [
                "CT bear with honey",
                "MRI bear without and with honey",
                "PET bear",
                "Radiography bear, 2 views",
                "US bear",
            ],
        },
        "radiation": {
            "ids": ["none", "low", "medium", "varies", "not-given", "not-entered"],
            "labels": ["No radiation", "Low radiation", "Medium radiation", "Varies", "Not given", "Not yet entered"],
        },
        "status": {
            "ids": ["draft", "live", "under-review", "overdue", "withdrawn"],
            "labels": ["Draft", "Reviewed", "Under review", "Past review date", "Withdrawn"],
        },
    }
    del data["values"]
    assert data == {
        "symbols": ["●", "◐", "◐", "○"],
        "tones": ["favourable", "cautious", "cautious", "unfavourable"],
        "levels": ["O", "☢", "☢☢", "", "", ""],
        "flags": ["Draft", "", "Under review", "Past review date", "Withdrawn"],
        "doses": {
            "level": [3, 5, 4, 1, 0, 2],
            "range": [
                "varies",
                "level not yet entered",
                "level not given",
                "<0.1\N{NO-BREAK SPACE}mSv",
                "0\N{NO-BREAK SPACE}mSv",
                "0.03–0.3\N{NO-BREAK SPACE}mSv",
            ],
            "standing": ["", "", "", "to-be-verified", "", "to-be-verified"],
            "mark": ["", "", "", "Unverified", "", "Unverified"],
        },
        "procedures": {"modality": [2, 3, 4, 1, 0], "adult": [0, 1, 2, 3, 4], "child": [1, 0, 2, 5, 4]},
        "scenarios": {
            "id": ["known-lump", "new-bear-lump", "old-bear-lump", "open-seam", "rattling-robot"],
            "title": ["Known lump", "New bear, lump", "Old bear, lump", "Patched bear, open seam", "Rattling robot"],
            "population": [
                "Any bear whose lump is known",
                "A new bear whose lump was felt at the shop",
                "A grown bear with a soft lump",
                "Cubs and grown bears whose seam opens",
                "A robot that rattles",
            ],
            "topic": [0, 0, 0, 1, 2],
            "age": [2, 0, 1, 2, 1],
            "sex": [2, 0, 1, 0, 0],
            "presentation": [[0], [0], [], [], [1]],
            "stage": [4, 0, 2, 0, 0],
            "answer": [[0], [0], [1], [0, 0, 1, 1, 1, 1], []],
            "status": [2, 1, 0, 0, 4],
            "due": ["2026-05-01", "2027-05-30", "", "", ""],
            "focal": [2, 1, 0, 4, 0],
            "studies": [[4, 3, 0], [4, 0, 3], [3, 4], [4, 1, 3, 4, 1, 1, 3, 3, 4, 4, 4], []],
            "ratings": [[1, 2, 1], [0, 3, 2], [3, 3], [0, 0, 0, 0, 1, 3, 3, 3, 3, 1, 1], []],
            "groups": [[], [], [], [0, 0, 1, 1, 1, 2, 0, 5, 3, 4, 5], []],
            "patients": [
                [],
                [],
                [],
                [
                    "Cubs",
                    "Grown bears",
                    "Bears with wire",
                    "Bears that dye does not suit",
                    "Bears that glow",
                    "Mothers to be",
                ],
                [],
            ],
            "ages": [[], [], [], [0, 1, 2, 1, 0, 1], []],
            "relations": [
                [],
                [],
                [],
                [
                    [0, "One is enough: US bear or MRI bear without and with honey"],
                    [1, "Together: Radiography bear, 2 views and US bear"],
                    [1, "In this order: US bear, then MRI bear without and with honey"],
                ],
                [],
            ],
        },
    }


def test_data_are_the_same_on_every_day_and_in_every_order_of_the_cards(library: Library) -> None:
    backwards = replace(library, summaries=dict(reversed(list(library.summaries.items()))))

    assert finder_json(backwards) == finder_json(library)


def decoded(data: Any) -> dict[str, Decoded]:
    """What the data say of every scenario."""
    ids = {facet: offered["ids"] for facet, offered in data["values"].items()}
    columns = data["scenarios"]
    found: dict[str, Decoded] = {}
    for i, id in enumerate(columns["id"]):
        groups = columns["groups"][i] or [0] * len(columns["studies"][i])
        rows = [
            (ids["procedure"][procedure], ids["rating"][rating], group)
            for procedure, rating, group in zip(columns["studies"][i], columns["ratings"][i], groups, strict=True)
        ]
        found[id] = {
            "title": columns["title"][i],
            "population": columns["population"][i],
            "presentations": [ids["presentation"][place] for place in columns["presentation"][i]],
            "answers": [ids["answer"][answer] for answer in columns["answer"][i]],
            "groups": list(zip(columns["patients"][i], [ids["age"][age] for age in columns["ages"][i]], strict=True)),
            "due": columns["due"][i],
            "focal": sorted(rows[: columns["focal"][i]]),
            "others": sorted(rows[columns["focal"][i] :]),
            **{facet: ids[facet][columns[facet][i]] for facet in ("topic", "age", "sex", "stage", "status")},
        }
    return found


def expected(card: ScenarioSummary) -> Decoded:
    """What a card says, in the same form."""
    review, withdrawn = card.review, card.review.status == "withdrawn"
    recommendations = () if withdrawn else card.recommendations
    rows = [
        (row.role == "focal", (row.procedure, row.category + (".disagreement" if row.disagreement else ""), number))
        for number, recommendation in enumerate(recommendations)
        for row in recommendation.rows
    ]
    ages = review.status in ("live", "under-review") and review.next_review
    return {
        "title": card.short_title,
        "population": card.population.summary,
        "presentations": list(card.presentations),
        "answers": [one.answer.kind for one in recommendations],
        "groups": [(one.patients, one.age_group) for one in recommendations if one.patients],
        "due": str(review.next_review) if ages else "",
        "focal": sorted(study for focal, study in rows if focal),
        "others": sorted(study for focal, study in rows if not focal),
        "topic": card.topic,
        "age": card.population.age_group,
        "sex": card.population.sex,
        "stage": card.stage,
        "status": review.status,
    }


def shuffled(library: Library, seed: int) -> dict[str, ScenarioSummary]:
    """The library's cards with other facts, the same for the same seed."""
    chance = Random(seed)
    answers = [recommendation.answer for card in library.summaries.values() for recommendation in card.recommendations]
    categories = [
        (c.id, known) for c in library.scales.categories for known in (False, True) if c.disagreement or not known
    ]
    presentations = [presentation.id for presentation in library.presentations]

    def some(values: Iterable[str]) -> list[str]:
        return chance.sample(known := sorted(values), chance.randrange(len(known) + 1))

    def row(procedure: str) -> RatingRow:
        category, disagreement = chance.choice(categories)
        return RatingRow(
            procedure=ProcedureRef(procedure),
            category=CategoryRef(category),
            disagreement=disagreement,
            role=chance.choice(get_args(Role)),
        )

    def words() -> str:
        return "".join(chance.choices('aBéß<&"\\\n\u2028 ☢', k=chance.randrange(1, 9)))

    def changed(card: ScenarioSummary) -> ScenarioSummary:
        people = {
            "summary": words(),
            "age_group": chance.choice(get_args(AgeGroup)),
            "sex": chance.choice(("any", "female", "male")),
        }
        worth = {
            "status": chance.choice(get_args(Status)),
            "next_review": chance.choice((None, date(2026, 11, 22), date(2031, 1, 1))),
        }
        return replace(
            card,
            short_title=words(),
            topic=chance.choice(sorted(library.topics)),
            population=card.population.model_copy(update=people),
            presentations=tuple(some(presentations)),
            stage=chance.choice(get_args(Stage)),
            recommendations=(
                RecommendationSummary(
                    group="",
                    patients="",
                    relations=(),
                    age_group=people["age_group"],
                    answer=chance.choice(answers),
                    rows=tuple(row(procedure) for procedure in some(library.procedures)),
                ),
            ),
            review=card.review.model_copy(update=worth),
        )

    return {id: changed(card) for id, card in library.summaries.items()}


@pytest.mark.parametrize("seed", range(40))
def test_data_say_of_every_scenario_what_its_card_says(library: Library, seed: int) -> None:
    changed = replace(library, summaries=shuffled(library, seed))

    assert decoded(data_of(changed)) == {id: expected(card) for id, card in changed.summaries.items()}


def test_data_of_the_sample_say_what_its_cards_say(sample: Library) -> None:
    assert decoded(data_of(sample)) == {id: expected(card) for id, card in sample.summaries.items()}


def test_scenarios_stand_in_the_order_of_their_titles(sample: Library) -> None:
    titles = data_of(sample)["scenarios"]["title"]

    assert titles == sorted(titles, key=str.casefold)
    assert len(titles) == len(sample.summaries)


def test_procedures_have_the_levels_of_their_own_populations(sample: Library) -> None:
    data = data_of(sample)
    levels, doses = data["values"]["radiation"]["ids"], data["doses"]["level"]

    for population in ("adult", "child"):
        for id, dose in zip(data["values"]["procedure"]["ids"], data["procedures"][population], strict=True):
            match getattr(sample.procedures[id], population):
                case KnownLevel(band=band):
                    assert levels[doses[dose]] == band
                case VariableLevel():
                    assert levels[doses[dose]] == "varies"
                case NoLevel():
                    assert levels[doses[dose]] == "not-given"
                case None:
                    assert levels[doses[dose]] == "not-entered"


def test_text_of_an_answer_and_reasons_do_not_reach_the_data(library: Library) -> None:
    raw = finder_json(library).decode()

    assert "does not hurt" not in raw
    assert "It sees stuffing" not in raw


def test_many_rated_studies_take_few_bytes(library: Library) -> None:
    """Five thousand scenarios with a dozen studies each must come in 250 KB; here 500 come in a tenth of that."""
    card = library.summaries["new-bear-lump"]
    many = {
        f"new-bear-{number:04}": replace(
            with_rated_rows(card, rated_rows_of(card) * 4), id=f"new-bear-{number:04}", short_title=f"New bear {number}"
        )
        for number in range(500)
    }

    assert len(gzip.compress(finder_json(replace(library, summaries=many)))) < 25_000


def test_facets_are_those_of_the_data_and_each_has_its_legend(library: Library) -> None:
    shown = view(finder_page(edition_of(library, TODAY)).view, FinderPage)
    names = [facet.name for group in shown.groups for facet in group.facets]

    assert sorted(names) == sorted(values(library)) == sorted(LEGENDS)
    assert set(STUDY) < set(names)
    assert [facet.name for group in shown.groups for facet in group.facets if facet.long] == []


def test_facet_without_values_is_left_out(library: Library) -> None:
    shown = view(finder_page(edition_of(replace(library, presentations=()), TODAY)).view, FinderPage)

    assert "presentation" not in [facet.name for group in shown.groups for facet in group.facets]


def test_facet_with_many_values_is_long(library: Library) -> None:
    topic = library.topics["robots"]
    many = {f"robots-{number}": topic.model_copy(update={"id": f"robots-{number}"}) for number in range(13)}
    shown = view(finder_page(edition_of(replace(library, topics=many), TODAY)).view, FinderPage)

    assert [facet.name for group in shown.groups for facet in group.facets if facet.long] == ["topic"]


Lines = list[tuple[str, str, list[tuple[str, list[str]]]]]


def lines(page: Any) -> Lines:
    """The groups of a list: anchor, title, and the title of every scenario with the studies that stand beside it."""
    return [
        (group.anchor, group.title, [(line.title, [*_in_line(line)]) for line in group.lines])
        for group in view(page.view, ScenarioList).groups
    ]


def _in_line(line: Any) -> Iterator[str]:
    for answer in line.answers:
        whom = f"{answer.patients}: " if answer.patients else ""
        yield from (whom + study.label for study in answer.studies)
        if whom and not answer.studies:
            yield whom + "none"


SEAM: Final = "Patched bear, open seam"
UNSEEN: Final = [
    "Bears with wire: none",
    "Bears that dye does not suit: none",
    "Bears that glow: none",
    "Mothers to be: none",
]
MRI: Final = "MRI bear without and with honey"
NEITHER: Lines = [
    ("list-no-imaging", "No imaging", [("Old bear, lump", []), (SEAM, UNSEEN)]),
    ("list-withdrawn", "Withdrawn", [("Rattling robot", [])]),
]


def test_list_by_modality(library: Library) -> None:
    assert lines(by_modality(edition_of(library, TODAY))) == [
        (
            "list-ultrasound",
            "Ultrasound",
            [
                ("Known lump", ["US bear"]),
                ("New bear, lump", ["US bear"]),
                (SEAM, ["Cubs: US bear", "Grown bears: US bear"]),
            ],
        ),
        (
            "list-radiography",
            "Radiography",
            [("Known lump", ["Radiography bear, 2 views"]), (SEAM, ["Grown bears: Radiography bear, 2 views"])],
        ),
        ("list-mri", "MRI", [(SEAM, [f"Cubs: {MRI}"])]),
        *NEITHER,
    ]


def test_list_by_rating(library: Library) -> None:
    assert lines(by_rating(edition_of(library, TODAY))) == [
        (
            "list-good",
            "● Usually good",
            [
                ("New bear, lump", ["US bear"]),
                (
                    SEAM,
                    [
                        "Cubs: US bear",
                        f"Cubs: {MRI}",
                        "Grown bears: Radiography bear, 2 views",
                        "Grown bears: US bear",
                    ],
                ),
            ],
        ),
        ("list-maybe", "◐ Perhaps good", [("Known lump", ["US bear"])]),
        (
            "list-maybe-disagreement",
            "◐ Perhaps good (bears disagree)",
            [("Known lump", ["Radiography bear, 2 views"])],
        ),
        *NEITHER,
    ]


def test_list_by_radiation_has_a_scenario_about_children_and_adults_under_both_levels(library: Library) -> None:
    assert lines(by_radiation(edition_of(library, TODAY))) == [
        (
            "list-none",
            "O no radiation",
            [
                ("Known lump", ["US bear"]),
                ("New bear, lump", ["US bear"]),
                (SEAM, ["Cubs: US bear", "Grown bears: US bear"]),
            ],
        ),
        (
            "list-low",
            "☢ low radiation",
            [("Known lump", ["Radiography bear, 2 views"]), (SEAM, ["Grown bears: Radiography bear, 2 views"])],
        ),
        ("list-medium", "☢☢ medium radiation", [("Known lump", ["Radiography bear, 2 views"])]),
        ("list-varies", "Varies", [(SEAM, [f"Cubs: {MRI}"])]),
        *NEITHER,
    ]


def test_list_from_a_to_z(library: Library) -> None:
    assert lines(a_to_z(edition_of(library, TODAY))) == [
        ("letter-k", "K", [("Known lump", ["US bear", "Radiography bear, 2 views"])]),
        ("letter-n", "N", [("New bear, lump", ["US bear"])]),
        ("letter-o", "O", [("Old bear, lump", [])]),
        (
            "letter-p",
            "P",
            [
                (
                    SEAM,
                    [
                        "Cubs: US bear",
                        f"Cubs: {MRI}",
                        "Grown bears: Radiography bear, 2 views",
                        "Grown bears: US bear",
                        *UNSEEN,
                    ],
                )
            ],
        ),
        ("letter-r", "R", [("Rattling robot", [])]),
    ]


@pytest.mark.parametrize("make", [a_to_z, by_modality, by_rating, by_radiation])
def test_line_says_what_its_scenario_is_worth(library: Library, make: Any) -> None:
    groups = view(make(edition_of(library, TODAY)).view, ScenarioList).groups
    flags = {line.title: (line.flag.label if line.flag else "", line.withdrawn) for g in groups for line in g.lines}

    assert flags == {
        "Known lump": ("Past review date", False),
        "New bear, lump": ("", False),
        "Old bear, lump": ("Draft", False),
        SEAM: ("Draft", False),
        "Rattling robot": ("Withdrawn", True),
    }
    before = view(make(edition_of(library, date(2026, 5, 1))).view, ScenarioList).groups
    assert [line.flag.label for g in before for line in g.lines if line.title == "Known lump" and line.flag][:1] == [
        "Under review"
    ]


@pytest.mark.parametrize(
    ("title", "sign", "id"),
    [
        ("anemia", "A", "letter-a"),
        ("Ödem", "O", "letter-o"),
        ("(CT) first", "C", "letter-c"),
        ("5 days of pain", "0–9", "letter-0"),
        ("¡¿!?", "Other", "letter-other"),
        ("ßtrange", "S", "letter-s"),
        ("日本", "日", "letter-u65e5"),
    ],
)
def test_title_stands_under_its_letter(title: str, sign: str, id: str) -> None:
    assert (letter(title), anchor(letter(title))) == (sign, id)


def view(shown: Any, kind: type[Any]) -> Any:
    """What a page shows, which is of a kind."""
    assert isinstance(shown, kind)
    return shown


def test_letters_stand_in_order_with_the_others_at_the_end(library: Library) -> None:
    titles: Mapping[str, str] = dict(zip(library.summaries, ("zebra", "?!", "7 days", "Über", "yellow"), strict=True))
    changed = {id: replace(card, short_title=titles[id]) for id, card in library.summaries.items()}

    assert [title for _, title, _ in lines(a_to_z(edition_of(replace(library, summaries=changed), TODAY)))] == [
        "0–9",
        "U",
        "Y",
        "Z",
        "Other",
    ]
