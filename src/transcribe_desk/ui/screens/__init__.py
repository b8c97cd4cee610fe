"""Show one screen of the desk a file."""
