"""Run the use cases: worker processes for the long work, one transaction for each change."""
