"""What `prepare` does once the tables are there. Apps add their own steps in `AppConfig.ready`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

# What it returns is said to whoever started it.
Step = Callable[[], Iterable[str] | None]

# At each start, so a step looks for itself whether anything is left to do.
STEPS: list[Step] = []
# Once, in an empty site that is to show the sample clinic.
SAMPLES: list[Step] = []
# Once the sample clinic's people have their accounts.
SAMPLE_PEOPLE: list[Step] = []

# Whoever looks around sees every page in two languages; nobody takes it for a translator's word.
SAMPLE_REVIEWER = "Sample reviewer, no real person: have it reviewed before patients read it"
SAMPLE_REVIEWED_ON = date(2026, 1, 15)
