"""The way in: home, unlock, a new study, and the first run."""
