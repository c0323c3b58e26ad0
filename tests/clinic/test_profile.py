from __future__ import annotations

import pytest
from django.db import OperationalError

from clinic import audit, profile
from clinic.models import AuditEvent, SiteProfile


@pytest.mark.django_db(transaction=True)
def test_a_change_and_its_record_are_one(administrator, monkeypatch):
    site = SiteProfile.objects.create(name="Northside Vein Clinic")
    site.name = "Southside Vein Clinic"
    with monkeypatch.context() as broken:
        broken.setattr(audit, "_wait_for_turn", fail)
        with pytest.raises(OperationalError):
            profile.save(site, by=administrator, changed=["name"])
    assert SiteProfile.current().name == "Northside Vein Clinic"

    profile.save(site, by=administrator, changed=["name"])

    assert SiteProfile.current().name == "Southside Vein Clinic"
    assert AuditEvent.objects.get().actor == administrator


def fail():
    raise OperationalError
