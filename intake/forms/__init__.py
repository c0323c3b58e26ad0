"""Forms: the questions of one page, and the wish for a call. They normalise; they never save."""

from __future__ import annotations

from intake.forms.contact import ContactForm
from intake.forms.more import MoreForm
from intake.forms.pages import PageForm

__all__ = ["ContactForm", "MoreForm", "PageForm"]
