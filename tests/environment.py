"""A pytest plugin, loaded before Django: an environment of throw-away keys and folders."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

FOLDER = tempfile.mkdtemp(prefix="upstream-tests-")
(Path(FOLDER) / "static").mkdir()
CLINIC = X25519PrivateKey.generate()
RECOVERY = X25519PrivateKey.generate()

os.environ |= {
    "DATA_DIR": FOLDER,
    "ROLE": "all",
    "SITE_URL": "http://localhost",
    "SECRET_KEY": "only-for-tests",
    "TIME_ZONE": "America/Chicago",
    "CLINIC_PRIVATE_KEY": CLINIC.private_bytes_raw().hex(),
    "CLINIC_PUBLIC_KEY": CLINIC.public_key().public_bytes_raw().hex(),
    "RECOVERY_PUBLIC_KEY": RECOVERY.public_key().public_bytes_raw().hex(),
}
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic.settings")
# pytest-playwright keeps an event loop open in the thread that also speaks to the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
