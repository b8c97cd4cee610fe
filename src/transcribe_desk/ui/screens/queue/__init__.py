"""The queue screen: recordings that are worked through."""
