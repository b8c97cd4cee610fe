"""Show a transcript as one document with a gutter and marks, for reading and for review."""
