"""The `wardbook` command, and `python -m wardbook`."""

import sys

from wardbook.system.memory import expect_little_garbage


def start() -> None:
    """Run the command line."""
    expect_little_garbage()
    try:
        from wardbook.cli import main
    except ImportError as error:
        sys.stderr.write(f"Wardbook is not installed completely ({error}): install it again.\n")
        sys.exit(2)
    main()


if __name__ == "__main__":
    start()
