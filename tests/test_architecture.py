"""The house rules that a machine can check. Each rule is also shown to catch its breach."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APPS = ("clinic", "articles", "intake")
FOLDERS = [ROOT / name for name in (*APPS, "templates", "static", "tests", "docs", "deploy", ".ci")]
MOST_LINES = 300

# Who may not import whom. Only these two files may know both apps.
FORBIDDEN = {"clinic": ("articles", "intake"), "articles": ("intake",), "intake": ("articles",)}
KNOWS_BOTH = {"clinic/settings.py", "clinic/urls.py"}

# Modules that decide: same input, same output. Beside the standard library they import only these.
PURE = {
    "intake/domain/expressions.py": ("intake.domain",),
    "intake/domain/fhirpath/": ("antlr4", "fhirpathpy", "intake.domain"),
    "intake/domain/patterns.py": ("intake.domain", "regex"),
    "intake/domain/timebox.py": (),
    "intake/domain/": ("intake.domain", "clinic.marking", "clinic.phone"),
    "clinic/vault.py": ("cryptography",),
    "clinic/sealed_files.py": ("clinic.vault", "cryptography"),
    "clinic/picture_opening.py": ("clinic.picture_files", "PIL", "pi_heif"),
    "clinic/picture_files.py": (),
    "intake/files/": (
        *("clinic.marking", "clinic.picture_files", "clinic.picture_opening", "intake.files"),
        *("PIL", "pikepdf"),
    ),
    "articles/richtext/": ("nh3", "articles.richtext"),
    "articles/rendering.py": ("articles.richtext",),
    "articles/pictures.py": ("clinic.picture_opening", "PIL"),
    "articles/paths.py": (),
    "articles/readability.py": ("articles.sentences", "articles.syllables"),
    "articles/sentences.py": (),
    "articles/syllables.py": ("articles.syllables_known",),
    "articles/syllables_known.py": (),
    "articles/alignment.py": (),
    "articles/worddiff.py": ("articles.alignment",),
    "articles/checklist.py": ("articles.readability",),
    "articles/wordpress/export.py": (),
    "articles/wordpress/reading.py": (),
    "articles/wordpress/entries.py": ("articles.wordpress",),
    "articles/wordpress/parse.py": ("articles.wordpress",),
    "articles/wordpress/addresses.py": ("articles.wordpress",),
    "articles/wordpress/shortcodes.py": ("articles.wordpress",),
    "articles/wordpress/blocks.py": ("articles.wordpress",),
    "articles/wordpress/tree.py": ("nh3",),
    "articles/wordpress/tables.py": ("articles.wordpress",),
    "articles/wordpress/words.py": ("articles.wordpress",),
    "articles/wordpress/markup.py": ("articles.wordpress",),
    "articles/wordpress/convert.py": ("articles.richtext", "articles.wordpress"),
    "articles/searching/asking.py": ("articles.searching",),
    "articles/searching/emergencies.py": ("articles.searching",),
    "articles/searching/english.py": (),
    "articles/searching/spelling.py": (),
    "articles/searching/words.py": ("articles.searching",),
    "clinic/marking.py": (),
    "clinic/phone.py": ("clinic.marking", "phonenumbers"),
    "clinic/hours.py": ("clinic.lines",),
    "clinic/lines.py": (),
    "clinic/contrast.py": (),
}
PROJECT_OR_PACKAGE = (
    *(*APPS, "django", "cryptography", "nh3", "phonenumbers", "PIL", "pi_heif", "pikepdf"),
    *("antlr4", "crispy_forms", "fhirpathpy", "regex"),
)
CLOCKS = {"now", "utcnow", "today", "time", "time_ns", "monotonic", "perf_counter"}
CLOCK_OWNERS = {"datetime", "date", "timezone", "time"}

INLINE = re.compile(
    r"<style\b|<[^>]*\s(?:style|on[a-z]+)\s*=|<script\b(?![^>]*\bsrc=)", re.I | re.S
)
SCRIPT_OF_DATA = re.compile(r'<script type="application/(?:ld\+)?json"', re.I)
UNSAFE = re.compile(r"{{\s*([^|}]*?)\s*\|[^}]*\bsafe\b|{%\s*autoescape\s+off\b")
WORK_LEFT = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")


def files(*patterns: str) -> list[str]:
    """Return the project's own files that fit one of the patterns, as paths from the root."""
    found = {path for folder in FOLDERS for part in patterns for path in folder.rglob(part)}
    return sorted(str(path.relative_to(ROOT)) for path in found)


