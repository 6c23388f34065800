"""Web servers with the hosting files, on ports of this machine."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from support.preview_process import PATIENCE

NGINX = """\
{user}
pid {folder}/nginx.pid;
error_log {folder}/error.log;
daemon off;
worker_processes 1;
events {{ }}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  fastcgi_temp_path {folder}/fastcgi;
  proxy_temp_path {folder}/proxy;
  scgi_temp_path {folder}/scgi;
  uwsgi_temp_path {folder}/uwsgi;
  add_header X-Frame-Options DENY;
  include {folder}/conf.d/*;
}}
"""

APACHE = """\
ServerRoot {folder}
ServerName 127.0.0.1
PidFile {folder}/apache.pid
ErrorLog {folder}/error.log
DefaultRuntimeDir {folder}
Mutex file:{folder}
TypesConfig /dev/null
{user}
{modules}
<IfModule mod_headers.c>
  Header always set X-Frame-Options DENY
  Header set X-Content-Type-Options twice
</IfModule>
<Directory />
  Require all denied
</Directory>
{sites}
"""
MODULES = ("mpm_event", "alias", "authz_core", "autoindex", "deflate", "dir", "expires", "filter", "headers", "mime")
SITE = """\
Listen 127.0.0.1:{port}
<VirtualHost 127.0.0.1:{port}>
  DocumentRoot {root}
  ServerName https://guidelines.toys.example
  UseCanonicalName On
  Alias "{alias}" "{site}"
  <Directory "{site}">
    Require all granted
    AllowOverride FileInfo Indexes Options=Indexes
  </Directory>
</VirtualHost>
"""


def has_nginx() -> bool:
    """Whether nginx is installed."""
    return _found("nginx") is not None


def _found(name: str) -> str | None:
    return shutil.which(name, path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin")


def program(name: str, package: str) -> str:
    """Where a server's program is; without it the test is skipped."""
    found = _found(name)
    if found is None:
        pytest.skip(f"{name} is missing: install the package {package} to test the settings of web servers")
    return found


@contextmanager
def nginx(sites: Mapping[Path, str], folder: Path) -> Iterator[dict[Path, int]]:
    """Serve the sites in some folders by the nginx.conf in each; the ports."""
    command = program("nginx", "nginx-light")
    (folder / "conf.d").mkdir()
    ports = {site: free_port() for site in sites}
    for number, (site, port) in enumerate(ports.items()):
        text = (site / "nginx.conf").read_text(encoding="utf-8")
        for old, new in (("  listen 80;", f"  listen 127.0.0.1:{port};"), ("/srv/wardbook/site", str(site))):
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        (folder / "conf.d" / f"{number}.conf").write_text(text, encoding="utf-8")
    user = "" if os.geteuid() else "user www-data;"
    (folder / "nginx.conf").write_text(NGINX.format(user=user, folder=folder), encoding="utf-8")
    arguments = ["-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
    with _running([command, *arguments], ports):
        yield ports


@contextmanager
def apache(sites: Mapping[Path, str], folder: Path, *, without: str = "") -> Iterator[dict[Path, int]]:
    """Serve the sites in some folders, each below a path, by the .htaccess in each; the ports."""
    command = program("apache2", "apache2-bin")
    ports = {site: free_port() for site in sites}
    empty = folder / "empty"
    empty.mkdir()
    modules = Path("/usr/lib/apache2/modules")
    text = APACHE.format(
        folder=folder,
        user="" if os.geteuid() else "User www-data\nGroup www-data",
        modules="\n".join(f"LoadModule {name}_module {modules}/mod_{name}.so" for name in MODULES if name != without),
        sites="\n".join(
            SITE.format(port=port, site=site, **_at(sites[site], site, empty)) for site, port in ports.items()
        ),
    )
    (folder / "apache.conf").write_text(text, encoding="utf-8")
    with _running([command, "-f", str(folder / "apache.conf"), "-D", "FOREGROUND"], ports):
        yield ports


def _at(base: str, site: Path, empty: Path) -> dict[str, str]:
    """What makes a site lie below a path, or at the root; an alias is needed for the one alone."""
    return {"root": str(site), "alias": "/another"} if base == "/" else {"root": str(empty), "alias": base[:-1]}


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@contextmanager
def _running(command: list[str], ports: Mapping[Path, int]) -> Iterator[None]:
    with subprocess.Popen(command, start_new_session=True, stderr=subprocess.PIPE, text=True) as server:
        try:
            end = time.monotonic() + PATIENCE
            while not all(map(answers, ports.values())):
                assert server.poll() is None, server.stderr.read() if server.stderr else ""
                assert time.monotonic() < end
                time.sleep(0.01)
            yield
        finally:
            if server.poll() is None:
                os.killpg(server.pid, signal.SIGTERM)


def answers(port: int) -> bool:
    """Whether somebody listens at a port."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def ask(port: int, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    """What a server answers: status, headers and body."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        found = answer.getheaders()
        names = [name for name, _ in found]
        assert len(names) == len(set(names)), f"{path}: a header stands twice: {sorted(names)}"
        return answer.status, dict(found), answer.read()
    finally:
        connection.close()
