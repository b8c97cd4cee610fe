"""Write REFI-QDA projects and codebooks, the files that coding programs exchange (urn:QDA-XML, version 1.0)."""
