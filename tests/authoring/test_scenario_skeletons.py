"""Skeletons of scenarios by the kind of their answer: they have its fields alone, and pass once they are filled in."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from support.command_line import DONE, FAILED, run
from support.fault_reports import report
from support.library_changes import change
from wardbook.authoring.skeletons.scenarios import (
    ANSWER_KINDS,
    UNRATED,
    ScenarioKind,
    answer_kind,
    chosen_scales,
    known_of,
    scale_names,
)
from wardbook.authoring.skeletons.skeleton import skeleton
from wardbook.library.library import Library
from wardbook.read.yaml import parse_yaml

_BLANK = re.compile(r"(?P<field>[a-z_]+|-)(?P<colon>:?) TODO(?:  # one of: (?P<first>[^,\n]*).*)?$", re.MULTILINE)
FILLED = {
    "topic": "mending",
    "source": "toy-guideline-2024",
    "stage": "mended",
    "version": '"0.1"',
    "on": '"2026-06-01"',
    "age_group": "child",
}
OPTIONS = {"test": "squeezing", "treatment": "sewing", "management": "waiting"}


def filled(kind: str, text: str) -> str:
    """A skeleton as its comments say: a choice is the first; groups of patients are children and adults."""
    values = FILLED | dict.fromkeys(("procedure", "-"), OPTIONS.get(kind, "us-bear"))
    done = _BLANK.sub(lambda m: f"{m['field']}{m['colon']} {values.get(m['field'], m['first'] or 'words')}", text)
    if "\npatient_groups:\n" not in text:
        return done
    done = re.sub(r"(\n +patients:\n +- )\S+", r"\1words", done)
    before, _, second = done.rpartition("\n  - id: words\n")
    of_all, _, first = before.partition("\npatient_groups:\n")
    adults = second.replace("age_group: child", "age_group: adult").replace("label: words", "label: others", 1)
    both = of_all.replace("age_group: child", "age_group: both")
    return f"{both}\npatient_groups:\n{first}\n  - id: others\n{adults}"


def every_skeleton(library: Library) -> dict[str, str]:
    """The skeletons of all kinds by their ids."""
    scales = library.scales.scales
    return {
        (id := f"{kind}-{scale}{'-groups' * has_groups}"): skeleton(
            "scenario", id, known_of(ScenarioKind(kind, chosen_scales(scale, kind, scales), has_groups), scales)
        )
        for kind, has_groups in product(ANSWER_KINDS, (False, True))
        for scale in scale_names(kind, scales)
    }


def test_every_skeleton_passes_the_check_once_its_blanks_are_filled_in(project: Path, library: Library) -> None:
    made = every_skeleton(library)
    for id, text in made.items():
        kind = re.findall(r"^ +kind: ([a-z-]+)$", text, re.MULTILINE)[0]
        # Each is of a variant of its own, because a variant has one rating for a study.
        whole, count = re.subn(
            r"(\nvariants:.*?label: )[^\n]*", rf"\1{id}", filled(kind, text), count=1, flags=re.DOTALL
        )
        assert count == 1
        (project / "content" / "scenarios" / f"{id}.yaml").write_text(whole, encoding="utf-8")
    change(project / "content/topics/mending.yaml", "[open-seam, ", f"[{', '.join(made)}, open-seam, ")
    assert len(made) == 54
    assert report(project) == ""


def fields_of(text: str, section: str = "") -> set[str]:
    """The fields of a skeleton, or of a section of it, that are to be filled in or may be."""
    lines = text.splitlines()
    if section:
        start = next(number for number, line in enumerate(lines) if re.fullmatch(rf"(?:# )?{section}:.*", line))
        lines = [*lines[start + 1 :]]
        ends = (number for number, line in enumerate(lines) if re.match(r"(?:# )?[a-z_]+:", line))
        lines = lines[: next(ends, len(lines))]
    return set(re.findall(r"^[ #-]*([a-z_]+):(?= |$)", "\n".join(lines), re.MULTILINE))


@pytest.mark.parametrize(
    ("id", "has", "has_not"),
    [
        ("imaging-bears", {"ratings", "workflow", "differential"}, {"treatment", "patient_groups"}),
        ("no-imaging-bears", {"ratings"}, {"treatment"}),
        ("test-none", {"workflow", "differential"}, {"ratings", "treatment", "not_recommended", "strength"}),
        ("treatment-none", {"treatment"}, {"ratings", "differential", "not_recommended"}),
        ("treatment-grade", {"treatment", "ratings", "workflow"}, {"differential"}),
        ("advice-none", {"pitfalls", "faq"}, {"ratings", "differential", "disagreement"}),
        ("imaging-light-groups", {"patient_groups"}, {"treatment"}),
    ],
)
def test_a_skeleton_has_the_fields_of_its_kind(library: Library, id: str, has: set[str], has_not: set[str]) -> None:
    fields = fields_of(every_skeleton(library)[id])
    assert has <= fields
    assert not has_not & fields


@pytest.mark.parametrize(
    ("scale", "has", "has_not"),
    [
        ("bears", {"final", "median", "votes", "strength", "disagreement"}, {"comparator", "evidence", "findings"}),
        ("grade", {"strength", "comparator", "evidence", "findings"}, {"final", "median", "votes", "disagreement"}),
        ("light", {"comparator"}, {"final", "median", "votes", "strength", "disagreement"}),
    ],
)
def test_rows_have_the_fields_of_their_scale(library: Library, scale: str, has: set[str], has_not: set[str]) -> None:
    text = every_skeleton(library)[f"treatment-{scale}"]
    fields = fields_of(text, "ratings")
    assert has <= fields
    assert not has_not & fields
    assert f"\n  scale: {scale}\n" in text


def test_groups_take_the_place_of_the_answer_and_the_second_is_not_explained_again(library: Library) -> None:
    text = every_skeleton(library)["imaging-bears-groups"]
    value: Any = parse_yaml(text).value
    first, second = value["patient_groups"]
    assert not {"answer", "bottom_line", "ratings"} & value.keys()
    assert first == second
    assert text.count("# A contraindication that these patients have") == 1


def test_a_choice_of_the_library_stands_beside_its_blank(library: Library) -> None:
    scales = library.scales.scales
    several = skeleton("scenario", "a", known_of(ScenarioKind("imaging", scales, False), scales))
    assert "      category: TODO  # one of: good, maybe, poor\n" in every_skeleton(library)["imaging-bears"]
    assert "  scale: TODO  # one of: bears, grade, light\n" in several
    assert "      category: TODO\n" in several
    one = skeleton("scenario", "a", known_of(ScenarioKind("imaging", scales[:1], False), scales[:1]))
    assert "  # scale: TODO\n" in one


# --- the command


def test_options_say_the_kind(project: Path) -> None:
    wrote = "Wrote content/scenarios/drug.yaml. Replace every TODO; `wardbook check` says what is left.\n"
    assert run(project, "new", "scenario", "drug", "--answer", "treatment", "--scale", "grade") == (DONE, wrote, "")
    text = (project / "content/scenarios/drug.yaml").read_text(encoding="utf-8")
    assert "\nanswer:\n" in text
    assert "\n  kind: treatment\n" in text
    assert "patient_groups:" not in text


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (
            ("scenario", "a", "--answer", "treatmnt"),
            "treatmnt: expected a kind of answer (imaging, no-imaging, test, treatment, no-treatment, management,"
            " advice), got another: did you mean treatment?",
        ),
        (
            ("scenario", "a", "--answer", "drug"),
            "drug: expected a kind of answer (imaging, no-imaging, test, treatment, no-treatment, management,"
            " advice), got another: write one of them.",
        ),
        (
            ("scenario", "a", "--answer", "treatment", "--scale", "nice"),
            "nice: expected a scale of the library (bears, grade, light, none), got another: write one of them.",
        ),
        (
            ("scenario", "a", "--answer", "imaging", "--scale", "none"),
            "none: expected a scale of the library (bears, grade, light), got `none`, but a guideline rates imaging:"
            " write one of them.",
        ),
        (
            ("scenario", "a", "--groups"),
            "--answer: expected the kind of answer beside the other options, got none: add it.",
        ),
        (
            ("source", "a", "--answer", "imaging"),
            "source: expected no such option, got one: only a scenario has an answer, a scale and patient groups:"
            " take the option out.",
        ),
    ],
)
def test_what_does_not_fit_is_told(project: Path, options: tuple[str, ...], told: str) -> None:
    assert run(project, "new", *options) == (FAILED, "", f"{told}\n")
    assert not (project / "content/scenarios/a.yaml").exists()


def test_without_scales_there_is_no_choice_of_one() -> None:
    assert scale_names("imaging", ()) == []
    assert scale_names("advice", ()) == [UNRATED]
    assert answer_kind("advice") == "advice"
    assert skeleton("scenario", "a", known_of(ScenarioKind("imaging", (), False), ())).count("\nratings:") == 0


def test_a_person_at_a_terminal_is_asked(project: Path) -> None:
    keyboard, terminal = pty.openpty()
    os.write(keyboard, b"drug\ntest\nlight\nperhaps\nyes\n")
    outcome = subprocess.run(
        [sys.executable, "-m", "wardbook", "new", "scenario", "asked"],
        cwd=project,
        stdin=terminal,
        capture_output=True,
        check=False,
        text=True,
    )
    os.close(keyboard)
    os.close(terminal)
    kinds = "(imaging, no-imaging, test, treatment, no-treatment, management, advice)"
    asked = [
        f"Kind of answer {kinds}:",
        f"drug: expected a kind of answer {kinds}, got another: write one of them.",
        f"Kind of answer {kinds}:",
        "Scale of the ratings (bears, grade, light, none):",
        "Have groups of patients answers of their own? (yes, no):",
        "perhaps: expected yes or no, got another word: write one of them.",
        "Have groups of patients answers of their own? (yes, no):",
    ]
    assert outcome.returncode == 0
    assert re.sub(r"\s+", " ", outcome.stderr).strip() == " ".join(asked)
    value: Any = parse_yaml((project / "content/scenarios/asked.yaml").read_text(encoding="utf-8")).value
    assert [group["answer"]["kind"] for group in value["patient_groups"]] == ["test", "test"]
    assert value["patient_groups"][0]["ratings"]["scale"] == "light"


def test_nothing_is_written_where_nobody_answers(project: Path) -> None:
    keyboard, terminal = pty.openpty()
    os.write(keyboard, b"\x04")
    outcome = subprocess.run(
        [sys.executable, "-m", "wardbook", "new", "scenario", "asked"],
        cwd=project,
        stdin=terminal,
        capture_output=True,
        check=False,
        text=True,
    )
    os.close(keyboard)
    os.close(terminal)
    assert (outcome.returncode, outcome.stderr.splitlines()[-1]) == (FAILED, "Nothing was written.")
    assert not (project / "content/scenarios/asked.yaml").exists()
