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
from wardbook.model.base import ProcedureRef
from wardbook.model.named import CategoryRef
from wardbook.model.parts.eligibility import AgeGroup, Pregnancy, Sex
from wardbook.model.parts.ratings import RatingRow, Role
from wardbook.model.parts.recommendation import Contraindication
from wardbook.model.parts.review import Status
from wardbook.model.records.procedure import KnownLevel, NoLevel, VariableLevel
from wardbook.views.lists.finder import LEGENDS, STUDY, FinderPage, finder_page
from wardbook.views.lists.finder_data import finder_json
from wardbook.views.lists.scenarios import ScenarioList, a_to_z, by_modality, by_radiation, by_rating
from wardbook.views.parts.finder_values import values
from wardbook.views.parts.options.words import is_imaging
from wardbook.views.parts.titles import anchor, letter

Decoded = dict[str, Any]


@pytest.fixture(scope="module")
def sample() -> Library:
    """The sample library."""
    return load(ROOT)


def data_of(library: Library) -> Any:
    return json.loads(finder_json(edition_of(library, TODAY)))


def test_data_of_the_fixture_guideline_are_these(library: Library) -> None:
    data = data_of(library)

    assert data["values"] == {
        "topic": {
            "ids": ["lumpy-bears", "mending", "patched-bears", "robots"],
            "labels": ["Lumpy bears", "Mending", "Patched bears", "Robots that rattle"],
        },
        "age": {"ids": ["child", "adult", "both"], "labels": ["Children only", "Adults only", "Children and adults"]},
        "sex": {"ids": ["any", "female", "male"], "labels": ["Either sex", "Female only", "Male only"]},
        "pregnancy": {"ids": ["pregnant", "not-pregnant"], "labels": ["Pregnant", "Not pregnant"]},
        "contraindication": {
            "ids": ["iodinated-contrast", "gadolinium", "mri"],
            "labels": ["Iodinated contrast", "Gadolinium", "MRI"],
        },
        "presentation": {"ids": ["lump", "rattle"], "labels": ["A lump", "A rattle"]},
        "stage": {
            "ids": [
                "initial",
                "initial-staging",
                "next-study",
                "treatment-response",
                "surveillance",
                "post-treatment",
                "mended",
            ],
            "labels": [
                "Initial",
                "Initial staging",
                "Next study",
                "Treatment response",
                "Surveillance",
                "Post treatment",
                "Being mended",
            ],
        },
        "answer": {
            "ids": ["imaging", "no-imaging", "test", "treatment", "no-treatment", "management", "advice"],
            "labels": ["Imaging", "No imaging", "Test", "Treatment", "No treatment", "Management", "Advice"],
        },
        "rating": {
            "ids": [
                "good",
                "maybe",
                "maybe.disagreement",
                "poor",
                "strongly-for",
                "conditionally-for",
                "either-way",
                "conditionally-against",
                "strongly-against",
                "go",
                "stop",
            ],
            "labels": [
                "Usually good",
                "Perhaps good",
                "Perhaps good (bears disagree)",
                "Usually not good",
                "Strongly for",
                "Conditionally for",
                "Either way",
                "Conditionally against",
                "Strongly against",
                "Go",
                "Stop",
            ],
        },
        "modality": {
            "ids": ["ultrasound", "radiography", "ct", "mri", "nuclear-medicine", "squeeze", "mending", "care"],
            "labels": ["Ultrasound", "Radiography", "CT", "MRI", "Nuclear medicine", "Squeezing", "Mending", "Care"],
        },
        "procedure": {
            "ids": [
                "buzzing",
                "ct-bear",
                "glow-bear",
                "gluing",
                "humming",
                "mri-bear",
                "pet-bear",
                "xr-bear",
                "sewing",
                "squeezing",
                "us-bear",
                "waiting",
            ],
            "labels": [
                "Buzzing scan",
                "CT bear with honey",
                "Glowing honey",
                "Gluing",
                "Humming scan",
                "MRI bear without and with honey",
                "PET bear",
                "Radiography bear, 2 views",
                "Sewing by hand",
                "Squeeze test",
                "US bear",
                "Watchful waiting",
            ],
        },
        "radiation": {
            "ids": ["none", "low", "medium", "glowing", "varies", "not-given", "not-entered"],
            "labels": [
                "No radiation",
                "Low radiation",
                "Medium radiation",
                "More than a bear should have",
                "Varies",
                "Not given",
                "Not yet entered",
            ],
        },
        "status": {
            "ids": ["draft", "live", "under-review", "overdue", "superseded", "withdrawn"],
            "labels": ["Draft", "Reviewed", "Under review", "Past its review date", "Superseded", "Withdrawn"],
        },
    }
    del data["values"]
    assert data == {
        "symbols": ["●", "◐", "◐", "○", "↑↑", "↑", "↕", "↓", "↓↓", "▲", "■"],
        "tones": [
            "favorable",
            "cautious",
            "cautious",
            "unfavorable",
            "favorable",
            "favorable",
            "cautious",
            "unfavorable",
            "unfavorable",
            "favorable",
            "unfavorable",
        ],
        "levels": ["", "☢", "☢☢", "", "", "", ""],
        "patients": {"adult": "adult", "child": "child"},
        "whose": [["child"], ["adult"], ["adult", "child"]],
        "words": [
            {"head": "Procedure", "one": "study", "many": "studies"},
            {"head": "Treatment", "one": "treatment", "many": "treatments"},
            {"head": "Option", "one": "option", "many": "options"},
            {"head": "Test", "one": "test", "many": "tests"},
        ],
        "flags": ["Draft", "", "Under review", "Past its review date", "Superseded", "Withdrawn"],
        "doses": {
            "level": [5, 4, 3, 6, 1, 0, 2],
            "range": [
                "level not given",
                "varies",
                ">10\xa0mSv",
                "level not yet entered",
                "<0.1\xa0mSv",
                "0\xa0mSv",
                "0.03–0.3\xa0mSv",
            ],
            "none": [5],
            "standing": ["", "", "", "", "to-be-verified", "", "to-be-verified"],
            "mark": ["", "", "", "", "Unverified", "", "Unverified"],
        },
        "procedures": {
            "modality": [0, 2, 4, 6, 0, 3, 4, 1, 6, 5, 0, 7],
            "doses": {
                "adult": [0, 1, 2, -1, 1, 3, 0, 4, -1, -1, 5, -1],
                "child": [0, 3, 2, -1, 1, 1, 0, 6, -1, -1, 5, -1],
            },
        },
        "scenarios": {
            "id": [
                "known-lump",
                "loose-eye",
                "new-bear-lump",
                "old-bear-lump",
                "open-seam",
                "split-seam",
                "quiet-rattle",
                "rattling-robot",
                "tea-after-mending",
                "torn-ear",
            ],
            "title": [
                "Known lump",
                "Loose eye",
                "New bear, lump",
                "Old bear, lump",
                "Open seam",
                "Patched bear, open seam",
                "Quiet rattle",
                "Rattling robot",
                "Tea after mending",
                "Torn ear",
            ],
            "population": [
                "Any bear whose lump is known",
                "A bear with a loose eye",
                "A new bear whose lump was felt at the shop",
                "A grown bear with a soft lump",
                "Any bear with an open seam",
                "Cubs and grown bears whose seam opens",
                "A bear that rattles a little",
                "A robot that rattles",
                "A mended bear",
                "A bear with a torn ear",
            ],
            "topic": [0, 1, 0, 0, 1, 2, 1, 3, 1, 1],
            "age": [2, 0, 0, 1, 2, 2, 1, 1, 1, 2],
            "sex": [2, 0, 0, 1, 0, 0, 0, 0, 0, 0],
            "pregnancy": [1, -1, -1, 0, -1, -1, -1, -1, -1, -1],
            "presentation": [[0], [], [0], [], [], [], [], [1], [], []],
            "stage": [4, 6, 0, 2, 6, 0, 0, 0, 6, 0],
            "answer": [[0], [4], [0], [1], [3], [0, 0, 1, 4, 6, 1], [2], [], [6], [5]],
            "words": [[0], [1], [0], [0], [2], [0, 0, 0, 1, 2, 0], [3], [], [2], [2]],
            "status": [2, 0, 1, 0, 0, 0, 0, 5, 0, 0],
            "due": ["2026-05-01", "", "2027-05-30", "", "", "", "", "", "", ""],
            "facts": [
                ["Reviewed on 1 May 2025", "Valid until 1 May 2026", "Changed since approval (committee)"],
                [],
                ["Reviewed on 30 May 2026", "Valid until 30 May 2027"],
                *[[]] * 4,
                ["Withdrawn on 1 Jan 2026"],
                *[[]] * 2,
            ],
            "ending": [
                *[[]] * 7,
                [
                    "Robots left the hospital.",
                    "Use",
                    "Old bear, lump",
                    "scenarios/old-bear-lump/",
                    "Draft",
                    "draft",
                    "instead.",
                ],
                *[[]] * 2,
            ],
            "focal": [2, 0, 1, 0, 1, 4, 1, 0, 0, 1],
            "studies": [
                [10, 7, 1],
                [3],
                [10, 1, 7],
                [7, 10],
                [8, 3, 11],
                [10, 5, 7, 10, 5, 5, 7, 7, 8, 10],
                [9],
                [],
                [],
                [11, 2, 9, 10],
            ],
            "ratings": [
                [1, 2, 1],
                [7],
                [0, 3, 2],
                [3, 3],
                [5, 8, 6],
                [0, 0, 0, 0, 1, 3, 3, 3, 7, 1],
                [9],
                [],
                [],
                [9, 10, 9, 10],
            ],
            "groups": [[], [], [], [], [], [0, 0, 1, 1, 1, 2, 0, 5, 3, 5], [], [], [], []],
            "patients": [
                [],
                [],
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
                [],
                [],
                [],
            ],
            "patient_ids": [
                [],
                [],
                [],
                [],
                [],
                ["cubs", "grown", "wired", "dyed", "glowing", "mothers"],
                [],
                [],
                [],
                [],
            ],
            "ages": [[], [], [], [], [], [0, 1, 2, 1, 0, 1], [], [], [], []],
            "sexes": [[], [], [], [], [], [0, 0, 0, 0, 0, 1], [], [], [], []],
            "pregnancies": [[], [], [], [], [], [-1, 1, -1, -1, -1, 0], [], [], [], []],
            "contraindications": [[], [], [], [], [], [-1, -1, 2, 0, 1, -1], [], [], [], []],
            "relations": [
                [],
                [],
                [],
                [],
                [],
                [
                    [0, "One is enough: US bear or MRI bear without and with honey"],
                    [1, "Together: Radiography bear, 2 views and US bear"],
                    [1, "In this order: US bear, then MRI bear without and with honey"],
                ],
                [],
                [],
                [],
                [],
            ],
        },
    }


