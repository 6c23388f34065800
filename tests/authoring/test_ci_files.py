"""Files for services that check and publish a project: they are sound, ask for little, and their steps run in order."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from support.command_line import DONE, FAULTS, run
from wardbook import __version__
from wardbook.authoring.new_project import CI_FILES, starter_files
from wardbook.cli import main

GITHUB = {name: yaml.safe_load(starter_files("github")[name]) for name in CI_FILES["github"].values()}
GITLAB: Mapping[str, Any] = yaml.safe_load(starter_files("gitlab")[".gitlab-ci.yml"])
CHECK, PUBLISH = (GITHUB[f".github/workflows/{name}.yml"] for name in ("check", "publish"))
SCENARIO = "content/scenarios/all-asymptomatic-child.yaml"


def steps(workflow: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for job in workflow["jobs"].values():
        yield from job["steps"]


def lines_of_github(workflow: Mapping[str, Any]) -> list[str]:
    return [step["run"] for step in steps(workflow) if "run" in step]


def lines_of_gitlab(job: str) -> list[str]:
    return [*GITLAB["default"]["before_script"], *GITLAB[job]["script"]]


ALL_LINES = [
    *lines_of_github(CHECK),
    *lines_of_github(PUBLISH),
    *(line for job in ("check", "changed-pages", "pages") for line in lines_of_gitlab(job)),
]


def calls(line: str) -> Iterator[list[str]]:
    """The calls of Wardbook in a line of the shell."""
    for part in re.split(r"\|\||\||;|>|\(|\)", line):
        words = shlex.split(part)
        if words[:1] == ["wardbook"]:
            yield words[1:]


def test_every_command_is_one_with_its_options() -> None:
    found = [call for line in ALL_LINES for call in calls(line)]
    assert {call[0] for call in found} == {"check", "diff", "build"}
    for name, *words in found:
        known = {option for parameter in main.commands[name].params for option in parameter.opts}
        assert {word for word in words if word.startswith("--")} <= known


def test_workflows_may_read_and_only_the_last_step_may_publish() -> None:
    assert [workflow["permissions"] for workflow in GITHUB.values()] == [{"contents": "read"}] * 2
    allowed = {name: job.get("permissions") for flow in GITHUB.values() for name, job in flow["jobs"].items()}
    assert allowed == {"check": None, "build": None, "publish": {"pages": "write", "id-token": "write"}}


def test_actions_are_pinned_and_nothing_is_secret() -> None:
    for service, names in CI_FILES.items():
        for name in names.values():
            text = starter_files(service)[name].decode()
            assert "secrets" not in text
            for line in re.findall(r"uses: .*", text):
                assert re.fullmatch(r"uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)


def test_no_line_of_the_shell_holds_what_others_write() -> None:
    assert [line for line in ALL_LINES if "${{" in line] == []


def test_project_without_a_service_has_no_such_files() -> None:
    assert set(starter_files("github")) - set(starter_files()) == {
        ".github/workflows/check.yml",
        ".github/workflows/publish.yml",
        "requirements.txt",
    }
    assert f"wardbook=={__version__}\n" in starter_files("gitlab")["requirements.txt"].decode()


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new project in Git, with a change of its scenario that is not committed. It is printed on no paper."""
    root = tmp_path_factory.mktemp("ci") / "project"
    for service in CI_FILES:
        for name, raw in starter_files(service).items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(re.sub(rb"papers: .*", b"papers: []", raw) if name == "content/library.yaml" else raw)
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@toys.example", "-C", str(root)]
    for command in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "--message", "New"]):
        subprocess.run([*git, *command], check=True)
    path = root / SCENARIO
    text = path.read_text(encoding="utf-8")
    assert "\ncategory: " in text
    path.write_text(text.replace("\ncategory: ", "\ncategory: Changed ", 1), encoding="utf-8")
    return root


def shell(root: Path, lines: list[str], **variables: str) -> subprocess.CompletedProcess[str]:
    """Run lines as a service does, with this program as `wardbook` and nothing to install."""
    tools = root.parent / "bin"
    tools.mkdir(exist_ok=True)
    (tools / "wardbook").write_text(f'#!/bin/sh\nexec {sys.executable} -m wardbook "$@"\n', encoding="utf-8")
    (tools / "wardbook").chmod(0o755)
    script = "\n".join(line for line in lines if not line.startswith("python -m pip"))
    return subprocess.run(
        ["bash", "-e", "-c", script],
        cwd=root,
        env=os.environ | {"PATH": f"{tools}:{os.environ['PATH']}"} | variables,
        text=True,
        capture_output=True,
        check=False,
    )


def test_steps_of_a_proposed_change_run_in_order(repository: Path) -> None:
    summary = repository.parent / "summary"
    done = shell(repository, lines_of_github(CHECK), BASE="HEAD", GITHUB_STEP_SUMMARY=str(summary))
    assert done.returncode == 0, done.stderr
    assert "category: " in summary.read_text(encoding="utf-8")
    index = (repository / "changed-pages/index.html").read_text(encoding="utf-8")
    assert 'href="scenarios/all-asymptomatic-child/index.html"' in index
    page = (repository / "changed-pages/scenarios/all-asymptomatic-child/index.html").read_text(encoding="utf-8")
    assert "<ins>Changed</ins>" in page
    assert "<script" not in page
    assert re.findall(r'(?:src|href)="(?:https?:)?//', page) == []


def test_steps_of_a_merge_request_run_in_order(repository: Path) -> None:
    done = shell(repository, lines_of_gitlab("check"))
    assert done.returncode == 0, done.stderr
    assert json.loads((repository / "gl-code-quality-report.json").read_text(encoding="utf-8")) == []


def test_fault_is_told_beside_its_line(project: Path) -> None:
    path = project / "content/scenarios/old-bear-lump.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("category: poor}", "category: 3}", 1), encoding="utf-8")
    code, out, _ = run(project, "check", "--format", "gitlab")
    assert code == FAULTS
    report = json.loads(out)
    assert [(one["check_name"], one["severity"], sorted(one)) for one in report] == [
        ("wardbook", "major", ["check_name", "description", "fingerprint", "location", "severity"])
    ]
    location = report[0]["location"]
    assert location == {"path": "content/scenarios/old-bear-lump.yaml", "lines": {"begin": location["lines"]["begin"]}}
    assert re.fullmatch(r"[0-9a-f]{64}", report[0]["fingerprint"])
    assert run(project, "check", "--format", "github")[1].startswith(
        f"::error file=content/scenarios/old-bear-lump.yaml,line={location['lines']['begin']},title="
    )


def test_init_writes_the_files_of_a_service(tmp_path: Path) -> None:
    code, _, _ = run(tmp_path, "init", str(tmp_path / "new"), "--ci", "gitlab")
    assert code == DONE
    assert (tmp_path / "new/.gitlab-ci.yml").is_file()
