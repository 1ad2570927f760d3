"""click in Norwegian: its help pages, and what it says when a command is typed wrong."""

from collections.abc import Iterable

import click

_IN_NORWEGIAN = {"[OPTIONS]": "[VALG]", "COMMAND [ARGS]...": "KOMMANDO [MER]..."}
"""What click writes into the usage line by itself."""


class Kommando(click.Command):
    """A command whose help page is Norwegian."""

    def get_help_option(self, _ctx: click.Context) -> click.Option | None:
        """Return --hjelp, with --help as another name for it."""
        return click.Option(
            ["--hjelp", "--help"],
            is_flag=True,
            expose_value=False,
            is_eager=True,
            callback=_show_help,
            help="Vis denne siden.",
        )

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line that shows how the command is typed."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        for english, norwegian in _IN_NORWEGIAN.items():
            pieces = pieces.replace(english, norwegian)
        formatter.write_usage(ctx.command_path, pieces, prefix="Bruk: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        records = (r for p in self.get_params(ctx) if (r := p.get_help_record(ctx)))
        with formatter.section("Valg"):
            formatter.write_dl([(n, text.replace("[required]", "[må med]")) for n, text in records])


class Kommandoer(Kommando, click.Group):
    """The group of all commands, in the order of a coordinator's day."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Return the commands as they were declared."""
        return list(self.commands)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands."""
        super().format_options(ctx, formatter)
        shown = [(name, c) for name, c in self.commands.items() if not c.hidden]
        with formatter.section("Kommandoer"):
            formatter.write_dl([(name, c.get_short_help_str(limit=70)) for name, c in shown])


def _show_help(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        click.echo(ctx.get_help(), color=ctx.color)
        ctx.exit()


def sentence(error: click.ClickException) -> str:
    """Return what `error` means to the one who typed: what is wrong, and what to do."""
    match error:
        case click.NoSuchOption():
            what = f"Valget «{error.option_name}» finnes ikke.{_suggest(error.possibilities or ())}"
        case click.MissingParameter() if error.param is not None:
            what = f"«{_name(error.param)}» mangler."
        case click.BadParameter() if error.param is not None:
            what = f"«{_name(error.param)}»: {_value_problem(error)}"
        case click.BadOptionUsage():
            what = f"Valget «{error.option_name}» mangler en verdi."
        case _:
            what = _usage_problem(error)
    where = getattr(error, "ctx", None)
    command = where.command_path if where is not None else "kursverktoy"
    return f"{what} Se «{command} --hjelp»."


def _name(param: click.Parameter) -> str:
    return param.opts[0] if isinstance(param, click.Option) else param.human_readable_name


def _usage_problem(error: click.ClickException) -> str:
    ctx = getattr(error, "ctx", None)
    typed = error.message.partition("'")[2].rpartition("'")[0]
    if ctx is not None and isinstance(ctx.command, click.Group) and typed:
        from difflib import get_close_matches  # noqa: PLC0415  only when something is wrong

        close = get_close_matches(typed, ctx.command.commands, n=1)
        return f"Kommandoen «{typed}» finnes ikke.{_suggest(close)}"
    return f"Jeg forstår ikke {f'«{typed}»' if typed else 'kommandoen'}."


def _value_problem(error: click.BadParameter) -> str:
    kind = error.param.type if error.param is not None else None
    if isinstance(kind, click.Choice):
        return f"velg en av {', '.join(map(str, kind.choices))}."
    if kind is not None and kind.name == "dato":
        return "skriv datoen som ÅÅÅÅ-MM-DD eller DD.MM.ÅÅÅÅ."
    return "verdien passer ikke."


def _suggest(possible: Iterable[str]) -> str:
    first = next(iter(possible), None)
    return f" Mente du «{first}»?" if first else ""
