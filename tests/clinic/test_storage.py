from __future__ import annotations

import os

from django.core.files.base import ContentFile

from clinic.storage import SharedFolder


def another_group() -> int:
    """Return a group that this process may give its files to: another than its own, if any."""
    others = [10_001] if os.getuid() == 0 else os.getgroups()
    return next((group for group in others if group != os.getgid()), os.getgid())


def test_what_is_stored_belongs_to_the_group_of_the_folder(tmp_path):
    group = another_group()
    os.chown(tmp_path, -1, group)

    name = SharedFolder(tmp_path).save("pictures/key/w480.jpg", ContentFile(b"leg"))

    assert name == "pictures/key/w480.jpg"
    assert {path.stat().st_gid for path in tmp_path.rglob("*")} == {group}
    assert len(list(tmp_path.rglob("*"))) == 3
