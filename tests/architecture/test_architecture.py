"""The shape of the code: who may import, read, write, print and look at the clock. Exceptions stand here by name."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter
from statistics import median

import pytest

from support.source_code import HOOKS, MODULES, SCRIPTS, STARTER, Module, every_module, public
from wardbook.checks import CHECKS, NEIGHBOUR_CHECKS
from wardbook.kinds import KINDS

RULES = (*CHECKS, *NEIGHBOUR_CHECKS)

STAGES = (
    "kinds",
    "problems",
    "urls",
    "system",
    "text",
    "model",
    "read",
    "checks",
    "library",
    "views",
    "render",
    "hosting",
    "search",
    "publish",
    "authoring",
    "build",
    "project",
    "approving",
    "preview",
    "hooks",
    "cli",
    "__main__",
)
"""Modules and folders of the package; each knows only those before it."""

THIRD_PARTY = {
    "markdown_it": {"text/parse", "text/placing", "text/stress", "text/subset"},
    "yaml": {"read/yaml/places", "read/yaml", "read/yaml/mistakes/messages"},
    "openpyxl": {"read/spreadsheets/workbook"},
    "jinja2": {"render/templates", "render/compiled", "build/builder"},
    "markupsafe": {"render/escaping", "render/fragments", "render/templates", "render/text"},
    "mkdocs": {"build/mkdocs", "build/builder", "hooks", "preview/server"},
    "markdown": {"build/html_blocks"},
    "filelock": {"system/lock"},
    "wasmtime": {"search/query"},
    "typst": {"render/print/typst_process"},
    "PIL": {"read/media/raster"},
    "segno": {"render/print/qr_code"},
    "fontTools": {"read/fonts"},
    "sqlite3": {"build/cache"},
    "pickle": {"build/cache"},
    "ctypes": {"system/signals", "publish/swap"},
    "click": {"cli", "cli/approving", "cli/editing", "cli/new", "cli/reports", "cli/rim", "cli/versions"},
    "rich": {"cli/rim"},
}
"""What is not our own is known in one place each. Pydantic is the models' language and known wherever they are."""
PYDANTIC = {"authoring/skeletons/skeleton", "read/validate", "views/print/fingerprint"}
"""Who knows of pydantic beside the models."""

OPENING = {"open", "fdopen", "read_text", "read_bytes"}
OPENERS = {
    "read/files": "a project's content",
    "read/fonts": "fonts for print",
    "read/spreadsheets/table": "a table that is imported",
    "render/templates": "render/assets",
    "authoring/new_project": "files that come with the program",
    "system/files": "what is there already, to leave it alone",
    "build/mkdocs": "the settings of the builder",
    "build/builder": "the settings that were rendered, and the names of all pages",
    "preview/server": "the settings that were rendered, and the page for what is not found",
    "system/lock": "who holds the lock",
    "system/failures": "a file that it has just made, for the details of an error",
    "search/packed": "the search index",
    "search/golden": "the page that a query is to find, which may be left out of the index",
    "system/digests": "this program and its templates",
    "build/server_files": "built pages, for the scripts in them",
    "build/cache": "the seal of the cache",
    "publish/checksums": "what is published",
    "publish/verification": "the list of checksums of a copy",
    "publish/swap": "folders, to have them written out",
}
LATE = {
    "__main__": "the program, for which Python is set up first",
    "hooks": "what a builder of a part does not need, which takes half a second to load",
    "cli": "MkDocs, which only a preview needs, and what speaks with servers",
    "read/media/raster": "Pillow, where a picture is new or has changed",
    "read/spreadsheets/workbook": "openpyxl, which need not be installed",
    "render/print/qr_code": "segno, where something is printed",
    "system/failures": "the names of users, which Windows does not know",
    "search/golden": "wasmtime, where there are golden queries to ask",
}
"""Modules that import something in a function."""
LISTING = {"iterdir", "glob", "rglob", "scandir", "listdir", "walk"}
LISTERS = {
    "read/files": "a project's content",
    "system/files": "all other folders",
    "system/links": "folders with links, and templates behind them",
    "cli": "whether a folder is empty",
    "system/workers": "the threads of this process",
    "publish": "whether a folder is a site",
    "publish/spare": "whether a folder is empty",
    "build/builder": "the theme, whose style sheet has another name in each version",
}

