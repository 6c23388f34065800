"""Approving: the review packet of a record, and the steps of the commands that make it and that write an approval."""
