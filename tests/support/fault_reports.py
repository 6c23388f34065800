"""What an editor is told: the report of a project's faults, and the cases of it in faults/.

Run as a program, this writes into every case what is told now: where the fixture guideline gets a line, line numbers
follow, and the diff is the review.
"""

from __future__ import annotations

import shutil
import tempfile
import textwrap
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from support.loading import load
from support.paths import GUIDELINE, ROOT, TODAY
from wardbook.library.edition import has_come
from wardbook.problems import ContentError
from wardbook.read.content import Content, parsed_in, take_snapshot, whole_content
from wardbook.read.fonts import project_fonts

FAULTS = ROOT / "tests" / "faults"


def report(root: Path) -> str:
    """What is printed of a project's faults, a line for each; nothing for good content."""
    try:
        load(root)
    except ContentError as error:
        return "".join(f"{problem}\n" for problem in error.problems)
    return ""


def read_content(root: Path) -> Content:
    """What is read of a project, sound or not."""
    snapshot = take_snapshot(root)
    parsed = [parsed_in(snapshot, path) for path in snapshot]
    content = whole_content(snapshot, parsed, project_fonts(root).glyphs)
    return replace(content, has_come=partial(has_come, as_of=TODAY))


def write_case(case: Path, root: Path) -> dict[str, Any]:
    """Write the content of a case below `root`; return the case."""
    given: dict[str, Any] = yaml.safe_load(case.read_text(encoding="utf-8"))
    shutil.copytree(GUIDELINE / "content", root / "content")
    for name, change in given["files"].items():
        _change(root / name, change)
    return given


def _change(path: Path, change: str | dict[str, str] | None) -> None:
    if change is None:
        path.unlink()
    elif isinstance(change, str):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(change, encoding="utf-8", newline="")
    else:
        text = path.read_text(encoding="utf-8")
        for old, new in change.items():
            assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8", newline="")


def rewritten(case: Path, told: str) -> str:
    """The text of a case with another report in it."""
    head, _, _ = case.read_text(encoding="utf-8").partition("\nproblems:")
    return f"{head}\nproblems: |\n{textwrap.indent(told, '  ')}" if told else f"{head}\nproblems: ''\n"


def main() -> None:
    """Write what is told now into every case."""
    for case in sorted(FAULTS.rglob("*.yaml")):
        with tempfile.TemporaryDirectory() as folder:
            write_case(case, Path(folder))
            case.write_text(rewritten(case, report(Path(folder))), encoding="utf-8")


if __name__ == "__main__":
    main()
