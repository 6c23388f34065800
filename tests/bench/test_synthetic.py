"""The synthetic libraries that speed is measured with: repeatable, sound, marked, and shaped like the real thing."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from statistics import median
from typing import Any

import pytest
import yaml

from bench.plan import Plan, procedures, protocols, scenario_id, sources
from bench.scenario import scenario
from bench.synthetic import SEED, project_files, write_project
from bench.words import MARK
from bench.yaml_text import yaml_text
from support.loading import load
from support.paths import ROOT

SMALL = 30
MANY = 400
AT_FULL_SIZE = 4000
REAL = ("content/scales.yaml", "content/terms.yaml", "content/sources/acr-methodology-2021.yaml")
"""Copies of this project's own content."""


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return dict(project_files(SMALL))


@pytest.fixture(scope="module")
def scenarios() -> list[dict[str, Any]]:
    plan = Plan(SEED, MANY)
    return [dict(scenario(SEED, plan, number)) for number in range(MANY)]


def test_the_same_seed_gives_the_same_bytes(files: dict[str, bytes]) -> None:
    assert dict(project_files(SMALL)) == files
    assert dict(project_files(SMALL, SEED + 1)) != files


def test_every_machine_gives_the_same_bytes(files: dict[str, bytes]) -> None:
    text = files[f"content/scenarios/{scenario_id(12)}.yaml"]
    assert sha256(text).hexdigest() == "c29ba4d93b46925020812f83cbd652136e5b7ad61ed9ab2c149853e759c68b10", (
        "if the generator was changed, this is the new digest"
    )


def test_a_scenario_is_the_same_in_a_larger_library(files: dict[str, bytes]) -> None:
    larger = dict(project_files(3 * SMALL))
    different = [name for name, text in files.items() if larger[name] != text]
    assert {name.split("/")[1] for name in different} <= {"topics"}


def test_a_synthetic_library_has_no_faults(tmp_path: Path) -> None:
    write_project(tmp_path / "project", SMALL)
    library = load(tmp_path / "project")
    assert len(library.scenarios) == SMALL
    assert MARK in library.settings.title


def test_a_folder_with_files_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").touch()
    with pytest.raises(FileExistsError, match="expected an empty folder"):
        write_project(tmp_path, SMALL)


def test_every_record_says_by_its_name_that_it_is_synthetic(files: dict[str, bytes]) -> None:
    single = {f"content/{name}.yaml" for name in ("library", "scales", "people", "terms", "finder")}
    records = {
        name: yaml.safe_load(text)
        for name, text in files.items()
        if name.startswith("content/") and name.endswith(".yaml") and name not in {*REAL, *single}
    }
    names = [record[key] for record in records.values() for key in ("title", "short_title", "label") if key in record]
    assert len(names) >= len(records)
    assert [name for name in names if not name.startswith(MARK)] == []
    assert all(
        text.startswith(b"# ") and MARK.encode() in text.splitlines()[1] for text in map(files.get, records) if text
    )


def test_nothing_synthetic_is_reviewed(scenarios: list[dict[str, Any]]) -> None:
    assert {(entry["review"]["status"], "reviewers" in entry["review"]) for entry in scenarios} == {("draft", False)}


def test_topics_and_records_are_as_many_as_in_the_appropriateness_criteria() -> None:
    sizes = [topic.size for topic in Plan(SEED, AT_FULL_SIZE).topics]
    assert 240 <= len(sizes) <= 300
    assert 10 <= median(sizes) <= 15
    assert [size for size in sizes if size > 100] == [max(sizes)]
    assert max(sizes) > 200
    assert (procedures(AT_FULL_SIZE), protocols(AT_FULL_SIZE), sources(AT_FULL_SIZE)) == (393, 80, 4040)


def test_rating_tables_are_as_long_as_in_the_appropriateness_criteria(scenarios: list[dict[str, Any]]) -> None:
    rows = sorted(len(entry["ratings"]["rows"]) for entry in scenarios)
    assert 10 <= median(rows) <= 12
    assert 17 <= rows[len(rows) * 9 // 10] <= 23
    assert 40 <= rows[-1] <= 50


def test_scenarios_are_as_long_as_those_of_the_sample_on_the_same_scale(scenarios: list[dict[str, Any]]) -> None:
    written = [path.read_bytes() for path in (ROOT / "content" / "scenarios").glob("*.yaml")]
    sample = [len(text) for text in written if b"\n  scale: acr\n" in text]
    made = [len(yaml_text(entry).encode()) for entry in scenarios]
    assert median(made) == pytest.approx(median(sample), rel=0.15)


def test_labels_are_as_long_as_the_longest_that_was_seen(files: dict[str, bytes]) -> None:
    found = [yaml.safe_load(text)["label"] for name, text in files.items() if name.startswith("content/procedures/")]
    assert 80 <= max(map(len, found)) <= 89
    assert len(set(found)) == len(found)


def texts(value: object) -> Iterator[str]:
    """Every text in a record."""
    match value:
        case str():
            yield value
        case dict():
            for item in value.values():
                yield from texts(item)
        case list():
            for item in value:
                yield from texts(item)
