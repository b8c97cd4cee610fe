"""What the window does when something fails: errors that were foreseen, and those that were not."""
