"""Interleaved rounds: A B A B …, medians and spread, so that a noisy machine disturbs both sides alike."""

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

ROUNDS = 8


@dataclass(frozen=True)
class Measured:
    """The median of a side's rounds, and how far the middle half of them spreads."""

    median: float
    spread: float


def per_second(work: Callable[[float], int], seconds: float) -> float:
    """Let ``work`` run for about ``seconds`` and return how many pieces a second it finished."""
    began = time.perf_counter()
    count = work(seconds)
    return count / (time.perf_counter() - began)


def interleaved(sides: Mapping[str, Callable[[], float]], rounds: int = ROUNDS) -> dict[str, Measured]:
    """Measure each side once a round, in turn, and return its median and interquartile range."""
    found: dict[str, list[float]] = {name: [] for name in sides}
    for number in range(rounds):
        names = list(sides)
        for name in names if number % 2 == 0 else reversed(names):
            found[name].append(sides[name]())
    return {name: _measured(values) for name, values in found.items()}


def _measured(values: list[float]) -> Measured:
    quarters = statistics.quantiles(values, n=4) if len(values) > 1 else [values[0]] * 3
    return Measured(statistics.median(values), quarters[2] - quarters[0])
