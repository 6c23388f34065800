"""Approvals: the content that is approved, what has changed since, the review packet, and the files of approvals."""
