"""Rules about the people in a text: their pronouns, words for them that stand twice, and the sex of a population."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from wardbook.checks.between import ELSEWHERE, CrossProblem, Outlines
from wardbook.checks.contradictions.found import Contradiction, FindsContradictions, said_of, short, unacknowledged
from wardbook.kinds import SCENARIO
from wardbook.model.outline import Key, Outline
from wardbook.model.outline.facts import Patient
from wardbook.model.traverse import Loc
from wardbook.text.patients import WORD_FOR_PATIENTS, patients_in


def cases_have_one_sex(outlines: Outlines) -> Iterator[CrossProblem]:
    """The pronouns of a case are those of its patient, and those of the population."""
    yield from unacknowledged(outlines, _other_pronouns)


def summaries_name_the_sex(outlines: Outlines) -> Iterator[CrossProblem]:
    """The summary of a population that is of one sex names it, where it has words for patients."""
    yield from unacknowledged(outlines, _unnamed_sex)


def pregnancy_in_words_is_that_of_the_population(outlines: Outlines) -> Iterator[CrossProblem]:
    """A summary or a criterion that speaks of pregnant patients has them in the population or in a group."""
    yield from unacknowledged(outlines, _other_pregnancy)


def patients_are_named_once(outlines: Outlines) -> Iterator[CrossProblem]:
    """Two groups of patients that a text names side by side are not the same."""
    yield from unacknowledged(outlines, _named_twice)


def exits_speak_of_those_who_leave(outlines: Outlines) -> Iterator[CrossProblem]:
    """Patients who are left out are not the page's own, and the sentences on them name no others."""
    yield from unacknowledged(outlines, _other_leavers)


def links_are_for_the_sex_of_the_sentence(outlines: Outlines) -> Iterator[CrossProblem]:
    """A sentence about one sex links no page that is about the other one."""
    yield from unacknowledged(outlines, _linked_to_others)


_PRONOUNS: Final = (
    ("male", re.compile(r"\b(?:he|him|his|himself)\b", re.IGNORECASE)),
    ("female", re.compile(r"\b(?:she|her|hers|herself)\b", re.IGNORECASE)),
)
_TWICE: Final = re.compile(
    rf"(?P<one>{WORD_FOR_PATIENTS}),? (?:and|or|nor|and not|but not|not|than|rather than)"
    rf" (?:(?:in|of|for|a|an|the|with|young|older) )*(?P=one)(?![\w-])",
    re.IGNORECASE,
)


_OF_A_PAGE: Final = re.compile(r"\b(?:here|this|pages?)\b", re.IGNORECASE)
_FIRST: Final = re.compile(rf"(?:an? |the )?(?P<word>{WORD_FOR_PATIENTS})", re.IGNORECASE)


def _pronouns(words: str) -> set[str]:
    return {sex for sex, pattern in _PRONOUNS if pattern.search(words)}


def _other_pronouns(outlines: Outlines) -> Iterator[Contradiction]:
    for key, outline in outlines.by_key.items():
        facts = outline.statements
        said = _pronouns(facts.case) if facts.case and facts.patient else set[str]()
        sexes = patients_in(facts.case).sexes if said else frozenset[str]()
        own = sexes if len(sexes) == 1 else _sex(facts.patient)
        if len(said) == len(own) == 1 and said != own:
            place = "vignette" if own is sexes else "population"
            yield Contradiction(
                "populations",
                key,
                ("vignette",),
                facts.case,
                f"expected the pronouns of a `{next(iter(own))}` patient ({ELSEWHERE}), got those of a"
                f" `{next(iter(said))}` one in {short(facts.case)}: mend one of the two",
                ((key, (place,) if place == "vignette" else ("population", "sex")),),
            )


def _sex(patient: Patient | None) -> frozenset[str]:
    return frozenset({patient.sex} - {"any"}) if patient else frozenset()


def _unnamed_sex(outlines: Outlines) -> Iterator[Contradiction]:
    for key, outline in outlines.by_key.items():
        patient = outline.statements.patient
        for loc, words in outline.statements.describes if patient and patient.sex != "any" else ():
            said = patients_in(words)
            if patient and loc == ("population", "summary") and said.words and patient.sex not in said.sexes:
                yield Contradiction(
                    "populations",
                    key,
                    loc,
                    words,
                    f"expected words for `{patient.sex}` patients, as the `population` says ({ELSEWHERE}), got"
                    f" “{said.words[0]}” in {short(words)}: mend one of the two",
                    ((key, ("population", "sex")),),
                )


