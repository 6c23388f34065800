"""Parts that all commands share: how they report, how they fail, and the last place where something can go wrong."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import update_wrapper
from pathlib import Path
from typing import Concatenate, Final, NoReturn, ParamSpec

import click
from rich.console import Console
from rich.live import Live

from wardbook import project as projects
from wardbook.build.render import Progress
from wardbook.problems import FORMATS, ContentError, summary, visible
from wardbook.read.layout import CONTENT, LIBRARY_FILE
from wardbook.system.clock import today
from wardbook.system.failures import told
from wardbook.system.files import create
from wardbook.system.signals import Stopped

P = ParamSpec("P")

FAULTS: Final = 1
FAILED: Final = 2
UNHEARD: Final = 128 + 13
"""The reader of what is printed has gone, as after SIGPIPE; nothing is left to tell anybody."""

_progress = Console(stderr=True)


class Rim(click.Group):
    """The last place where something can go wrong without a traceback."""

    def invoke(self, context: click.Context) -> object:
        """Run a command, and end the program where it cannot go on."""
        try:
            return super().invoke(context)
        except (click.ClickException, click.exceptions.Exit):
            raise  # they are click's own way to end
        except BrokenPipeError:
            os._exit(UNHEARD)
        except Exception as error:
            fail(told(error))
        except Stopped as stop:
            end(stop, "Stopped.")


def project_around(here: Path) -> Path:
    """The project that a folder is in, as a path from there; the folder itself if it is in none.

    A folder above that belongs to somebody else is no project of ours: its settings may start programs.
    """
    if (here / CONTENT).is_dir():
        return Path()
    for number, folder in enumerate(here.parents, start=1):
        if folder.stat().st_uid != here.stat().st_uid:
            break
        if (folder / LIBRARY_FILE).is_file():
            return Path(*[".."] * number)
    return Path()


def in_project(command: Callable[Concatenate[Path, P], None]) -> Callable[P, None]:
    """Give a command its project's folder, or end the program where there is none."""

    @click.pass_context
    def run(context: click.Context, /, *args: P.args, **options: P.kwargs) -> None:
        root: Path = context.obj
        if not (root / "content").is_dir():
            fail(f"{root / 'content'}: expected a project's folder, got none: `wardbook init DIR` writes a project.")
        command(root, *args, **options)

    return update_wrapper(run, command)


def format_option(forms: Iterable[str], meant: str) -> Callable[[Callable[P, None]], Callable[P, None]]:
    """Give a command the option for the form of its list, `table` by default; `meant` says whom the forms are for."""
    choice = click.Choice(list(forms))
    return click.option("--format", "form", type=choice, default="table", show_default=True, help=meant)


def on_day(command: Callable[P, None]) -> Callable[P, None]:
    """Give a command the day for which it works: today, or the one that is asked for."""

    def as_date(_: click.Context, __: click.Parameter, value: str | None) -> date:
        try:
            return date.fromisoformat(value) if value else today()
        except ValueError:
            raise click.BadParameter(f"expected a day as YYYY-MM-DD, got {value}.") from None

    option = click.option(
        "--today",
        "day",
        callback=as_date,
        metavar="YYYY-MM-DD",
        help="Work as on this day.",
    )
    return option(command)


@contextmanager
def faults(form: str, left: str = "Nothing was published.") -> Iterator[None]:
    """Report the faults of content, which end the program; `left` says what it left alone."""
    try:
        yield
    except ContentError as error:
        try:
            click.echo(FORMATS[form](error.problems), nl=False)
        except BrokenPipeError:
            os._exit(FAULTS)
        click.echo(f"{summary(error.problems)} {left}", err=True)
        raise SystemExit(FAULTS) from None


def done(form: str, message: str) -> None:
    """Report that there are no faults, and say what was done where no program reads it."""
    click.echo(FORMATS[form](()), nl=False)
    click.echo(message, err=form != "text")


def say(message: str) -> None:
    """Tell a person something beside the result."""
    click.echo(message, err=True)


def write_new(files: dict[Path, bytes]) -> None:
    """Write files that must not be there yet, or end the program."""
    try:
        for path, content in files.items():
            create(path, content)
    except FileExistsError as error:
        fail(f"{error.filename}: expected no such file, got one: choose another name.")


def fail(message: str) -> NoReturn:
    """End the program because the command cannot run."""
    # What another program or an own template says may hold what acts on a terminal.
    click.echo("\n".join(map(visible, message.split("\n"))), err=True)
    raise SystemExit(FAILED)


def end(stop: Stopped, message: str) -> NoReturn:
    """End the program at once: a thread that prints is not waited for."""
    say(message)
    sys.stdout.flush()
    os._exit(stop.code)


@contextmanager
def step(label: str) -> Iterator[Progress]:
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
