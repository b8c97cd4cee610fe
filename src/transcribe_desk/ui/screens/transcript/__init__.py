"""The transcript screen: correct the text while listening."""
