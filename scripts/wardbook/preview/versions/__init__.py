"""Pages of two versions of the content side by side, with the changed words marked."""
