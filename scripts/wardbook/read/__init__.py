"""Reading of content: from files to records. Nothing else in the program reads a project's content."""
