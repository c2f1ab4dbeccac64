"""Which mentions are the same actor."""
