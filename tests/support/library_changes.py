"""Changes of the fixture guideline that several tests make."""

from __future__ import annotations

from pathlib import Path

from support.edits import went


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def delete_a_scenario(root: Path) -> None:
    content = root / "content"
    (content / "scenarios" / "old-bear-lump.yaml").unlink()
    went(root, content / "scenarios" / "old-bear-lump.yaml")
    change(content / "topics" / "lumpy-bears.yaml", "[new-bear-lump, old-bear-lump]", "[new-bear-lump]")
    change(content / "scenarios" / "rattling-robot.yaml", "instead: old-bear-lump", "instead: known-lump")
    change(
        content / "scenarios" / "new-bear-lump.yaml",
        "  - {kind: scenario, id: old-bear-lump, note: The same in an old bear}\n",
        "",
    )


def rename_a_source(root: Path) -> None:
    for path in sorted((root / "content").rglob("*.*")):
        if path.name != "register.yaml" and path.parent.name != "approvals":
            path.write_bytes(path.read_bytes().replace(b"unread-book", b"read-book"))
    (root / "content/sources/unread-book.yaml").rename(root / "content/sources/read-book.yaml")
    went(root, root / "content/sources/unread-book.yaml", "read-book")