def read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


# The rules: (path, text) in, one sentence a fault out.


def imports(text: str) -> Iterator[str]:
    """Yield the dotted names a module imports; `from x import y` counts as x.y."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = "." * node.level + (f"{node.module}." if node.module else "")
            yield from (start + alias.name for alias in node.names)


def is_within(name: str, roots: tuple[str, ...]) -> bool:
    return any(name == root or name.startswith(f"{root}.") for root in roots)


def against_the_arrows(path: str, text: str) -> Iterator[str]:
    """The floor knows no app, and the apps do not know each other."""
    if path in KNOWS_BOTH:
        return
    for name in imports(text):
        if is_within(name, FORBIDDEN.get(path.split("/")[0], ())):
            yield f"{path} imports {name}"


def relative_imports(path: str, text: str) -> Iterator[str]:
    for name in imports(text):
        if name.startswith("."):
            yield f"{path} imports {name}, which is relative"


def impure(path: str, text: str) -> Iterator[str]:
    """What decides has no Django, no settings and no clock."""
    allowed = next((PURE[start] for start in PURE if path.startswith(start)), None)
    if allowed is None:
        return
    for name in imports(text):
        if is_within(name, PROJECT_OR_PACKAGE) and not is_within(name, allowed):
            yield f"{path} imports {name}"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Attribute) and node.attr in CLOCKS:
            owner = node.value
            last = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
            if last in CLOCK_OWNERS:
                yield f"{path}:{node.lineno} looks at the clock"
        if isinstance(node, ast.ImportFrom) and node.module == "time":
            yield f"{path}:{node.lineno} looks at the clock"


def too_long(path: str, text: str) -> Iterator[str]:
    lines = len(text.splitlines())
    if lines > MOST_LINES:
        yield f"{path} has {lines} lines; {MOST_LINES} is the most"


def untyped(path: str, text: str) -> Iterator[str]:
    """Every public function of a module says what it takes and what it returns."""
    for node in ast.parse(text).body:
        if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
            continue
        everything = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        if node.returns is None or any(argument.annotation is None for argument in everything):
            yield f"{path}:{node.lineno} {node.name} is not typed"


def inline_code(path: str, text: str) -> Iterator[str]:
    """Style sheets and scripts are files of their own, or the policy would have to be loosened."""
    for match in INLINE.finditer(text):
        if not SCRIPT_OF_DATA.match(text, match.start()):
            yield f"{path} has {match.group()[-40:]!r}"


def unescaped(path: str, text: str) -> Iterator[str]:
    """Only what richtext wrote goes out as it is: body_html, and an article's parts."""
    allowed = (".body_html", "part.html") if path.startswith("templates/articles/") else ()
    for match in UNSAFE.finditer(text):
        if not (match.group(1) or "").endswith(allowed):
            yield f"{path} has {match.group()!r}"


def work_left(path: str, text: str) -> Iterator[str]:
    for match in WORK_LEFT.finditer(text):
        yield f"{path} says {match.group()}"


PYTHON = ["manage.py", *files("*.py")]
CODE = [path for path in PYTHON if "/migrations/" not in path]
OURS = [path for path in CODE if path.startswith(APPS)]
TEMPLATES = files("*.html")
SOURCES = [*CODE, *files("*.html", "*.css", "*.js", "*.md", "*.sql", "*.conf", "*.service")]
RULES = [
    (against_the_arrows, OURS),
    (relative_imports, PYTHON),
    (impure, OURS),
    (too_long, [path for path in SOURCES if path.endswith((".py", ".html", ".css", ".js"))]),
    (untyped, [path for path in OURS if "admin" not in path]),
    (inline_code, TEMPLATES),
    (unescaped, TEMPLATES),
    (work_left, SOURCES),
]


