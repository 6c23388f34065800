"""What is measured of one project, in order, each with the command that gives the figure."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

import yaml

from bench.measure import CommandFailed, Run, run
from bench.plan import scenario_id

CHECK, RENDER, BARE, COLD, SAME, EDIT, TITLE, NEW = (
    "check, cold",
    "check + render, cold, nothing printed",
    "build, cold, nothing printed",
    "build, cold",
    "build, nothing changed",
    "build, an edited answer",
    "build, a changed title",
    "build, a new scenario",
)
HOW: Final = (
    "Cold: DIR/site, DIR/site_src (but its README) and DIR/.wardbook were deleted before; the operating system's cache"
    " of files and Python's bytecode are warm.",
    "An edited answer: a word appended to an answer of the FAQ of the scenario in the middle; a changed title: a word"
    " before its title. Each was found on the published page. A new scenario: that scenario's file copied under a new"
    " id and listed in its topic.",
    "What is built has embeds and search, and one paper where anything is printed.",
)

_README: Final = "README.md"
"""The one file of `site_src/` that is not generated."""
_NEW_ID: Final = "synthetic-scenario-new"


@dataclass(frozen=True, slots=True)
class Step:
    """A figure of a project: its name, the command that gave it, and the runs of that command."""

    name: str
    command: str
    runs: tuple[Run, ...]

    @property
    def seconds(self) -> float:
        """The middle one of the times."""
        return median(run.seconds for run in self.runs)

    @property
    def processor(self) -> float:
        """The middle one of the times of the processor."""
        return median(run.processor for run in self.runs)

    @property
    def memory(self) -> int:
        """The most memory of any run, in bytes."""
        return max(run.memory for run in self.runs)


def steps(project: Path, scenarios: int, repeat: int, *, printed: bool) -> Iterator[Step]:
    """Measure a project, with PDFs where `printed`; after `BARE` and `COLD` its site/ is as it was generated."""
    edited = scenario_id(scenarios // 2)
    wardbook = [sys.executable, "-m", "wardbook", "--project", str(project)]
    build = [*wardbook, "build"]
    run([*wardbook, "--help"])  # compiles the bytecode
    check, render = [*wardbook, "check"], [*wardbook, "render"]
    _print_on(project, "[]")
    _forget(project)
    yield Step(CHECK, _shown(check, project), (run(check),))
    _forget(project)
    yield Step(RENDER, _shown(render, project), (run(render),))
    _forget(project)
    shown = _shown(build, project)
    yield Step(BARE, shown, (run(build),))
    if printed:
        _print_on(project, "[a4]")
        _forget(project)
        yield Step(COLD, shown, (run(build),))
    yield Step(SAME, shown, tuple(run(build) for _ in range(repeat)))
    yield Step(EDIT, shown, tuple(_published(project, edited, f"edit{n}", build, _edit) for n in range(repeat)))
    yield Step(TITLE, shown, (_published(project, edited, "retitled", build, _retitle),))
    yield Step(NEW, shown, (_published(project, edited, _NEW_ID, build, _copy),))


def _print_on(project: Path, papers: str) -> None:
    """Let the library be printed on some papers."""
    settings = project / "content" / "library.yaml"
    lines = settings.read_text(encoding="utf-8").splitlines(keepends=True)
    others = "".join(line for line in lines if not line.startswith("papers:"))
    settings.write_text(f"{others}papers: {papers}\n", encoding="utf-8")


def _shown(command: Sequence[str], project: Path) -> str:
    """A command as a table shows it."""
    return " ".join(command).replace(sys.executable, "python").replace(str(project), "DIR")


def _forget(project: Path) -> None:
    """Delete what was generated."""
    for folder in ("site", ".wardbook"):
        shutil.rmtree(project / folder, ignore_errors=True)
    for path in (project / "site_src").iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name != _README:
            path.unlink()


def _published(project: Path, id: str, word: str, build: Sequence[str], change: Callable[[Path, str, str], str]) -> Run:
    """Change the content and build; the change must be in the site then."""
    page = project / "site" / "scenarios" / change(project, id, word) / "index.html"
    done = run(build)
    if not page.is_file() or word not in page.read_text(encoding="utf-8"):
        raise CommandFailed(f"{page}: expected `{word}` on the page after {' '.join(build)}, got none")
    return done


def _edit(project: Path, id: str, word: str) -> str:
    """Append a word to an answer of the FAQ; return the id of the page that shows it."""
    path = project / "content" / "scenarios" / f"{id}.yaml"
    before, faq, answers = path.read_text(encoding="utf-8").partition("\nfaq:\n")
    path.write_text(before + faq + answers.replace(".\n", f". {word}.\n", 1), encoding="utf-8")
    return id


def _retitle(project: Path, id: str, word: str) -> str:
    """Put a word before the title of a scenario; return the id of the page that shows it."""
    path = project / "content" / "scenarios" / f"{id}.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("\nshort_title: ", f"\nshort_title: {word} ", 1), encoding="utf-8")
    return id


def _copy(project: Path, id: str, new: str) -> str:
    """Copy a scenario under a new id and list it in its topic; return the new id."""
    folder = project / "content"
    text = (folder / "scenarios" / f"{id}.yaml").read_text(encoding="utf-8")
    (folder / "scenarios" / f"{new}.yaml").write_text(text.replace(f"id: {id}\n", f"id: {new}\n", 1), encoding="utf-8")
    topic = folder / "topics" / f"{yaml.safe_load(text)['topic']}.yaml"
    listed = f"      - {id}\n"
    words = topic.read_text(encoding="utf-8")
    topic.write_text(words.replace(listed, f"{listed}      - {new}\n", 1), encoding="utf-8")
    return new
