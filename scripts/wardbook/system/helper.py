"""A module of Python that is run as a helper, with the arguments `PARENT MODULE [ARGUMENT]...`.

What it starts in its place, as the indexer does, remains a helper.
"""

from __future__ import annotations

import runpy
import sys

from wardbook.system.failures import told
from wardbook.system.memory import expect_little_garbage
from wardbook.system.signals import become_helper


def run_as_helper() -> None:
    """Run the module for the process `PARENT`."""
    become_helper(int(sys.argv[1]))
    expect_little_garbage()
    module = sys.argv[2]
    del sys.argv[1:3]
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit:
        raise
    except BaseException as error:  # a panic of the typesetter is no Exception
        sys.exit(told(error))
