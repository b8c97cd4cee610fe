"""Say what stands in an original's place: placeholders, pseudonyms, less exact words, fitted into the sentence."""
