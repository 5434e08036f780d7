"""Django set up on demand, and its connections given back: commands and child processes start here."""

import os


def set_up_django() -> None:
    """Load the settings and the apps, once."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guitu.config.settings")
    import django

    django.setup()
    if os.environ.get("GUITU_DB_ROLE") == "worker":
        speak_as_the_system()


def speak_as_the_system() -> None:
    """Open every connection of this process for the system: it serves no account, and lends none out."""
    from django.db.backends.signals import connection_created

    connection_created.connect(_open_for_the_system, dispatch_uid="guitu.door")


def _open_for_the_system(**_facts: object) -> None:
    from guitu.foundation.authorization import door

    door.say_for_the_session(door.system_context())


def close_connections() -> None:
    """Give every connection back before the server may stop under us."""
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        connection.close()
        close_pool = getattr(connection, "close_pool", None)
        if close_pool is not None:
            close_pool()
