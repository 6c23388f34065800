"""The work of builds of a library of real proportions, counted, with everything on: PDFs, embeds and search."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bench.measure import run
from bench.synthetic import write_project
from support.loading import load
from wardbook.build.cache import Cache, with_cache
from wardbook.build.paths import CACHE
from wardbook.views.parts.print_links import LARGEST_BOOK

SCENARIOS = 24
"""Enough for two topics, of which one has a book, and for three volumes."""
MEMORY = 1_300_000_000
"""The most bytes that all processes of a build may hold together; a build of 650 scenarios takes no more."""
KINDS = ("render", "print", "html")
"""What is counted beside the index: targets laid out and rendered, PDFs printed, pages given to MkDocs."""


@dataclass(frozen=True)
class Built:
    """A project that is built, and what it is built from."""

    root: Path
    scenario: str
    """The id of a scenario whose topic has a book."""
    topic: str

    def build(self) -> int:
        """Build; the most memory that all processes held together, in bytes."""
        return run([sys.executable, "-m", "wardbook", "--project", str(self.root), "build"]).memory

    def tasks(self) -> dict[str, bytes]:
        """Every task that is counted, with a digest of what it was made from."""

        def digests(cache: Cache) -> dict[str, bytes]:
            rows = [row for kind in KINDS for row in cache.rows(kind).items()]
            index = cache.row("index")
            return {name: row.digest for name, row in rows} | ({"index": index.digest} if index else {})

        return with_cache(self.root / CACHE, digests)

    def work(self, change: Callable[[str], str]) -> set[str]:
        """The tasks that a build does after a change of the scenario."""
        before = self.tasks()
        path = self.root / "content" / "scenarios" / f"{self.scenario}.yaml"
        text = path.read_text(encoding="utf-8")
        path.write_text(change(text), encoding="utf-8")
        self.build()
        after = self.tasks()
        return {task for task in after if after[task] != before.get(task)}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The library, built from nothing."""
    root = tmp_path_factory.mktemp("work") / "project"
    write_project(root, SCENARIOS)
    settings = root / "content" / "library.yaml"
    settings.write_text(f"papers: [a4]\n{settings.read_text(encoding='utf-8')}", encoding="utf-8")
    library = load(root)
    topic = next(topic for topic in library.topics.values() if 1 < len(topic.scenarios) <= LARGEST_BOOK)
    built = Built(root, topic.scenarios[1], topic.id)
    assert built.build() < MEMORY
    return built


def kinds(tasks: Iterable[str]) -> Counter[str]:
    return Counter(task.partition(":")[0] for task in tasks)


def test_a_first_build_does_everything_once(built: Built) -> None:
    done = built.tasks()
    assert sum(1 for task in done if task.startswith("render:scenario:")) == SCENARIOS
    assert kinds(done) == {"render": 186, "print": 26, "html": 345, "index": 1}
    index = json.loads((built.root / "site" / "pagefind" / "pagefind-entry.json").read_bytes())
    assert index["languages"]["en"]["page_count"] > SCENARIOS, "the search finds every scenario, though all are drafts"


def test_nothing_changed_does_nothing(built: Built) -> None:
    assert built.work(lambda text: text) == set()


def test_a_comment_is_read_and_changes_nothing(built: Built) -> None:
    done = built.work(lambda text: f"{text}# as agreed\n")
    assert done == {f"render:scenario:{built.scenario}", f"render:topic:{built.topic}"}


def test_an_edited_question_makes_what_shows_it(built: Built) -> None:
    assert built.work(lambda text: text.replace('- question: "', '- question: "New: ', 1)) == {
        f"render:scenario:{built.scenario}",
        f"render:topic:{built.topic}",
        "render:volume:1",
        f"print:pdf/scenarios/{built.scenario}-a4.pdf",
        f"print:pdf/topics/{built.topic}-a4.pdf",
        f"html:scenarios/{built.scenario}/index.md",
        f"html:scenarios/{built.scenario}/faq.md",
        "index",
    }


def test_a_new_title_builds_no_page_of_another_record(built: Built) -> None:
    done = built.work(lambda text: text.replace('title: "Synthetic', 'title: "New', 1))
    assert kinds(done) == {"render": 56, "print": 2, "html": 7, "index": 1}
    assert {task for task in done if task.startswith("html:") and built.scenario not in task} == set()
