"""Building: each step is a task, which runs only if an input of it has changed. See docs/decisions/0014."""