def test_data_are_the_same_on_every_day_and_in_every_order_of_the_cards(library: Library) -> None:
    backwards = replace(library, summaries=dict(reversed(list(library.summaries.items()))))

    editions = [edition_of(of, day) for of in (library, backwards) for day in (TODAY, date(2100, 1, 1))]
    assert len({finder_json(edition) for edition in editions}) == 1


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
            "groups": groups_in(columns, i, ids),
            "pregnancy": id_at(ids["pregnancy"], columns["pregnancy"][i]),
            "due": columns["due"][i],
            "focal": sorted(rows[: columns["focal"][i]]),
            "others": sorted(rows[columns["focal"][i] :]),
            **{facet: ids[facet][columns[facet][i]] for facet in ("topic", "age", "sex", "stage", "status")},
        }
    return found


def id_at(ids: list[str], place: int) -> str:
    return ids[place] if place >= 0 else ""


def groups_in(columns: Any, i: int, ids: Mapping[str, list[str]]) -> list[tuple[str, ...]]:
    """The groups of a scenario's patients: their words, age, sex, pregnancy and contraindication."""
    facets = {"age": "ages", "sex": "sexes", "pregnancy": "pregnancies", "contraindication": "contraindications"}
    facts = ([id_at(ids[facet], place) for place in columns[name][i]] for facet, name in facets.items())
    return list(zip(columns["patients"][i], *facts, strict=True))


