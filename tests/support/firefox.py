"""Debian's Firefox, driven by its own protocol Marionette: the driver of the other tests wants a Firefox of its own."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import tempfile
import time
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pytest

from support.web_servers import answers, free_port

PATIENCE: Final = 60
"""Seconds in which an answer must come; a machine that runs other tests too may be slow."""
_SETTINGS: Final = (
    ("app.update.enabled", False),
    ("browser.shell.checkDefaultBrowser", False),
    ("browser.startup.homepage_override.mstone", "ignore"),
    ("datareporting.policy.dataSubmissionEnabled", False),
    ("network.captive-portal-service.enabled", False),
    ("network.connectivity-service.enabled", False),
    ("toolkit.startup.max_resumed_crashes", -1),
    ("ui.prefersReducedMotion", 1),
)
_COMPLAINTS: Final = """
return Services.console.getMessageArray()
  .filter(message => message instanceof Ci.nsIScriptError && message.sourceName.startsWith("http"))
  .filter(message => !(message.flags & Ci.nsIScriptError.warningFlag))
  .map(message => `${message.sourceName}: ${message.errorMessage}`);
"""


class FirefoxFault(Exception):
    """What Firefox answered instead of what it was asked for."""


class Firefox:
    """A window of Firefox."""

    def __init__(self, port: int) -> None:
        self._connection = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        self._answers = self._connection.makefile("rb")
        self._read()  # what it says of itself
        self._asked = 0
        self._ask("WebDriver:NewSession", pageLoadStrategy="normal")
        self._ask("WebDriver:SetTimeouts", script=PATIENCE * 1000, pageLoad=PATIENCE * 1000)

    def close(self) -> None:
        """End the program."""
        self._ask("Marionette:Quit", flags=["eForceQuit"])
        self._connection.close()

    def open(self, address: str, width: int = 1280, height: int = 900) -> None:
        """Open a page in a window of a size, and wait until it is loaded."""
        self._ask("WebDriver:SetWindowRect", width=width, height=height)
        self.run_in_browser("Services.console.reset();")
        self._ask("WebDriver:Navigate", url="about:blank")  # else an address with another fragment is the same page
        self._ask("WebDriver:Navigate", url=address)

    def run(self, script: str, *given: object) -> Any:
        """Run the body of a function in the page; what it returns."""
        return self._ask("WebDriver:ExecuteScript", script=script, args=list(given))["value"]

    def wait(self, expression: str) -> Any:
        """The value of an expression in the page, once it is true."""
        end = time.monotonic() + PATIENCE
        while not (found := self.run(f"return {expression};")):
            assert time.monotonic() < end, f"expected `{expression}` in {PATIENCE} s"
            time.sleep(0.05)
        return found

    def run_in_browser(self, script: str) -> Any:
        """Run the body of a function with the rights of the browser itself; what it returns."""
        self._ask("Marionette:SetContext", value="chrome")
        try:
            return self.run(script)
        finally:
            self._ask("Marionette:SetContext", value="content")

    def press(self, text: str) -> None:
        """Type into what has the focus."""
        element = self._ask("WebDriver:GetActiveElement")["value"]
        self._ask("WebDriver:ElementSendKeys", id=next(iter(element.values())), text=text)

    def click(self, selector: str) -> None:
        """Click on the first element of a kind."""
        element = self._ask("WebDriver:FindElement", using="css selector", value=selector)["value"]
        self._ask("WebDriver:ElementClick", id=next(iter(element.values())))

    def complaints(self) -> list[str]:
        """The errors of pages that the console has had since the last page was opened."""
        found: list[str] = self.run_in_browser(_COMPLAINTS)
        return found

    def printed(self) -> bytes:
        """The page as a PDF on A4, as a reader prints it."""
        paper = {"width": 21.0, "height": 29.7}
        return b64decode(self._ask("WebDriver:Print", page=paper)["value"])

    def _ask(self, command: str, **parameters: object) -> Any:
        self._asked += 1
        message = json.dumps([0, self._asked, command, parameters]).encode()
        self._connection.sendall(b"%d:%b" % (len(message), message))
        _, _, fault, result = self._read()
        if fault:
            raise FirefoxFault(f"{command}: {fault['message']}")
        return result

    def _read(self) -> Any:
        """A message: its length, a colon, and as much JSON."""
        length = b""
        while (sign := self._answers.read(1)) != b":":
            assert sign, "Firefox has ended"
            length += sign
        return json.loads(self._answers.read(int(length)))


@contextmanager
def firefox() -> Iterator[Firefox]:
    """Firefox without a screen; without it the test is skipped."""
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    if program is None:
        pytest.skip("Firefox is missing: install the package firefox-esr to run tests in it")
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        settings = dict(_SETTINGS) | {"marionette.port": port}
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in settings.items()]
        Path(folder, "user.js").write_text("".join(lines), encoding="utf-8")
        command = [program, "--headless", "--no-remote", "--profile", folder]
        command += ["--marionette", "--remote-allow-system-access"]
        quiet = subprocess.DEVNULL
        with subprocess.Popen(command, stdout=quiet, stderr=quiet) as process:
            try:
                end = time.monotonic() + PATIENCE
                while not answers(port):
                    assert process.poll() is None, "Firefox has ended"
                    assert time.monotonic() < end, "Firefox does not answer"
                    time.sleep(0.05)
                window = Firefox(port)
                yield window
                window.close()
            finally:
                if process.poll() is None:
                    process.terminate()
