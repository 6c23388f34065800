"""What an editor is told: the report of a project's faults, and the cases of it in faults/.

Run as a program, this writes into every case what is told now: where the fixture guideline gets a line, line numbers
follow, and the diff is the review.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import textwrap
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any

import yaml

from support.long_mode import LONG
from support.parsed_once import parsed_once
from support.paths import GUIDELINE, ROOT, TODAY
from wardbook.build.cache import Cache
from wardbook.build.check import check_content
from wardbook.library.edition import has_come
from wardbook.problems import ContentError
from wardbook.read.content import Content, take_snapshot, whole_content
from wardbook.read.fonts import project_fonts
from wardbook.read.layout import names_beside

FAULTS = ROOT / "tests" / "faults"


def report(root: Path) -> str:
    """What is printed of a project's faults, a line for each; nothing for good content.

    Files that are as in the fixture guideline have been checked before; in the long mode all are checked.
    """
    try:
        check_content(root, Cache.empty() if LONG else _checked_before(), TODAY)
    except ContentError as error:
        return "".join(f"{problem}\n" for problem in error.problems)
    return ""


def _checked_before() -> Cache:
    database = sqlite3.connect(":memory:", isolation_level=None)
    _cache_of_fixture().backup(database)
    return Cache(database)


@cache
def _cache_of_fixture() -> sqlite3.Connection:
    database = sqlite3.connect(":memory:", isolation_level=None)
    check_content(GUIDELINE, Cache(database), TODAY)
    return database


def read_content(root: Path) -> Content:
    """What is read of a project, sound or not."""
    snapshot = take_snapshot(root)
    beside = {path: [name for name in names_beside(path) if name in snapshot] for path in snapshot}
    parsed = [parsed_once(path, snapshot[path], {name: snapshot[name] for name in beside[path]}) for path in snapshot]
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
