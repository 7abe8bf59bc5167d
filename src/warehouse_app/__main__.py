"""The program's door: `warehouse` and `python -m warehouse_app` both enter here."""

from __future__ import annotations


def main() -> None:
    """Run the command line and leave with its exit code."""
    from warehouse_app.bootstrap import run
    from warehouse_app.demo import demo

    raise SystemExit(run(more=(demo,)))


if __name__ == "__main__":
    main()
