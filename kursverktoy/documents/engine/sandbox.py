"""Jinja with a purse: a template that would run for ever, or fill the memory, is stopped.

Every round of a loop and every call of a macro is paid for in characters before it runs, at
the price of what it writes. What a template can build is kept short where it is built.
"""

import re
from collections.abc import Callable, Sized
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.sandbox import ImmutableSandboxedEnvironment

from kursverktoy.documents.faults import TemplateFaultError

PURSE = 20_000_000
"""The most characters a part of a document may have; a part of 100 pages has under a million."""
LONGEST_TEXT = 100_000
"""The longest text or list an expression may build; a cell holds 32,767 characters."""
LARGEST = 1e9
"""A number far above any figure of a course; its ninth power is still quick."""
_LEAST = 20
"""What a round costs that writes nothing."""
_VALUE = 100
"""What a value costs, whatever it is; a longer one pays the rest itself."""
_PARAGRAPHS = re.compile(r"\n(<w:p[ >])")
_PLAIN = {"builtins", "datetime", "markupsafe"}
"""The modules of plain values."""
_METHODS = frozenset(
    {"capitalize", "count", "endswith", "find", "get", "index", "isdigit", "items", "keys"}
    | {"lower", "lstrip", "partition", "rpartition", "rsplit", "rstrip", "split", "splitlines"}
    | {"startswith", "strip", "title", "upper", "values", "isoformat", "isoweekday"}
)
"""The methods of plain values that give nothing longer than what they were given."""


class Generator(CodeGenerator):
    """Jinja's own, with a price on loops and macros, and values escaped by `finalize` alone."""

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:
        # docxtpl begins each paragraph on a line of its own, so that errors tell where.
        for child in node.nodes:
            if isinstance(child, nodes.TemplateData):
                child.data = _PARAGRAPHS.sub(r"\1", child.data)
        super().visit_Output(node, frame)

    def visit_For(self, node: nodes.For, frame: Frame) -> None:
        price = nodes.Const(_price(node.body))
        node.iter = _call("paid", node.iter, price, line=node.lineno)
        if node.recursive:
            node.body.insert(0, nodes.ExprStmt(_call("pay", price), lineno=node.lineno))
        super().visit_For(node, frame)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        if not isinstance(node.node, nodes.EnvironmentAttribute):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        # Ours: no template can write it, and nobody need ask whether it is safe.
        self.write(f"environment.{node.node.name}(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:
        self.write("environment.short(")
        super().visit_Concat(node, frame)
        self.write(")")

    def visit_List(self, node: nodes.List, frame: Frame) -> None:
        self.write("environment.short(")
        super().visit_List(node, frame)
        self.write(")")

    def macro_body(self, node: nodes.Macro | nodes.CallBlock, frame: Frame) -> Any:
        price = nodes.Const(_price(node.body))
        node.body.insert(0, nodes.ExprStmt(_call("pay", price), lineno=node.lineno))
        return super().macro_body(node, frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write(finalize.src)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write(")")


def _call(name: str, *arguments: nodes.Node, line: int = 0) -> nodes.Call:
    return nodes.Call(
        nodes.EnvironmentAttribute(name), list(arguments), [], None, None, lineno=line
    )


def _price(body: list[nodes.Node]) -> int:
    """Return what running `body` once costs; loops within it pay for themselves as well."""
    inside = nodes.Template(body)
    static = sum(len(each.data) for each in inside.find_all(nodes.TemplateData))
    outputs = sum(len(each.nodes) for each in inside.find_all(nodes.Output))
    return max(static + _VALUE * outputs, _LEAST)


def short(built: Any) -> Any:
    """Return a text or list that a template built, unless it is endless."""
    if _size(built) > LONGEST_TEXT:
        raise TemplateFaultError("den lager en tekst eller en liste som er altfor lang")
    return built


def _size(built: Any) -> int:
    """Return how much there is in `built`, counted no further than to what is too much."""
    if not isinstance(built, list | tuple | dict):
        return len(built) if isinstance(built, str) else 1
    size = 0
    for each in built.values() if isinstance(built, dict) else built:
        size += _size(each)
        if size > LONGEST_TEXT:
            break
    return size


class Sandbox(ImmutableSandboxedEnvironment):
    """A sandbox whose `shown` turns each value that is printed into finished XML text.

    `markup` tells, since `begin`, whether a value was markup, so that nothing is proven about
    what it does to the part.
    """

    code_generator_class = Generator
    intercepted_binops = frozenset({"*", "**", "+", "%"})
    short = staticmethod(short)

    def __init__(self, shown: Callable[[Any], str], **options: Any) -> None:
        # Unoptimised, nothing a template says is worked out before it is filled and paid for.
        super().__init__(autoescape=True, finalize=shown, optimized=False, **options)
        self.markup = False
        self._purse = PURSE

    def begin(self) -> None:
        """Fill the purse for the next part."""
        self.markup, self._purse = False, PURSE

    def pay(self, price: int) -> None:
        """Raise `TemplateFaultError` when the part grows beyond what any document needs."""
        self._purse -= price
        if self._purse < 0:
            raise TemplateFaultError(
                "den blir aldri ferdig, eller dokumentet blir for langt: en løkke går for mange "
                "ganger"
            )

    def paid(self, rows: Any, price: int) -> Any:
        """Return what a loop runs through, when every round of it can be paid for."""
        if not isinstance(rows, Sized):
            rows = list(rows)
        self.pay(len(rows) * price)
        return rows

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Compute with numbers, and join texts and lists with «+»; nothing that grows."""
        if operator == "+":
            return short(super().call_binop(context, operator, left, right))
        small = all(isinstance(n, int | float) and abs(n) <= LARGEST for n in (left, right))
        if not small or (operator == "**" and abs(right) > 9):  # noqa: PLR2004  see LARGEST
            raise TemplateFaultError(f"«{operator}» kan bare brukes med vanlige tall")
        return super().call_binop(context, operator, left, right)

    def wrap_str_format(self, value: Any) -> None:
        """Leave `format` to `is_safe_attribute`: it can pad, too."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Refuse also the methods by which a text of a billion spaces is one short word."""
        grows = callable(value) and type(obj).__module__ in _PLAIN and attr not in _METHODS
        return not grows and super().is_safe_attribute(obj, attr, value)
