"""The `greffier` command: `python -m greffier` is the same."""

import sys


def main() -> None:
    """Runs the command line; one message where click, which it needs, is not installed."""
    for stream in (sys.stdout, sys.stderr):
        # a terminal that cannot show a letter shows its number instead of a traceback
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        from greffier.cli import main as commands
    except ModuleNotFoundError as error:
        if error.name != "click":
            raise
        sys.exit("greffier: the commands need click; install it: pip install 'greffier[build]'")
    commands(prog_name="greffier")


if __name__ == "__main__":
    main()
