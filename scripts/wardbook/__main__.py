"""`python -m wardbook`."""

from wardbook.cli import main

main()
