"""The cache of builds: it can be lost, spoiled, old or impossible, and what is built is right all the same."""

from __future__ import annotations

import os
import pickle
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import cycle, product
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.edits import CACHE, SEAL, flipped
from support.incremental import NOTE, README, Files, IncrementalProject, clean_rendering, files_in, quiet
from support.loading import load
from support.long_mode import LONG
from support.paths import TODAY, copy_project
from support.rendering import targets
from wardbook import project
from wardbook.build.cache import FORMAT, Cache, Finished, Step, dumps, loads, with_cache
from wardbook.library.library import Library
from wardbook.system.files import Stamp

EXAMPLES = 300 if LONG else 4
NOBODY = 65534


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_project(tmp_path_factory.mktemp("store") / "project")
    (root / "site_src").mkdir()
    (root / "site_src" / README).write_bytes(NOTE)
    IncrementalProject(root).render()
    return root


@pytest.fixture
def incremental(rendered: Path, tmp_path: Path) -> IncrementalProject:
    return IncrementalProject(shutil.copytree(rendered, tmp_path / "project"))


def wanted(root: Path) -> Files:
    return clean_rendering(root) | {README: NOTE}


# --- one rule


class Kitchen:
    """Tasks that note what they ask for, and how often they are run."""

    def __init__(self, asked: Mapping[str, tuple[str, ...]]) -> None:
        self.asked = asked
        self.run: list[str] = []
        self.there = True

    def step(self) -> Step[str]:
        return Step(run=self.runs, decode=bytes.decode, stands=lambda *_: self.there)

    def runs(self, tasks: list[str]) -> Iterator[Finished]:
        for task in tasks:
            self.run.append(task)
            yield Finished(task, self.asked[task], task.upper().encode("utf-8", "replace"))


A, B = bytes(15) + b"a", bytes(15) + b"b"


def test_a_result_stands_while_the_inputs_it_asked_for_are_the_same() -> None:
    cache, kitchen = Cache.empty(), Kitchen({"t:one": ("x", "y"), "t:two": ("z",), "t:none": ()})
    for inputs, run in (
        ({"x": A, "y": A, "z": A}, {"t:one", "t:two", "t:none"}),
        ({"x": A, "y": A, "z": A}, set()),
        ({"x": A, "y": B, "z": A}, {"t:one"}),
        ({"x": B, "y": A, "z": A}, {"t:one"}),
        ({"x": B, "y": A, "z": B}, {"t:two"}),
    ):
        kitchen.run.clear()
        found = cache.refresh(kitchen.asked, inputs, kitchen.step())
        assert found == {task: task.upper() for task in kitchen.asked}
        assert set(kitchen.run) == run


def test_a_result_does_not_stand_without_its_files() -> None:
    cache, kitchen = Cache.empty(), Kitchen({"t": ()})
    kitchen.there = False
    assert [cache.refresh(["t"], {}, kitchen.step())["t"] for _ in range(2)] == ["T", "T"]
    assert kitchen.run == ["t", "t"]


def test_what_was_finished_before_a_stop_is_kept(tmp_path: Path) -> None:
    def stopped(tasks: list[str]) -> Iterator[Finished]:
        yield Finished(tasks[0], (), b"first")
        raise KeyboardInterrupt

    def work(cache: Cache) -> None:
        cache.refresh(["t:1", "t:2"], {}, Step(run=stopped, decode=bytes.decode))

    with pytest.raises(KeyboardInterrupt):
        with_cache(tmp_path, work)
    kitchen = Kitchen({"t:1": (), "t:2": ()})
    found = with_cache(tmp_path, lambda cache: cache.refresh(kitchen.asked, {}, kitchen.step()))
    assert (found, kitchen.run) == ({"t:1": "first", "t:2": "T:2"}, ["t:2"])


def test_tasks_of_a_kind_that_are_no_more_are_forgotten() -> None:
    cache, kitchen = Cache.empty(), Kitchen({"t:1": (), "t:2": (), "tt:1": (), "t": ()})
    cache.refresh(kitchen.asked, {}, kitchen.step())
    cache.keep_only("t", ["t:2"])
    assert {task for task in kitchen.asked if cache.row(task)} == {"t:2", "tt:1", "t"}
    assert set(cache.rows("t")) == {"t:2"}


