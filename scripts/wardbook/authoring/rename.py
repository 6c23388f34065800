"""The renaming of a record: its files, every reference to it, and the note of its old address.

Only the characters of an id are replaced, so comments and formatting stay. The register keeps the old id, because its
address, its sections and its printed copies were published; `wardbook register` adds the new one. A table or figure has
no address of its own. A figure takes the picture along that is named like it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import PurePosixPath

from wardbook.authoring.edits import Edit, FileChanges, editable, edited
from wardbook.authoring.moves import with_move
from wardbook.authoring.skeletons.skeleton import fault_of_id
from wardbook.authoring.yaml_text import scalar
from wardbook.kinds import APPROVAL, FIGURE, KINDS, PAGE, PLACED, SOURCE
from wardbook.model.base import Record, Ref
from wardbook.model.likeness import suggested
from wardbook.model.media import PICTURE
from wardbook.model.patterns import PICTURE_ENDINGS
from wardbook.model.register import Moved
from wardbook.model.settings import ProsePage
from wardbook.model.traverse import Loc, references, references_in
from wardbook.problems import ContentError, Problem, UserError
from wardbook.read.content import Snapshot
from wardbook.read.document import Document, PageBody, Parsed, Raw, page_parts, parse
from wardbook.read.layout import (
    GENERATED_PAGES,
    MOVED,
    REGISTER,
    approvals_of,
    file_of,
    is_beside,
    is_image,
    media_in,
    names_beside,
    picture_at,
    record_in,
)
from wardbook.read.yaml.places import Place, places
from wardbook.text.tree import RichText


@dataclass(frozen=True)
class Rename:
    """A record's new id."""

    kind: str
    old: str
    new: str

    @cached_property
    def files(self) -> Mapping[str, str]:
        """The paths that the record's file and those beside it may have, each with that afterwards."""
        old, new = file_of(self.kind, self.old), file_of(self.kind, self.new)
        files = dict(zip((old, *names_beside(old)), (new, *names_beside(new)), strict=True))
        files |= {approvals_of(self.kind, self.old): approvals_of(self.kind, self.new)}
        return files | {picture_at(name): picture_at(meant) for name, meant in self.pictures.items()}

    @cached_property
    def pictures(self) -> Mapping[str, str]:
        """The names that a figure's picture may have if it is named like the figure, each with that afterwards."""
        endings = PICTURE_ENDINGS if self.kind == FIGURE else ()
        return {f"{self.old}.{ending}": f"{self.new}.{ending}" for ending in endings}

    @property
    def has_address(self) -> bool:
        """Whether the record has a page, whose address changes."""
        return self.kind in KINDS

    def file_after(self, path: str) -> str:
        """The path of a file of the content afterwards."""
        return self.files.get(path, path)

    def concerns(self, kind: str, id: str) -> bool:
        """Whether a reference is to the record."""
        return (kind, id) == (self.kind, self.old)

    def id_after(self, kind: str, id: str) -> str:
        """The id or name to which a reference leads afterwards."""
        if kind == PICTURE.name:
            return self.pictures.get(id, id)
        return self.new if self.concerns(kind, id) else id


@dataclass(frozen=True, slots=True)
class Renamed:
    """The outcome of a renaming."""

    changes: FileChanges
    lines: Mapping[str, Sequence[int]]
    """The lines that change in each file, by its path afterwards."""


def renamed(snapshot: Snapshot, rename: Rename, on: date) -> Renamed:
    """Work out the renaming of a record; approvals are left to `approvals/renaming.py`.

    Raises UserError where an id will not do, and ContentError with the faults of files that name the record.
    """
    _refuse(snapshot, rename)
    snapshot = {path: raw for path, raw in snapshot.items() if record_in(path)[0] != APPROVAL.name}
    named = [path for path, raw in snapshot.items() if _may_name(path, raw, rename)]
    edits = {path: _edits(path, snapshot, rename) for path in named}
    _raise(one for of_file in edits.values() for one in of_file if isinstance(one, Problem))
    written: dict[str, bytes] = {}
    lines: dict[str, list[int]] = {}
    for path, of_file in edits.items():
        raw, target = snapshot[path], rename.file_after(path)
        sound = [one for one in of_file if isinstance(one, Edit)]
        if isinstance(raw, bytes) and (sound or path in rename.files):
            written[target] = edited(raw, sound)
            lines |= {target: sorted({_line(raw, edit) for edit in sound})} if sound else {}
    pictures = {path: snapshot.get(path) for path in map(picture_at, rename.pictures)}
    written |= {rename.file_after(path): raw for path, raw in pictures.items() if isinstance(raw, bytes)}
    _raise(_misread(snapshot, written, edits, rename))
    if rename.has_address:
        moved = written.get(MOVED) or snapshot.get(MOVED, b"")
        written[MOVED] = with_move(moved if isinstance(moved, bytes) else b"", rename.kind, rename.old, rename.new, on)
    return Renamed(FileChanges(written, tuple(path for path in rename.files if path in snapshot)), lines)