def expected(card: ScenarioSummary) -> Decoded:
    """What a card says, in the same form."""
    review, recommendations = card.review, card.recommendations
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
        "groups": [
            (
                one.patients,
                one.age_group,
                one.sex if one.sex != "any" else card.population.sex,
                addressed(one.pregnancy) or addressed(card.population.pregnancy),
                one.contraindication or "",
            )
            for one in recommendations
            if one.patients
        ],
        "pregnancy": addressed(card.population.pregnancy),
        "due": str(review.next_review) if ages else "",
        "focal": sorted(study for focal, study in rows if focal),
        "others": sorted(study for focal, study in rows if not focal),
        "topic": card.topic,
        "age": card.population.age_group,
        "sex": card.population.sex,
        "stage": card.stage,
        "status": review.status,
    }


def addressed(pregnancy: str) -> str:
    return "" if pregnancy == "not-addressed" else pregnancy


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

    def answer_for(patients: str, age: AgeGroup) -> RecommendationSummary:
        return RecommendationSummary(
            group=patients.replace(" ", "-"),
            patients=patients,
            relations=(),
            age_group=age,
            answer=chance.choice(answers),
            rows=tuple(row(procedure) for procedure in some(library.procedures)),
            sex=chance.choice(get_args(Sex)) if patients else "any",
            pregnancy=chance.choice(get_args(Pregnancy)) if patients else "not-addressed",
            contraindication=chance.choice((None, *get_args(Contraindication))) if patients else None,
        )

    def changed(card: ScenarioSummary) -> ScenarioSummary:
        groups = chance.choice((1, 1, 2, 3))
        people = {
            "summary": words(),
            "age_group": chance.choice(get_args(AgeGroup)),
            "sex": chance.choice(("any", "female", "male")),
            "pregnancy": chance.choice(get_args(Pregnancy)),
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
            stage=chance.choice(sorted(library.stages)),
            recommendations=tuple(
                answer_for(f"group {number}" * (groups > 1), chance.choice(get_args(AgeGroup)))
                for number in range(groups)
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
        for id, dose in zip(data["values"]["procedure"]["ids"], data["procedures"]["doses"][population], strict=True):
            if not is_imaging(sample.procedures[id], sample):
                assert dose == -1
                continue
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
    raw = finder_json(edition_of(library, TODAY)).decode()

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

    assert len(gzip.compress(finder_json(edition_of(replace(library, summaries=many), TODAY)))) < 25_000


def test_facets_are_those_of_the_data_and_each_has_its_legend(library: Library) -> None:
    shown = view(finder_page(edition_of(library, TODAY)).view, FinderPage)
    names = [facet.name for group in shown.groups for facet in group.facets]

    assert sorted(names) == sorted(values(library)) == sorted(LEGENDS)
    assert names[:7] == ["topic", "age", "sex", "pregnancy", "contraindication", "presentation", "stage"]
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
WIRED: Final = "Bears with wire: none"
DYED: Final = "Bears that dye does not suit: none"
GLOWING: Final = "Bears that glow: none"
MOTHERS: Final = "Mothers to be: none"
MRI: Final = "MRI bear without and with honey"
NEITHER: Lines = [
    ("list-no-imaging", "No imaging", [("Old bear, lump", []), (SEAM, [WIRED, MOTHERS])]),
    ("list-answer-no-treatment", "No treatment", [("Loose eye", []), (SEAM, [DYED])]),
    ("list-answer-advice", "Advice", [(SEAM, [GLOWING]), ("Tea after mending", [])]),
    ("list-withdrawn", "Superseded or withdrawn", [("Rattling robot", [])]),
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
        ("list-squeeze", "Squeezing", [("Quiet rattle", ["Squeeze test"])]),
        ("list-mending", "Mending", [("Open seam", ["Sewing by hand"])]),
        ("list-care", "Care", [("Torn ear", ["Watchful waiting"])]),
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
        ("list-conditionally-for", "↑ Conditionally for", [("Open seam", ["Sewing by hand"])]),
        ("list-go", "▲ Go", [("Quiet rattle", ["Squeeze test"]), ("Torn ear", ["Watchful waiting"])]),
        *NEITHER,
    ]


def test_list_by_radiation_has_a_scenario_about_children_and_adults_under_both_levels(library: Library) -> None:
    assert lines(by_radiation(edition_of(library, TODAY))) == [
        (
            "list-none",
            "no radiation",
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
        (
            "list-no-level",
            "No imaging, so no level",
            [
                ("Open seam", ["Sewing by hand"]),
                ("Quiet rattle", ["Squeeze test"]),
                ("Torn ear", ["Watchful waiting"]),
            ],
        ),
        *NEITHER,
    ]


def test_list_from_a_to_z(library: Library) -> None:
    assert lines(a_to_z(edition_of(library, TODAY))) == [
        ("letter-k", "K", [("Known lump", ["US bear", "Radiography bear, 2 views"])]),
        ("letter-l", "L", [("Loose eye", [])]),
        ("letter-n", "N", [("New bear, lump", ["US bear"])]),
        ("letter-o", "O", [("Old bear, lump", []), ("Open seam", ["Sewing by hand"])]),
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
                        WIRED,
                        DYED,
                        GLOWING,
                        MOTHERS,
                    ],
                )
            ],
        ),
        ("letter-q", "Q", [("Quiet rattle", ["Squeeze test"])]),
        ("letter-r", "R", [("Rattling robot", [])]),
        ("letter-t", "T", [("Tea after mending", []), ("Torn ear", ["Watchful waiting"])]),
    ]


