"""The rules beside a questionnaire, in words, and in the making."""
