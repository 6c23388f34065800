"""Differences between two versions in the words of the clinic, and what sort of difference each is."""

from __future__ import annotations

import pytest

from support.paths import GUIDELINE
from wardbook.authoring.versions.comparing import compared
from wardbook.authoring.versions.labels import labels_of_versions
from wardbook.authoring.versions.sorts import sort_of
from wardbook.authoring.versions.wording import sentence
from wardbook.model.register import SORTS
from wardbook.read.content import Snapshot, take_snapshot

BEFORE = take_snapshot(GUIDELINE)
NEW, OLD, SEAM, ROBOT = (f"scenarios/{id}" for id in ("new-bear-lump", "old-bear-lump", "split-seam", "rattling-robot"))


def edited(file: str, old: str, new: str) -> Snapshot:
    path = f"content/{file}.yaml"
    raw = BEFORE[path]
    assert isinstance(raw, bytes)
    text = raw.decode()
    assert old in text
    return {**BEFORE, path: text.replace(old, new, 1).encode()}


def told(before: Snapshot, after: Snapshot) -> list[tuple[str, str]]:
    labels = labels_of_versions([before, after])
    return [
        (sort_of(one.kind, line), sentence(line, labels)) for one in compared(before, after) for line in one.differences
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "sort", "words"),
    [
        (
            OLD,
            "{procedure: xr-bear, category: poor}",
            "{procedure: xr-bear, category: maybe}",
            "rating",
            "Radiography bear, 2 views: Usually not good → Perhaps good",
        ),
        (
            SEAM,
            "{procedure: mri-bear, category: maybe, role",
            "{procedure: mri-bear, category: good, role",
            "rating",
            "Grown bears, MRI bear without and with honey: Perhaps good → Usually good",
        ),
        (
            SEAM,
            "        - {kind: both, procedures: [xr-bear, us-bear]}\n",
            "",
            "rating",
            "Grown bears: relation of studies removed: Together: Radiography bear, 2 views and US bear",
        ),
        (
            NEW,
            'next_review: "2027-05-30"',
            'next_review: "2027-06-30"',
            "review",
            "next review moved: 30 May 2027 → 30 Jun 2027",
        ),
        (
            NEW,
            "excludes:\n",
            "excludes:\n  - {axis: patient, text: A bear of glass., routes: [{kind: no-page-yet}]}\n",
            "exclusion",
            "exclusion added: A bear of glass.",
        ),
        (
            NEW,
            "text: Hard as wood",
            "text: Hard as stone",
            "exclusion",
            "exclusion changed: Hard as wood → Hard as stone",
        ),
        (
            OLD,
            'operator: ">", value: 5}',
            'operator: ">", value: 6}',
            "patients",
            "Softness (Squeeze score > 6), threshold: 5 → 6",
        ),
        (
            NEW,
            "consider: Radiography, if it rattles.",
            "consider: CT, if it rattles.",
            "answer",
            "bottom line, consider: Radiography, if it rattles. → CT, if it rattles.",
        ),
        (NEW, "approver: bo-button", "approver: dr-fluff", "review", "approval: Bo Button → Fay Fluff"),
        (
            "regimens/honey",
            "at_least: 10",
            "at_least: 12",
            "dose",
            "honey, Creatinine clearance (mL/min): dose band changed: 10 to 30 → 12 to 30",
        ),
        (
            "regimens/honey",
            "value: 100, unit: mg, per: dose}\n                    routes: [oral]",
            "value: 50, unit: mg, per: dose}\n                    routes: [oral]",
            "dose",
            "honey, Creatinine clearance (mL/min), 10 to 30, dose: 100 mg → 50 mg",
        ),
        ("regimens/honey", "value: 200", "value: 300", "dose", "honey, Day 1, dose: 200 mg → 300 mg"),
        (
            "regimens/glue",
            "routes: [into-the-ear]",
            "routes: [into-the-eye]",
            "dose",
            "glue, route: into the ear → into the eye",
        ),
        (
            "procedures/xr-bear",
            "band: low",
            "band: medium",
            "radiation",
            "radiation level of adults: low radiation (adult <0.1 mSv, child <0.03 mSv)"
            " → medium radiation (adult 0.1–1 mSv, child 0.03–0.3 mSv)",
        ),
        (
            "scales",
            "label: Perhaps good\n",
            "label: Maybe good\n",
            "text",
            "Votes of three bears, Maybe good, label: Perhaps good → Maybe good",
        ),
    ],
)
def test_difference_is_told_in_clinical_words(file: str, old: str, new: str, sort: str, words: str) -> None:
    assert told(BEFORE, edited(file, old, new)) == [(sort, words)]


def test_every_sort_is_known() -> None:
    assert len(set(SORTS)) == len(SORTS)
