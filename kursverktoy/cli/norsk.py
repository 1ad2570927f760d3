"""argparse in Norwegian: declaring a verb, its help page, and what a typing error is answered with.

A verb is a function with `@kommando`. Its name is what is typed, its docstring the help, and each
of its parameters one `Argument`. Only the verb that is typed gets a parser.
"""

import argparse
from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeVar

from kursverktoy.course.cells import UnreadableError, day
from kursverktoy.errors import KursverktoyError

PROGRAM = "kursverktoy"
HELP = ("--hjelp", "--help")
TODAY = "i dag"


class Argument(NamedTuple):
    """What may be typed after a verb: an option («--ut»), or what is known by its place («bok»)."""

    name: str
    help: str
    metavar: str = ""
    """What stands for its value on the help page; an option without one is a switch."""
    read: Callable[[str], object] = str
    """Turns what is typed into a value; raises `argparse.ArgumentTypeError` with what to do."""
    default: str | None = None
    """Read like what is typed."""
    required: bool = False
    many: bool = False
    """It may be given several times; the verb gets a list."""
    alone: str | None = None
    """What it is read as when an option that takes a value is given without one."""

    @property
    def is_option(self) -> bool:
        """Whether it is known by its name and not by its place."""
        return self.name.startswith("-")

    @property
    def field(self) -> str:
        """The parameter of the verb's function that gets the value."""
        return self.name.lstrip("-").replace("-", "_")

    @property
    def shown(self) -> str:
        """What it is called in a message."""
        return self.name if self.is_option else self.metavar

    @property
    def usage(self) -> str:
        """How what is known by its place stands on the usage line."""
        return f"[{self.metavar} …]" if self.many else self.metavar

    @property
    def how(self) -> dict[str, Any]:
        """What argparse is told; that a required one is there is seen to by `_parsed`."""
        if not self.metavar:
            return {"help": self.help, "action": "store_true"}
        how = {"metavar": self.metavar, "type": self.read}
        if self.is_option:
            help_ = f"{self.help}  [må med]" if self.required else self.help
            repeated = {"action": "append", "default": []} if self.many else {}
            if self.alone is not None:
                repeated = {"nargs": "?", "const": self.alone}
        else:
            help_ = self.help
            repeated = {"nargs": "*", "default": []} if self.many else {"nargs": "?"}
        return {"help": help_, "default": self.default, **how, **repeated}


def dag(typed: str) -> date:
    """Return the day typed, in any form that a cell may have: 2026-11-23, 23. nov 2026, «i dag»."""
    if typed == TODAY:
        return date.today()  # noqa: DTZ011  the coordinator's own day
    try:
        return day(typed)
    except UnreadableError:
        raise argparse.ArgumentTypeError("skriv datoen som ÅÅÅÅ-MM-DD eller DD.MM.ÅÅÅÅ.") from None


def en_av(*words: str) -> Callable[[str], str]:
    """Return the reader of an argument that is one of `words`."""

    def read(typed: str) -> str:
        if typed not in words:
            raise argparse.ArgumentTypeError(f"velg en av {', '.join(words)}.")
        return typed

    return read


class Kommando(NamedTuple):
    """A verb that can be typed."""

    run: Callable[..., int | None]
    """Does it, and returns the exit code; None is 0."""
    arguments: Sequence[Argument]
    hidden: bool

    @property
    def name(self) -> str:
        """The word that is typed."""
        return self.run.__name__

    @property
    def help(self) -> str:
        """What it does, in one sentence."""
        return self.run.__doc__ or ""


KOMMANDOER: dict[str, Kommando] = {}
"""Every verb by its name, in the order of a coordinator's day."""
F = TypeVar("F", bound=Callable[..., int | None])


def kommando(*arguments: Argument, hidden: bool = False) -> Callable[[F], F]:
    """Let the decorated function be typed; a `hidden` one is not on the help page."""

    def enter(run: F) -> F:
        one = Kommando(run, arguments, hidden)
        KOMMANDOER[one.name] = one
        return run

    return enter


