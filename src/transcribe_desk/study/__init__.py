"""Hold the values and rules of a study; standard library only."""
