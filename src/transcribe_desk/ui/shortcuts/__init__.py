"""The keys of the window: what can be done by key, with which keys, and how a person changes them."""