def _raise(problems: Iterable[Problem]) -> None:
    """Raise ContentError with the problems, if there are any; a file that others belong to may have them twice."""
    if found := list(dict.fromkeys(problems)):
        raise ContentError(found)


def _line(raw: bytes, edit: Edit) -> int:
    """The line of an edit, whose places count each line end as one character."""
    return editable(raw).count("\n", 0, edit.start) + 1


def _refuse(snapshot: Snapshot, rename: Rename) -> None:
    kind, old, new = rename.kind, rename.old, rename.new
    there = {id for of, id in map(record_in, snapshot) if of == kind}
    if old not in there:
        advice = suggested(old, sorted(there), f"`wardbook list {kind}` names them.")
        raise UserError(f"{old}: expected the id of a {kind}, got one that does not exist: {advice}")
    if fault := fault_of_id(new):
        raise UserError(fault)
    if new in there or (kind == PAGE and new in GENERATED_PAGES):
        raise UserError(f"{new}: expected an id that no {kind} has, got that of one: choose another.")
    if taken := next((path for path in rename.files.values() if path in snapshot), ""):
        raise UserError(f"{new}: expected an id whose files are free, got one with {taken}: choose another.")
    moved = parse(MOVED, snapshot[MOVED]).document if MOVED in snapshot else None
    if moved and isinstance(moved.record, Moved):
        for number, move in enumerate(moved.record.moved):
            if (move.kind, move.id) == (kind, new):
                line = moved.text.line_of(("moved", number))
                raise UserError(
                    f"{new}: expected an id that no {kind} had, got the one at {MOVED}:{line}: choose another,"
                    " or take that entry out if it was never published."
                )


def _may_name(path: str, raw: Raw, rename: Rename) -> bool:
    """Whether a file is to be read; what cannot be read may name anything, except pictures and documents."""
    if is_image(path) or media_in(path)[0] or path == REGISTER:
        return False
    return isinstance(raw, Problem) or path == MOVED or path in rename.files or rename.old.encode() in raw


def _edits(path: str, snapshot: Snapshot, rename: Rename) -> list[Edit | Problem]:
    """The edits of a file, or the faults that make them unsafe."""
    raw, owner = snapshot[path], _owner(path, snapshot)
    parsed = parse(owner, snapshot[owner], snapshot)
    if parsed.problems or isinstance(raw, Problem):
        return list(parsed.problems)
    if parsed.document is None:
        message = f"expected no placeholder TODO in a file that names `{rename.old}`, got one: fill it in first"
        return [Problem(owner, 1, "", message)]
    text = editable(raw)
    if owner != path:
        return list(_edits_beside(parsed.document, path, text, rename))
    of_body = _edits_of_body(parsed.body, text, rename) if parsed.body else ()
    return [*_edits_of_fields(parsed.document, text, rename), *of_body]


def _owner(path: str, snapshot: Snapshot) -> str:
    """The file of the record of which a file holds a part: most often itself."""
    return next((name for name in names_beside(path) if is_beside(path) and name in snapshot), path)


