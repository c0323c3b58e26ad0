"""Which of the fixed texts a patient reads once everything is sent."""

from __future__ import annotations

from intake.domain.triage import PatientText, Ruleset, Verdict


def receipt(ruleset: Ruleset, verdict: Verdict | None = None) -> PatientText | None:
    """Return the text that asks nobody to call: the verdict's, or else that of all others.

    Texts that ask for a call have interrupted the patient before.
    """
    fired = [each.rule for each in verdict.fired] if verdict else []
    remaining = [rule for rule in ruleset.rules if rule.test is None]
    wanted = (ruleset.texts[rule.text] for rule in (*fired, *remaining))
    texts = (text for text in (*wanted, *ruleset.texts.values()) if not text.call)
    return next(texts, None)
