"""A project of somebody else: what its files can make Wardbook run, and which commands run nothing of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from support.command_line import DONE, FAILED, run

TOUCH = "__import__('pathlib').Path({marker!r}).touch()"
PAGE = "{{{{ ''.__class__.__mro__[1].__subclasses__ and joiner.__init__.__globals__.__builtins__.eval({touch!r}) }}}}"
SETTINGS = "site_name: !!python/object/apply:builtins.eval [{touch!r}]\n"


@pytest.fixture
def marker(tmp_path: Path) -> Path:
    """The file that whatever is run writes."""
    return tmp_path / "ran"


@pytest.fixture
def hostile(project: Path, marker: Path) -> Path:
    """A project in which whatever could be run writes a file."""
    touch = TOUCH.format(marker=str(marker))
    for name in ("yaml", "json", "click", "sitecustomize", "conftest", "scripts/mkdocs_hooks"):
        (project / f"{name}.py").write_text(f"{touch}\n", encoding="utf-8")
    pages, fonts = project / "templates" / "pages", project / "templates" / "print" / "fonts"
    for folder in (pages, fonts):
        folder.mkdir(parents=True)
    (pages / "home.md.jinja").write_text(PAGE.format(touch=touch), encoding="utf-8")
    (project / "mkdocs.yml").write_text(SETTINGS.format(touch=touch), encoding="utf-8")
    return project


@pytest.mark.parametrize("command", ["check", "register", "schema", "template", "new source a", "clean"])
def test_commands_that_only_read_content_run_nothing_of_a_project(hostile: Path, marker: Path, command: str) -> None:
    assert run(hostile, *command.split())[0] == DONE
    assert not marker.exists()


def test_the_program_takes_no_module_from_the_project_it_checks(hostile: Path, marker: Path) -> None:
    start = "from wardbook.__main__ import start; start()"  # as the program in `bin/` does
    done = subprocess.run([sys.executable, "-P", "-c", start, "check"], cwd=hostile, capture_output=True, check=False)
    assert done.returncode == DONE, done.stderr
    assert not marker.exists()


def test_rendering_runs_the_templates_of_a_project(hostile: Path, marker: Path) -> None:
    run(hostile, "render")
    assert marker.exists()


def test_building_runs_the_settings_of_a_project(hostile: Path, marker: Path) -> None:
    (hostile / "templates" / "pages" / "home.md.jinja").unlink()
    assert run(hostile, "build")[0] == FAILED
    assert marker.exists()
