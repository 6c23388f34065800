"""A build that is killed or stopped at any moment: the site stays whole, and the next build is that of a clean one."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import cycle
from pathlib import Path

import pytest

from support.paths import GUIDELINE, ROOT, copy_project
from support.preview_process import DAY, PATIENCE
from support.publishing import found, listed
from wardbook.system.workers import cores

KILLS, ORPHANS = (120, 40) if os.environ.get("WARDBOOK_LONG") else (6, 2)
SEED = 20261122
MANY = 80
"""Sources enough to be read and rendered by several processes."""

Edit = tuple[str, str, str]
EDITS: dict[str, tuple[Edit, ...]] = {
    "old": (),
    "content": (("content/topics/robots.yaml", "that rattle", "that hum"),),
    "look": (("mkdocs.yml", "name: Switch to the dark page", "name: Switch the light off"),),
}
"""What is written before a build, each time something else, so that there always is something to do."""

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked for in /proc")


@dataclass
class Desk:
    """A project that is edited and built again and again, often not to the end."""

    root: Path
    clean: dict[str, dict[str, bytes]] = field(default_factory=dict)
    """The site of each state, as a clean build gives it."""

    @property
    def site(self) -> Path:
        return self.root / "site"

    def put(self, state: str) -> None:
        """Bring what is edited into a state."""
        for name in {edit[0] for edits in EDITS.values() for edit in edits}:
            pristine = (GUIDELINE if name.startswith("content/") else ROOT) / name
            text = pristine.read_text(encoding="utf-8")
            for path, old, new in EDITS[state]:
                assert path != name or old in text
                text = text.replace(old, new) if path == name else text
            (self.root / name).write_text(text, encoding="utf-8")

    def start(self) -> subprocess.Popen[str]:
        """Begin a build, as the head of a group of its own."""
        environment = os.environ | {"SOURCE_DATE_EPOCH": DAY, "PYTHONIOENCODING": "utf-8"}
        return subprocess.Popen(
            [sys.executable, "-m", "wardbook", "build"],
            cwd=self.root,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
        )

    def build(self) -> None:
        """Build to the end."""
        with self.start() as process:
            out, err = process.communicate(timeout=PATIENCE)
        assert (process.returncode, err) == (0, ""), out + err

    def generation(self) -> str:
        """Whose clean build the site is, which must verify by its own list."""
        content = found(self.site)
        assert listed(self.site) == {name: sha256(data).hexdigest() for name, data in content.items()}
        (state,) = (state for state, site in self.clean.items() if site == content)
        return state


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """The sites that clean builds give."""
    sites = {}
    for state in EDITS:
        desk = Desk(copy_project(tmp_path_factory.mktemp("clean") / "project"))
        desk.put(state)
        desk.build()
        sites[state] = found(desk.site)
    return sites


@pytest.fixture
def desk(project: Path, clean: dict[str, dict[str, bytes]]) -> Desk:
    """A project with its site."""
    desk = Desk(project, clean)
    desk.put("old")
    desk.build()
    assert desk.generation() == "old"
    return desk


def kin() -> Mapping[int, int]:
    """The parent of every process that runs."""
    parents = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, parent = status.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[:2]
            if state != "Z":
                parents[int(status.parent.name)] = int(parent)
    return parents


def builders(process: subprocess.Popen[str]) -> set[int]:
    """The processes of MkDocs that a build has started."""
    return {child for child in helpers(process) if "mkdocs" in command(child)}


def helpers(process: subprocess.Popen[str]) -> set[int]:
    """The processes that a build has started."""
    return {child for child, parent in kin().items() if parent == process.pid}


def command(process: int) -> str:
    try:
        return Path(f"/proc/{process}/cmdline").read_text(encoding="utf-8")
    except OSError:
        return ""


def wait_for(condition: Callable[[], object]) -> None:
    """Wait until something is so, which it must be before long."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "what was waited for did not come"
        time.sleep(0.005)


