"""View models: what each kind of page shows, worked out in Python so that templates only display."""