_PREGNANT: Final = re.compile(
    r"(?P<no>\b(?:not|nor|non-?|no|without|never)\b[\w ]{0,12}?\b)?(?<!\w)pregnan(?:t|cy)\b", re.IGNORECASE
)


def _other_pregnancy(outlines: Outlines) -> Iterator[Contradiction]:
    for key, outline in outlines.by_key.items():
        patient = outline.statements.patient
        for loc, words in outline.statements.describes if patient else ():
            said = _PREGNANT.search(words) if loc[0] == "fits" or loc == ("population", "summary") else None
            expected = "not-pregnant" if said and said["no"] else "pregnant"
            if said and patient and expected not in patient.pregnancies:
                yield Contradiction(
                    "populations",
                    key,
                    loc,
                    words,
                    f"expected `pregnancy: {expected}` in the `population` ({ELSEWHERE}) or in a group of patients, by"
                    f" which the finder leads such patients here, got none, and {short(words)}: mend one of the two",
                    ((key, ("population",)),),
                )


def _named_twice(outlines: Outlines) -> Iterator[Contradiction]:
    for key, said in said_of(outlines).get("patients", ()):
        if match := _TWICE.search(said.words):
            yield Contradiction(
                "populations",
                key,
                said.loc,
                said.words,
                f"expected two groups of patients, got “{match[0]}” in {short(said.words)}: name the other group, or"
                " name this one once",
            )


def _other_leavers(outlines: Outlines) -> Iterator[Contradiction]:
    for key, outline in outlines.by_key.items():
        facts = outline.statements
        own = {one.statements.patient.age_group for one in _listed(outlines, outline) if one.statements.patient}
        for loc, lead in {**facts.of_patients, **facts.left_out}.items():
            ages = patients_in(lead).ages
            first = _FIRST.match(lead)
            if loc in facts.left_out and first and lead[first.end() : first.end() + 1] in {",", ".", ":", ""}:
                named = patients_in(first["word"])
                if named.ages and not named.sexes and named.ages == own:
                    yield _leaver(key, (*loc, "text"), lead, "others than those of the topic's scenarios", ("groups",))
            for said in facts.said if ages else ():
                is_free = said.loc[:3] == (*loc, "text") and not said.cites and not _OF_A_PAGE.search(said.words)
                start = _FIRST.match(said.words) if is_free else None
                if start and said.words != lead and not patients_in(start["word"]).ages <= ages:
                    yield _leaver(key, said.loc, said.words, f"the patients of {short(lead)}", (*loc, "text"))


def _listed(outlines: Outlines, topic: Outline) -> list[Outline]:
    """The scenarios that a topic lists."""
    found = (outlines.by_key.get((SCENARIO, id)) for id in sorted(topic.lists))
    return [one for one in found if one]


def _leaver(key: Key, loc: Loc, words: str, expected: str, other: Loc) -> Contradiction:
    return Contradiction(
        "populations",
        key,
        loc,
        words,
        f"expected {expected} ({ELSEWHERE}), got {short(words)}: mend one of the two",
        ((key, other),),
    )


def _linked_to_others(outlines: Outlines) -> Iterator[Contradiction]:
    for key, said in said_of(outlines).get("patients", ()):
        links = [(link.record_kind, link.id) for link in said.links]
        targets = [one.statements.patient for to in links if (one := outlines.by_key.get(to))]
        if len({"male", "female"}.intersection(said.patients)) != 1 or not targets:
            continue
        words = said.words
        for link in said.links:
            words = words.replace(link.words, "")
        named = patients_in(words).sexes
        if len(named) == 1 and all(one and one.sex not in ("any", *named) for one in targets):
            yield Contradiction(
                "populations",
                key,
                said.loc,
                said.words,
                f"expected words for the patients of `{links[0][1]}` ({ELSEWHERE}), got words for"
                f" `{next(iter(named))}` in {short(said.words)}: mend the words or the link",
                ((links[0], ("population", "sex")),),
            )


PEOPLE_AT_ODDS: Final[tuple[FindsContradictions, ...]] = (
    _other_pronouns,
    _unnamed_sex,
    _other_pregnancy,
    _named_twice,
    _other_leavers,
    _linked_to_others,
)
"""Finders of contradictions about the people in a text."""
