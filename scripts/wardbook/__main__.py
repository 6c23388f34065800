"""The `wardbook` command, and `python -m wardbook`."""

import gc
from typing import Final

OBJECTS: Final = 100_000
"""How many new objects Python waits for before it looks for garbage, instead of 700.

Most of what a command makes lives until its end: modules, models, records. To look for garbage among
them took a tenth of the time until a command began.
"""


def start() -> None:
    """Run the command line."""
    gc.set_threshold(OBJECTS)
    from wardbook.cli import main

    main()


if __name__ == "__main__":
    start()
