"""What the whole house shares: the clinic's profile, the audit trail, letters, counters."""

from clinic.models.audit import AppendOnly, AuditEvent, AuditEventQuerySet
from clinic.models.keeping import OutboxMessage, OutboxQuerySet, PasswordToChange, Tally
from clinic.models.languages import SiteLanguage, SiteLanguageQuerySet
from clinic.models.profile import SiteProfile

__all__ = [
    "AppendOnly",
    "AuditEvent",
    "AuditEventQuerySet",
    "OutboxMessage",
    "OutboxQuerySet",
    "PasswordToChange",
    "SiteLanguage",
    "SiteLanguageQuerySet",
    "SiteProfile",
    "Tally",
]
