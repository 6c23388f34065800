"""The records that clinical editors write, as frozen models: the one truth about their shape.

JSON Schemas, editor completion, skeletons and error messages derive from these modules; the
string under each field is documentation for the editor who fills it in.
"""
