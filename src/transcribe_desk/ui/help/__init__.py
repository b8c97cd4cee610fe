"""Explain the desk inside the desk: the manual and the guided tour."""
