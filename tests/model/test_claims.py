"""Claims: what of a record must have a source, which it has, and how well it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardbook.library.library import Library
from wardbook.model.records.claims import claims_of
from wardbook.model.records.claims.claim import CLAIM_STANDINGS, Claim
from wardbook.model.records.scenario import Rationale
from wardbook.text.claims import claim_reasons_in


def claims(library: Library, id: str) -> dict[str, Claim]:
    """The claims of a scenario by their words."""
    return {claim.words: claim for claim in claims_of(library.scenarios[id])}


@pytest.mark.parametrize(
    ("words", "reasons"),
    [
        ("The lump is soft.", set()),
        ("Of 12 bears two had a lump.", {"number"}),
        ("Give 200 mg.", {"number", "dose"}),
        ("About 3–10 mSv.", {"number", "dose"}),
        ("Troponin above 5 ng/mL.", {"number"}),
        ("A bear of 3 kg.", {"number"}),
        ("Honey treats the cough.", {"treatment"}),
        ("Ultrasound should come first.", {"recommendation"}),
        ("Surgery is not routine.", {"treatment", "recommendation"}),
        ("A T2 sequence of COVID-19.", set()),
    ],
)
def test_words_are_a_claim_for_a_reason(words: str, reasons: set[str]) -> None:
    assert claim_reasons_in(words) == reasons


def test_a_rating_has_the_source_of_its_table(library: Library) -> None:
    row = claims(library, "split-seam")["us-bear: good"]

    assert row.loc == ("patient_groups", 1, "ratings", "rows", 1)
    assert [(c.source, c.locator) for c in row.citations] == [("toy-guideline-2024", "Table 8")]
    assert row.is_of_table
    assert row.stands == "supported"
    assert row.reasons == {"recommendation"}


def test_what_was_read_second_hand_is_to_be_verified(library: Library) -> None:
    row = claims(library, "new-bear-lump")["us-bear: good"]

    assert [c.source for c in row.citations] == ["toy-guideline-2024", "toy-wiki", "bear-study-2019"]
    assert row.stands == "to-be-verified"


def test_a_text_has_its_own_source_and_standing(library: Library) -> None:
    found = claims(library, "new-bear-lump")

    assert found["US of the belly, because it does not hurt."].citations[0].locator == "p. 4"
    assert found["Squeeze the belly."].stands == "supported"
    assert found["Take its scarf off."].stands == "opinion"
    assert found["No CT of a wet bear."].stands == "uncited"


def test_a_standing_without_a_source_is_no_citation_unless_it_says_so(library: Library) -> None:
    found = claims(library, "old-bear-lump")

    assert found["A lump: Sew"].stands == "opinion"
    assert found["A hole: Patch"].standing == "contested"
    assert found["A hole: Patch"].stands == "uncited"


def test_a_dose_has_the_source_of_its_drug(library: Library) -> None:
    found = {claim.words.replace("\N{NO-BREAK SPACE}", " "): claim for claim in claims_of(library.regimens["honey"])}
    first = next(
        claim for words, claim in found.items() if words.startswith("honey: Day 1, 200 mg, 2 mL of 500 mg/5 mL, oral")
    )

    assert first.reasons == {"dose", "number", "treatment"}
    assert [(c.source, c.locator) for c in first.citations] == [("toy-guideline-2024", "Table 3"), ("toy-wiki", None)]
    assert first.stands == "to-be-verified"
    assert found["honey: A new bear."].citations[0].source == "bear-study-2019"
    assert found["honey: Weigh the bear daily."].stands == "opinion"
    assert found["honey: Weigh the bear daily."].citations == ()


def test_a_row_of_a_table_has_the_source_of_its_values_or_of_the_table(library: Library) -> None:
    first, _, last = claims_of(library.tables["honey-by-age"])

    assert (first.citations[0].locator, first.is_of_table) == ("p. 7", False)
    assert (last.citations[0].locator, last.is_of_table, last.stands) == ("Table 2", True, "contested")


def test_the_made_up_case_and_the_review_claim_nothing(library: Library) -> None:
    places = {claim.loc[0] for scenario in library.scenarios.values() for claim in claims_of(scenario)}

    assert places.isdisjoint({"vignette", "review", "variants"})


def test_an_item_of_a_list_has_the_source_of_the_paragraph_before_it(library: Library) -> None:
    scenario = library.scenarios["old-bear-lump"]
    text = "Sew as they say [@toy-wiki, p. 2]:\n\n- within 2 days\n- within 3 days [@bear-study-2019]\n\nWait 4 days."
    rationale = Rationale.model_validate({"text": text})
    changed = scenario.model_copy(update={"rationale": rationale})
    found = {claim.words: claim for claim in claims_of(changed) if claim.loc[0] == "rationale"}

    assert [(c.source, c.locator) for c in found["within 2 days"].citations] == [("toy-wiki", "p. 2")]
    assert [c.source for c in found["within 3 days"].citations] == ["bear-study-2019"]
    assert found["Wait 4 days."].stands == "uncited"


@given(st.text())
def test_no_words_are_too_odd(words: str) -> None:
    assert claim_reasons_in(words) <= {"number", "dose", "treatment", "recommendation"}


def test_every_standing_has_its_place_in_the_order(library: Library) -> None:
    records = (*library.scenarios.values(), *library.regimens.values(), *library.tables.values())
    found = {claim.stands for record in records for claim in claims_of(record)}

    assert found <= set(CLAIM_STANDINGS)
    assert CLAIM_STANDINGS[0] == "uncited"
