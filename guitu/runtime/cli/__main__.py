"""``python -m guitu.runtime.cli``: the command line."""

from guitu.runtime.cli.frame import main

if __name__ == "__main__":
    main()
