"""What people and accidents do to a project between two builds: edits of its content, its templates and its outputs.

Every edit is named and takes two numbers, which choose what it acts on, and a text. It may leave content with faults.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final, TypeVar

import yaml

from bench.yaml_text import yaml_text
from wardbook.system.files import remove
from wardbook.system.packaged import default_templates

T = TypeVar("T")
Data = dict[str, Any]
Act = Callable[[Path, int, int, str], None]

DAYS: Final = tuple(
    date.fromisoformat(day)
    for day in ("2026-11-22", "2026-11-23", "2026-11-24", "2026-05-29", "2027-05-30", "2027-05-31", "2030-01-01")
)
"""Days on which pages of the fixture guideline have just passed their next review, or not yet."""
CACHE: Final = ".wardbook/cache.sqlite"
SEAL: Final = ".wardbook/cache.sha256"
COLUMNS: Final = ("name", "inputs", "digest", "result")
DAY: Final = "2026-11-22"


@dataclass(frozen=True)
class Edit:
    """An edit, as data."""

    name: str
    first: int = 0
    second: int = 0
    text: str = "word"

    def apply(self, root: Path) -> None:
        ACTS[self.name](root, self.first, self.second, self.text)


class _Loader(yaml.CSafeLoader):
    """Takes `on` for a word and a day for a text, as the project does."""

    yaml_implicit_resolvers = {  # noqa: RUF012  # PyYAML's own name
        first: [(tag, pattern) for tag, pattern in found if not tag.endswith((":bool", ":timestamp"))]
        for first, found in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }


_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), list("tf"))

ACTS: dict[str, Act] = {}


def act(function: Act) -> Act:
    ACTS[function.__name__] = function
    return function


def read(path: Path) -> Data:
    """A record as it is written; days stay texts."""
    data: Data = yaml.load(path.read_text(encoding="utf-8"), _Loader)
    return data


def write(path: Path, data: Data) -> None:
    path.write_text(yaml_text(data), encoding="utf-8")


def pick(items: list[T], number: int) -> T:
    return items[number % len(items)]


def files(root: Path, *folders: str) -> list[Path]:
    """The records in some folders of `content/` that can be read as such, sorted."""
    found = (path for folder in folders for path in sorted((root / "content" / folder).glob("*.yaml")))
    return [path for path in found if is_record(path)]


def is_record(path: Path) -> bool:
    try:
        return isinstance(read(path), dict)
    except (ValueError, yaml.YAMLError):
        return False


def change(root: Path, folder: str, number: int, edit: Callable[[Data], None]) -> None:
    """Change one record of a kind, if there is any that can be read."""
    if found := files(root, folder):
        path = pick(found, number)
        data = read(path)
        edit(data)
        write(path, data)


def change_single(root: Path, name: str, edit: Callable[[Data], None]) -> None:
    path = root / "content" / name
    if is_record(path):
        data = read(path)
        edit(data)
        write(path, data)


def ids(root: Path, folder: str) -> list[str]:
    return [path.stem for path in files(root, folder)]


# --- texts of records


@act
def faq(root: Path, first: int, second: int, text: str) -> None:
    change(root, "scenarios", first, lambda s: pick(faq_of(s), second).update(answer=text))


@act
def scenario_line(root: Path, first: int, second: int, text: str) -> None:
    field = pick(["title", "short_title", "category", "presentation"], second)
    change(root, "scenarios", first, lambda s: s.update({field: text}))


@act
def scenario_prose(root: Path, first: int, second: int, text: str) -> None:
    change(root, "scenarios", first, lambda s: pick([s["answer"], s["rationale"]], second).update(text=text))


@act
def population(root: Path, first: int, second: int, text: str) -> None:
    group = pick(["adult", "child", "both"], second)
    change(root, "scenarios", first, lambda s: s["population"].update(summary=text, age_group=group))


def faq_of(scenario: Data) -> list[Data]:
    """The questions of a scenario; one that had none gets one."""
    questions: list[Data] = scenario.setdefault("faq", [{"question": "Why?", "answer": "So."}])
    return questions


def rows_of(scenario: Data) -> list[Any]:
    """The rows of a scenario's rating table; a row that nobody keeps for one without a table."""
    rows: list[Any] = scenario["ratings"]["rows"] if "ratings" in scenario else [{}]
    return rows


