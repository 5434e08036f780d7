"""``worker``: the process that does background work and starts the nightly job."""

import asyncio

import click

from guitu.runtime.cli.frame import with_django


@click.command()
@with_django
def command() -> None:
    """运行后台任务进程 · Run the background worker until it is stopped. bin/serve starts one."""
    from procrastinate.contrib.django import app

    async def work() -> None:
        connector = app.connector.get_worker_connector()
        with app.replace_connector(connector) as working:
            async with working.open_async():
                await working.run_worker_async(
                    name="guitu", delete_jobs="successful", shutdown_graceful_timeout=5
                )

    asyncio.run(work())
