"""After a restore, in a process of its own on the restored database: erase again, let keys follow files."""

import json
import sys
from dataclasses import asdict

from guitu.runtime.framework import close_connections, set_up_django


def main() -> None:
    """Settle, and print what was found as JSON."""
    set_up_django()
    from guitu.foundation.clock import today
    from guitu.workflows.erase import settle_restored

    try:
        json.dump(asdict(settle_restored(on=today())), sys.stdout)
    finally:
        close_connections()


if __name__ == "__main__":
    main()
