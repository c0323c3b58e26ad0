"""Searches that sound like an emergency: who types one is told to call before all else."""

from __future__ import annotations

from articles.searching.english import stem
from articles.searching.spelling import distance
from articles.searching.words import words

# Each line is words that, found together in any order and form, are reason enough.
SIGNS = """
chest pain
chest pains
chest hurts
chest pressure
chest tight
chest tightness
heart attack
cant breathe
cannot breathe
cant catch breath
not breathe
trouble breathing
hard breathe
difficulty breathing
short of breath
shortness breath
out of breath
breathless
coughing blood
cough up blood
vomiting blood
throwing up blood
wont stop bleeding
not stop bleeding
cant stop bleeding
cannot stop bleeding
bleeding heavily
heavy bleeding
bleeding badly
bleeding a lot
bleeding spurting
stroke
face drooping
slurred speech
cant speak
cant move leg
cant move arm
leg cold numb
leg cold pale
leg cold blue
leg white cold
passed out
fainted
unconscious
collapsed
suicide
suicidal
kill myself
end my life
want to die
overdose
pulmonary embolism
lung clot
clot in lungs
""".strip().splitlines()
TYPED_WRONG_FROM = 4  # letters, from which on one slip is forgiven


def sounds_urgent(text: str) -> bool:
    """Say whether a search may come from somebody who needs help now. A slip is forgiven."""
    typed = words(text)[:60]
    return any(all(_is_said(word, typed) for word in words(sign)) for sign in SIGNS)


def _is_said(word: str, typed: list[str]) -> bool:
    if stem(word) in map(stem, typed):
        return True
    if len(word) < TYPED_WRONG_FROM:
        return False
    return any(distance(word, each, 1) is not None for each in typed if each[0] == word[0])