def run(typed: Sequence[str], about: str) -> int | None:
    """Do what is typed, and return its exit code; `about` heads the help page of the program.

    Raises `KursverktoyError` when it can't be understood, and `SystemExit` after a help page.
    """
    word, *rest = typed or [""]
    if word in HELP:
        print(_overview(about))
        return 0
    if word not in KOMMANDOER:
        raise KursverktoyError(f"{_unknown_word(word)} Se «{PROGRAM} {HELP[0]}».")
    command = KOMMANDOER[word]
    return command.run(**_parsed(command, rest))


def _overview(about: str) -> str:
    shown = [command for command in KOMMANDOER.values() if not command.hidden]
    width = max(len(command.name) for command in shown)
    return "\n".join(
        [
            f"Bruk: {PROGRAM} KOMMANDO …",
            f"\n{about}",
            "\nKommandoer:",
            *(f"  {command.name:{width}}  {command.help}" for command in shown),
            f"\nSkriv «{PROGRAM} KOMMANDO {HELP[0]}» for å se hva en kommando kan.",
        ]
    )


def _unknown_word(word: str) -> str:
    if not word:
        return "Jeg forstår ikke kommandoen."
    if word.startswith("-"):
        return f"Valget «{word}» finnes ikke.{_suggestion(word, HELP)}"
    return f"Kommandoen «{word}» finnes ikke.{_suggestion(word, KOMMANDOER)}"


def _parsed(command: Kommando, typed: Sequence[str]) -> dict[str, Any]:
    """Return the value of each argument of a verb by the parameter that gets it."""
    try:
        # Intermixed, so that «skriv bok.xlsx --ut mappe bevis» is understood too.
        found, unknown = _parser(command).parse_known_intermixed_args(typed)
    except argparse.ArgumentError as error:
        raise _misunderstood(command, _refusal(command, error)) from None
    if unknown:
        raise _misunderstood(command, _unknown(command, unknown))
    values = vars(found)
    for argument in command.arguments:
        if argument.required and values[argument.field] is None:
            raise _misunderstood(command, f"«{argument.shown}» mangler.")
    return values


def _misunderstood(command: Kommando, what: str) -> KursverktoyError:
    return KursverktoyError(f"{what} Se «{PROGRAM} {command.name} {HELP[0]}».")


def _refusal(command: Kommando, error: argparse.ArgumentError) -> str:
    """Return what a value is refused for: its reader says so, or it is one too few or many."""
    if isinstance(error.__context__, argparse.ArgumentTypeError):
        return f"«{error.argument_name}»: {error.__context__}"
    takes_one = {a.name for a in command.arguments if a.metavar}
    what = "mangler en verdi" if error.argument_name in takes_one else "tar ingen verdi"
    return f"Valget «{error.argument_name}» {what}."


def _unknown(command: Kommando, typed: Sequence[str]) -> str:
    option = next((word for word in typed if word.startswith("-")), None)
    if option is None:
        return f"Jeg forstår ikke «{typed[0]}»."
    option = option.partition("=")[0]
    known = [*(a.name for a in command.arguments if a.is_option), *HELP]
    return f"Valget «{option}» finnes ikke.{_suggestion(option, known)}"


def _suggestion(word: str, known: Collection[str]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415  only when something is wrong

    close = get_close_matches(word, known, n=1)
    return f" Mente du «{close[0]}»?" if close else ""


class _HelpPage(argparse.HelpFormatter):
    """The layout of argparse with room for our long options, under a Norwegian heading."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=28)

    def add_usage(self, usage: str | None, actions: Any, groups: Any, prefix: Any = None) -> None:
        super().add_usage(usage, actions, groups, prefix or "Bruk: ")


def _parser(command: Kommando) -> argparse.ArgumentParser:
    placed = [a for a in command.arguments if not a.is_option]
    parser = argparse.ArgumentParser(
        usage=" ".join([PROGRAM, command.name, *(a.usage for a in placed), "[VALG]"]),
        description=command.help,
        formatter_class=_HelpPage,
        add_help=False,
        allow_abbrev=False,
        exit_on_error=False,
    )
    inputs, options = parser.add_argument_group("Inn"), parser.add_argument_group("Valg")
    for argument in command.arguments:
        group = options if argument.is_option else inputs
        group.add_argument(argument.name, **argument.how)
    options.add_argument(*HELP, action="help", help="Vis denne siden.")
    return parser
