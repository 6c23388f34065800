"""A topic with more scenarios than its page shows in full: one that is withdrawn, and copies of another.

The queries of the project go, as its pages are no longer among the first that these find.
"""

from __future__ import annotations

from pathlib import Path

GROUPS = 5


def enlarge(root: Path, scenarios: int) -> None:
    """Give the topic of robots so many scenarios, in groups."""
    folder, topic = root / "content" / "scenarios", root / "content" / "topics" / "robots.yaml"
    text = (folder / "known-lump.yaml").read_text(encoding="utf-8").replace("topic: lumpy-bears", "topic: robots")
    ids = ["rattling-robot", *(f"robot-{number:03}" for number in range(1, scenarios))]
    for id in ids[1:]:
        copy = text.replace("id: known-lump\n", f"id: {id}\n", 1)
        copy = copy.replace("short_title: ", f"short_title: {id.capitalize().replace('-', ' ')}, ", 1)
        (folder / f"{id}.yaml").write_text(copy, encoding="utf-8")
    old = topic.read_text(encoding="utf-8")
    start = old.index("groups:\n")
    end = next(place for place in range(start + 8, len(old)) if old[place - 1] == "\n" and old[place] not in " \n")
    groups = "".join(
        f"  - title: Robots of kind {number + 1}\n    scenarios: [{', '.join(ids[number::GROUPS])}]\n"
        for number in range(GROUPS)
    )
    topic.write_text(f"{old[:start]}groups:\n{groups}{old[end:]}", encoding="utf-8")
    (root / "content" / "queries.yaml").unlink()