def _edits_of_fields(document: Document[Record], text: str, rename: Rename) -> Iterator[Edit | Problem]:
    parts = page_parts(text) if isinstance(document.record, ProsePage) else None
    start, head = (parts.head_start, parts.head) if parts else (0, text)
    found = {loc: Place(start + place.start, start + place.end, place.is_block) for loc, place in places(head).items()}

    def edit(loc: Loc, old: str, new: str) -> Edit | Problem:
        return _edit_of_value(text, found[loc], old, new) or document.problem(loc, _not_plain(old))

    if document.path in rename.files:
        yield edit(("id",), rename.old, rename.new)
        for field, path in document.text.elsewhere.items():
            yield edit((field,), PurePosixPath(path).name, PurePosixPath(rename.file_after(path)).name)
    for loc, leaf in document.leaves:
        here = document.text.known(loc)
        if document.text.path_of(here, document.path) != document.path:
            continue
        if isinstance(leaf, Ref) and (id := rename.id_after(leaf.record_kind, leaf)) != leaf:
            yield edit(here, leaf, id)
        elif isinstance(leaf, RichText) and (named := _named(leaf, rename)):
            edits = list(edits_of_text(text, found[here], rename))
            yield from edits if len(edits) == named else [document.problem(loc, _not_plain(rename.old))]


def _edits_of_body(body: PageBody, text: str, rename: Rename) -> Iterator[Edit | Problem]:
    if named := _named(body.text, rename):
        parts = page_parts(text)
        start = len(text) - len(parts.source) if parts else 0
        edits = list(edits_of_text(text, Place(start, len(text), is_block=False), rename))
        fault = Problem(body.path, body.line_of(rename.old), "", _not_plain(rename.old))
        yield from edits if len(edits) == named else [fault]


def _edits_beside(document: Document[Record], path: str, text: str, rename: Rename) -> Iterator[Edit | Problem]:
    """The edits of a file that holds texts of a record without any more structure, as rows in CSV."""
    texts = {loc: leaf for loc, leaf in document.leaves if isinstance(leaf, RichText)}
    named = {loc: _named(leaf, rename) for loc, leaf in texts.items() if document.text.path_of(loc, "") == path}
    edits = list(edits_of_text(text, Place(0, len(text), is_block=False), rename))
    if len(edits) == sum(named.values()):
        yield from edits
    else:
        yield document.problem(max(named, key=lambda loc: named[loc]), _not_plain(rename.old))


def _edit_of_value(text: str, place: Place, old: str, new: str) -> Edit | None:
    """The edit of a name that is a value of its own; none where it is not written in one piece."""
    written = text[place.start : place.end]
    if written == old:
        return Edit(place.start, place.end, scalar(new))
    if written[1:-1] == old and written[0] == written[-1] in ("'", '"'):
        return Edit(place.start + 1, place.end - 1, new)
    return None


def edits_of_text(text: str, place: Place, rename: Rename) -> Iterator[Edit]:
    """The edits of the links to the record, its citations and its markers in a text."""
    old = re.escape(rename.old)
    ways = [rf"\]\(\s*<?{rename.kind}:(?P<linked>{old})(?=[)>\s])"]
    if rename.kind == SOURCE:
        ways.append(rf"\[@(?P<cited>{old})(?=[,\]])")
    if rename.kind in PLACED:
        ways = [rf"\[{rename.kind}: ?(?P<placed>{old})(?=\])"]
    for match in re.compile(rf"(?<!\\)(?:{'|'.join(ways)})").finditer(text, place.start, place.end):
        start, end = match.span(match.lastgroup or 0)
        yield Edit(start, end, rename.new)


def _named(text: RichText, rename: Rename) -> int:
    """How often a text names the record."""
    return sum(rename.concerns(kind, id) for kind, id in references_in(text))


def _not_plain(old: str) -> str:
    return f"expected `{old}` written as it is, got it with escapes: write it plainly"


def _misread(
    snapshot: Snapshot, written: Mapping[str, bytes], paths: Iterable[str], rename: Rename
) -> Iterator[Problem]:
    """The faults of files after their edits; each must be sound and name what it named, by the new id."""
    after: Snapshot = {**{path: raw for path, raw in snapshot.items() if path not in rename.files}, **written}
    for owner in dict.fromkeys(_owner(path, snapshot) for path in paths):
        path = rename.file_after(owner)
        was, now = parse(owner, snapshot[owner], snapshot), parse(path, after[path], after)
        expected = [(kind, rename.id_after(kind, id)) for kind, id in _references(was)]
        yield from now.problems
        if not now.problems and _references(now) != expected:
            yield Problem(path, 1, "", f"expected references to `{rename.new}` in place of the old ones, got others")


def _references(parsed: Parsed) -> list[tuple[str, str]]:
    values = (parsed.document.record if parsed.document else None, parsed.body.text if parsed.body else None)
    return [(kind, id) for value in values for _, kind, id in references(value)]
