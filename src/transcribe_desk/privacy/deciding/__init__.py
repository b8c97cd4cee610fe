"""Hold a study's review and change it step by step: decisions, their order, their undoing, a second reviewer's."""