WRITING = {
    "chmod",
    "copy2",
    "copyfile",
    "copytree",
    "hardlink_to",
    "makedirs",
    "mkdir",
    "mkdtemp",
    "mkstemp",
    "move",
    "rename",
    "renames",
    "rmdir",
    "rmtree",
    "symlink_to",
    "touch",
    "truncate",
    "unlink",
    "utime",
    "write_bytes",
    "write_text",
    "writelines",
}
WRITERS = {
    "system/files": {"copyfile", "mkdir", "rmdir", "rmtree", "unlink", "write_bytes"},
    "build/cache": {"unlink", "write_bytes"},  # the cache, which is no output
    "system/lock": {"mkdir", "unlink", "write_text"},  # the lock, which is none either
    "system/failures": {"mkstemp"},  # the details of an error, outside any project
    # Publishing replaces files and folders whole, and never writes into one.
    "publish": {"rmtree"},
    "publish/inplace": {"mkdir", "rmtree", "unlink"},
    "publish/rights": {"chmod", "mkdir"},
    "publish/spare": {"hardlink_to", "mkdir", "rmdir", "unlink"},
    "publish/preview": {"copytree", "symlink_to"},
    "publish/swap": {"rename", "rmtree"},
}

KINDS_BY_HAND = {
    "build/content": "the fields of the library, and whose ids their inputs have",
}
"""Who has a line for each kind of record that cannot be derived from its row in `KINDS`."""
NO_KINDS = {
    "checks": "the field `source` of a table",
    "checks/between": "the field `topic` of a scenario",
    "checks/placed/tables": "the field `source` of a table",
    "checks/answers/ratings": "the field `procedure` of a row",
    "cli": "pages are counted",
    "preview/preview": "pages are counted",
    "read/content": "the field `topic` of a scenario",
    "render/assets": "holes of a snippet",
    "text/parse": "groups of a pattern",
    "views/records/claims": "the section `scenario` of an article",
    "views/records/source": "pages are counted",
    "views/sections": "the section `scenario` of an article",
    "views/lists/finder": "facets of the finder",
    "views/lists/finder_data": "facets of the finder",
    "views/parts/finder_values": "facets of the finder",
    "views/text": "a link to a page",
}
"""Where the same word is no kind of record."""

PRINTING = {"echo", "secho", "print", "exit", "_exit", "Console", "SystemExit", "stdout", "stderr"}
CLOCKS = {"now", "utcnow", "fromtimestamp", "time", "time_ns", "monotonic", "perf_counter", "ctime"}


def test_every_module_has_its_stage() -> None:
    assert {module.stage for module in MODULES} - {"__init__"} == set(STAGES)


@every_module
def test_imports_point_one_way(module: Module) -> None:
    if module.name == "__init__":
        assert not module.own_imports
        return
    allowed = STAGES[: STAGES.index(module.stage) + 1]
    assert {name.split("/")[0] for name in module.own_imports} <= set(allowed)


def test_no_two_modules_import_each_other() -> None:
    graph = {module.name: module.own_imports - {module.name} for module in MODULES}
    assert set(TopologicalSorter(graph).static_order()) >= set(graph)


@every_module
def test_nothing_is_imported_in_a_function(module: Module) -> None:
    at_the_top = set(module.tree.body)
    imports = [node for node in module.nodes if isinstance(node, ast.Import | ast.ImportFrom)]
    if module.name not in LATE:
        assert [ast.unparse(node) for node in imports if node not in at_the_top] == []


@pytest.mark.parametrize(("package", "places"), THIRD_PARTY.items(), ids=list(THIRD_PARTY))
def test_what_is_not_our_own_is_known_in_one_place(package: str, places: set[str]) -> None:
    assert {module.name for module in MODULES if package in {name.split(".")[0] for name in module.imports()}} == places


def test_pydantic_is_known_where_models_are() -> None:
    knowing = {module.name for module in MODULES if any(name.startswith("pydantic") for name in module.imports())}
    assert {name for name in knowing if not name.startswith("model/")} == PYDANTIC


def test_files_are_opened_only_where_it_is_said() -> None:
    assert {module.name for module in MODULES if module.calls() & OPENING} == set(OPENERS)


def test_folders_are_listed_only_where_it_is_said() -> None:
    assert {module.name for module in MODULES if module.calls() & LISTING} == set(LISTERS)


def test_files_are_written_only_where_it_is_said() -> None:
    found = {module.name: module.calls() & WRITING for module in MODULES}
    assert {name: methods for name, methods in found.items() if methods} == WRITERS


