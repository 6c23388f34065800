"""The hosting files: what each says as a whole, that all say the same, and that nothing else can get into one."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from typing import Final

import pytest
from pydantic import ValidationError

from support.iis_schema import faults
from support.server_configs import (
    CONFIGS,
    PATHS,
    SCRIPTS,
    Headers,
    Say,
    as_apache,
    as_iis,
    as_nginx,
    as_rules,
    expected,
    made,
    settings_of,
)
from wardbook.hosting import HOSTING
from wardbook.hosting.headers import EVERYWHERE, embed_policy, page_policy
from wardbook.hosting.inline import InlineParts, inline_in_page, inline_in_site, sample_pages
from wardbook.library.library import Library
from wardbook.model.settings import Settings
from wardbook.render.templates import TemplateFault, Templates, load_templates
from wardbook.system.packaged import default_templates

BASES: Final = ("https://toys.example/imaging/", "https://toys.example:8443/", "http://10.0.0.7:8080/a.b/c-d/~e/", None)
LIKE_OTHERS: Final = (
    "embed.html",
    "embedded/index.html",
    "scenarios/embed/index.html",
    "embed/style-012345678.css",
    "embed/style-0123456789.css.map",
    "embed/deep/style-0123456789.css",
    "assets/bundle.a5f9d56c.min.js",
    "assets/javascripts/bundle.a5f9d56.min.js",
    "pagefind/fragments/x.pf_fragment",
    "no/such/page/",
)
"""What looks like something else than it is."""
HIDDEN: Final = (*HOSTING, "embed/.htaccess", "scenarios/web.config")


@pytest.fixture(scope="module")
def settings() -> Settings:
    """The settings of a site below a path."""
    return settings_of("https://toys.example/imaging/", "https://intranet.toys.example")


def test_files_are_those_that_were_reviewed(library: Library) -> None:
    assert made(library.settings) == {path.name: path.read_bytes() for path in CONFIGS.iterdir()}


def test_same_site_gets_the_same_files(settings: Settings) -> None:
    assert made(settings, PATHS[::-1]) == made(settings, PATHS + HOSTING)
    assert list(made(settings)) == sorted(HOSTING)


def servers(files: Mapping[str, bytes], base: str) -> dict[str, Say]:
    """What the servers say, by the name of the file that is read."""
    return {
        ".htaccess": as_apache(files[".htaccess"].decode()),
        "_headers": as_rules(files["_headers"].decode()),
        "nginx.conf": as_nginx(files["nginx.conf"].decode()),
        "web.config": as_iis(files["web.config"].decode(), base),
    }


@pytest.mark.parametrize("address", BASES)
@pytest.mark.parametrize("intranets", [(), ("https://intranet.toys.example", "http://*.wards.toys.example:8080")])
def test_all_servers_say_the_same(address: str | None, intranets: tuple[str, ...]) -> None:
    settings = settings_of(address, *intranets)
    base = "/" + (address or "").partition("//")[2].partition("/")[2]
    say = servers(made(settings), base)

    for path in set(PATHS) - set(HOSTING):
        wanted = expected(path, settings)
        for name in ("nginx.conf", ".htaccess", "web.config"):
            assert say[name](base + path) == wanted, (name, path)
        if path != "SHA256SUMS":
            assert as_any(say["_headers"](base + path), wanted) == wanted, path
    home = expected("index.html", settings)
    assert as_any(say["_headers"](base), home) == home


def as_any(said: Headers | None, wanted: Headers) -> Headers:
    """What is said by a host that knows types itself and, where a file says nothing, has one ask again."""
    assert said is not None
    return {"Cache-Control": frozenset({"no-cache"}), "Content-Type": wanted["Content-Type"], **said}


@pytest.mark.parametrize("path", LIKE_OTHERS)
def test_what_looks_like_an_embed_or_like_a_name_with_a_hash_is_none(settings: Settings, path: str) -> None:
    say = servers(made(settings, (*PATHS, *LIKE_OTHERS)), "/imaging/")
    wanted = expected(path, settings)

    for name in ("nginx.conf", ".htaccess", "web.config"):
        said = say[name](f"/imaging/{path}")
        assert said is not None
        assert {**said, "Content-Type": wanted["Content-Type"]} == wanted, name
    if not path.endswith("/"):
        assert as_any(say["_headers"](f"/imaging/{path}"), wanted) == wanted


def test_what_is_beside_the_site_is_not_spoken_of() -> None:
    say = servers(made(settings_of("http://10.0.0.7:8080/a.b/")), "/a.b/")

    assert say["_headers"]("/other/embed/x.html") == {}
    for name in ("nginx.conf", ".htaccess"):
        said = say[name]("/axb/embed/x.html")
        assert said is not None
        assert "Access-Control-Allow-Origin" not in said


@pytest.mark.parametrize(
    ("address", "port", "host"),
    [
        (BASES[0], 80, "toys.example"),
        (BASES[1], 80, "toys.example"),
        (BASES[2], 8080, "10.0.0.7"),
        (None, 80, "_"),
    ],
)
def test_nginx_listens_where_no_certificate_is_needed(address: str | None, port: int, host: str) -> None:
    text = made(settings_of(address))["nginx.conf"].decode()

    assert f"\n  listen {port};\n" in text
    assert f'\n  server_name "{host}";\n' in text


@pytest.mark.parametrize("path", HIDDEN)
def test_what_is_no_page_is_hidden(settings: Settings, path: str) -> None:
    say = servers(made(settings), "/imaging/")

    assert [say[name](f"/imaging/{path}") for name in ("nginx.conf", ".htaccess", "web.config")] == [None] * 3


@pytest.mark.parametrize("path", [".well-known/acme-challenge/token", "scenarios/nginx.conf.html", "find/_headers/"])
def test_what_is_like_that_is_not_hidden(settings: Settings, path: str) -> None:
    say = servers(made(settings), "/imaging/")

    assert say["nginx.conf"](f"/imaging/{path}")
    assert say[".htaccess"](f"/imaging/{path}")


def test_no_policy_lets_a_page_say_what_runs() -> None:
    policies = page_policy(SCRIPTS) + embed_policy(["https://intranet.toys.example"])

    assert "unsafe-inline" not in policies
    assert not re.search(r"(?<!wasm-)unsafe-eval", policies)
    assert "*" not in policies
    assert policies.count("default-src 'none'") == policies.count("base-uri 'none'") == 2


def test_no_file_frames_by_the_old_header_or_promises_https(settings: Settings) -> None:
    for path, content in made(settings).items():
        lines = [line for line in content.decode().splitlines() if "X-Frame-Options" in line]
        assert all("unset" in line or "<remove" in line for line in lines), path
        assert b"Strict-Transport-Security" not in content


def test_settings_of_a_server_for_long_do_not_follow_the_guidelines(settings: Settings) -> None:
    one, other = made(settings), made(settings, ["index.html", "new/folder/index.html"])

    assert one["nginx.conf"] == other["nginx.conf"]
    assert one[".htaccess"] == other[".htaccess"]
    assert b"/new/*" in other["_headers"]


def test_two_sites_on_one_server_do_not_share_a_name() -> None:
    names = [
        frozenset(re.findall(r"\$wardbook_\w+", made(settings_of(address))["nginx.conf"].decode())) for address in BASES
    ]

    assert all(len(of_one) == 3 for of_one in names)
    assert len(frozenset[str].union(*names)) == 3 * len(BASES)


def test_hosts_that_read_rules_take_the_file() -> None:
    """Cloudflare reads 100 rules and 2,000 characters of a line."""
    most = [f"https://{'a' * 62}.{number}.toys.example" for number in range(17)]
    text = made(settings_of("https://toys.example/imaging/", *most))["_headers"].decode()

    assert sum(not line.startswith((" ", "#")) for line in text.splitlines() if line) < 50
    assert max(map(len, text.splitlines())) < 2000
    assert text.isascii()


@pytest.mark.parametrize("address", BASES)
def test_iis_takes_the_file(address: str | None) -> None:
    text = made(settings_of(address, "https://intranet.toys.example"))["web.config"].decode()

    assert faults(text) == []
    assert faults(text, {}) == []
    assert faults(text, {"customHeaders": {(name,) for name, _ in (*EVERYWHERE, ("X-Frame-Options", ""))}}) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<remove fileExtension=".json" />', ""),
        ('<remove name="Referrer-Policy" />', '<add name="Referrer-Policy" value="x" />'),
        ('<remove segment="web.config" />', ""),
        ("<clear />", '<add value="index.html" />'),
        ('path="404.html"', 'path="/404.html"'),
        ('responseMode="File"', 'responseMode="Files"'),
        ("<customHeaders>", "<customHeader>"),
        ('errorMode="Custom"', 'mode="Custom"'),
        ('cacheControlMaxAge="365.00:00:00"', 'cacheControlMaxAge="365 days"'),
        ("<security>", "<requestFiltering />\n<security>"),
        ('<location path="embed">', '<location path="/embed/">'),
        ('<location path="embed">', '<location path="pagefind/index">'),
    ],
)
def test_file_that_iis_would_not_take_is_noticed(old: str, new: str) -> None:
    text = (CONFIGS / "web.config").read_text(encoding="utf-8")
    assert old in text
    text = text.replace(old, new)
    if "customHeader>" in new:
        text = text.replace("</customHeaders>", "</customHeader>")

    assert faults(text) != []


@pytest.mark.parametrize("bad", ['"', "\n", "$x", "\\", "%{x}e", "<", "#", "é", "`", "\x7f"])
def test_value_that_is_more_than_a_value_is_refused(library: Library, bad: str) -> None:
    settings = library.settings.model_copy(update={"embedded_in": [f"https://toys{bad}.example"]})

    with pytest.raises(TemplateFault, match=r"templates/hosting/htaccess.jinja:\d+: expected a value that means"):
        made(settings)


@pytest.mark.parametrize(
    "address",
    [
        "https://toys.example/a;b/",
        "https://toys.example/a{b/",
        "https://toys.example/$a/",
        "https://toys;example/",
        "https://toys.example/../",
        "https://toys.example/a//",
        "https://toys.example/%61/",
        "https://bären.example/",
        "https://toys.example:x/",
    ],
)
def test_address_that_could_leave_its_place_is_refused(address: str) -> None:
    with pytest.raises(ValidationError):
        settings_of(address)


def test_xml_keeps_values_from_being_markup(templates: Templates) -> None:
    text = templates.server_file("web.config.xml.jinja", hosting=Anything())

    assert "&#39;&lt;&amp;&#34;" in text
    assert "'<&\"" not in text


class Anything:
    """Has every field, each of which is a text that XML must escape."""

    def __getattr__(self, name: str) -> object:
        return {
            "kept": self,
            "files": ["'<&\""],
            "folders": ["'<&\""],
            "everywhere": [("'<&\"", "'<&\"")],
            "readable": ("'<&\"", "'<&\""),
            "types": [("'<&\"", ["'<&\""])],
        }.get(name, "'<&\"")


def test_template_of_a_project_takes_the_place_of_the_default(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("templates")
    (folder / "hosting").mkdir()
    (folder / "hosting" / "nginx.conf.jinja").write_text("# {{ hosting.hots }}\n", encoding="utf-8")

    with pytest.raises(TemplateFault, match=r"templates/hosting/nginx.conf.jinja:1: .*hots"):
        load_templates([folder, default_templates()]).server_file("nginx.conf.jinja", hosting=object())


def source(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


@pytest.mark.parametrize(
    ("html", "scripts"),
    [
        ("<script>a && b < c</script>", ["a && b < c"]),
        ("<SCRIPT\n>a()</SCRIPT >", ["a()"]),
        ("<script></script>", [""]),
        ("<script>a</script><p>b</p><script defer>c</script>", ["a", "c"]),
        ("<script>a\r\nb\rc</script>", ["a\nb\nc"]),
        ("<script>&amp;é</script>", ["&amp;é"]),
        ('<script type="module">a</script>', ["a"]),
        ('<script type="Text/JavaScript">a</script>', ["a"]),
        ('<script type="importmap">{}</script>', ["{}"]),
        ('<script type="">a</script>', ["a"]),
        ('<script type=" module ">a</script>', ["a"]),
        ("<script type>a</script>", ["a"]),
        ('<script type="application/json">{}</script>', []),
        ('<script type="text/plain">a</script>', []),
        ('<script src="a.js"></script>', []),
        ('<script src="a.js">a</script>', []),
        ("<!-- <script>a</script> -->", []),
        ("<template>&lt;script>a&lt;/script></template>", []),
        ('<a title="<script>a</script>">b</a>', []),
        ("<script>a", []),
    ],
)
def test_scripts_that_run_are_named(html: str, scripts: list[str]) -> None:
    assert inline_in_page(html.encode()) == InlineParts(frozenset(map(source, scripts)), ())


@pytest.mark.parametrize(
    ("html", "what"),
    [
        ("<style>a</style>", "the element `style`"),
        ("<p style='color: red'>a</p>", "the attribute `style` of `p`"),
        ("<svg><path onload=a() /></svg>", "the attribute `onload` of `path`"),
        ("<BODY onClick=a()>", "the attribute `onclick` of `body`"),
    ],
)
def test_what_no_hash_can_allow_is_told(html: str, what: str) -> None:
    assert inline_in_page(html.encode()) == InlineParts(frozenset(), (what,))


def test_one_page_of_each_folder_and_depth_is_looked_at() -> None:
    paths = ["index.html", "404.html", "a/b/c/index.html", "a/index.html", "a/b/index.html", "a/a/index.html", "b/x.js"]
    looked_at = ["404.html", "a/a/index.html", "a/b/c/index.html", "a/index.html", "b/index.html", "index.html"]

    assert sample_pages([*paths, "embed/a/index.html", "b/index.html"]) == looked_at


def test_scripts_of_the_pages_are_put_together() -> None:
    pages = {"index.html": b"<script>a</script>", "x/index.html": b"<script>b</script><p style=x>", "x/y.html": b"<p>"}

    found = inline_in_site(["SHA256SUMS", *pages], pages.__getitem__)

    assert found.scripts == {source("a"), source("b")}
    assert found.forbidden == (
        "x/index.html: expected styles and scripts in files of their own, got the attribute `style` of `p` in the"
        " page, which the policy of the site forbids (docs/hosting.md): change the theme or the plugin that writes it",
    )
