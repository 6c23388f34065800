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

from support.command_line import DONE, run
from support.long_mode import LONG
from support.paths import EPOCH, GUIDELINE, ROOT, copy_project
from support.preview_process import PATIENCE
from support.publishing import found, listed
from wardbook.system.processes import broken_off
from wardbook.system.workers import cores

KILLS, ORPHANS = (120, 40) if LONG else (2, 1)
SEED = 20261122
MANY = 80
"""Sources enough to be read and rendered by several processes."""

AT_ONCE = 2.0
"""Seconds in which a build that is stopped has ended, with all its processes."""
ENDLESS = """\
#let many = range(10000)
#for a in many { for b in many { for c in many { for d in many {} } } }
"""
"""A template that Typst does not come to the end of."""
PARALLEL = """
import os, signal, time
from pathlib import Path
from wardbook.system.workers import parallel_map
from wardbook.system.signals import Stopped, heed_stops

def children():
    return Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
"""
"""What the scripts know that work in parallel."""

Edit = tuple[str, str, str]
EDITS: dict[str, tuple[Edit, ...]] = {
    "old": (),
    "content": (("content/topics/robots.yaml", "that rattle", "that hum"),),
    "look": (("mkdocs.yml", "Link to this heading", "Link here"),),
}
"""What is written before a build, each time something else, so that there always is something to do."""

STOPS = [
    pytest.param(signal.SIGINT, True, id="from-a-terminal"),
    pytest.param(signal.SIGTERM, False, id="by-a-supervisor"),
    *(
        [pytest.param(signal.SIGINT, False, id="SIGINT-alone"), pytest.param(signal.SIGTERM, True, id="SIGTERM-group")]
        if LONG
        else []
    ),
]
"""The signals that stop a build, and whether all its processes get them."""

several = pytest.mark.skipif(cores() == 1, reason="one core works alone")
pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked for in /proc")


@dataclass
class EditedProject:
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
        environment = os.environ | {"SOURCE_DATE_EPOCH": EPOCH, "PYTHONIOENCODING": "utf-8"}
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
        """Build to the end, in this process."""
        code, out, err = run(self.root, "build")
        assert (code, err) == (DONE, ""), out + err

    def generation(self) -> str:
        """Whose clean build the site is, which must verify by its own list."""
        content = found(self.site)
        assert listed(self.site) == {name: sha256(data).hexdigest() for name, data in content.items()}
        (state,) = (state for state, site in self.clean.items() if site == content)
        return state


