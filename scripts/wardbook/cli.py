"""The command line: the only part that prints and the only one that knows exit codes.

0: done. 1: the content has faults. 2: the command could not run. 128 and a signal's number: that signal stopped it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from functools import update_wrapper
from io import TextIOWrapper
from pathlib import Path
from typing import Concatenate, NoReturn, ParamSpec

import click
from rich.console import Console
from rich.live import Live

from wardbook import __version__
from wardbook import project as projects
from wardbook.authoring.new_project import starter_files
from wardbook.authoring.schemas import SCHEMA_FOLDER, schema_files
from wardbook.authoring.skeleton import SKELETONS, fault_of_id, skeleton
from wardbook.build.paths import RENDERED, SITE_FOLDER
from wardbook.build.render import Progress
from wardbook.preview.preview import Preview
from wardbook.problems import FORMATS, ContentError, counted, number, summary, visible
from wardbook.read.layout import REGISTER, file_of
from wardbook.render.templates import template_source
from wardbook.system.clock import today
from wardbook.system.failures import told
from wardbook.system.files import create, write_tree
from wardbook.system.links import names_below
from wardbook.system.packaged import default_templates
from wardbook.system.signals import Stopped, heed_stops

P = ParamSpec("P")

FAULTS = 1
FAILED = 2
UNHEARD = 128 + 13
"""The reader of what is printed has gone, as after SIGPIPE; nothing is left to tell anybody."""

_progress = Console(stderr=True)


class _Rim(click.Group):
    """The last place where something can go wrong without a traceback."""

    def invoke(self, context: click.Context) -> object:
        try:
            return super().invoke(context)
        except (click.ClickException, click.exceptions.Exit):
            raise  # they are click's own way to end
        except BrokenPipeError:
            os._exit(UNHEARD)
        except Exception as error:
            _fail(told(error))
        except Stopped as stop:
            _end(stop, "Stopped.")


@click.group(cls=_Rim, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="wardbook")
@click.option(
    "--project",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help="The project's folder, if it is not this one.",
)
@click.pass_context
def main(context: click.Context, project: Path) -> None:
    """Structured clinical guidelines in, a published site out."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A character that the terminal has not is written by its number, and the line still comes.
            stream.reconfigure(errors="backslashreplace")
    heed_stops()
    context.obj = project


def _in_project(command: Callable[Concatenate[Path, P], None]) -> Callable[P, None]:
    """Give a command its project's folder, or end the program where there is none."""

    @click.pass_context
    def run(context: click.Context, /, *args: P.args, **options: P.kwargs) -> None:
        root: Path = context.obj
        if not (root / "content").is_dir():
            _fail(f"{root / 'content'}: expected a project's folder, got none: `wardbook init DIR` writes a project.")
        command(root, *args, **options)

    return update_wrapper(run, command)


_form = click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="How faults are written: for people, for GitHub's annotations, or as JSON.",
)


@main.command()
@_form
@_in_project
def check(root: Path, form: str) -> None:
    """Report every fault in the content; write nothing that is published."""
    with _faults(form), _step("Checking content"):
        counts = projects.check(root, today(), _say)
    _done(form, f"No faults: {counted(counts)}.")


@main.command()
@_form
@_in_project
def render(root: Path, form: str) -> None:
    """Check the content and render it into site_src/, for another builder."""
    with _faults(form), _step("Rendering") as progress:
        outcome = projects.render(root, today(), _say, progress)
    files = number(outcome.rendered, "file")
    _done(form, f"Rendered {counted(outcome.counts)} into {root / RENDERED} ({files} anew).")


@main.command()
@_form
@_in_project
def build(root: Path, form: str) -> None:
    """Check the content and build the site into site/."""
    before = projects.generation(root)
    try:
        with _faults(form), _step("Building the site") as progress:
            outcome = projects.build(root, today(), _say, progress)
    except Stopped as stop:
        same = projects.generation(root) == before
        _end(stop, "Stopped; site/ is as it was." if same else "Stopped while site/ was being replaced: build again.")
    pages = f"{number(outcome.built, 'page')} anew, all others as they were"
    _done(form, f"Built {counted(outcome.counts)} into {root / SITE_FOLDER} ({pages}).")


@main.command()
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option("--into", type=click.Path(path_type=Path, file_okay=False), default=Path(), help="Where pdf/ is to be.")
@_in_project
def pdf(root: Path, ids: tuple[str, ...], into: Path) -> None:
    """Check the content and print what has these IDs, `library` as a book, or everything, into pdf/."""
    with _faults("text"), _step("Printing") as progress:
        paths = projects.pdf(root, ids, into, today(), _say, progress=progress)
    click.echo("\n".join(str(into / path) for path in paths))


