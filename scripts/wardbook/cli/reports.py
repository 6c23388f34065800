"""The commands that report on the whole library: its sources, and what it does not cover."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

import click

from wardbook import project as projects
from wardbook.authoring.reports.coverage import COVERAGE_FORMATS
from wardbook.authoring.reports.sources import FAULTY_FINDINGS, SOURCE_FORMATS, source_findings
from wardbook.cli.rim import FAULTS, faults, format_option, in_project, on_day, say
from wardbook.problems import number
from wardbook.read.content import take_snapshot


@click.group("sources")
def source_commands() -> None:
    """Work with the sources."""


@source_commands.command("check")
@format_option(SOURCE_FORMATS, "For people, or for programs.")
@in_project
def check_sources(root: Path, form: str) -> None:
    """Find identifiers that do not fit, doubles, and sources that were retracted, superseded or are not cited."""
    with faults("text", "No source was looked at."):
        found = source_findings(take_snapshot(root))
    click.echo(SOURCE_FORMATS[form](found), nl=False)
    faulty = sum(one.finding in FAULTY_FINDINGS for one in found)
    say(f"{number(faulty, 'fault')}, {number(len(found) - faulty, 'warning')}.")
    if faulty:
        raise SystemExit(FAULTS)


@click.command("coverage")
@on_day
@format_option(COVERAGE_FORMATS, "For people, for a spreadsheet, or for programs.")
@in_project
def report_coverage(root: Path, day: date, form: str) -> None:
    """List what the library lacks: variants without a scenario, exclusions without a route, protocols, owners."""
    with faults("text", "Nothing was listed."):
        found = projects.coverage(root, day, say)
    click.echo(COVERAGE_FORMATS[form](found), nl=False)
    say(f"{number(len(found), 'gap')}.")


REPORT_COMMANDS: Final[tuple[click.Command, ...]] = (source_commands, report_coverage)
"""The commands."""
