"""The command line, ``bin/guitu COMMAND``: one file per command, found by name when it is asked for.

A command's file holds one click command called ``command``. Those that touch the database wear
``@with_django`` from ``frame``; nothing of Django is imported at the top of a command's file, so that
``bin/guitu --help`` answers at once. Data go to stdout, everything else to stderr.
"""
