"""The folder with the files of the old site. What is outside of it is never opened."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from articles.wordpress.addresses import file_name, original_of

PLACE = re.compile(r"(?:^|/)uploads/(?P<path>.+)$|(?:^|/)(?P<month>\d{4}/\d\d/[^/]+)$")


class Media:
    """Finds the file of an address: by its place below `uploads`, else by a name that is unique."""

    def __init__(self, folder: Path) -> None:
        self.root = folder.resolve()
        self.by_path: dict[str, Path] = {}
        self.by_name: dict[str, list[Path]] = {}
        for file in self._files():
            self.by_path[_place(file.relative_to(self.root).as_posix())] = file
            self.by_name.setdefault(file.name.lower(), []).append(file)

    def find(self, url: str) -> Path | None:
        """Return the file as it was sent, or the size of it that the address asks for."""
        forms = (original_of(url), unquote(url.partition("?")[0].partition("#")[0]))
        for form in forms:
            if found := self.by_path.get(_place(form)):
                return found
        for form in forms:
            named = self.by_name.get(file_name(form).lower(), [])
            if len(named) == 1:
                return named[0]
        return None

    def _files(self) -> Iterator[Path]:
        for folder, _, names in os.walk(self.root):
            for name in sorted(names):
                file = Path(folder, name)
                if file.is_file() and file.resolve().is_relative_to(self.root):
                    yield file


def _place(path: str) -> str:
    """Return the path below `uploads`, or the month and the name where there is no such folder."""
    found = PLACE.search(path)
    return (found["path"] or found["month"] if found else path).lower()
