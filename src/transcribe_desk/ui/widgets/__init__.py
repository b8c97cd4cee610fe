"""Hold the small parts that screens are made of."""
