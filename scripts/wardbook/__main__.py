"""The `wardbook` command, and `python -m wardbook`."""

from wardbook.system.memory import expect_little_garbage


def start() -> None:
    """Run the command line."""
    expect_little_garbage()
    from wardbook.cli import main

    main()


if __name__ == "__main__":
    start()
