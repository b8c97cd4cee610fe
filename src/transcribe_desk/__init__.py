"""Transcribe research interviews on this computer and take out what identifies anybody."""

__version__ = "0.1.0"
