"""From files to records: the only part of the program that reads a project's content."""
