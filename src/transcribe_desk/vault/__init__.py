"""Keep one study encrypted on disk."""
