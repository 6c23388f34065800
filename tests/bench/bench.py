"""Measure how fast libraries of several sizes are checked, rendered and built, beside plain MkDocs.

    python tests/bench/bench.py --sizes 100,500,5000

Figures are printed, never asserted: machines differ. What is asserted is that every command
succeeded and that what was edited stands on the published page.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.measure import HOW_MEMORY, CommandFailed
from bench.plan import scenario_id
from bench.steps import COLD, EDIT, HOW, NEW, PLAIN, RENDER, SAME, Step, steps
from bench.synthetic import SEED, write_project

_SECONDS: Final = {RENDER: 12.0, SAME: 1.5, EDIT: 2.0}
"""The longest that a step should take in a library of `_LARGE` scenarios on 2 cores."""
_MEMORY: Final = 1000
"""The most memory that any of our steps should take there, in MB."""
_RATIO: Final = 10.5
"""How many times as long a library of `_LARGE` scenarios should take at most as one of a tenth of that."""
_LARGE: Final = 5000
_OURS: Final = (COLD, SAME, EDIT, NEW)
_NONE: Final = "–"


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures of one size."""

    scenarios: int
    steps: dict[str, Step]
    pages: list[int]
    """Bytes of HTML of the scenarios' pages, as far as every size has them."""


def measure(folder: Path, sizes: list[int], repeat: int, said: Console, *, plain: bool) -> list[Measured]:
    """Write and measure a library of each size below a folder. Raises CommandFailed."""
    found = []
    for scenarios in sizes:
        project = folder / str(scenarios)
        write_project(project, scenarios)
        figures: dict[str, Step] = {}
        pages: list[int] = []
        for step in steps(project, scenarios, repeat, plain=plain):
            said.print(f"{scenarios:,} scenarios, {step.name}: {step.seconds:.2f} s")
            figures[step.name] = step
            if step.name == COLD:
                pages = [_page(project, number).stat().st_size for number in range(min(sizes))]
        found.append(Measured(scenarios, figures, pages))
    return found


def _page(project: Path, scenario: int) -> Path:
    return project / "site" / "scenarios" / scenario_id(scenario) / "index.html"


def times(found: list[Measured]) -> Table:
    """How long each step took."""
    table = _table("Seconds", found, with_command=True)
    for name, step in found[0].steps.items():
        seconds = [size.steps[name].seconds for size in found]
        aim = f"≤ {_SECONDS[name]:g} s" if name in _SECONDS else ""
        table.add_row(name, *(f"{second:.2f}" for second in seconds), _ratio(seconds), aim, step.command)
    return table


def memory(found: list[Measured]) -> Table:
    """The most memory that each step held."""
    table = _table("Peak memory, MB", found, with_command=True)
    for name, step in found[0].steps.items():
        held = [size.steps[name].memory / 1e6 for size in found]
        aim = "" if name == PLAIN else f"≤ {_MEMORY:,}"
        table.add_row(name, *(f"{bytes:,.0f}" for bytes in held), _ratio(held), aim, step.command)
    return table


def against_plain(found: list[Measured]) -> Table:
    """Our times as a part of plain MkDocs's."""
    table = _table("Our time / plain MkDocs's time", found)
    for name in _OURS:
        table.add_row(name, *(f"{size.steps[name].seconds / size.steps[PLAIN].seconds:.2f}" for size in found))
    return table


def html(found: list[Measured]) -> Table:
    """How long the published pages are."""
    count = len(found[0].pages)
    table = _table(f"HTML of the whole article's page, scenarios 0 to {count - 1}, which all sizes have", found)
    table.add_row("median, bytes", *(f"{median(size.pages):,.0f}" for size in found))
    table.add_row(
        f"most that a page differs from itself at {found[0].scenarios:,}, bytes",
        *(f"{max(abs(a - b) for a, b in zip(found[0].pages, size.pages, strict=True)):,}" for size in found),
    )
    return table


def _table(title: str, found: list[Measured], *, with_command: bool = False) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column("scenarios")
    for size in found:
        table.add_column(f"{size.scenarios:,}", justify="right")
    if with_command:
        table.add_column(_ratio_name(found), justify="right")
        table.add_column(f"aim at {_LARGE:,}")
        table.add_column("command")
    return table


def _ratio_name(found: list[Measured]) -> str:
    return f"{found[-1].scenarios:,} / {found[-2].scenarios:,}" if len(found) > 1 else "ratio"


def _ratio(figures: list[float]) -> str:
    return f"{figures[-1] / figures[-2]:.2f}" if len(figures) > 1 else _NONE


def main() -> None:
    """Measure what the arguments ask for, and print it."""
    arguments = argparse.ArgumentParser(description="Measure how fast synthetic libraries are built.")
    arguments.add_argument("--sizes", type=_sizes, default="100,500,5000", metavar="N,N", help="numbers of scenarios")
    arguments.add_argument("--keep", type=Path, metavar="DIR", help="keep the projects here; empty or not there yet")
    arguments.add_argument("--repeat", type=int, default=3, metavar="N", help="runs of quick steps; the median counts")
    arguments.add_argument("--no-plain", action="store_true", help="leave out plain MkDocs, which takes longest")
    given = arguments.parse_args()
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    said = Console(stderr=True, highlight=False)
    folder = nullcontext(given.keep) if given.keep else tempfile.TemporaryDirectory(prefix="wardbook-bench-")
    try:
        with folder as root:
            found = measure(Path(root), given.sizes, given.repeat, said, plain=not given.no_plain)
    except (CommandFailed, FileExistsError) as error:
        said.print(str(error), markup=False, soft_wrap=True)
        raise SystemExit(1) from None
    show(found)


def _sizes(text: str) -> list[int]:
    return sorted({int(size) for size in text.split(",")})


def show(found: list[Measured]) -> None:
    """Print the figures and how they came about."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = 120
    tables = [times(found), memory(found)]
    if PLAIN in found[0].steps:
        tables.append(against_plain(found))
    for table in (*tables, html(found)):
        console.print(table)
    if len(found) > 1:
        linear = found[-1].scenarios / found[-2].scenarios
        aim = f"aim at {_LARGE:,} / {_LARGE // 10:,}: ≤ {_RATIO}"
        console.print(f"{_ratio_name(found)}: {linear:g} would be linear; {aim}.")
    for words in (
        *HOW,
        HOW_MEMORY,
        f"DIR is a synthetic library of seed {SEED}; each command is a process of its own.",
    ):
        console.print(words)


if __name__ == "__main__":
    main()
