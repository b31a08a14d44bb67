"""Where the command `migrationkg` begins: who stops it before it has loaded is told so in a line, too."""

import sys


def main() -> None:
    """Load the command line, and run it."""
    try:
        from migrationkg.cli import main as run

        run()
    except KeyboardInterrupt:
        print("migrationkg: stopped; what was there before is unchanged", file=sys.stderr)  # noqa: T201
        raise SystemExit(130) from None
