"""FHIRPath, so that it cannot hurt."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from intake.domain.document import Json


class ExpressionError(Exception):
    """An expression cannot be read or worked out. The message says why."""


def evaluate(
    expression: str, *, resource: Json, context: Json | None, variables: Mapping[str, Any]
) -> list[Any]:
    raise ExpressionError("FHIRPath is not built yet.")


def truth(result: list[Any]) -> bool | None:
    return bool(result[0]) if result else None
