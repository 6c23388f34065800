"""Look for bytes that the program cannot stand, guided by what they reach of it.

    python tests/fuzz/fuzz_content.py [-max_total_time=300] [libFuzzer's other options] [CORPUS...]

Without a folder for the corpus one is made for the run. Needs atheris (`requirements/fuzz.txt`); what it finds is
written to `crash-…` in the current folder: mend it, and keep the file in tests/fuzz/found/ as a test.
"""

from __future__ import annotations

import sys
import tempfile
from hashlib import sha256
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parents[1] / "scripts"), str(HERE.parent)]

atheris = import_module("atheris")  # ships no types

with atheris.instrument_imports(include=["wardbook", "markdown_it"]):
    from fuzz.target import seeds, try_input


def main() -> None:
    """Fuzz until the options say to stop."""
    with tempfile.TemporaryDirectory() as folder:
        for seed in seeds():
            (Path(folder) / sha256(seed).hexdigest()[:16]).write_bytes(seed)
        options = ["-timeout=5", "-rss_limit_mb=1000", f"-dict={HERE / 'content.dict'}"]
        atheris.Setup([sys.argv[0], *options, *sys.argv[1:], folder], try_input)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
