"""The commands that compare two versions of the content."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

import click

from wardbook import project as projects
from wardbook.authoring.edits import FileChanges
from wardbook.authoring.versions.comparing import compared
from wardbook.authoring.versions.labels import labels_of_versions
from wardbook.authoring.versions.log import updated_log
from wardbook.authoring.versions.reading import read_version, revision_of_log
from wardbook.authoring.versions.wording import as_json_document, as_lines, total
from wardbook.cli.rim import fail, faults, in_project, on_day, say, step, write_new
from wardbook.preview.versions.side_by_side import side_by_side
from wardbook.problems import number, visible
from wardbook.read.content import Snapshot
from wardbook.read.layout import CHANGES
from wardbook.system.files import stamps


@click.command()
@click.argument("before")
@click.argument("after", default=".")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--html",
    "into",
    type=click.Path(path_type=Path, file_okay=False),
    help="A new or empty folder for the pages before and after, side by side.",
)
@on_day
@in_project
def diff(root: Path, *, day: date, before: str, after: str, form: str, into: Path | None) -> None:
    """Tell in clinical words what changed between the versions BEFORE and AFTER of the content.

    A version is a project's folder, or a revision in Git, such as HEAD~1. AFTER is this project if it is left out.
    """
    with faults("text", "Nothing was compared."):
        new = read_version(root, str(root) if after == "." else after)
        old = read_version(root, before)
        found = compared(old, new)
        if into:
            _write_pages(root, old, new, into, day)
    tell = as_json_document if form == "json" else as_lines
    click.echo(tell(found, labels_of_versions([old, new])), nl=False)
    say(total(found))


def _write_pages(root: Path, old: Snapshot, new: Snapshot, into: Path, day: date) -> None:
    """Write the pages before and after into a folder that is empty or not there."""
    if any(True for _ in stamps(into)):
        fail(f"{into}: expected an empty folder, got one with files in it: choose another.")
    with step("Rendering both versions"):
        files = side_by_side(old, new, compared(old, new), root, day)
    write_new({into / path: raw for path, raw in files.items()})
    say(f"Wrote the pages before and after: {into / 'index.html'}.")


@click.command()
@click.option("--since", metavar="VERSION", help="A project's folder, or a revision in Git, such as main.")
@on_day
@in_project
def changes(root: Path, day: date, since: str | None) -> None:
    """Add to content/changes.yaml what changed since a version, in clinical words, for readers.

    Without --since, the version is the one in which the file was last committed.
    """
    with faults("text", "Nothing was written."):
        before = read_version(root, since or revision_of_log(root))
        update = updated_log(before, read_version(root, str(root)), day)
    if update.entries:
        projects.write(root, FileChanges({CHANGES: update.raw}, ()), say)
    for entry in update.entries:
        version = f", version {entry.version}" if entry.version else ""
        click.echo(visible(f"{entry.kind} {entry.id}{version} ({entry.what})"))
        for line in entry.lines:
            click.echo(visible(f"  {line.sort}: {line.text}"))
    for file in update.untold:
        say(f"Not told: {file}.")
    say(f"{CHANGES}: {number(len(update.entries), 'entry')} written." if update.entries else "Nothing is new.")


VERSIONS: Final = (diff, changes)
"""The commands."""
