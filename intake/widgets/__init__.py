"""Widgets for every kind of answer. Each hands the form what the domain's `check` reads."""
