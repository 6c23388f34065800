"""Development tools, no tests and no part of the package: synthetic libraries, and how fast they build."""