@pytest.fixture(scope="module")
def clean(built_once: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """The sites that clean builds give."""
    sites = {"old": found(built_once / "site")}
    for state in EDITS.keys() - sites.keys():
        edited = EditedProject(copy_project(tmp_path_factory.mktemp("clean") / "project"))
        edited.put(state)
        edited.build()
        sites[state] = found(edited.site)
    return sites


@pytest.fixture
def edited(built_project: Path, clean: dict[str, dict[str, bytes]]) -> EditedProject:
    """A project with its site."""
    edited = EditedProject(built_project, clean)
    assert edited.generation() == "old"
    return edited


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


def typesetters(process: subprocess.Popen[str]) -> set[int]:
    """The processes of Typst that a build or its helpers have started."""
    parents = {process.pid, *helpers(process)}
    return {child for child, parent in kin().items() if parent in parents and "typst_process" in command(child)}


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


def test_whenever_a_build_is_killed_the_site_is_whole_and_the_next_build_is_clean(edited: EditedProject) -> None:
    chance, states = random.Random(SEED), cycle(["content", "old", "look", "old", "look", "content"])
    current, killed = "old", 0
    edited.put("look")
    begun = time.monotonic()
    assert edited.start().communicate(timeout=PATIENCE)[1] == ""
    length = time.monotonic() - begun  # the next may be faster, so the few kills come in its first half
    current = "look"
    for _ in range(KILLS):
        state = next(state for state in states if state != current)
        edited.put(state)
        process = edited.start()
        after(chance.uniform(0, length if LONG else length / 2), process)
        code, _ = end(process)
        killed += code == -signal.SIGKILL
        assert edited.generation() in (current, state)
        edited.build()
        assert edited.generation() == state
        current = state
    assert killed > KILLS / 2 if LONG else killed


def test_builders_that_outlive_their_build_spoil_no_later_one(edited: EditedProject) -> None:
    chance, states = random.Random(SEED), cycle(["look", "old"])
    for _ in range(ORPHANS):
        state = next(states)
        edited.put(state)
        first = edited.start()
        wait_for(lambda first=first: builders(first) or first.poll() is not None)  # type: ignore[misc]
        orphans = builders(first)
        assert orphans
        after(chance.uniform(0, 0.5), first)
        first.kill()
        first.communicate(timeout=PATIENCE)
        state = next(states) if chance.random() < 0.5 else state
        edited.put(state)
        edited.build()
        assert edited.generation() == state
        wait_for(lambda orphans=orphans: not any("mkdocs" in command(orphan) for orphan in orphans))  # type: ignore[misc]
        edited.build()
        assert edited.generation() == state


@pytest.mark.parametrize(("number", "whole_group"), STOPS)
def test_a_build_that_is_stopped_says_so_and_leaves_the_site_as_it_was(
    edited: EditedProject, number: signal.Signals, whole_group: bool
) -> None:
    edited.put("look")
    process = edited.start()
    wait_for(lambda: builders(process) or process.poll() is not None)
    children = builders(process)
    if whole_group:
        outcome = end(process, number)
    else:
        process.send_signal(number)
        outcome = (process.wait(PATIENCE), process.communicate()[1])
    assert outcome == (128 + number, "Stopped; site/ is as it was.\n")
    assert not any("mkdocs" in command(child) for child in children)
    assert edited.generation() == "old"
    work = edited.root / ".wardbook" / "work"
    assert list(work.iterdir())  # it may be large, and whoever stops a build does not wait for its end
    edited.build()
    assert not work.exists()
    assert edited.generation() == "look"


@pytest.fixture
def wide(project: Path) -> EditedProject:
    """A project with so many files that several processes read and render them."""
    book = (project / "content" / "sources" / "unread-book.yaml").read_text(encoding="utf-8")
    page = project / "content" / "pages" / "about.md"
    for copy in range(MANY):
        path = project / "content" / "sources" / f"book-{copy}.yaml"
        path.write_text(book.replace("id: unread-book", f"id: book-{copy}"), encoding="utf-8")
    cited = "".join(f" [@book-{copy}]" for copy in range(MANY))
    page.write_text(f"{page.read_text(encoding='utf-8')}\nBooks{cited}.\n", encoding="utf-8")
    return EditedProject(project)


@several
@pytest.mark.parametrize("number", [signal.SIGINT, *([signal.SIGTERM] if LONG else [])], ids=lambda number: number.name)
def test_a_build_that_is_stopped_while_many_processes_work_says_so_once(
    wide: EditedProject, number: signal.Signals
) -> None:
    process = wide.start()
    wait_for(lambda: len(helpers(process)) >= 2 or process.poll() is not None)
    children = helpers(process)
    assert not builders(process)
    assert end(process, number) == (128 + number, "Stopped; site/ is as it was.\n")
    assert not children & kin().keys()
    process = wide.start()
    process.communicate(timeout=PATIENCE)
    assert process.returncode == 0


@several
def test_processes_of_a_build_that_is_killed_end_with_it(wide: EditedProject) -> None:
    process = wide.start()
    wait_for(lambda: len(helpers(process)) >= 2 or process.poll() is not None)
    children = helpers(process)
    assert children
    process.kill()
    process.communicate(timeout=PATIENCE)
    wait_for(lambda: not children & kin().keys())


@several
def test_a_process_of_a_build_that_the_system_kills_is_told_in_a_sentence(wide: EditedProject) -> None:
    process = wide.start()
    while process.poll() is None:
        for helper in helpers(process):
            with suppress(ProcessLookupError):
                os.kill(helper, signal.SIGKILL)
    assert (process.returncode, process.communicate()[1]) == (2, f"{broken_off(-signal.SIGKILL)}\n")


def test_a_builder_that_the_system_kills_is_told_in_a_sentence(edited: EditedProject) -> None:
    edited.put("look")
    process = edited.start()
    wait_for(lambda: builders(process) or process.poll() is not None)
    for builder in builders(process):
        os.kill(builder, signal.SIGKILL)
    assert (process.wait(PATIENCE), process.communicate()[1]) == (2, f"{broken_off(-signal.SIGKILL)}\n")
    assert edited.generation() == "old"


@pytest.fixture
def endless(project: Path) -> EditedProject:
    """A project of which a print takes for ever."""
    sheet = project / "templates" / "print" / "sheet.typ"
    sheet.parent.mkdir()
    sheet.write_text(ENDLESS, encoding="utf-8")
    settings = project / "content" / "library.yaml"
    settings.write_bytes(settings.read_bytes().replace(b"papers: []", b"papers: [a4]"))
    return EditedProject(project)


def printing(process: subprocess.Popen[str]) -> set[int]:
    """The processes of Typst that a build has started, once there are some."""
    wait_for(lambda: typesetters(process) or process.poll() is not None)
    return typesetters(process)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda number: number.name)
