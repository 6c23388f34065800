"""The list of records: all of them, also faulty ones, with their status and who stands for them."""

from __future__ import annotations

import csv
import json
from io import StringIO

import pytest

from support.fixture_files import fixture_files
from wardbook.authoring.listing import LIST_FORMATS, listed
from wardbook.kinds import FILED
from wardbook.problems import ContentError
from wardbook.read.layout import record_in


def test_every_record_is_listed_by_kind_and_id() -> None:
    files = fixture_files()
    found = [(entry["kind"], entry["id"]) for entry in listed(files, FILED)]
    assert set(found) == {record_in(path) for path in files if record_in(path)[0] in FILED}
    assert found == sorted(found, key=lambda key: (list(FILED).index(key[0]), key[1]))


def test_a_faulty_record_is_listed_and_what_is_no_yaml_is_told() -> None:
    files = fixture_files() | {
        "content/topics/draft.yaml": b"title: TODO\nreview: {status: drift, reviewers: [a, b]}\n"
    }
    draft = next(entry for entry in listed(files, ["topic"]) if entry["id"] == "draft")
    assert (draft["title"], draft["status"], draft["reviewers"], draft["version"]) == ("TODO", "drift", "a, b", "")
    with pytest.raises(ContentError, match=r"^content/topics/robots\.yaml:2: expected"):
        listed(files | {"content/topics/robots.yaml": b"a: ["}, ["topic"])


def test_the_name_of_a_table_or_figure_is_its_caption() -> None:
    titles = {entry["id"]: entry["title"] for entry in listed(fixture_files(), ["table", "figure"])}
    assert titles["ticks"] == "What ticks"
    assert titles["lump-seen"].startswith("The lump is *red* [@bear-study-2019, p. 3]")


def test_a_list_is_a_table_csv_or_json() -> None:
    files = fixture_files()
    del files["content/topics/patched-bears.yaml"]
    files["content/topics/robots.yaml"] = "title: '=1+1 \u202eb'\nreview: {status: live, approver: bo}\n".encode()
    entries = listed(files, ["topic"])
    assert LIST_FORMATS["table"](entries).decode() == (
        "kind   id           status  version  reviewed_on  next_review  reviewers  approver  title\n"
        "topic  lumpy-bears  live    1.0      2026-02-01   2027-02-01   dr-fluff             Lumpy bears\n"
        "topic  mending      draft   0.1                                                     Mending\n"
        "topic  robots       live                                                  bo        =1+1 \\u202Eb\n"
    )
    *_, robots = csv.DictReader(StringIO(LIST_FORMATS["csv"](entries).decode("utf-8-sig")))
    assert robots == {**entries[-1], "title": "'=1+1 \u202eb"}
    document = LIST_FORMATS["json"](entries).decode()
    assert json.loads(document) == {"records": entries, "count": len(entries)}
    assert "\u202e" not in document
    assert LIST_FORMATS["table"]([]) == b"\n"