@act
def rating(root: Path, first: int, second: int, text: str) -> None:  # noqa: ARG001  # the text says nothing here
    category = pick(["good", "maybe", "poor"], second)
    change(root, "scenarios", first, lambda s: pick(rows_of(s), second).update(category=category))


@act
def fewer_ratings(root: Path, first: int, second: int, text: str) -> None:  # noqa: ARG001
    change(root, "scenarios", first, lambda s: rows_of(s).pop(second % len(rows_of(s))))


@act
def more_ratings(root: Path, first: int, second: int, text: str) -> None:  # noqa: ARG001
    procedure = pick([*ids(root, "procedures"), "nothing"], second)
    row = {"procedure": procedure, "category": "poor"}
    change(root, "scenarios", first, lambda s: rows_of(s).append(row))


@act
def review(root: Path, first: int, second: int, text: str) -> None:
    statuses: list[Data] = [
        {"status": "live", "reviewed_on": "2026-05-01", "next_review": DAYS[second % len(DAYS)].isoformat()},
        {"status": "under-review", "reviewed_on": "2025-01-01", "next_review": DAYS[second % len(DAYS)].isoformat()},
        {"status": "draft"},
        {"status": "withdrawn", "withdrawn": {"on": "2026-05-01", "reason": text}},
    ]
    status = pick(statuses, first + second)
    by = {"reviewers": ["dr-fluff"]} if "reviewed_on" in status else {}
    change(
        root,
        pick(["scenarios", "topics", "protocols"], first),
        second,
        lambda r: r.update(review=status | by | {"version": "1.0", "changes": r["review"]["changes"][-1:]}),
    )


@act
def topic_line(root: Path, first: int, second: int, text: str) -> None:
    def edit(topic: Data) -> None:
        pick([topic, topic["groups"][0]], second)["title"] = text
        topic["panels"] = [text, *topic["panels"]] if second > 5 else topic["panels"]

    change(root, "topics", first, edit)


@act
def topic_order(root: Path, first: int, second: int, text: str) -> None:  # noqa: ARG001
    def edit(topic: Data) -> None:
        pick(topic["groups"], second)["scenarios"].reverse()
        topic["groups"].reverse()

    change(root, "topics", first, edit)


@act
def other_topic(root: Path, first: int, second: int, text: str) -> None:
    """Move a scenario to a topic; with some texts the lists of the topics are forgotten."""
    scenario, topic = pick(ids(root, "scenarios"), first), pick(ids(root, "topics"), second)
    change(root, "scenarios", first, lambda s: s.update(topic=topic))
    for number, id in enumerate(ids(root, "topics") if len(text) != 4 else []):
        change(root, "topics", number, lambda t, own=id == topic: list_in(t, scenario, own=own))  # type: ignore[misc]  # a default


def list_in(topic: Data, scenario: str, *, own: bool) -> None:
    for group in topic["groups"]:
        group["scenarios"] = [id for id in group["scenarios"] if id != scenario]
    topic["groups"][0]["scenarios"] += [scenario] if own else []
    topic["groups"] = [group for group in topic["groups"] if group["scenarios"]]


@act
def procedure(root: Path, first: int, second: int, text: str) -> None:
    field = pick(["label", "about", "label"], second)
    change(root, "procedures", first, lambda p: p.update({field: text}))


@act
def protocol_of_procedure(root: Path, first: int, second: int, text: str) -> None:  # noqa: ARG001
    def edit(data: Data) -> None:
        data.pop("protocol", None)
        if second % 3:
            data["protocol"] = pick(ids(root, "protocols"), second)

    change(root, "procedures", first, edit)


@act
def protocol(root: Path, first: int, second: int, text: str) -> None:
    field = pick(["title", "summary"], second)
    change(root, "protocols", first, lambda p: p.update({field: text}))


@act
def source(root: Path, first: int, second: int, text: str) -> None:
    field = pick(["title", "note", "publisher"], second)
    change(root, "sources", first, lambda s: s.update({field: text}))