def test_a_print_that_takes_for_ever_is_stopped(endless: EditedProject, number: signal.Signals) -> None:
    process = endless.start()
    started = printing(process)
    begun = time.monotonic()
    process.send_signal(number)
    _, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, err) == (128 + number, "Stopped; site/ is as it was.\n")
    wait_for(lambda: not started & kin().keys())
    assert time.monotonic() - begun < AT_ONCE


def test_a_print_ends_with_a_build_that_is_killed(endless: EditedProject) -> None:
    process = endless.start()
    started = printing(process)
    begun = time.monotonic()
    process.kill()
    process.communicate(timeout=PATIENCE)
    wait_for(lambda: not started & kin().keys())
    assert time.monotonic() - begun < AT_ONCE
    # What it leaves lies where the next build takes it away.
    assert list((endless.root / ".wardbook" / "work").glob("wardbook-*/sheet.typ"))
    assert run(endless.root, "clean")[0] == DONE
    assert not (endless.root / ".wardbook" / "work").exists()


def test_a_print_that_the_system_kills_is_told_in_a_sentence(endless: EditedProject) -> None:
    process = endless.start()
    for typesetter in printing(process):
        os.kill(typesetter, signal.SIGKILL)
    _, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, err) == (2, f"{broken_off(-signal.SIGKILL)}\n")


def run_script(script: str) -> list[str]:
    """Run a script that may copy itself, as this process may not; return what it says."""
    done = subprocess.run(
        [sys.executable, "-c", PARALLEL + script], capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


@several
def test_results_come_in_the_order_of_items_up_to_the_first_exception() -> None:
    script = """
def work(shared, item):
    time.sleep(0.01 if item < 20 else 0)
    if item in (77, 150):
        raise ValueError(item)
    return shared + item, os.getpid()

found = []
try:
    for result, process in parallel_map(work, 1000, range(200)):
        found.append(result)
        assert process != os.getpid()
except ValueError as error:
    print(found == list(range(1000, 1077)), error, "in work" in error.__notes__[0])
print(children())
"""
    assert run_script(script) == ["True 77 True", "[]"]


@several
def test_whoever_leaves_the_results_early_waits_for_no_work() -> None:
    script = """
def work(_, item):
    time.sleep(0 if item < 8 else 1000)
    return item

results = parallel_map(work, None, range(200))
print(next(results), len(children()) >= 2)
results.close()
print(children())
try:
    for result in parallel_map(work, None, range(200)):
        raise KeyError(result)
except KeyError as error:
    print(error, children())
"""
    assert run_script(script) == ["0 True", "[]", "0 []"]


@several
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda number: number.name)
def test_a_signal_that_comes_while_processes_start_is_heard_after(number: signal.Signals) -> None:
    """What is raised while a process is copied is lost, so that nothing may be raised there."""
    script = f"""
heed_stops()
os.register_at_fork(before=lambda: os.kill(os.getpid(), {number:d}), after_in_parent=lambda: print("started"))
try:
    list(parallel_map(lambda _, item: time.sleep(1000), None, range(200)))
except Stopped as stop:
    print(stop.code, children())
"""
    said = run_script(script)
    assert said[:-1] == ["started"] * len(said[:-1])
    assert len(said) > 2
    assert said[-1] == f"{128 + number} []"


@several
def test_a_worker_that_is_killed_is_a_fault_of_its_own() -> None:
    script = """
from wardbook.system.processes import WorkerFault

def work(_, item):
    if item == 100:
        os.kill(os.getpid(), signal.SIGKILL)
    return item

try:
    list(parallel_map(work, None, range(200)))
except WorkerFault as fault:
    print(fault, children())
"""
    assert run_script(script) == [f"{broken_off(-signal.SIGKILL)} []"]


@pytest.mark.parametrize("wait", [0, 0.01], ids=["at once", "on a busy machine"])
def test_a_stop_that_comes_where_nothing_can_be_raised_is_heard_later(wait: float) -> None:
    """A busy machine leaves the hook of lost exceptions no time to return before the next try."""
    script = f"""
class Cleaned:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGINT)
        print("cleaned up")

set_timer = signal.setitimer
def set_timer_slowly(*times):
    signal.setitimer = set_timer
    set_timer(*times)
    time.sleep({wait})
signal.setitimer = set_timer_slowly

heed_stops()
try:
    Cleaned()
    time.sleep(1000)
except Stopped as stop:
    print(stop.code)
"""
    assert run_script(script)[-1] == "130"
