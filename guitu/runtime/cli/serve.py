"""``serve``: what ``bin/serve`` calls once the environment is ready."""

import click


@click.command()
def command() -> None:
    """启动网站 · Start the database, the site and the background worker; Ctrl-C stops them.

    设置 Settings: GUITU_PORT (8000), GUITU_HOST (127.0.0.1), GUITU_WORKERS (2), GUITU_DEMO (1 or 0),
    GUITU_HOME (var), DATABASE_URL.
    """
    from guitu.runtime.serving import serve  # --help stays fast

    serve()
