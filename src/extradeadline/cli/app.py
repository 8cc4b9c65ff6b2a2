"""The command line: one thin module for each command, imported when the command is called.

Exit codes: 0 done, 1 a finding that was asked for, 2 input that cannot be read, 3 an unexpected failure.
"""

import sys
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

FOUND = 1
UNREADABLE = 2
UNEXPECTED = 3

COMMANDS = ("compute", "explain", "check", "count", "treaties", "rules", "calendar", "new")


class LazyGroup(TyperGroup):
    """Knows the commands by name and imports only the one that is called."""

    def list_commands(self, ctx: Any) -> list[str]:
        """All commands, in the order of a case's life."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command, or None for a name that is none."""
        if cmd_name not in COMMANDS:
            return None
        built = typer.main.get_command(import_module(f"extradeadline.cli.{cmd_name}").app)
        built.name = cmd_name
        return built


app = typer.Typer(
    cls=LazyGroup,
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Legal deadlines in extradition cases: every date with its article, its count and every reading of the law.",
)


def _version(asked: bool) -> None:
    if asked:
        from extradeadline import ENGINE

        sys.stdout.write(f"extradeadline {ENGINE}\n")
        raise typer.Exit


@app.callback()
def top(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Print the version."),
) -> None:
    """Legal deadlines in extradition cases: every date with its article, its count and every reading of the law."""


def main() -> None:
    """Runs a command; turns problems and failures into messages and exit codes."""
    from extradeadline.problems import Problems

    try:
        app()
    except Problems as error:
        sys.stderr.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
        sys.stderr.write(f"{error}\n")
        sys.exit(UNREADABLE)
    except Exception as error:
        sys.stderr.write(
            f"extradeadline failed unexpectedly: {type(error).__name__}: {error}\nPlease report it with the command that you ran.\n"
        )
        sys.exit(UNEXPECTED)
