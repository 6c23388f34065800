"""The commands for those who write a lot, as a user runs them."""

from __future__ import annotations

from pathlib import Path

from support.command_line import DONE, FAILED, FAULTS, run, snapshot

LUMP = "content/scenarios/old-bear-lump.yaml"


def test_a_table_goes_out_and_comes_back_and_is_written_only_when_asked(project: Path) -> None:
    code, out, err = run(project, "export", "ratings", "old-bear-lump")
    assert (code, err) == (DONE, "")
    assert run(project, "export", "ratings", "old-bear-lump", "--into", "t.csv") == (DONE, "Wrote t.csv.\n", "")
    table = project / "t.csv"
    assert table.read_bytes().decode().replace("\r\n", "\n") == out.replace("\r\n", "\n")
    assert run(project, "export", "ratings", "old-bear-lump", "--into", "t.csv")[0] == FAILED
    code, out, err = run(project, "import", "ratings", "t.csv")
    assert (code, err) == (DONE, "")
    assert out == f"{LUMP}: 2 rows as before\nThe content has all of it: there is nothing to write.\n"
    table.write_bytes(table.read_bytes() + b"old-bear-lump,,mri-bear,,good\r\n")
    before = snapshot(project)
    code, out, err = run(project, "import", "ratings", "t.csv")
    assert (code, err) == (DONE, "")
    assert out.endswith("\nNothing was written. If this is meant, run it again with --write.\n")
    assert snapshot(project) == before
    code, written, err = run(project, "import", "ratings", "t.csv", "--write")
    assert (code, err) == (DONE, "")
    assert written == out.rpartition("Nothing")[0] + "Wrote 1 file. `wardbook check` says what is left.\n"
    assert [name for name, raw in snapshot(project).items() if before[name] != raw] == [LUMP]
    assert run(project, "check")[0] == DONE


def test_a_faulty_table_is_told_and_nothing_is_written(project: Path) -> None:
    (project / "t.csv").write_text("scenario,procedure,category\nold-bear-lump,us-bear,god\n", encoding="utf-8")
    before = snapshot(project)
    assert run(project, "import", "ratings", "t.csv", "--write") == (
        FAULTS,
        "t.csv:2: category: expected a category of the scale `bears`, got `god`: write its label, or one of good,"
        " maybe, poor\n",
        "1 fault in 1 file. Nothing was written.\n",
    )
    assert snapshot(project) == before
    assert run(project, "import", "ratings", "none.csv")[0] == FAILED
    told = "old-bear: expected the id of a scenario, got one that does not exist: did you mean old-bear-lump?\n"
    assert run(project, "export", "ratings", "old-bear") == (FAILED, "", told)


def test_a_renamed_record_checks_and_its_old_address_leads_on(project: Path) -> None:
    assert run(project, "rename", "scenario", "known-lump", "first-lump") == (
        DONE,
        "content/scenarios/known-lump.yaml is now content/scenarios/first-lump.yaml.\n"
        "content/approvals/scenario-known-lump.yaml is now content/approvals/scenario-first-lump.yaml.\n"
        "content/moved.yaml: changed line 4.\n"
        "content/queries.yaml: changed line 28.\n"
        "content/scenarios/first-lump.yaml: changed line 1.\n"
        "content/scenarios/new-bear-lump.yaml: changed lines 59, 147.\n"
        "content/topics/lumpy-bears.yaml: changed line 27.\n"
        "content/moved.yaml: the old address now leads to the new one.\n",
        "",
    )
    assert not (project / "content" / "scenarios" / "known-lump.yaml").exists()
    assert run(project, "check")[0] == DONE
    before = snapshot(project)
    told = (
        "known-lump: expected the id of a scenario, got one that does not exist: `wardbook list scenario` names them.\n"
    )
    assert run(project, "rename", "scenario", "known-lump", "a") == (FAILED, "", told)
    (project / "content" / "queries.yaml").write_text("queries: first-lump\n", encoding="utf-8")
    code, out, err = run(project, "rename", "scenario", "first-lump", "lump")
    assert (code, err) == (FAULTS, "1 fault in 1 file. Nothing was written.\n")
    assert out.startswith("content/queries.yaml:1: queries: expected a list, got `first-lump`")
    assert snapshot(project).keys() == before.keys()


def test_records_are_listed(project: Path) -> None:
    code, out, err = run(project, "list", "topic")
    assert (code, err) == (DONE, "")
    assert [line.split()[:3] for line in out.splitlines()] == [
        ["kind", "id", "status"],
        ["topic", "lumpy-bears", "live"],
        ["topic", "mending", "draft"],
        ["topic", "patched-bears", "withdrawn"],
        ["topic", "robots", "draft"],
    ]
    assert run(project, "list", "--format", "json")[1].count('"kind"') == 50
