"""The preview of a project while it is being edited."""