@pytest.mark.parametrize("make", [a_to_z, by_modality, by_rating, by_radiation])
def test_line_says_what_its_scenario_is_worth(library: Library, make: Any) -> None:
    groups = view(make(edition_of(library, TODAY)).view, ScenarioList).groups
    flags = {
        line.title: (line.flag.label if line.flag else "", line.ending and line.ending.said)
        for g in groups
        for line in g.lines
    }

    drafts = ("Loose eye", "Open seam", "Quiet rattle", "Tea after mending", "Torn ear")
    assert flags == dict.fromkeys(drafts, ("Draft", None)) | {
        "Known lump": ("Past its review date", None),
        "New bear, lump": ("", None),
        "Old bear, lump": ("Draft", None),
        SEAM: ("Draft", None),
        "Rattling robot": ("Withdrawn", "Withdrawn on 1 Jan 2026"),
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
    titles: Mapping[str, str] = dict(zip(library.summaries, ("zebra", "?!", "7 days", "Über", "yellow"), strict=False))
    changed = {id: replace(library.summaries[id], short_title=title) for id, title in titles.items()}

    assert [title for _, title, _ in lines(a_to_z(edition_of(replace(library, summaries=changed), TODAY)))] == [
        "0–9",
        "U",
        "Y",
        "Z",
        "Other",
    ]