def test_names_of_files_may_be_of_no_encoding() -> None:
    task = "check:content/\udcff\n.yaml"
    cache, kitchen = Cache.empty(), Kitchen({task: (f"file:{task}",)})
    for digest in (A, A, B):
        cache.refresh([task], {f"file:{task}": digest}, kitchen.step())
    assert kitchen.run == [task, task]


@pytest.mark.parametrize("column", ["name", "inputs", "digest", "result"])
@pytest.mark.parametrize(
    "other", [b"", "text", 7, None, b"\x00" * 40], ids=["empty", "text", "number", "null", "noise"]
)
def test_a_row_that_is_not_what_was_written_does_not_stand(tmp_path: Path, column: str, other: object) -> None:
    kitchen = Kitchen({"t": ("x",)})

    def work(cache: Cache) -> str:
        return cache.refresh(["t"], {"x": A}, kitchen.step())["t"]

    def spoil(cache: Cache) -> None:
        cache._database.execute(f"UPDATE task SET {column} = ?", (other,))

    with_cache(tmp_path, work)
    with_cache(tmp_path, spoil)
    assert (with_cache(tmp_path, work), kitchen.run) == ("T", ["t", "t"])


# --- a cache that is spoiled


def lost(path: Path) -> None:
    path.unlink()


