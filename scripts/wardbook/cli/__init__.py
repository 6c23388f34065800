"""The command line: the only package that prints and the only one that knows exit codes.

0: done. 1: the content has faults. 2: the command could not run. 128 and a signal's number: that signal stopped it.
"""

from __future__ import annotations

import sys
from datetime import date
from io import TextIOWrapper
from pathlib import Path

import click

from wardbook import __version__
from wardbook import project as projects
from wardbook.authoring.new_project import CI_FILES, starter_files
from wardbook.authoring.schemas import SCHEMA_FOLDER, schema_files
from wardbook.build.paths import RENDERED, SITE_FOLDER
from wardbook.cli.approving import APPROVING
from wardbook.cli.editing import EDITING
from wardbook.cli.new import new
from wardbook.cli.reports import REPORT_COMMANDS
from wardbook.cli.rim import (
    FAULTS,
    Rim,
    done,
    end,
    fail,
    faults,
    in_project,
    on_day,
    project_around,
    say,
    step,
    write_new,
)
from wardbook.cli.versions import VERSIONS
from wardbook.model.likeness import suggested
from wardbook.preview.preview import Preview
from wardbook.problems import FORMATS, counted, number, visible
from wardbook.read.layout import REGISTER
from wardbook.render.templates import template_source
from wardbook.system.clock import today
from wardbook.system.files import write_tree
from wardbook.system.links import names_below
from wardbook.system.packaged import default_templates
from wardbook.system.signals import Stopped, heed_stops
from wardbook.urls import MANIFEST


@click.group(cls=Rim, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="wardbook")
@click.option(
    "--project",
    type=click.Path(path_type=Path, file_okay=False),
    help="The project's folder, if it is neither this one nor one above it.",
)
@click.pass_context
def main(context: click.Context, project: Path | None) -> None:
    """Structured clinical guidelines in, a published site out."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A character that the terminal has not is written by its number, and the line still comes.
            stream.reconfigure(errors="backslashreplace")
    heed_stops()
    context.obj = project or project_around(Path.cwd())


_form = click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="How faults are written: for people, for GitHub's annotations, for GitLab's reports, or as JSON.",
)


@main.command()
@_form
@on_day
@in_project
def check(root: Path, day: date, form: str) -> None:
    """Report every fault in the content, and every review that is due; write nothing that is published."""
    with faults(form), step("Checking content"):
        counts = projects.check(root, day, say)
    done(form, f"No faults: {counted(counts)}.")


@main.command()
@_form
@in_project
def render(root: Path, form: str) -> None:
    """Check the content and render it into site_src/, for another builder."""
    with faults(form), step("Rendering") as progress:
        outcome = projects.render(root, today(), say, progress)
    files = number(outcome.rendered, "file")
    done(form, f"Rendered {counted(outcome.counts)} into {root / RENDERED} ({files} anew).")


@main.command()
@_form
@in_project
def build(root: Path, form: str) -> None:
    """Check the content and build the site into site/."""
    before = projects.generation(root)
    try:
        with faults(form), step("Building the site") as progress:
            outcome = projects.build(root, today(), say, progress)
    except Stopped as stop:
        same = projects.generation(root) == before
        end(stop, "Stopped; site/ is as it was." if same else "Stopped while site/ was being replaced: build again.")
    pages = f"{number(outcome.built, 'page')} anew, all others as they were"
    done(form, f"Built {counted(outcome.counts)} into {root / SITE_FOLDER} ({pages}).")


@main.command()
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option("--into", type=click.Path(path_type=Path, file_okay=False), default=Path(), help="Where pdf/ is to be.")
@in_project
def pdf(root: Path, ids: tuple[str, ...], into: Path) -> None:
    """Check the content and print what has these IDs, `library` as a book, or everything, into pdf/."""
    with faults("text"), step("Printing") as progress:
        paths = projects.pdf(root, ids, into, today(), say, progress=progress)
    click.echo("\n".join(str(into / path) for path in paths))


@main.command()
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to serve, as HOST:PORT.")
@in_project
def serve(root: Path, address: str) -> None:
    """Preview the site and build it again at every change; faults show in the terminal and on the page."""
    # It loads MkDocs, which other commands have no use for.
    from wardbook.preview.server import free
    from wardbook.preview.server import serve as serve_preview

    host, port = free(address)
    serve_preview(Preview(root, say), host, port)


@main.command()
@in_project
def clean(root: Path) -> None:
    """Delete everything that was generated."""
    projects.clean(root, say)
    click.echo("Deleted site/, the generated files of site_src/, and what builds remember.")


@main.command()
@in_project
def schema(root: Path) -> None:
    """Write the JSON Schemas that editors complete from into content/.schemas/."""
    folder = root / "content" / SCHEMA_FOLDER
    changed = write_tree(folder, schema_files())
    click.echo(f"{folder}: {len(changed)} of {len(schema_files())} schemas changed.")


@main.command()
@in_project
def register(root: Path) -> None:
    """Check the content and add its new addresses to content/register.yaml, and its printed copies."""
    with faults("text"), step("Checking content"):
        added = projects.register(root, today(), say)
    click.echo(f"{root / REGISTER}: {added} added.")


@main.command()
@click.argument("name", required=False)
@in_project
def template(root: Path, name: str | None) -> None:
    """Copy Wardbook's template NAME into templates/ to change it; without NAME list them."""
    names = names_below(default_templates())
    if name is None:
        click.echo("\n".join(names))
        return
    if name not in names:
        advice = suggested(name, names, "`wardbook template` lists them.")
        fail(f"{name}: expected the name of a template, got another: {advice}")
    path = root / "templates" / name
    write_new({path: template_source(default_templates(), name)})
    click.echo(f"Wrote {path}. It takes the place of Wardbook's own; delete it to go back.")


@main.command()
@click.argument("site")
def verify(site: str) -> None:
    """Compare SITE, a folder or a web address, with its list of checksums."""
    # It loads what speaks with servers, which other commands have no use for.
    from wardbook.publish.verification import verify_folder, verify_served

    served = site.startswith(("http://", "https://"))
    found = verify_served(site) if served else verify_folder(Path(site))
    if found.withheld:
        say(f"The server does not send its own settings, which were not compared: {', '.join(found.withheld)}.")
    if found.differences:
        click.echo("\n".join(map(visible, found.differences)))
        click.echo(f"{number(len(found.differences), 'difference')} from {MANIFEST}.", err=True)
        raise SystemExit(FAULTS)
    click.echo(f"No differences: {number(found.files, 'file')} compared.")


@main.command()
@click.argument("directory", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--ci",
    "service",
    type=click.Choice(list(CI_FILES)),
    default=None,
    help="Add files with which this service checks each proposed change and publishes the main branch.",
)
def init(directory: Path, service: str | None) -> None:
    """Write a small complete project into DIRECTORY, which must be empty or not there."""
    if directory.exists() and any(directory.iterdir()):
        fail(f"{directory}: expected an empty folder, got one with files in it: choose another.")
    write_new({directory / name: content for name, content in starter_files(service or "").items()})
    click.echo(f"Wrote a project into {directory}. Go there and run `wardbook build`, then `wardbook serve`.")


for other in (new, *EDITING, *REPORT_COMMANDS, *APPROVING, *VERSIONS):
    main.add_command(other)
