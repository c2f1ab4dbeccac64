"""The `greffier` command: `python -m greffier` is the same."""

import sys

#: The exit code of a command that fails by a fault of greffier's own: EX_SOFTWARE of sysexits.h.
FAULT = 70


def main() -> None:
    """Runs the command line; one message where click, which it needs, is not installed.

    Exit code 70 says that the fault is greffier's own, and how to report it: it must not look like something found.
    """
    try:
        _run()
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception:
        import traceback

        traceback.print_exc()
        print(
            "greffier: this is a fault of greffier, and nothing is known of your data; please report the lines above, "
            "the command and, if you may, what it was given, where you have greffier from",
            file=sys.stderr,
        )
        sys.exit(FAULT)


def _run() -> None:
    for stream in (sys.stdout, sys.stderr):
        # a terminal that cannot show a letter shows its number instead of a traceback
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        from greffier.cli import main as commands
    except ModuleNotFoundError as error:
        if error.name != "click":
            raise
        print("greffier: the commands need click; install it: pip install 'greffier[build]'", file=sys.stderr)
        sys.exit(2)
    commands(prog_name="greffier")


if __name__ == "__main__":
    main()
