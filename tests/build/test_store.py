"""The memory of builds: it can be lost, spoiled, old or impossible, and what is built is right all the same."""

from __future__ import annotations

import os
import pickle
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.edits import MEMORY, SEAL, flipped
from support.incremental import NOTE, README, Files, Workshop, clean_rendering, files_in, quiet
from support.paths import TODAY, copy_project
from wardbook import project
from wardbook.build.frozen import freeze, thaw
from wardbook.build.memory import DATABASE, FORMAT, PAGES, remembering
from wardbook.build.store import Store, StoreFault, _marked
from wardbook.library.library import Library, load
from wardbook.render.site import targets as all_targets
from wardbook.system.files import Stamp
from wardbook.views.targets.layouts import record_ids

EXAMPLES = 300 if os.environ.get("WARDBOOK_LONG") else 4
NOBODY = 65534


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_project(tmp_path_factory.mktemp("store") / "project")
    (root / "site_src").mkdir()
    (root / "site_src" / README).write_bytes(NOTE)
    Workshop(root).render()
    return root


@pytest.fixture
def workshop(rendered: Path, tmp_path: Path) -> Workshop:
    return Workshop(shutil.copytree(rendered, tmp_path / "project"))


def wanted(root: Path) -> Files:
    return clean_rendering(root) | {README: NOTE}


# --- a memory that is spoiled


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
        database.execute("CREATE TABLE sound (key TEXT)")
        database.execute(f"PRAGMA user_version = {FORMAT}")
    database.close()


@pytest.mark.parametrize("sealed", [True, False], ids=["sealed", "unsealed"])
@pytest.mark.parametrize("spoil", [lost, shortened, emptied, text, old, another_database])
def test_a_spoiled_memory_is_made_again(workshop: Workshop, spoil: Callable[[Path], None], sealed: bool) -> None:
    memory = workshop.root / MEMORY
    spoil(memory)
    if not sealed:
        (workshop.root / SEAL).unlink()
    assert workshop.told() == ()
    (workshop.rendered / "index.md").write_text("mine", encoding="utf-8")
    assert workshop.written() == {"index.md"}
    assert remembering(memory.parent, Store.units) == {f"{kind}:{id}" for kind, id in units(workshop)}
    assert workshop.written() == set()


def units(workshop: Workshop) -> set[tuple[str, str]]:
    return set(all_targets(record_ids(load(workshop.root)), volumes=1))


@settings(max_examples=EXAMPLES, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_a_bit_that_changed_in_a_sealed_memory_is_noticed(rendered: Path, seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name in (MEMORY, SEAL):
            shutil.copy(rendered / name, folder)
        memory = Path(folder) / Path(MEMORY).name
        assert remembering(Path(folder), Store.units) != set()
        memory.write_bytes(flipped(memory.read_bytes(), seed))
        assert remembering(Path(folder), Store.units) == set()
        assert remembering(Path(folder), lambda store: store.fact("day")) == b""


@pytest.mark.parametrize(
    ("table", "column"),
    [("sound", "facts"), ("sound", "shown"), ("fact", "value")],
)
@pytest.mark.parametrize(
    "other", [b"", "text", 7, None, b"\x00" * 40], ids=["empty", "text", "number", "null", "noise"]
)
def test_a_blob_that_is_not_what_was_written_is_noticed(tmp_path: Path, table: str, column: str, other: object) -> None:
    def look(store: Store) -> tuple[object, ...]:
        return store.all_facts(), store.all_shown(), store.fact("day"), store.sound(b"key")

    def fill(store: Store) -> None:
        database = store._database
        database.execute("INSERT OR REPLACE INTO fact VALUES ('day', ?)", (_marked(b"2026-11-22"),))
        database.execute(
            "INSERT OR REPLACE INTO sound VALUES (?, ?, ?, '')", (b"key", _marked(b"facts"), _marked(b"shown"))
        )

    remembering(tmp_path, fill)
    assert remembering(tmp_path, look)[2] == b"2026-11-22"
    remembering(tmp_path, lambda store: store._database.execute(f"UPDATE {table} SET {column} = ?", (other,)).close())
    with closing(sqlite3.connect(tmp_path / DATABASE)) as database:
        database.execute("ATTACH ? AS pages", (str(tmp_path / PAGES),))
        with pytest.raises(StoreFault):
            look(Store(database))
    assert remembering(tmp_path, look) == ({}, {}, b"", None)


def test_what_is_written_together_is_remembered_together(tmp_path: Path) -> None:
    def work(store: Store) -> None:
        store.set_fact("one", b"1")
        with store.together():
            store.set_fact("two", b"2")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        remembering(tmp_path, work)
    assert remembering(tmp_path, lambda store: (store.fact("one"), store.fact("two"))) == (b"1", b"")


def test_a_memory_is_sealed_also_where_the_content_has_faults(workshop: Workshop) -> None:
    seal = (workshop.root / SEAL).read_bytes()
    (workshop.root / "content" / "terms.yaml").write_text("terms: none\n", encoding="utf-8")
    assert len(workshop.told()) == 1
    assert (workshop.root / SEAL).read_bytes() != seal
    memory = workshop.root / MEMORY
    memory.write_bytes(flipped(memory.read_bytes(), 1))
    assert remembering(memory.parent, Store.units) == set()


# --- where nothing can be remembered


def test_a_full_disk_ends_rightly_or_with_a_plain_error(rendered: Path, tmp_path: Path) -> None:
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
            assert files_in(root / "site_src") == wanted(root)
        project.render(root, TODAY, quiet)
        assert files_in(root / "site_src") == wanted(root)


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
            assert project.check(root, quiet)["scenario"] == 4
            with pytest.raises(PermissionError):
                project.render(root, TODAY, quiet)
        assert files_in(root) == before


def test_a_memory_of_another_user_is_passed_over(rendered: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = shutil.copytree(rendered, Path(folder) / "project")
        for path in (root / "site_src", *(root / "site_src").rglob("*")):
            os.chown(path, NOBODY, NOBODY)
        (root / "site_src" / "index.md").write_text("mine", encoding="utf-8")
        memory = files_in(root / ".wardbook")
        with powerless(Path(folder)):
            project.render(root, TODAY, quiet)
        assert files_in(root / "site_src") == wanted(root)
        assert files_in(root / ".wardbook") == memory


# --- only records come back


class Acting:
    """Whoever loads this as any pickle acts."""

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return os.mkdir, ("acted",)


def named(module: str, name: str) -> bytes:
    """A pickle that is what a module has under a name."""
    return b"\x80\x04" + b"".join(b"\x8c" + bytes([len(word)]) + word.encode() for word in (module, name)) + b"\x93."


def test_a_record_comes_back_as_it_was(library: Library) -> None:
    everything = (library.scenarios, library.cards, library.topics, library.protocols, library.procedures)
    assert thaw(freeze(everything)) == everything
    assert thaw(freeze((library.sources, library.pages, library.scales))) == (
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
        named("wardbook.library.library", "ContentError"),
        named("wardbook.library.library", "load"),
        named("wardbook.library.library", "load.__class__"),
        named("wardbook.library.library", "load.__code__.__class__"),
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
        thaw(raw)
    assert list(tmp_path.iterdir()) == []


def test_stamps_are_told_apart_by_size_and_time() -> None:
    assert Stamp(1, 2) == Stamp(1, 2)
    assert len({Stamp(1, 2), Stamp(1, 3), Stamp(2, 2)}) == 3
