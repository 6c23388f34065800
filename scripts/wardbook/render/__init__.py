"""From views to bytes."""
