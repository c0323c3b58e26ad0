"""What every test may use: a database on disk, static files without a manifest, personas."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.db import connection

from articles.models import Reviewer
from tests.environment import FOLDER

pytest_plugins = ["tests.mailbox"]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Where UPSTREAM_NO_SKIP is set, as in CI, a test that was skipped has failed."""
    report = yield
    if os.environ.get("UPSTREAM_NO_SKIP") and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{report.longrepr[2]} (where nothing may be skipped)"
    return report


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """Put tests that commit last, and leave out PostgreSQL's own on another database."""
    about = [item for item in items if item.get_closest_marker("postgresql")]
    if about and connection.vendor != "postgresql":
        config.hook.pytest_deselected(items=about)
        items[:] = [item for item in items if item not in about]
    items.sort(key=commits)


def commits(item: pytest.Item) -> bool:
    """Say whether a test commits to the database, which is emptied after it."""
    marker = item.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction")) or bool(
        {"transactional_db", "live_server"} & set(item.fixturenames)
    )


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """Keep SQLite's test database in a file: threads and servers see one real database.

    It need not outlive a power failure. What must is told with a server of its own.
    """
    from django.conf import settings

    default = settings.DATABASES["default"]
    if default["ENGINE"].endswith("sqlite3"):
        worker = default.setdefault("TEST", {}).get("NAME") or "main"
        default["TEST"]["NAME"] = str(Path(FOLDER) / f"test-{Path(worker).name}.sqlite3")
        default["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"


@pytest.fixture(autouse=True)
def _plain_static_files(settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    """A password that is slow to check, as it must be, makes for slow tests."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _audit_trail_can_be_emptied(request):
    """Take the triggers off before a test that commits is cleaned up, and put them on before."""
    if not commits(request.node):
        yield
        return
    request.getfixturevalue("transactional_db")
    triggers = import_module("clinic.migrations.0002_keep_audit_events")
    with connection.schema_editor() as editor:
        triggers.install(None, editor)
    yield
    with connection.schema_editor() as editor:
        triggers.remove(None, editor)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Begin with the roles of the staff, as every clinic does."""
    with django_db_blocker.unblock():
        call_command("setup_roles", verbosity=0)


def make_staff(name: str, group: str) -> User:
    if not Group.objects.filter(name=group).exists():  # a test that commits was emptied
        call_command("setup_roles", verbosity=0)
    user = User.objects.create_user(name, password="a long enough password", is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    return user


@pytest.fixture
def nurse(db) -> User:
    return make_staff("maya", "Nurse")


@pytest.fixture
def editor(db) -> User:
    """Who writes, too, and puts articles on the site."""
    return make_staff("edith", "Publisher")


@pytest.fixture
def writer(db) -> User:
    return make_staff("wren", "Writer")


@pytest.fixture
def doctor(db) -> User:
    """A medical reviewer whose name and credentials are known."""
    user = make_staff("ingrid", "Medical reviewer")
    Reviewer.objects.create(name="Ingrid Solberg", credentials="MD, vein specialist", user=user)
    return user


@pytest.fixture
def administrator(db) -> User:
    return make_staff("ada", "Clinic administrator")