@main.command()
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to serve, as HOST:PORT.")
@_in_project
def serve(root: Path, address: str) -> None:
    """Preview the site and build it again at every change; faults show in the terminal and on the page."""
    # It loads MkDocs, which other commands have no use for.
    from wardbook.preview.server import free
    from wardbook.preview.server import serve as serve_preview

    host, port = free(address)
    serve_preview(Preview(root, _say), host, port)


@main.command()
@_in_project
def clean(root: Path) -> None:
    """Delete everything that was generated."""
    projects.clean(root, _say)
    click.echo("Deleted site/, the generated files of site_src/, and what builds remember.")


@main.command()
@click.argument("kind", type=click.Choice(list(SKELETONS)))
@click.argument("id")
@_in_project
def new(root: Path, kind: str, id: str) -> None:
    """Write a commented skeleton of a new KIND with the id ID."""
    if fault := fault_of_id(id):
        _fail(fault)
    path = root / file_of(kind, id)
    _write_new({path: skeleton(kind, id).encode()})
    click.echo(f"Wrote {path}. Replace every TODO; `wardbook check` says what is left.")


@main.command()
@_in_project
def schema(root: Path) -> None:
    """Write the JSON Schemas that editors complete from into content/.schemas/."""
    folder = root / "content" / SCHEMA_FOLDER
    changed = write_tree(folder, schema_files())
    click.echo(f"{folder}: {len(changed)} of {len(schema_files())} schemas changed.")


@main.command()
@_in_project
def register(root: Path) -> None:
    """Check the content and add its new addresses to content/register.yaml, and its printed copies."""
    with _faults("text"), _step("Checking content"):
        added = projects.register(root, today(), _say)
    click.echo(f"{root / REGISTER}: {added} added.")


@main.command()
@click.argument("name", required=False)
@_in_project
def template(root: Path, name: str | None) -> None:
    """Copy Wardbook's template NAME into templates/ to change it; without NAME list them."""
    names = names_below(default_templates())
    if name is None:
        click.echo("\n".join(names))
        return
    if name not in names:
        close = get_close_matches(name, names, n=1)
        _fail(f"{name}: expected the name of a template{f': did you mean {close[0]}?' if close else '.'}")
    path = root / "templates" / name
    _write_new({path: template_source(default_templates(), name)})
    click.echo(f"Wrote {path}. It takes the place of Wardbook's own; delete it to go back.")


@main.command()
@click.argument("directory", type=click.Path(path_type=Path, file_okay=False))
def init(directory: Path) -> None:
    """Write a small complete project into DIRECTORY, which must be empty or not there."""
    if directory.exists() and any(directory.iterdir()):
        _fail(f"{directory}: expected an empty folder, got one with files in it: choose another.")
    _write_new({directory / name: content for name, content in starter_files().items()})
    click.echo(f"Wrote a project into {directory}. Go there and run `wardbook build`, then `wardbook serve`.")


@contextmanager
def _faults(form: str) -> Iterator[None]:
    """Report the faults of content, which end the program."""
    try:
        yield
    except ContentError as error:
        try:
            click.echo(FORMATS[form](error.problems), nl=False)
        except BrokenPipeError:
            os._exit(FAULTS)
        click.echo(f"{summary(error.problems)} Nothing was published.", err=True)
        raise SystemExit(FAULTS) from None


def _done(form: str, message: str) -> None:
    """Report that there are no faults, and say what was done where no program reads it."""
    click.echo(FORMATS[form](()), nl=False)
    click.echo(message, err=form != "text")


def _say(message: str) -> None:
    click.echo(message, err=True)


def _write_new(files: dict[Path, bytes]) -> None:
    try:
        for path, content in files.items():
            create(path, content)
    except FileExistsError as error:
        _fail(f"{error.filename}: expected no such file, got one: choose another name.")


def _fail(message: str) -> NoReturn:
    # What another program or an own template says may hold what acts on a terminal.
    click.echo("\n".join(map(visible, message.split("\n"))), err=True)
    raise SystemExit(FAILED)


def _end(stop: Stopped, message: str) -> NoReturn:
    """End the program at once: a thread that prints is not waited for."""
    _say(message)
    sys.stdout.flush()
    os._exit(stop.code)


@contextmanager
def _step(label: str) -> Iterator[Progress]:
    """Show that long work goes on, and how far it is, to a person only.

    It is shown without a thread, beside which no copy of this process is safe.
    """
    if not _progress.is_terminal:
        yield projects.silently
        return
    with Live(
        words := f"{label} \N{HORIZONTAL ELLIPSIS}", console=_progress, auto_refresh=False, transient=True
    ) as live:
        yield lambda done, of: live.update(f"{words} {done} of {of}", refresh=True)
