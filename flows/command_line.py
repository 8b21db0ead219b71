"""What is wrong on the command line itself, told in both languages: Typer's own words are English only."""

import re
import sys
from typing import Any, Never

import typer
from typer.core import TyperGroup

from data.sentences import both

_WRONG_USE = 2
_STOPPED = 130
_SAID = {
    "NoSuchOption": "no_such_option",
    "MissingParameter": "option_missing",
    "BadOptionUsage": "option_without_value",
    "BadParameter": "option_wrong",
}
"""The key of the sentence by what Typer calls an error; of its classes only their common base is public."""

_QUOTED = re.compile(r"['(]([^'()]{2,})[')]")


class CommandLine(TyperGroup):
    """All commands; a command line that cannot be carried out ends with one sentence and exit code 2."""

    def main(self, *arguments: Any, **options: Any) -> Never:
        """Carry out a command line and leave the process; in: as ``typer.core.TyperGroup.main`` has it."""
        try:
            code = super().main(*arguments, **(options | {"standalone_mode": False}))
        except typer.TyperException as wrong:
            typer.echo(told_wrong(wrong), err=True)
            sys.exit(_WRONG_USE)
        except typer.Abort:
            sys.exit(_STOPPED)
        sys.exit(code or 0)


def told_wrong(wrong: typer.TyperException) -> str:
    """Return what is wrong and how to get help; the help itself where nothing was asked for."""
    kind, context = type(wrong).__name__, getattr(wrong, "ctx", None)
    if kind == "NoArgsIsHelpError":
        return str(wrong)
    return both(
        _SAID.get(kind, "command_line_wrong"),
        name=_name(wrong),
        help=f"{context.command_path if context else 'netralitas'} --help",
    )


def _name(wrong: typer.TyperException) -> str:
    """The option, argument or command that is meant, as it was or would be written."""
    parameter = getattr(wrong, "param", None)
    if parameter is not None:
        return str(parameter.get_error_hint()).strip("'")
    option = getattr(wrong, "option_name", None)
    quoted = _QUOTED.search(str(wrong))
    return option or (quoted.group(1) if quoted else str(wrong))