def after(seconds: float, process: subprocess.Popen[str]) -> None:
    """Wait so long, or until a process ends."""
    with suppress(subprocess.TimeoutExpired):
        process.wait(seconds)


def end(process: subprocess.Popen[str], number: signal.Signals = signal.SIGKILL) -> tuple[int, str]:
    """Send a signal to a build and all that it has started; its exit code and what it complained of."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, number)
    _, err = process.communicate(timeout=PATIENCE)
    return process.returncode, err


def test_whenever_a_build_is_killed_the_site_is_whole_and_the_next_build_is_clean(desk: Desk) -> None:
    chance, states = random.Random(SEED), cycle(["content", "old", "look", "old", "look", "content"])
    current, killed = "old", 0
    begun = time.monotonic()
    desk.put("look")
    desk.build()
    current, length = "look", time.monotonic() - begun
    for _ in range(KILLS):
        state = next(state for state in states if state != current)
        desk.put(state)
        process = desk.start()
        after(chance.uniform(0, length), process)
        code, _ = end(process)
        killed += code == -signal.SIGKILL
        assert desk.generation() in (current, state)
        desk.build()
        assert desk.generation() == state
        current = state
    assert killed > KILLS / 2


def test_builders_that_outlive_their_build_spoil_no_later_one(desk: Desk) -> None:
    chance, states = random.Random(SEED), cycle(["look", "old"])
    for _ in range(ORPHANS):
        state = next(states)
        desk.put(state)
        first = desk.start()
        wait_for(lambda first=first: builders(first) or first.poll() is not None)  # type: ignore[misc]
        orphans = builders(first)
        assert orphans
        after(chance.uniform(0, 0.5), first)
        first.kill()
        first.communicate(timeout=PATIENCE)
        state = next(states) if chance.random() < 0.5 else state
        desk.put(state)
        desk.build()
        assert desk.generation() == state
        wait_for(lambda orphans=orphans: not any("mkdocs" in command(orphan) for orphan in orphans))  # type: ignore[misc]
        desk.build()
        assert desk.generation() == state


@pytest.mark.parametrize("whole_group", [True, False], ids=["group", "alone"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda number: number.name)
def test_a_build_that_is_stopped_says_so_and_leaves_the_site_as_it_was(
    desk: Desk, number: signal.Signals, whole_group: bool
) -> None:
    desk.put("look")
    process = desk.start()
    wait_for(lambda: builders(process) or process.poll() is not None)
    children = builders(process)
    if whole_group:
        outcome = end(process, number)
    else:
        process.send_signal(number)
        outcome = (process.wait(PATIENCE), process.communicate()[1])
    assert outcome == (128 + number, "Stopped; site/ is as it was.\n")
    assert not any("mkdocs" in command(child) for child in children)
    assert desk.generation() == "old"
    desk.build()
    assert desk.generation() == "look"


@pytest.mark.skipif(cores() == 1, reason="one core works alone")
def test_a_build_that_is_stopped_while_many_processes_work_says_so_once(project: Path) -> None:
    book = (project / "content" / "sources" / "unread-book.yaml").read_text(encoding="utf-8")
    page = project / "content" / "pages" / "about.md"
    for copy in range(MANY):
        path = project / "content" / "sources" / f"book-{copy}.yaml"
        path.write_text(book.replace("id: unread-book", f"id: book-{copy}"), encoding="utf-8")
    cited = "".join(f" [@book-{copy}]" for copy in range(MANY))
    page.write_text(f"{page.read_text(encoding='utf-8')}\nBooks{cited}.\n", encoding="utf-8")
    desk = Desk(project)
    process = desk.start()
    wait_for(lambda: len(helpers(process)) >= 2 or process.poll() is not None)
    children = helpers(process)
    assert not builders(process)
    assert end(process, signal.SIGINT) == (130, "Stopped; site/ is as it was.\n")
    wait_for(lambda: not children & kin().keys())
    desk.build()
    process = desk.start()
    process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
