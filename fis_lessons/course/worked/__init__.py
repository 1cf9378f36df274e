"""The worked studies of the cases: what no source says, written for teaching and called so."""