@pytest.mark.parametrize(("rule", "paths"), RULES, ids=lambda value: getattr(value, "__name__", ""))
def test_the_house_keeps_its_rules(rule, paths):
    assert paths

    assert [fault for path in paths for fault in rule(path, read(path))] == []


def test_every_folder_of_tests_is_a_package():
    folders = {Path(path).parent for path in PYTHON if path.startswith("tests/")}

    assert [str(folder) for folder in folders if not (ROOT / folder / "__init__.py").exists()] == []


@pytest.mark.parametrize(
    ("rule", "path", "text"),
    [
        (against_the_arrows, "articles/views.py", "from intake import submitting"),
        (against_the_arrows, "articles/views.py", "import intake.submitting"),
        (against_the_arrows, "intake/inbox.py", "from articles.models import Article"),
        (against_the_arrows, "clinic/views.py", "def home():\n    from articles import views"),
        (relative_imports, "intake/inbox.py", "from . import submitting"),
        (relative_imports, "tests/intake/test_inbox.py", "from ..environment import FOLDER"),
        (impure, "intake/domain/triage.py", "from django.conf import settings"),
        (impure, "intake/domain/triage.py", "from clinic import audit"),
        (impure, "intake/domain/triage.py", "from intake import models"),
        (impure, "intake/domain/fhir.py", "import datetime\ndatetime.datetime.now()"),
        (impure, "intake/domain/fhir.py", "from datetime import date\ntoday = date.today"),
        (impure, "intake/domain/triage.py", "import fhirpathpy"),
        (impure, "intake/domain/expressions.py", "def f():\n    import regex"),
        (impure, "clinic/hours.py", "import time\ntime.time()"),
        (impure, "clinic/hours.py", "from time import monotonic"),
        (impure, "clinic/vault.py", "from django.utils import timezone\ntimezone.now()"),
        (impure, "articles/richtext/cleaning.py", "from clinic.models import SiteProfile"),
        (impure, "articles/rendering.py", "from articles.models import Article"),
        (too_long, "clinic/views.py", "x = 1\n" * (MOST_LINES + 1)),
        (untyped, "clinic/views.py", "def home(request): ..."),
        (untyped, "clinic/views.py", "def home(request: HttpRequest): ..."),
        (untyped, "clinic/mail.py", "def queue(*, to) -> None: ..."),
        (inline_code, "templates/base.html", '<p class="a" style="color: red">'),
        (inline_code, "templates/base.html", "<style>p {}</style>"),
        (inline_code, "templates/base.html", "<script>alert(1)</script>"),
        (inline_code, "templates/base.html", '<a href="/"\n  onclick="go()">'),
        (unescaped, "templates/base.html", "{{ note.text|safe }}"),
        (unescaped, "templates/base.html", "{{ note.text|linebreaks|safe }}"),
        (unescaped, "templates/base.html", "{{ part.html|safe }}"),
        (unescaped, "templates/base.html", "{% autoescape off %}"),
        (work_left, "clinic/views.py", "# TO" + "DO: later"),
    ],
)
def test_a_breach_is_caught(rule, path, text):
    assert list(rule(path, text))


@pytest.mark.parametrize(
    ("rule", "path", "text"),
    [
        (against_the_arrows, "clinic/urls.py", "from intake import urls"),
        (against_the_arrows, "articles/views.py", "from clinic import audit"),
        (against_the_arrows, "articles/views.py", "from intakes import x"),
        (
            impure,
            "intake/domain/answers.py",
            "from clinic import phone\nfrom intake.domain import x",
        ),
        (impure, "intake/domain/fhir.py", "from datetime import date\ndate.fromisoformat(x)"),
        (impure, "intake/inbox.py", "from django.utils import timezone\ntimezone.now()"),
        (inline_code, "templates/a.html", '<script src="/static/a.js" defer></script>'),
        (inline_code, "templates/a.html", '<script type="application/ld+json">{}</script>'),
        (unescaped, "templates/articles/a.html", "{{ article.body_html|safe }} {{ safe }}"),
    ],
)
def test_what_is_allowed_passes(rule, path, text):
    assert list(rule(path, text)) == []
