"""Suggestions: what was probably meant, and never the opposite of what was typed."""

from __future__ import annotations

import pytest

from wardbook.model.likeness import likely

STAGES = ("initial", "initial-staging", "next-study", "treatment-response", "surveillance", "post-treatment")
CATEGORIES = ("usually-appropriate", "may-be-appropriate", "usually-not-appropriate")
OTHERS = (
    "low",
    "favorable",
    "unfavorable",
    "hyperthyroid-child",
    "ct-without-contrast",
    "title_described",
    "web-page",
)


@pytest.mark.parametrize(
    ("typed", "known", "meant"),
    [
        ("intial", STAGES, ["initial"]),
        ("Initial Staging", STAGES, ["initial-staging"]),
        ("initial_stagng", STAGES, ["initial-staging"]),
        ("treatment", STAGES, ["post-treatment", "treatment-response"]),
        ("surv", STAGES, ["surveillance"]),
        ("pre-treatment", STAGES, []),
        ("follow-up", STAGES, []),
        ("usually-apropriate", CATEGORIES, ["usually-appropriate"]),
        ("appropriate", CATEGORIES, sorted(CATEGORIES)),
        ("inappropriate", CATEGORIES, []),
        ("favourable", OTHERS, ["favorable"]),
        ("hypothyroid-child", OTHERS, []),
        ("ct-with-contrast", OTHERS, []),
        ("title described", OTHERS, ["title_described"]),
        ("webpage,", OTHERS, ["web-page"]),
        ("lwo", OTHERS, ["low"]),
        ("", OTHERS, []),
        ("?", OTHERS, []),
    ],
)
def test_what_was_meant_is_proposed_and_never_its_opposite(
    typed: str, known: tuple[str, ...], meant: list[str]
) -> None:
    assert likely(typed, known) == meant
