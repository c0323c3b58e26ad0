"""Files in a folder that several processes share, each of them a user of its own."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO, Any

from django.core.files.storage import FileSystemStorage


class SharedFolder(FileSystemStorage):
    """Gives each file and folder to the group of the folder that was named, whoever made it.

    The set-group-id bit would not do: Django takes it off, and a service may not put it on.
    """

    def save(self, name: str | None, content: IO[Any], max_length: int | None = None) -> str:
        saved = super().save(name, content, max_length)
        group = Path(self.location).stat().st_gid
        for path in (saved, *Path(saved).parents[:-1]):
            if Path(self.path(str(path))).stat().st_gid != group:
                os.chown(self.path(str(path)), -1, group)
        return saved
