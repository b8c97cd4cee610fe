"""Judge who could be recognised by what is published beside a transcript: tables, labels, numbers, quotes."""
