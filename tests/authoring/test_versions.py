"""`wardbook diff`: what changed between two versions of the content, in clinical words."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from support.command_line import DONE, FAILED, FAULTS, run
from support.library_changes import change

NEW = "content/scenarios/new-bear-lump.yaml"
OLD = "content/scenarios/old-bear-lump.yaml"
SEAM = "content/scenarios/split-seam.yaml"


@pytest.fixture
def before(project: Path, tmp_path: Path) -> Path:
    return shutil.copytree(project, tmp_path / "before")


def test_same_content_has_no_differences(project: Path, before: Path) -> None:
    assert run(project, "diff", str(before)) == (DONE, "", "No differences.\n")


def test_formatting_is_no_difference(project: Path, before: Path) -> None:
    path = project / OLD
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("# A comment\n" + "\n".join([*lines[1:3], *lines[:1], *lines[3:]]) + "\n", encoding="utf-8")
    assert run(project, "diff", str(before)) == (DONE, "", "No differences.\n")


def test_changes_are_told_in_clinical_words(project: Path, before: Path) -> None:
    change(project / OLD, "{procedure: xr-bear, category: poor}", "{procedure: xr-bear, category: maybe}")
    change(project / NEW, 'next_review: "2027-05-30"', 'next_review: "2027-06-30"')
    change(project / SEAM, "{procedure: mri-bear, category: maybe, role", "{procedure: mri-bear, category: good, role")
    change(project / SEAM, "        - {kind: both, procedures: [xr-bear, us-bear]}\n", "")
    (project / "content/hazards/wrong-bear.yaml").unlink()
    code, out, err = run(project, "diff", str(before))
    assert (code, err) == (DONE, "4 records changed.\n")
    assert out == (
        "hazard wrong-bear: A page about another bear is read (removed)\n"
        "scenario new-bear-lump: New bear, lump\n"
        "  next review moved: 30 May 2027 → 30 Jun 2027\n"
        "scenario old-bear-lump: Old bear, lump\n"
        "  Radiography bear, 2 views: Usually not good → Perhaps good\n"
        "scenario split-seam: Patched bear, open seam\n"
        "  Grown bears, MRI bear without and with honey: Perhaps good → Usually good\n"
        "  Grown bears: relation of studies removed: Together: Radiography bear, 2 views and US bear\n"
    )
    code, out, err = run(project, "diff", str(before), "--format", "json")
    assert code == DONE
    assert [record["differences"] for record in json.loads(out)["records"]][2] == [
        {
            "place": ["ratings", "rows", "xr-bear", "category"],
            "what": "changed",
            "before": "poor",
            "after": "maybe",
            "sort": "rating",
            "text": "Radiography bear, 2 views: Usually not good → Perhaps good",
        }
    ]


def test_revision_in_git_is_a_version(project: Path) -> None:
    git = ["git", "-c", "user.name=Bear", "-c", "user.email=bear@toys.example", "-C", str(project)]
    for command in (["init", "--quiet"], ["add", "content"], ["commit", "--quiet", "--message", "Bears"]):
        subprocess.run([*git, *command], check=True)
    change(project / OLD, "{procedure: xr-bear, category: poor}", "{procedure: xr-bear, category: maybe}")
    code, out, err = run(project, "diff", "HEAD")
    assert (code, err) == (DONE, "1 record changed.\n")
    assert out.endswith("  Radiography bear, 2 views: Usually not good → Perhaps good\n")
    code, out, err = run(project, "diff", "--", "--output=x")
    assert (code, out) == (FAILED, "")
    assert err.startswith("--output=x: expected a project's folder or a revision in Git, got neither (")
    assert not (project / "x").exists()


def test_faulty_record_is_told(project: Path, before: Path) -> None:
    change(project / OLD, "{procedure: xr-bear, category: poor}", "{procedure: xr-bear, category: 3}")
    code, out, err = run(project, "diff", str(before))
    assert (code, err) == (FAULTS, "1 fault in 1 file. Nothing was compared.\n")
    assert out.startswith(f"{OLD}:")
