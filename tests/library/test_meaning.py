"""The meaning of a record: every change that a reader meets is another one, and no change of the writing alone is."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from random import Random
from typing import Any

import pytest
import yaml

from support.fixture_files import Files, fixture_files
from support.long_mode import LONG
from support.paths import TODAY
from wardbook.authoring.approvals.contents import Contents, contents_of, meaning_in, values_as_json
from wardbook.library.edition import edition_of
from wardbook.library.library import Library
from wardbook.library.meaning import Meaning, changes_between, meaning_digest
from wardbook.model.outline import Key
from wardbook.model.records.scenario import Scenario
from wardbook.model.traverse import Loc
from wardbook.read.content import Snapshot, parsed_in
from wardbook.read.document import Parsed
from wardbook.read.yaml import parse_yaml
from wardbook.views.article.article import article_source, lay_out
from wardbook.views.print.fingerprint import copy_of_scenario

BEAR: Key = ("scenario", "new-bear-lump")
BEAR_FILE = "content/scenarios/new-bear-lump.yaml"
KEPT_UP = ("id", "topic", "presentations", "stage", "review", "related", "accessed_on")
"""Fields that hold ids of what must be there, or that keep a record up to date."""


def meaning(files: Snapshot, key: Key = BEAR) -> Meaning:
    return contents_of(files).meaning(key)


@cache
def as_it_is() -> Meaning:
    return meaning(fixture_files())


def rewritten(files: Files, path: str, value: Any, **style: Any) -> Files:
    return files | {path: yaml.safe_dump(value, allow_unicode=True, **style).encode()}


def loaded(files: Files, path: str) -> Any:
    return parse_yaml(files[path].decode()).value


def places_in(value: Any, loc: Loc = ()) -> list[Loc]:
    """The way to every text in a value of YAML."""
    if isinstance(value, dict):
        return [place for name, item in value.items() for place in places_in(item, (*loc, name))]
    if isinstance(value, list):
        return [place for number, item in enumerate(value) for place in places_in(item, (*loc, number))]
    return [loc] if isinstance(value, str) else []


def shuffled(value: Any, random: Random) -> Any:
    """The value with the keys of its mappings in another order."""
    if isinstance(value, dict):
        return {name: shuffled(value[name], random) for name in random.sample(list(value), len(value))}
    return [shuffled(item, random) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("source", [BEAR_FILE, "content/regimens/honey.yaml", "content/sources/toy-wiki.yaml"])
def test_the_order_of_keys_and_the_style_of_values_are_no_change(source: str, seed: int) -> None:
    files, random = fixture_files(), Random(seed)
    style = {"width": random.choice([30, 80, 1000]), "default_flow_style": random.choice([None, False, True])}
    again = rewritten(files, source, shuffled(loaded(files, source), random), sort_keys=False, **style)
    again[source] = b"# A comment\n\n" + again[source]
    assert meaning_digest(meaning(again)) == meaning_digest(as_it_is())


def test_where_the_lines_of_a_text_end_is_no_change() -> None:
    files = fixture_files()
    raw = files[BEAR_FILE]
    old = b"  - A new bear comes from the shop. Its belly has a lump.\n"
    new = b"  - |\n    A new bear comes\n    from the shop. Its belly\n    has a lump.\n"
    assert raw.count(old) == 1
    assert meaning_digest(meaning({**files, BEAR_FILE: raw.replace(old, new)})) == meaning_digest(as_it_is())


def test_a_review_and_its_dates_are_no_change() -> None:
    files = fixture_files()
    value = loaded(files, BEAR_FILE)
    head, _, _ = files[BEAR_FILE].partition(b"review:\n  status")
    rest = files[BEAR_FILE][files[BEAR_FILE].index(b"attachments:") :]
    kept = {name: value["review"][name] for name in ("basis", "changes")}
    review = {"status": "draft", "version": "9", **kept}
    other = yaml.safe_dump({"review": review}, default_style='"').encode()
    assert meaning_digest(meaning({**files, BEAR_FILE: head + other + rest})) == meaning_digest(as_it_is())


@pytest.mark.parametrize("key", [BEAR, ("topic", "lumpy-bears"), ("protocol", "us-bear"), ("scenario", "split-seam")])
def test_what_is_kept_means_the_same(key: Key) -> None:
    contents = contents_of(fixture_files())
    now = contents.meaning(key)
    assert not contents.faulty
    kept = meaning_in(values_as_json(contents.values(now)))
    assert kept is not None
    assert meaning_digest(kept) == meaning_digest(now)
    assert list(changes_between(kept, now)) == []


@pytest.mark.parametrize("content", ["", "[]", '{"scenario": 1}', '{"bear:a": {}}', '{"term:a": []}', "[" * 9999])
def test_what_cannot_be_read_means_nothing(content: str) -> None:
    assert meaning_in(content) is None


@cache
def changed_texts() -> list[tuple[str, Loc, Snapshot]]:
    """The fixture with one text of the scenario, or of what it uses, changed at a time, as far as it stays sound."""
    files = fixture_files()
    found: list[tuple[str, Loc, Snapshot]] = []
    used = ["regimens/honey", "tables/honey-by-age", "procedures/us-bear", "sources/toy-wiki", "figures/lump-seen"]
    for path in (BEAR_FILE, *(f"content/{name}.yaml" for name in used)):
        for loc in places_in(loaded(files, path)):
            value = loaded(files, path)
            inner = value
            for part in loc[:-1]:
                inner = inner[part]
            inner[loc[-1]] += " x"
            found.append((path, loc, rewritten(files, path, value)))
    return found


def with_file(path: str, files: Snapshot) -> Contents:
    """The content of the fixture with another file in it; all other files are parsed once."""
    same = unchanged()

    def read(other: str) -> Parsed | None:
        return parsed_in(files, other) if other == path else same.read(other)

    return replace(same, read=read, parts={}, faulty=[])


@cache
def unchanged() -> Contents:
    return contents_of(fixture_files())


def test_every_change_of_a_text_that_reaches_the_page_is_one_and_is_told(library: Library) -> None:
    """A change of a text that changes the words of the article changes its meaning."""
    before, tried = article_mark(library, as_it_is()), 0
    for path, loc, files in changed_texts()[:: 1 if LONG else 5]:
        contents = with_file(path, files)
        after = contents.meaning(BEAR)
        if contents.faulty or set(after) != set(as_it_is()):
            continue
        tried += 1
        same = meaning_digest(after) == meaning_digest(as_it_is())
        told = list(changes_between(as_it_is(), after))
        assert same == (not told), (path, loc)
        if same and not set(loc) & set(KEPT_UP):
            assert article_mark(library, after) == before, (path, loc)
    assert tried > 35


def article_mark(library: Library, meaning: Meaning) -> str:
    """The mark of the article with the records of a meaning in it."""
    scenario = meaning[BEAR]
    assert isinstance(scenario, Scenario)
    scenario = scenario.model_copy(update={"review": library.scenarios[BEAR[1]].review})

    def of(kind: str, there: Any) -> dict[str, Any]:
        return {**there, **{id: record for (of_kind, id), record in meaning.items() if of_kind == kind}}

    changed = replace(
        library,
        scenarios=of("scenario", library.scenarios),
        procedures=of("procedure", library.procedures),
        sources=of("source", library.sources),
        regimens=of("regimen", library.regimens),
        tables=of("table", library.tables),
        figures=of("figure", library.figures),
    )
    return copy_of_scenario(lay_out(article_source(scenario, edition_of(changed, TODAY)))).mark


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (BEAR_FILE, "category: maybe", "category: good"),
        (BEAR_FILE, "disagreement: true", "disagreement: false"),
        (BEAR_FILE, "median: 8.5", "median: 8.0"),
        (BEAR_FILE, "[0, 0, 0, 0, 0, 0, 1, 1, 2]", "[0, 0, 0, 0, 0, 0, 1, 2, 1]"),
        (BEAR_FILE, "role: alternative", "role: complementary"),
        (BEAR_FILE, "standing: opinion", "standing: local"),
        (BEAR_FILE, "because it *does not hurt*", "because it does not *hurt*"),
        (BEAR_FILE, "[@toy-guideline-2024, p. 4]", "[@toy-guideline-2024, p. 5]"),
        (BEAR_FILE, "(page:about)", "(page:contact)"),
        (BEAR_FILE, "regimens: [honey, wax]", "regimens: [wax, honey]"),
        ("content/scales.yaml", "label: Usually good", "label: Mostly good"),
        ("content/terms.yaml", "term: ultrasound", "term: sound"),
        ("content/finder.yaml", "label: Ultrasound", "label: Sound"),
        ("content/procedures/us-bear.yaml", "child: {kind: band, band: none}", "child: {kind: varies}"),
        ("content/figures/lump-seen.png", "", "x"),
    ],
)
def test_a_change_of_what_the_page_shows_is_told(path: str, old: str, new: str) -> None:
    files = fixture_files()
    raw = files[path]
    changed = raw + new.encode() if not old else raw.replace(old.encode(), new.encode(), 1)
    assert changed != raw
    after = meaning({**files, path: changed})
    assert meaning_digest(after) != meaning_digest(as_it_is())
    assert list(changes_between(as_it_is(), after))


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("content/procedures/us-bear.yaml", "regions: [belly, paw]", "regions: [belly]"),
        ("content/people.yaml", "name: Bo Button", "name: Bo Knopf"),
        ("content/terms.yaml", "synonyms: [sonography, echo]", "synonyms: [sonography]"),
        ("content/scenarios/known-lump.yaml", "short_title: Known lump", "short_title: The known lump"),
        ("content/library.yaml", "publisher: Testville Toy Hospital", "publisher: Toy Hospital"),
    ],
)
def test_a_change_of_what_it_only_links_to_is_none(path: str, old: str, new: str) -> None:
    files = fixture_files()
    assert files[path].count(old.encode()) == 1
    after = meaning({**files, path: files[path].replace(old.encode(), new.encode())})
    assert meaning_digest(after) == meaning_digest(as_it_is())
