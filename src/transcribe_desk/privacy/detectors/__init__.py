"""Propose spans of text that may identify somebody, one detector a file."""
