"""Show the desk in a window; the only room that imports PySide6."""