@act
def page(root: Path, first: int, second: int, text: str) -> None:
    path = pick(sorted((root / "content" / "pages").glob("*.md")), first)
    old = path.read_text(encoding="utf-8")
    words = [
        re.sub("^title: .*$", lambda _: f"title: {json.dumps(text)}", old, count=1, flags=re.MULTILINE),
        re.sub("^order: .*$", f"order: {second}", old, count=1, flags=re.MULTILINE),
        f"{old}\n{text}\n",
    ]
    path.write_text(pick(words, second), encoding="utf-8")


@act
def table(root: Path, first: int, second: int, text: str) -> None:
    """Change a table, or the file beside it with its rows."""
    path = pick(files(root, "tables"), first)
    rows = path.with_suffix(".csv")
    if rows.exists() and second % 2:
        rows.write_text(f"{rows.read_text(encoding='utf-8-sig')}{second},{text}\n", encoding="utf-8")
    else:
        change(root, "tables", first, lambda t: t.update({pick(["caption", "note"], second // 2): text}))


@act
def placed_table(root: Path, first: int, second: int, text: str) -> None:
    """Place a table in a scenario, which may place it already."""
    marker = f"[table: {pick(ids(root, 'tables'), second)}]"
    change(root, "scenarios", first, lambda s: faq_of(s)[0].update(answer=f"{text}\n\n{marker}"))


# --- what every page stands on


@act
def library(root: Path, first: int, second: int, text: str) -> None:
    def edit(settings: Data) -> None:
        settings.update({pick(["title", "tagline", "publisher"], first): text})
        if second == 0:
            settings.pop("address", None)
        if second == 1:
            settings["logo"] = "nothing.svg"

    change_single(root, "library.yaml", edit)


@act
def terms(root: Path, first: int, second: int, text: str) -> None:
    word = pick(["US", "CT", "bear", "X"], second)
    change_single(root, "terms.yaml", lambda t: pick(t["terms"], first).update(term=text, abbreviation=word))


@act
def scales(root: Path, first: int, second: int, text: str) -> None:
    def edit(data: Data) -> None:
        if first < 4:
            pick(data["scales"][0]["categories"], second)["label"] = text
        elif first < 7:
            data["scales"][0]["method"] = f"{text} [@{pick(ids(root, 'sources'), second)}]"
        else:
            data["radiation"]["source"] = pick(ids(root, "sources"), second)

    change_single(root, "scales.yaml", edit)


@act
def people(root: Path, first: int, second: int, text: str) -> None:
    field = pick(["name", "role", "id"], second)
    change_single(root, "people.yaml", lambda data: pick(data["people"], first).update({field: text}))


@act
def drawing(root: Path, first: int, second: int, text: str) -> None:  # noqa: ARG001
    (root / "content" / "logo.svg").write_text(f"<svg><circle r='{first}'/></svg>\n" * second, encoding="utf-8")


@act
def picture(root: Path, first: int, second: int, text: str) -> None:
    """Change a picture or a document, the words of a figure, or the notes in a picture, which nobody sees."""
    figures, where = root / "content" / "figures", root / "content" / "figures" / "where-to-press.svg"
    match second % 4:
        case 0:
            change(root, "figures", first, lambda f: f.update(caption=text))
        case 1 if where.exists():
            where.write_text(f"<!-- {first} -->\n" + where.read_text(encoding="utf-8"), encoding="utf-8")
        case 2:
            svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="{first}"/></svg>'
            where.write_text(svg, encoding="utf-8")
        case _:
            order = figures.with_name("attachments") / "seamstress-order.pdf"
            order.write_bytes(b"%PDF-1.7\n" + b"1 0 obj null endobj\n" * first + b"%%EOF\n")


# --- records that come and go


def new_id(root: Path) -> str:
    """An id that no file has or had."""
    taken = {path.stem for path in (root / "content").rglob("*.*")} | {entry.get("id") for entry in moved(root)}
    return next(id for number in range(1000) if (id := f"new-{number}") not in taken)


@act
def new_scenario(root: Path, first: int, second: int, text: str) -> None:
    path = pick(files(root, "scenarios"), first)
    data, id = read(path), new_id(root)
    data |= {"id": id, "title": text, "short_title": text}
    write(path.with_stem(id), data)
    if second:
        topics = ids(root, "topics")
        number = topics.index(data["topic"]) if data["topic"] in topics else 0
        change(root, "topics", number, lambda t: pick(t["groups"], second)["scenarios"].append(id))


@act
def new_source(root: Path, first: int, second: int, text: str) -> None:
    """Add a source, and with most numbers a citation of it."""
    id = new_id(root)
    write(root / "content" / "sources" / f"{id}.yaml", {"id": id, "kind": "book", "title": text})
    if second > 7:
        change_single(root, "scales.yaml", lambda s: s["radiation"].update(source=id))
    elif second > 5:
        change(root, "procedures", first, lambda p: p.update(radiation_source=id))
    elif second > 1:
        change(root, "scenarios", first, lambda s: faq_of(s)[0].update(answer=f"{text} [@{id}]."))


@act
def new_other(root: Path, first: int, second: int, text: str) -> None:
    folder = pick(["procedures", "protocols"], second)
    path, id = pick(files(root, folder), first), new_id(root)
    write(path.with_stem(id), read(path) | {"id": id, pick(["label", "title"], second): text})


@act
def new_page(root: Path, first: int, second: int, text: str) -> None:
    id = new_id(root)
    link = pick(["about", "scales", "contact", "nothing"], second)
    (root / "content" / "pages" / f"{id}.md").write_text(
        f"---\nid: {id}\ntitle: {json.dumps(text)}\nsummary: New\norder: {first}\n---\nSee [this](page:{link}).\n",
        encoding="utf-8",
    )


def record_files(root: Path) -> list[Path]:
    return files(root, "scenarios", "topics", "procedures", "protocols", "sources")


def moved(root: Path) -> list[Data]:
    """What is said of records that are no more, as far as it can be read."""
    path = root / "content" / "moved.yaml"
    found = read(path).get("moved") if is_record(path) else []
    return [entry for entry in found if isinstance(entry, dict)] if isinstance(found, list) else []


def went(root: Path, path: Path, new: str = "") -> None:
    """Say in moved.yaml that a record has another id now, or none."""
    kind, old, entries = path.parent.name.removesuffix("s"), path.stem, moved(root)
    for entry in entries:
        if "reason" in entry:
            entry["reason"] = without(entry["reason"], old)
        if (entry.get("kind"), entry.get("to")) == (kind, old):
            del entry["to"]
            entry.setdefault("reason", "Gone")
    way = {"to": new} if new else {"reason": "Gone"}
    entries.append({"kind": kind, "id": old, "on": DAY, **way})
    change_single(root, "moved.yaml", lambda data: data.update(moved=entries))


@act
def rename(root: Path, first: int, second: int, text: str) -> None:  # noqa: ARG001
    """Give a record another id, everywhere."""
    old, new = pick(record_files(root), first * 10 + second).stem, new_id(root)
    for path in sorted((root / "content").rglob("*.*")):
        if path.is_file() and path.suffix in {".yaml", ".md"} and path.name != "register.yaml":
            raw = path.read_bytes()
            path.write_bytes(re.sub(rf"(?<![\w-]){old}(?![\w-])".encode(), new.encode(), raw))
            if path.stem == old:
                path.rename(path.with_stem(new))
                went(root, path, new)


@act
def rename_half(root: Path, first: int, second: int, text: str) -> None:
    """Give a record another id in its file only, or its file another name only."""
    path = pick(record_files(root), first * 10 + second)
    id = pick([*ids(root, path.parent.name), "other"], second)
    if len(text) % 2:
        write(path, read(path) | {"id": id})
    else:
        path.rename(path.with_stem("other"))


@act
def delete(root: Path, first: int, second: int, text: str) -> None:  # noqa: ARG001
    """Delete a record and every mention of it, and say that it is gone."""
    path = pick(record_files(root), first * 10 + second)
    path.unlink()
    went(root, path)
    forget(root, path.stem)


def forget(root: Path, id: str) -> None:
    """Delete every mention of an id in fields and texts."""
    for path in [*record_files(root), root / "content" / "scales.yaml"]:
        if is_record(path):
            write(path, without(read(path), id))
    for path in sorted((root / "content" / "pages").glob("*.md")):
        path.write_text(unlinked(path.read_text(encoding="utf-8"), id), encoding="utf-8")


def without(value: Any, id: str) -> Any:
    if isinstance(value, dict):
        return {key: without(item, id) for key, item in value.items() if item != id or key == "id"}
    if isinstance(value, list):
        return [without(item, id) for item in value if not names(item, id)]
    return unlinked(value, id) if isinstance(value, str) else value


def names(item: Any, id: str) -> bool:
    return item == id or (isinstance(item, dict) and id in item.values())


def unlinked(text: str, id: str) -> str:
    return re.sub(rf" ?\[@{id}[^\]]*\]|\[([^\]]*)\]\(\w+:{id}\)", r"\1", text)


@act
def delete_only(root: Path, first: int, second: int, text: str) -> None:  # noqa: ARG001
    """Delete a record that others may name."""
    pick([*record_files(root), *sorted((root / "content" / "pages").glob("*.md"))], first * 10 + second).unlink()


@act
def uncite(root: Path, first: int, second: int, text: str) -> None:  # noqa: ARG001
    """Delete every mention of a source in some files, but not the source."""
    id = pick(ids(root, "sources"), first)
    for path in [*record_files(root), root / "content" / "scales.yaml"]:
        if path.stem != id and is_record(path) and (second < 8 or path.name != "scales.yaml"):
            write(path, without(read(path), id))
    for path in sorted((root / "content" / "pages").glob("*.md")):
        path.write_text(unlinked(path.read_text(encoding="utf-8"), id), encoding="utf-8")


@act
def almost_a_citation(root: Path, first: int, second: int, text: str) -> None:
    """Mention in brackets the id that the next new record will have, or one that a source has."""
    id = pick([new_id(root), *ids(root, "sources")], second if second < 3 else 0)
    change(root, "scenarios", first, lambda s: faq_of(s)[0].update(answer=f"{text} [{id}] and so on."))


# --- files of content that stay what they mean, or mean nothing


@act
def other_bytes(root: Path, first: int, second: int, text: str) -> None:  # noqa: ARG001
    path = pick(sorted((root / "content").rglob("*.yaml")), first * 10 + second)
    raw = path.read_bytes()
    path.write_bytes(pick([raw.replace(b"\n", b"\r\n"), raw + b"# a comment\n", raw], second))


@act
def broken(root: Path, first: int, second: int, text: str) -> None:
    path = pick(sorted((root / "content").rglob("*.*")), first * 10 + second)
    raw = path.read_bytes()
    path.write_bytes(pick([raw[: len(raw) // 2], text.encode(), b"\xff", raw + b"bogus: 1\n", b""], second))


@act
def stray(root: Path, first: int, second: int, text: str) -> None:
    name = pick([".hidden", "notes.txt", "scenarios/.draft.yaml", "topics/robot.yml", "logo.png"], first * 10 + second)
    (root / "content" / name).write_text(text, encoding="utf-8")


# --- templates


@act
def template(root: Path, first: int, second: int, text: str) -> None:
    """Change one of the templates by a word, or take a change back."""
    names = sorted(p.relative_to(default_templates()).as_posix() for p in default_templates().rglob("*.jinja"))
    name = pick(names, first * 10 + second)
    own = root / "templates" / name
    if own.exists():
        own.unlink()
        return
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text((default_templates() / name).read_text(encoding="utf-8") + f"{len(text)} own\n", encoding="utf-8")


@act
def asset(root: Path, first: int, second: int, text: str) -> None:
    path = root / "templates" / "assets" / pick(["wardbook.css", "own.css", "library.css"], first)
    remove(path)
    if second:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@act
def bad_template(root: Path, first: int, second: int, text: str) -> None:  # noqa: ARG001
    name = pick(["pages/home.md.jinja", "pages/source.md.jinja", "pages/hme.md.jinja"], first)
    (root / "templates" / "pages").mkdir(parents=True, exist_ok=True)
    (root / "templates" / name).write_text("{{ nothing }}", encoding="utf-8")


# --- accidents in `site_src/`


def rendered_files(root: Path) -> list[Path]:
    found = sorted(path for path in (root / "site_src").rglob("*") if path.is_file() and path.name != "README.md")
    return found or [root / "site_src" / "index.md"]


@act
def file_edited(root: Path, first: int, second: int, text: str) -> None:
    path = pick(rendered_files(root), first * 10 + second)
    if path.is_file():
        older = path.stat().st_mtime_ns - 1
        path.write_bytes(path.read_bytes().replace(b"e", b"E") if second % 2 else text.encode())
        os.utime(path, ns=(older, older))


@act
def file_touched(root: Path, first: int, second: int, text: str) -> None:  # noqa: ARG001
    path = pick(rendered_files(root), first * 10 + second)
    if path.is_file():
        os.utime(path, ns=(first, second))


@act
def file_lost(root: Path, first: int, second: int, text: str) -> None:  # noqa: ARG001
    path = pick(rendered_files(root), first * 10 + second)
    remove(path if second % 3 else path.parent)


@act
def file_added(root: Path, first: int, second: int, text: str) -> None:
    path = root / "site_src" / pick(["new.md", "topics/new.md", "deep/er/new.md", "scenarios/x/faq.md"], first)
    if second % 2 and path.parent.is_dir():
        path.symlink_to(root / "content") if not path.is_symlink() and not path.exists() else None
    elif not path.is_symlink() and not any(parent.is_file() or parent.is_symlink() for parent in path.parents):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@act
def file_replaced(root: Path, first: int, second: int, text: str) -> None:
    """Put a link to a copy, a folder or a folder's file in the place of a file or of the folder that it is in."""
    path = pick(rendered_files(root), first * 10 + second)
    folder = path.parent
    if not path.is_file() or folder == root / "site_src":
        return
    elsewhere = root / "elsewhere"
    remove(elsewhere)
    if second % 4 == 0:
        path.rename(elsewhere)
        path.symlink_to(elsewhere)
    elif second % 4 == 1:
        path.unlink()
        path.mkdir()
        (path / "new.md").write_text(text, encoding="utf-8")
    elif second % 4 == 2:
        folder.rename(elsewhere)
        folder.symlink_to(elsewhere)
    else:
        shutil.rmtree(folder)
        folder.write_text(text, encoding="utf-8")


# --- accidents in the cache


@act
def cache_lost(root: Path, first: int, second: int, text: str) -> None:  # noqa: ARG001
    remove(root / pick([".wardbook", CACHE, SEAL], first))


@act
def cache_damaged(root: Path, first: int, second: int, text: str) -> None:
    path = root / CACHE
    if not path.is_file():
        return
    raw = path.read_bytes()
    if second == 0:
        path.write_bytes(raw[: len(raw) * first // 10])
    elif second == 1:
        path.write_text(text, encoding="utf-8")
    elif second == 2:
        (root / SEAL).write_text(text, encoding="utf-8")
    else:
        path.write_bytes(flipped(raw, seed=first * 10 + second))


def flipped(raw: bytes, seed: int) -> bytes:
    """Bytes of which a few have one bit changed."""
    chance = random.Random(seed)
    damaged = bytearray(raw)
    for _ in range(chance.choice([1, 1, 3, 40])):
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
    return bytes(damaged)


@act
def result_damaged(root: Path, first: int, second: int, text: str) -> None:  # noqa: ARG001
    """Change a bit of what the cache keeps of a task, and leave no seal that would tell."""
    path = root / CACHE
    if not path.is_file():
        return
    (root / SEAL).unlink(missing_ok=True)
    try:
        database = sqlite3.connect(path, isolation_level=None)
        rows = list(database.execute("SELECT * FROM task ORDER BY name"))
        if rows:
            row = pick(rows, first * 10 + second)
            column = second % len(COLUMNS)
            damaged = flipped(row[column], seed=second)
            database.execute(f"UPDATE OR IGNORE task SET {COLUMNS[column]} = ? WHERE name = ?", (damaged, row[0]))
        database.close()
    except sqlite3.DatabaseError:
        return  # damaged already


@act
def cache_of_another_version(root: Path, first: int, second: int, text: str) -> None:  # noqa: ARG001
    if (root / CACHE).is_file():
        (root / SEAL).unlink(missing_ok=True)
        try:
            database = sqlite3.connect(root / CACHE, isolation_level=None)
            database.execute(f"PRAGMA user_version = {first + 1000}")
            database.close()
        except sqlite3.DatabaseError:
            return


def tree(folder: Path) -> Iterator[tuple[str, Path]]:
    """Every file and link below a folder by its path."""
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or path.is_file():
            yield path.relative_to(folder).as_posix(), path
