"""Pages for patients: the start, the journey through a questionnaire, and the wish for a call."""
