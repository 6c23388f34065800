"""Measure how fast libraries of several sizes are checked, rendered and built, beside other generators.

    python tests/bench/bench.py --sizes 650,5000

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
from typing import Final

from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.generators import Generated, generate, size_of
from bench.measure import HOW_MEMORY, CommandFailed, Run
from bench.steps import BARE, COLD, EDIT, HOW, SAME, TITLE, Step, steps
from bench.synthetic import SEED, write_project

LARGEST_PRINTED: Final = 1000
"""Scenarios of the largest library that is printed as well."""
_AIMS: Final[dict[str, tuple[float, float]]] = {SAME: (1.0, 2.5), EDIT: (2.5, 6.0), TITLE: (2.5, 6.0)}
"""The seconds that a step should take at most: in libraries that are printed, and in larger ones."""
_MEMORY: Final = (1500, 2000)
"""The most memory that any of our steps should take there, in MB."""


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures of one size."""

    scenarios: int
    steps: dict[str, Step]
    sites: dict[str, int]
    """Bytes of the site after each cold build."""
    others: list[Generated]
    """Sites of the same Markdown by other generators; none where they were left out."""


def measure(folder: Path, sizes: list[int], repeat: int, said: Console, *, others: bool) -> list[Measured]:
    """Write and measure a library of each size below a folder. Raises CommandFailed."""
    found = []
    for scenarios in sizes:
        project = folder / str(scenarios)
        write_project(project, scenarios)
        taken: dict[str, Step] = {}
        sites, generated = dict[str, int](), list[Generated]()
        for step in steps(project, scenarios, repeat, printed=scenarios <= LARGEST_PRINTED):
            said.print(f"{scenarios:,} scenarios, {step.name}: {step.seconds:.2f} s")
            taken[step.name] = step
            if step.name in (BARE, COLD):
                sites[step.name] = size_of(project / "site")
            if step.name == BARE and others:
                generated = generate(project)
        found.append(Measured(scenarios, taken, sites, generated))
    return found


def figures(size: Measured) -> Table:
    """What each step took."""
    table = _table(f"{size.scenarios:,} scenarios{'' if _is_printed(size) else ', nothing printed'}")
    aims = 0 if _is_printed(size) else 1
    for name, step in size.steps.items():
        aim = f"≤ {_AIMS[name][aims]:g} s" if name in _AIMS else ""
        _add(
            table,
            name,
            Run(step.seconds, step.processor, step.memory),
            site=size.sites.get(name),
            aim=aim,
            command=step.command,
        )
    return table


def beside(size: Measured) -> Table:
    """The same Markdown by other generators, beside ours."""
    table = _table(f"{size.scenarios:,} scenarios, the same Markdown by other generators")
    for name in size.sites:
        step = size.steps[name]
        _add(table, f"Wardbook: {name}", step.runs[0], site=size.sites[name], aim="", command=step.command)
    for one in size.others:
        if one.run:
            _add(table, one.name, one.run, site=one.size, aim="", command=one.command)
        else:
            table.add_row(one.name, "failed", "", "", "", "", f"{one.command}: {one.error}")
    return table


def _add(table: Table, name: str, run: Run, *, site: int | None, aim: str, command: str) -> None:
    cells = (f"{run.seconds:.2f}", f"{run.processor:.2f}", f"{run.memory / 1e6:,.0f}")
    table.add_row(name, *cells, "" if site is None else f"{site / 1e6:,.0f}", aim, command)


def _is_printed(size: Measured) -> bool:
    return size.scenarios <= LARGEST_PRINTED


def _table(title: str) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column("")
    for name in ("wall, s", "processor, s", "peak memory, MB", "site, MB"):
        table.add_column(name, justify="right")
    table.add_column("aim")
    table.add_column("command")
    return table


def main() -> None:
    """Measure what the arguments ask for, and print it."""
    arguments = argparse.ArgumentParser(description="Measure how fast synthetic libraries are built.")
    arguments.add_argument("--sizes", type=_sizes, default="650,5000", metavar="N,N", help="numbers of scenarios")
    arguments.add_argument("--keep", type=Path, metavar="DIR", help="keep the projects here; empty or not there yet")
    arguments.add_argument("--repeat", type=int, default=3, metavar="N", help="runs of quick steps; the median counts")
    arguments.add_argument("--no-others", action="store_true", help="leave out other generators, which take longest")
    given = arguments.parse_args()
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    said = Console(stderr=True, highlight=False)
    folder = nullcontext(given.keep) if given.keep else tempfile.TemporaryDirectory(prefix="wardbook-bench-")
    try:
        with folder as root:
            found = measure(Path(root), given.sizes, given.repeat, said, others=not given.no_others)
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
    for size in found:
        console.print(figures(size))
        if size.others:
            console.print(beside(size))
    if len(found) > 1:
        small, large = found[-2], found[-1]
        growth = large.steps[BARE].processor / small.steps[BARE].processor
        linear = large.scenarios / small.scenarios
        console.print(f"{BARE}, {large.scenarios:,} / {small.scenarios:,}: {growth:.1f}; {linear:.1f} would be linear.")
    limits = " and ".join(f"{most:,} MB" for most in _MEMORY)
    console.print(f"No step is to hold more than {limits}, where libraries are printed and where they are larger.")
    for words in (
        *HOW,
        HOW_MEMORY,
        f"DIR is a synthetic library of seed {SEED}; each command is a process of its own.",
    ):
        console.print(words)


if __name__ == "__main__":
    main()
