"""The commands for those who write a lot: tables in and out, other ids, and what there is."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

import click

from wardbook import project as projects
from wardbook.authoring import steps
from wardbook.authoring.listing import LIST_FORMATS
from wardbook.authoring.rename import Rename
from wardbook.authoring.status import STATUS_FORMATS, STATUS_ORDERS
from wardbook.cli.rim import faults, format_option, in_project, on_day, say, write_new
from wardbook.kinds import FILED
from wardbook.problems import number
from wardbook.read.layout import MOVED
from wardbook.system.clock import today

_UNCHANGED: Final = "Nothing was written."
_kind = click.Choice(list(FILED))
_ratings = click.argument("table", type=click.Choice(["ratings"]), expose_value=False)  # the one kind of table


@click.command("import")
@_ratings
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--write", is_flag=True, help="Write what the preview shows.")
@in_project
def import_table(root: Path, file: Path, *, write: bool) -> None:
    """Show what the `ratings` in FILE, a .csv or .xlsx, would change; with --write, write it."""
    with faults("text", _UNCHANGED):
        found = steps.ratings_to_import(root, file)
    click.echo(found.preview, nl=False)
    if not found.changes.written:
        click.echo("The content has all of it: there is nothing to write.")
    elif write:
        projects.write(root, found.changes, say)
        click.echo(f"Wrote {number(len(found.changes.written), 'file')}. `wardbook check` says what is left.")
    else:
        click.echo(f"{_UNCHANGED} If this is meant, run it again with --write.")


@click.command("export")
@_ratings
@click.argument("id", metavar="SCENARIO")
@click.option("--into", type=click.Path(path_type=Path, dir_okay=False), help="A new file, in place of the terminal.")
@in_project
def export_table(root: Path, id: str, into: Path | None) -> None:
    """Write the `ratings` of SCENARIO as CSV, as `wardbook import` takes them; into an .xlsx, for Excel."""
    with faults("text", _UNCHANGED):
        raw = steps.ratings_of(root, id, into)
    if into is None:
        click.echo(raw, nl=False)
    else:
        write_new({into: raw})
        click.echo(f"Wrote {into}.")


@click.command()
@click.argument("kind", type=_kind)
@click.argument("old")
@click.argument("new")
@in_project
def rename(root: Path, kind: str, old: str, new: str) -> None:
    """Give the record OLD of a KIND the id NEW, wherever it is named, and note its old address if it has one."""
    what = Rename(kind, old, new)
    with faults("text", _UNCHANGED):
        outcome = projects.rename_record(root, what, today(), say)
    for path in outcome.changes.deleted:
        click.echo(f"{path} is now {what.file_after(path)}.")
    for path, lines in outcome.lines.items():
        click.echo(f"{path}: changed {'line' if len(lines) == 1 else 'lines'} {', '.join(map(str, lines))}.")
    if what.has_address:
        click.echo(f"{MOVED}: the old address now leads to the new one.")


@click.command("list")
@click.argument("kind", type=_kind, required=False)
@format_option(LIST_FORMATS, "For people, for a spreadsheet, or for programs.")
@in_project
def list_records(root: Path, kind: str | None, form: str) -> None:
    """List all records, or those of a KIND, with their status and who stands for them."""
    with faults("text", "Nothing was listed."):
        entries = steps.records(root, [kind] if kind else list(FILED))
    click.echo(LIST_FORMATS[form](entries), nl=False)


@click.command()
@on_day
@format_option(STATUS_FORMATS, "For people, for programs, or as an .ics file for a calendar.")
@click.option(
    "--by",
    type=click.Choice(list(STATUS_ORDERS)),
    default="date",
    show_default=True,
    help="By what is due first, or by who stands for the pages.",
)
@in_project
def status(root: Path, day: date, form: str, by: str) -> None:
    """List the pages by when their review is due, with who stands for them, what leads nowhere and has no source."""
    with faults("text", "Nothing was listed."):
        found = steps.statuses(root, day)
    click.echo(STATUS_FORMATS[form](sorted(found, key=STATUS_ORDERS[by]), day), nl=False)


EDITING: Final = (import_table, export_table, rename, list_records, status)
"""The commands."""
