"""The intake in the admin."""

from intake.admin.definitions import QuestionnaireAdmin, ReleaseAdmin
from intake.admin.submissions import SubmissionAdmin

__all__ = ["QuestionnaireAdmin", "ReleaseAdmin", "SubmissionAdmin"]
