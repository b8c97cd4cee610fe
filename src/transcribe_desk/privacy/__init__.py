"""Find what identifies somebody, keep the decisions, render the anonymised text, guard the gate."""
