#!/usr/bin/env python
"""Django's command line for the clinic's portal."""

import os
import sys

from clinic.env import Misconfigured


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic.settings")
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except Misconfigured as problem:
        sys.exit(str(problem))


if __name__ == "__main__":
    main()
