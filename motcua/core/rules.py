"""A small condition tree that gives an answer and says why; it is data, never executed text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

Answers: TypeAlias = Mapping[str, str | int]
OPERATORS = ("is", "at_least", "at_most")


@dataclass(frozen=True, slots=True)
class Is:
    """The answer to a question is one of the values."""

    question: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Between:
    """The answer to a question is a whole number within bounds (both included, either may be open)."""

    question: str
    at_least: int | None = None
    at_most: int | None = None


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Condition


Condition: TypeAlias = Is | Between | AllOf | AnyOf | Not


class Malformed(Exception):
    """A condition that cannot be read; the message is in Vietnamese."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a condition came to: True, False, or None while an answer is missing; and the lines that explain it."""

    value: bool | None
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of questions and options, for explanations; a code without words stands for itself."""

    questions: Mapping[str, str]
    options: Mapping[tuple[str, str], str]

    def question(self, code: str) -> str:
        """Return the wording of a question."""
        return self.questions.get(code, code)

    def option(self, question: str, value: str) -> str:
        """Return the wording of an answer."""
        return self.options.get((question, value), value)


NO_WORDS = Words({}, {})


def parse(data: object) -> Condition:
    """Read a condition from plain data; raises :class:`Malformed` where it is not one.

    Forms: ``{question: q, is: a}`` or ``is: [a, b]``; ``{question: q, at_least: 1, at_most: 9}``;
    ``{all: [...]}``, ``{any: [...]}``, ``{not: {...}}``.
    """
    if not isinstance(data, Mapping):
        raise Malformed("Điều kiện phải có dạng {question: …, is: …}, {all: […]}, {any: […]} hoặc {not: …}.")
    keys = set(data)
    if keys in ({"all"}, {"any"}):
        parts = data.get("all", data.get("any"))
        if not isinstance(parts, list | tuple) or not parts:
            raise Malformed("«all» và «any» cần danh sách có ít nhất một điều kiện.")
        read = tuple(parse(part) for part in parts)
        return AllOf(read) if "all" in keys else AnyOf(read)
    if keys == {"not"}:
        return Not(parse(data["not"]))
    return _leaf(data, keys)


def _leaf(data: Mapping[Any, Any], keys: set[Any]) -> Condition:
    question = data.get("question")
    if not isinstance(question, str) or not question:
        raise Malformed("Điều kiện thiếu «question» (mã câu hỏi).")
    if keys == {"question", "is"}:
        given = data["is"]
        values = given if isinstance(given, list | tuple) else [given]
        if not values or not all(isinstance(value, str) for value in values):
            raise Malformed("«is» phải là một giá trị chữ hoặc danh sách giá trị chữ.")
        return Is(question, tuple(values))
    if keys <= {"question", "at_least", "at_most"} and len(keys) > 1:
        low, high = data.get("at_least"), data.get("at_most")
        if any(bound is not None and (isinstance(bound, bool) or not isinstance(bound, int)) for bound in (low, high)):
            raise Malformed("«at_least» và «at_most» phải là số nguyên.")
        return Between(question, low, high)
    raise Malformed(f"Điều kiện về «{question}» chỉ được dùng: {', '.join(OPERATORS)}.")


def as_data(condition: Condition) -> dict[str, Any]:
    """Return the plain data that :func:`parse` reads back to the same condition."""
    match condition:
        case Is(question, values):
            return {"question": question, "is": list(values) if len(values) != 1 else values[0]}
        case Between(question, low, high):
            bounds = {"at_least": low, "at_most": high}
            return {"question": question, **{name: bound for name, bound in bounds.items() if bound is not None}}
        case AllOf(parts):
            return {"all": [as_data(part) for part in parts]}
        case AnyOf(parts):
            return {"any": [as_data(part) for part in parts]}
        case Not(part):
            return {"not": as_data(part)}


def questions_of(condition: Condition) -> frozenset[str]:
    """Return the codes of the questions that a condition reads."""
    return frozenset(leaf.question for leaf in leaves(condition))


def leaves(condition: Condition) -> tuple[Is | Between, ...]:
    """Return the comparisons at the ends of the tree, in order."""
    match condition:
        case Is() | Between():
            return (condition,)
        case AllOf(parts) | AnyOf(parts):
            return tuple(leaf for part in parts for leaf in leaves(part))
        case Not(part):
            return leaves(part)


def evaluate(condition: Condition, answers: Answers, words: Words = NO_WORDS) -> Finding:
    """Return whether the condition holds for the answers, and why, in Vietnamese.

    A missing answer makes a part unknown (None). Unknown parts decide nothing: ``all`` is False as soon as one part is
    False, ``any`` True as soon as one is True, otherwise both are unknown while a part is.
    """
    match condition:
        case Is() | Between():
            return _compare(condition, answers, words)
        case Not(part):
            inner = evaluate(part, answers, words)
            return Finding(None if inner.value is None else not inner.value, inner.because)
        case AllOf(parts):
            return _join([evaluate(part, answers, words) for part in parts], deciding=False)
        case AnyOf(parts):
            return _join([evaluate(part, answers, words) for part in parts], deciding=True)


def _join(found: list[Finding], *, deciding: bool) -> Finding:
    decisive = [finding for finding in found if finding.value is deciding]
    if decisive:
        return Finding(deciding, decisive[0].because)
    unknown = [finding for finding in found if finding.value is None]
    told = unknown or found
    because = tuple(line for finding in told for line in finding.because)
    return Finding(None if unknown else not deciding, because)


def _compare(leaf: Is | Between, answers: Answers, words: Words) -> Finding:
    label = words.question(leaf.question).rstrip("?").strip()
    given = answers.get(leaf.question)
    if given is None or given == "":
        return Finding(None, (f"Chưa biết: {label}",))
    because = (f"{label}: {words.option(leaf.question, str(given))}",)
    if isinstance(leaf, Is):
        return Finding(str(given) in leaf.values, because)
    number = whole(given)
    if number is None:
        return Finding(None, (f"{label}: «{given}» không phải là số nguyên",))
    low, high = leaf.at_least, leaf.at_most
    return Finding((low is None or number >= low) and (high is None or number <= high), because)


def whole(given: str | int) -> int | None:
    """Return the whole number that an answer gives, None where it gives none ("1.200" counts as 1200)."""
    if isinstance(given, int):
        return given
    text = given.strip().replace(".", "").replace(" ", "")
    return int(text) if text.isascii() and text.lstrip("-").isdigit() and len(text) <= 15 else None
