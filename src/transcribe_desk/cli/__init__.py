"""Do everything the window does from a script."""
