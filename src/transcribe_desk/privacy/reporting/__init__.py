"""Report what was decided: the anonymisation log, the key of a study, a person's notes without names."""
