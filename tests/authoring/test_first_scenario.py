"""The scenario to copy in docs/writing.md passes the check in a new project as it stands."""

from __future__ import annotations

import re
from pathlib import Path

from support.fault_reports import report
from support.paths import ROOT
from wardbook.authoring.new_project import starter_files

SECTION = "## A first scenario\n"


def test_the_scenario_to_copy_passes_the_check(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "writing.md").read_text(encoding="utf-8").partition(SECTION)[2].partition("\n## ")[0]
    scenario, listing = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    scenario_path, topic_path = re.findall(r"`(content/[^`]+)`", text)
    for name, content in starter_files().items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    (tmp_path / scenario_path).write_text(scenario, encoding="utf-8")
    assert report(tmp_path).startswith(f"{scenario_path}:4: topic: expected the topic")
    topic = (tmp_path / topic_path).read_text(encoding="utf-8")
    assert topic.count("    scenarios: [all-asymptomatic-child]\n") == 1
    topic = topic.replace("    scenarios: [all-asymptomatic-child]\n", listing)
    (tmp_path / topic_path).write_text(topic, encoding="utf-8")
    assert report(tmp_path) == ""
