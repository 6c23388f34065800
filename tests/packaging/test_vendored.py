"""`requirements/vendored.yaml`: the files of others, with origin, version, license and checksum."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from support.paths import ROOT
from wardbook.system.digests import file_digest

VENDORED: list[dict[str, Any]] = yaml.safe_load((ROOT / "requirements/vendored.yaml").read_text(encoding="utf-8"))
BINARIES = {".woff", ".woff2", ".ttf", ".otf", ".ttc", ".otc", ".wasm"}
FOLDERS = ("scripts", "templates")


def _others() -> set[str]:
    """Files that nobody writes by hand, and minified scripts."""
    return {
        path.relative_to(ROOT).as_posix()
        for folder in FOLDERS
        for path in (ROOT / folder).rglob("*")
        if path.suffix in BINARIES or path.name.endswith((".min.js", ".min.css"))
    }


def test_every_file_of_others_is_listed_once() -> None:
    listed = [file for entry in VENDORED for file in entry["files"]]
    assert sorted(listed) == sorted(_others())


@pytest.mark.parametrize("entry", VENDORED, ids=lambda entry: str(entry["license_file"]))
def test_files_are_as_they_were_listed(entry: dict[str, Any]) -> None:
    assert {file: file_digest(ROOT / file) for file in entry["files"]} == entry["files"]
    assert Path(ROOT / entry["license_file"]).stat().st_size > 1000
    assert all(entry[field] for field in ("name", "version", "license", "origin", "changed"))
