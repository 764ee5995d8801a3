"""How a command is run: settings read once, errors in one line, the right exit status. Options that several share."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from findings import journal
from findings.errors import FindingsError
from findings.records import Filters
from findings.settings import Settings, read_settings

Command = TypeVar("Command", bound=Callable[..., Any])

FILE = click.Path(path_type=Path)
json_option = click.option("--json", "as_json", is_flag=True, help="print JSON, for programs")


def run(command: click.Command, arguments: Sequence[str] | None, name: str) -> int:
    """Run `command` as the program `name`.

    Returns the exit status: 0, or what the command returned; 1 after an error; 2 after wrong usage; 130 when stopped.
    """
    given = sys.argv[1:] if arguments is None else list(arguments)
    try:
        with command.make_context(name, given, obj=read_settings()) as context:
            status = command.invoke(context)
        sys.stdout.flush()  # a reader that has gone away is noticed here, not while Python ends
        return int(status or 0)
    except click.exceptions.Exit as left:  # after --help or --version
        return left.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        print(error.format_message(), file=sys.stderr)
        return 2
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx else name
        print(f"{path}: {error.format_message()} See: {path} --help", file=sys.stderr)
        return 2
    except FindingsError as error:
        print(f"{name}: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(f"{name}: stopped", file=sys.stderr)
        return 130
    except BrokenPipeError:  # the reader of our output went away: `findings documents | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left of it goes nowhere
        return 1


def write_json(value: object) -> None:
    """One JSON document on standard output."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


class Journalled(click.Command):
    """A command that leaves a line in the administrators' log."""

    def invoke(self, ctx: click.Context) -> Any:
        query = str(ctx.params.get("query") or ctx.params.get("topic") or "")
        with journal.timed(ctx.obj, "command line", str(self.name), query) as known:
            known["exit"] = super().invoke(ctx) or 0
        return known["exit"]


def setting(name: str, help: str, metavar: str = "DIR") -> Callable[[Command], Command]:
    """The option `--NAME`: what is given takes the place of this setting while the command runs."""

    def put(context: click.Context, _option: click.Parameter, value: object) -> None:
        if value is not None:
            context.obj = replace(context.obj, **{name: value})

    kind = FILE if metavar == "DIR" else None  # the encoder is a name
    return click.option(f"--{name}", type=kind, metavar=metavar, help=help, expose_value=False, callback=put)


store_option = setting("store", "a store in PostgreSQL, in place of the index", "URL")


def index_option(command: Command) -> Command:
    """The options that say what is searched. A folder that is named is searched, whatever the settings say."""

    def folder(context: click.Context, option: click.Parameter, value: Path | None) -> None:
        if value is not None:
            context.obj = replace(context.obj, index=value, store="")

    index = click.option(
        "--index",
        type=FILE,
        metavar="DIR",
        help="the folder of the index",
        expose_value=False,
        callback=folder,
    )
    return index(store_option(command))


# What a command takes first: the settings, with those its options name.
takes_settings = click.make_pass_decorator(Settings)


def filter_options(command: Command) -> Command:
    """Options that say which documents are looked at; the command gets them as `filters`."""

    @wraps(command)
    def filtered(*given: Any, authority: Any, kind: Any, year_from: Any, year_to: Any, **others: Any) -> Any:
        return command(*given, filters=Filters(authority, kind, year_from, year_to), **others)

    several = "may be given several times"
    for option in (
        click.option("--to", "year_to", type=int, metavar="YEAR", help="visited or published until then"),
        click.option("--from", "year_from", type=int, metavar="YEAR", help="visited or published since then"),
        click.option("--kind", multiple=True, metavar="K", help=f"a kind of document; {several}"),
        click.option("--authority", multiple=True, metavar="A", help=several),
    ):
        filtered = option(filtered)
    return filtered  # type: ignore[return-value]
