"""Turn sound into words with times and speakers; models are checked before use."""
