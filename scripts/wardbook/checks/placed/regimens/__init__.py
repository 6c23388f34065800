"""Rules about regimens, after the lists of safe medication: ISMP, the Joint Commission, and the BNF."""
