"""Django set up on demand, and its connections given back: commands and child processes start here."""

import os


def set_up_django() -> None:
    """Load the settings and the apps, once."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guitu.config.settings")
    import django

    django.setup()


def close_connections() -> None:
    """Give every connection back before the server may stop under us."""
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        connection.close()
        close_pool = getattr(connection, "close_pool", None)
        if close_pool is not None:
            close_pool()