def test_a_file_is_opened_for_writing_in_the_writer_only() -> None:
    modes = {
        (module.name, ast.unparse(node.args[-1]))
        for module in MODULES
        for node in module.nodes
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name)
        if (node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id) == "open"
    }
    readers = ("build/mkdocs", "read/files", "read/fonts", "read/spreadsheets/table", "system/digests")
    reading = {(name, "'rb'") for name in readers}
    writing = {("system/files", "'xb'")}
    assert modes == reading | writing | {("publish/swap", "os.O_RDONLY")}


def test_kinds_of_records_are_spelled_where_they_are_defined() -> None:
    spelling = {
        module.name
        for module in MODULES
        for node in module.nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in KINDS
    }
    defining = {name for name in spelling if name == "kinds" or name.startswith("model/")}
    assert spelling - defining == {*KINDS_BY_HAND, *NO_KINDS}


def test_only_the_command_line_prints_or_exits() -> None:
    # The pipes of processes go by the same names; a helper and a program without its libraries have one last sentence.
    speaking = {
        "cli",
        "cli/approving",
        "cli/editing",
        "cli/new",
        "cli/reports",
        "cli/rim",
        "cli/versions",
        "system/processes",
        "system/service",
        "system/helper",
        "__main__",
    }
    assert {module.name for module in MODULES if module.words() & PRINTING} == speaking


def test_only_the_hooks_speak_through_the_log_of_mkdocs() -> None:
    assert {module.name for module in MODULES if "logging" in set(module.imports())} == {"hooks"}


def test_only_one_module_looks_at_the_clock() -> None:
    assert {module.name for module in MODULES if module.calls() & CLOCKS} == {"system/clock"}
    assert {module.name for module in MODULES if "time" in set(module.imports())} == set()
    taken = {name for module in MODULES for name in module.imports() if name.startswith("datetime.")}
    assert taken == {"datetime.date", "datetime.datetime", "datetime.UTC"}
    assert {module.name for module in MODULES if "datetime.datetime" in set(module.imports())} == {"system/clock"}


def test_today_is_asked_for_at_the_rim_only() -> None:
    asking = {module.name for module in MODULES if "wardbook.system.clock.today" in set(module.imports())}
    assert asking == {"cli", "cli/approving", "cli/editing", "cli/rim", "hooks", "preview/preview"}


def test_processes_are_run_for_building_and_indexing_only() -> None:
    running = {module.name for module in MODULES if "subprocess" in set(module.imports())}
    assert running == {"system/processes"}
    asking = {module.name for module in MODULES if "wardbook.system.processes.run" in set(module.imports())}
    assert asking == {"build/mkdocs", "search/index"}


def test_the_environment_is_looked_at_where_it_is_said() -> None:
    looking = {module.name for module in MODULES if {"environ", "getenv"} & module.words()}
    assert looking == {"build/mkdocs", "build/builder", "system/clock"}


def test_the_hook_is_thin() -> None:
    text = HOOKS.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 30
    known = set(Module(HOOKS).imports())
    assert {name.split(".")[0] for name in known} == {"mkdocs", "typing", "wardbook"}
    assert all(name.startswith("wardbook.hooks") for name in known if name.startswith("wardbook"))


def test_a_new_project_gets_the_same_hook() -> None:
    assert (STARTER / "mkdocs_hooks.py").read_bytes() == HOOKS.read_bytes()


def test_no_other_program_stands_beside_the_package() -> None:
    assert sorted(path.name for path in SCRIPTS.glob("*.py")) == ["mkdocs_hooks.py"]


@pytest.mark.parametrize("check", RULES, ids=[check.__name__ for check in RULES])
def test_a_rule_is_said_in_one_sentence(check: object) -> None:
    sentence = check.__doc__ or ""
    assert "\n" not in sentence
    assert sentence.endswith(".")
    assert ". " not in sentence
    assert sentence[0].isupper()


def test_every_rule_is_in_the_list() -> None:
    listed = {check.__name__ for check in RULES}
    assert len(listed) == len(RULES)
    defined = {
        node.name
        for module in MODULES
        if module.name.startswith("checks/")
        and module.name not in {"checks/helpers", "checks/eligibility/places", "checks/contradictions/found"}
        for node in module.tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    }
    assert defined == listed


@every_module
def test_everything_public_says_what_it_is_for(module: Module) -> None:
    assert ast.get_docstring(module.tree)
    assert [name for name, node in public(module.tree) if not ast.get_docstring(node)] == []


def test_modules_are_small() -> None:
    lengths = {module.name: len(module.path.read_text(encoding="utf-8").splitlines()) for module in MODULES}
    assert median(lengths.values()) < 100
    assert {name for name, length in lengths.items() if length > 300} == set()
