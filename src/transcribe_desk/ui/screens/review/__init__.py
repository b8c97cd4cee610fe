"""The review screen: decide what identifies people, read again, sign off."""
