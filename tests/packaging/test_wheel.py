"""The wheel: what is installed from it makes a project, builds it and takes a template of the project's own."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from support.paths import EPOCH, ROOT
from wardbook import __version__

pytestmark = pytest.mark.wheel


@dataclass(frozen=True)
class Installed:
    """An environment in which wardbook stands as its wheel has it."""

    folder: Path

    @property
    def python(self) -> Path:
        return self.folder / "bin" / "python"

    def run(self, cwd: Path, *command: str) -> str:
        """Run a program of the environment; what it printed. It must succeed without a complaint."""
        outcome = subprocess.run(
            [self.folder / "bin" / command[0], *command[1:]],
            cwd=cwd,
            env={
                "PATH": f"{self.folder / 'bin'}:{os.defpath}",
                "HOME": str(self.folder),
                "LANG": "C.UTF-8",
                "NO_MKDOCS_2_WARNING": "1",
                "SOURCE_DATE_EPOCH": EPOCH,
            },
            capture_output=True,
            text=True,
            check=False,
        )
        complaints = [line for line in outcome.stderr.splitlines() if not line.startswith("INFO ")]
        assert (outcome.returncode, complaints) == (0, []), outcome.stdout + outcome.stderr
        return outcome.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built as it is released."""
    target = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(target), str(ROOT)]
    outcome = subprocess.run(command, cwd=target, capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    (path,) = target.iterdir()
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """A fresh environment with the wheel, and with what it needs from this one: nothing is fetched."""
    folder = tmp_path_factory.mktemp("wheel") / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    python = folder / "bin" / "python"
    install = ["install", "--quiet", "--no-deps", "--no-index", "--disable-pip-version-check", str(wheel)]
    subprocess.run([sys.executable, "-m", "pip", "--python", str(python), *install], check=True)
    # A .pth file adds a folder, and not the .pth files in it: this checkout is not among what is found.
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    needs = folder / "lib" / version / "site-packages" / "needs.pth"
    needs.write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return Installed(folder)


@pytest.fixture(scope="module")
def started(installed: Installed, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that the wheel's `wardbook init` wrote, with spaces and accents in its path."""
    folder = tmp_path_factory.mktemp("projects")
    installed.run(folder, "wardbook", "init", "Mes règles #1")
    return folder / "Mes règles #1"


def test_the_wheel_holds_the_package_and_its_templates_only(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    info = f"wardbook-{__version__}.dist-info/"
    package = {name for name in names if not name.startswith(info)}
    program = ROOT / "scripts" / "wardbook"
    expected = {f"wardbook/{path}" for path in files_in(program)}
    expected |= {f"wardbook/templates/{path}" for path in files_in(ROOT / "templates")}
    assert package == expected


def files_in(folder: Path) -> set[str]:
    """The paths of a folder's files, without what Python keeps for itself."""
    found = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder).as_posix() for path in found}


def test_the_wheel_s_own_program_runs(installed: Installed, tmp_path: Path) -> None:
    where = "import wardbook, wardbook.system.packaged as p; print(wardbook.__file__); print(p.default_templates())"
    package, templates = installed.run(tmp_path, "python", "-c", where).splitlines()
    assert Path(package).is_relative_to(installed.folder)
    assert Path(templates) == Path(package).parent / "templates"
    assert installed.run(tmp_path, "wardbook", "--version") == f"wardbook, version {__version__}\n"


def test_a_new_project_is_without_faults(installed: Installed, started: Path) -> None:
    assert installed.run(started, "wardbook", "check").startswith("No faults: 1 topic, 1 scenario, ")


def test_a_new_project_is_built(installed: Installed, started: Path) -> None:
    assert installed.run(started, "wardbook", "build").startswith("Built 1 topic, 1 scenario, ")
    assert (started / "site" / "index.html").is_file()
    assert (started / "site" / "assets" / "wardbook.css").is_file()


def test_a_new_project_is_built_by_plain_mkdocs(installed: Installed, started: Path) -> None:
    installed.run(started, "python", "-m", "mkdocs", "build", "--strict")
    assert (started / "site" / "index.html").is_file()


def test_a_template_of_the_project_takes_the_place_of_the_wheel_s(installed: Installed, started: Path) -> None:
    template = started / "templates" / "components" / "disclaimer.html.jinja"
    template.parent.mkdir()
    template.write_text('<p class="ours">Our own words.</p>', encoding="utf-8")
    installed.run(started, "wardbook", "build")
    (page,) = (started / "site" / "scenarios").glob("*/index.html")
    assert '<p class="ours">Our own words.</p>' in page.read_text(encoding="utf-8")
    template.unlink()


def test_a_new_record_can_be_begun(installed: Installed, started: Path) -> None:
    printed = installed.run(started, "wardbook", "new", "source", "my-first")
    assert printed.startswith("Wrote content/sources/my-first.yaml. ")
    path = started / "content" / "sources" / "my-first.yaml"
    assert "title: TODO" in path.read_text(encoding="utf-8")
    path.unlink()


def test_a_new_project_has_its_schemas_and_is_kept_by_git(started: Path) -> None:
    assert (started / "content" / ".schemas" / "scenario.json").is_file()
    assert (started / "site_src" / "README.md").is_file()
    ignored = (started / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert {"/site/", "/site_src/*", "!/site_src/README.md"} <= set(ignored)
