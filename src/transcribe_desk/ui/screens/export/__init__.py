"""The export screen: what leaves, for whom, and what was written."""