def shortened(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def text(path: Path) -> None:
    path.write_bytes(b"no database\n" * 500)


def old(path: Path) -> None:
    with sqlite3.connect(path) as database:
        database.execute(f"PRAGMA user_version = {FORMAT + 1}")
    database.close()


def another_database(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE task (key TEXT)")
        database.execute(f"PRAGMA user_version = {FORMAT}")
    database.close()


SPOILS: Final = (lost, shortened, emptied, text, old, another_database)


@pytest.mark.parametrize(
    ("spoil", "sealed"),
    [*(product(SPOILS, (True, False)) if LONG else zip(SPOILS, cycle((True, False)), strict=False))],
)
def test_a_spoiled_cache_is_made_again(
    incremental: IncrementalProject, spoil: Callable[[Path], None], sealed: bool
) -> None:
    database = incremental.root / CACHE
    spoil(database)
    if not sealed:
        (incremental.root / SEAL).unlink()
    assert incremental.told() == ()
    (incremental.rendered / "index.md").write_text("mine", encoding="utf-8")
    assert incremental.written() == {"index.md"}
    assert with_cache(database.parent, rendered_targets) == {
        f"render:{kind}:{id}" for kind, id in targets(load(incremental.root))
    }
    assert incremental.written() == set()


def rendered_targets(cache: Cache) -> set[str]:
    return set(cache.rows("render"))


@settings(max_examples=EXAMPLES)
@given(seed=st.integers(0, 10**6))
def test_a_bit_that_changed_in_a_sealed_cache_is_noticed(rendered: Path, seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name in (CACHE, SEAL):
            shutil.copy(rendered / name, folder)
        database = Path(folder) / Path(CACHE).name
        assert with_cache(Path(folder), rendered_targets) != set()
        database.write_bytes(flipped(database.read_bytes(), seed))
        assert with_cache(Path(folder), rendered_targets) == set()


def test_a_cache_is_sealed_also_where_the_content_has_faults(incremental: IncrementalProject) -> None:
    seal = (incremental.root / SEAL).read_bytes()
    (incremental.root / "content" / "terms.yaml").write_text("terms: none\n", encoding="utf-8")
    assert len(incremental.told()) == 1
    assert (incremental.root / SEAL).read_bytes() != seal
    database = incremental.root / CACHE
    database.write_bytes(flipped(database.read_bytes(), 1))
    assert with_cache(database.parent, rendered_targets) == set()


# --- where nothing can be kept


def test_a_full_disk_ends_rightly_or_with_a_plain_error(rendered: Path, tmp_path: Path) -> None:
    expected = wanted(rendered)
    for size in (0, 20_000, 100_000):
        root = shutil.copytree(rendered, tmp_path / str(size))
        shutil.rmtree(root / ".wardbook")
        (root / "site_src" / "topics" / "robots.md").unlink()
        outcome = subprocess.run(
            [sys.executable, "-c", LIMITED, str(size)], cwd=root, capture_output=True, text=True, check=False
        )
        assert outcome.returncode == 0, outcome.stderr
        assert outcome.stdout.startswith(("OSError 27", "rendered"))
        if outcome.stdout.startswith("rendered"):
            assert files_in(root / "site_src") == expected
        project.render(root, TODAY, quiet)
        assert files_in(root / "site_src") == expected


LIMITED = """
import resource, sys
from datetime import date
from pathlib import Path
from wardbook import project
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
try:
    project.render(Path(), date(2026, 11, 22), print)
    print("rendered")
except OSError as error:
    print("OSError", error.errno)
"""


@contextmanager
def powerless(folder: Path) -> Iterator[None]:
    """Act as one who may read a folder and write nothing in it."""
    if os.geteuid() != 0:
        pytest.skip("only root can become another user")
    folder.chmod(0o755)
    os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


def test_where_nothing_may_be_written_content_is_checked(rendered: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(shutil.copytree(rendered / "content", Path(folder) / "project" / "content")).parent
        before = files_in(root)
        with powerless(Path(folder)):
            assert project.check(root, TODAY, quiet)["scenario"] == 10
            with pytest.raises(PermissionError):
                project.render(root, TODAY, quiet)
        assert files_in(root) == before


def test_a_cache_of_another_user_is_passed_over(rendered: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = shutil.copytree(rendered, Path(folder) / "project")
        for path in (root / "site_src", *(root / "site_src").rglob("*")):
            os.chown(path, NOBODY, NOBODY)
        (root / "site_src" / "index.md").write_text("mine", encoding="utf-8")
        before = files_in(root / ".wardbook")
        with powerless(Path(folder)):
            project.render(root, TODAY, quiet)
        assert files_in(root / "site_src") == wanted(root)
        assert files_in(root / ".wardbook") == before


# --- only records come back


class Acting:
    """Whoever loads this as any pickle acts."""

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return os.mkdir, ("acted",)


def named(module: str, name: str) -> bytes:
    """A pickle that is what a module has under a name."""
    return b"\x80\x04" + b"".join(b"\x8c" + bytes([len(word)]) + word.encode() for word in (module, name)) + b"\x93."


def test_a_record_comes_back_as_it_was(library: Library) -> None:
    everything = (library.scenarios, library.summaries, library.topics, library.protocols, library.procedures)
    assert loads(dumps(everything)) == everything
    assert loads(dumps((library.sources, library.pages, library.scales))) == (
        library.sources,
        library.pages,
        library.scales,
    )


@pytest.mark.parametrize(
    "raw",
    [
        pickle.dumps(Acting()),
        named("os", "system"),
        named("builtins", "eval"),
        named("pathlib", "Path"),
        named("wardbook.library.library", "Path"),
        named("wardbook.library.library", "Source"),
        named("wardbook.library.library", "menu"),
        named("wardbook.library.library", "menu.__class__"),
        named("wardbook.library.library", "menu.__code__.__class__"),
        named("wardbook.library.library", "Library.__init__.__globals__"),
        named("wardbook.library.library", "Nothing"),
        named("wardbook.model.nothing", "Nothing"),
        named("wardbook.text.treehouse", "Text"),
        named("wardbook.modelling", "Text"),
        named("datetime", "datetime"),
        b"",
        b"\x80\x04]",
        b"\x80\x04X\xff\xff\xff\x7f",
        b"\x80\x04\x8c\x01\xff.",
        b"no pickle",
    ],
)
def test_what_is_no_record_is_refused_and_does_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, raw: bytes
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(pickle.UnpicklingError):
        loads(raw)
    assert list(tmp_path.iterdir()) == []


def test_stamps_are_told_apart_by_size_and_time() -> None:
    assert Stamp(1, 2) == Stamp(1, 2)
    assert len({Stamp(1, 2), Stamp(1, 3), Stamp(2, 2)}) == 3
