from __future__ import annotations
import pytest, io
from tests.intake.make import *
pytestmark = pytest.mark.usefixtures("clinic")
def test_x(client, caplog):
    s = send(client, swelling="one_leg", swelling_onset="new")
    r = client.get(s.replace("sent/", "my-answers.pdf"))
    from django.template.loader import render_to_string
    from intake import papers; o=papers.make_pdf; papers.make_pdf=lambda h:(print("SIZE",len(h)),o(h))[1]

    open("/work/wt/tmp-after/a.pdf","wb").write(r.content)
    import time
    t=time.time(); client.get(s.replace("sent/", "my-answers.pdf")); print(time.time()-t)
    s = send(client)
    print(client.get(s.replace("sent/", "call.ics")).content.decode())
    open("/work/wt/tmp-after/b.pdf","wb").write(client.get(s.replace("sent/", "my-answers.pdf")).content)
    print([r.getMessage() for r in caplog.records])
    assert 0
