"""Random routes for property tests: sound ones, as an office could write them."""

from __future__ import annotations

from typing import Literal

from hypothesis import strategies as st

from motcua.core.process.route import END, ROLES, Consultation, Outcome, Route, Step, StepKind
from motcua.core.worktime import Term

TERMS = ["0.25 days", "0.5 days", "1 working day", "2 working days", "4 working hours", "1/3 days", "4.5 days"]
SILENCE: list[Literal["agree", "none"]] = ["agree", "none"]
UNITS = ["competent", "competent.VP", "competent.KT", "province.H37", "province.H37.SXD"]
WORDS = (
    st.text(
        st.characters(codec="utf-8", exclude_categories=["C", "Z"], include_characters=" "), min_size=1, max_size=30
    )
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)


@st.composite
def routes(draw: st.DrawFn, most: int = 12) -> Route:
    """Draw a sound route: forward along the rows, back to any earlier row before the decision, skips, opinions."""
    count = draw(st.integers(3, most))
    decision = draw(st.integers(1, count - 2))
    codes = [f"B{n + 1}" for n in range(count)]
    steps = tuple(_step(draw, n, count, decision, codes) for n in range(count))
    return Route(
        code=draw(st.from_regex(r"[a-z][a-z0-9-]{0,20}", fullmatch=True)),
        version=1,
        name=draw(WORDS),
        source=draw(WORDS),
        steps=steps,
        unverified=draw(st.booleans()),
        symbol=draw(st.sampled_from(["", "QT.VP.07"])),
        records=tuple(draw(st.lists(WORDS, max_size=3))),
        kept_for=draw(st.sampled_from(["", "05 năm"])),
    )


def _step(draw: st.DrawFn, n: int, count: int, decision: int, codes: list[str]) -> Step:
    last, decides = n == count - 1, n == decision
    forward = END if last else codes[n + 1]
    outcomes = [Outcome("returned" if last else "approve" if decides else "forward", draw(WORDS), forward)]
    if decides and draw(st.booleans()):
        outcomes.append(Outcome("reject", draw(WORDS), draw(st.sampled_from(codes[n + 1 :]))))
    if 0 < n <= decision and draw(st.booleans()):
        outcomes.append(Outcome("back", draw(WORDS), draw(st.sampled_from(codes[:n]))))
    if n < decision - 1 and draw(st.booleans()):
        outcomes.append(Outcome("skip", draw(WORDS), draw(st.sampled_from(codes[n + 2 : decision + 1]))))
    kinds: list[StepKind] = ["work", "approve", "issue", "external", "assign"]
    kind: StepKind = (
        "receive" if n == 0 else "return" if last else "decide" if decides else draw(st.sampled_from(kinds))
    )
    counted = not last and draw(st.integers(0, 5)) > 0
    return Step(
        code=codes[n],
        name=draw(WORDS),
        role=draw(st.sampled_from(ROLES)),
        unit="reception" if n == 0 else "return" if last else draw(st.sampled_from(UNITS)),
        kind=kind,
        time=Term.parse(draw(st.sampled_from(TERMS))) if counted else None,
        outcomes=tuple(outcomes),
        decides=decides,
        consultations=tuple(
            Consultation(
                f"opinion_{m}", draw(WORDS), draw(st.sampled_from(UNITS)), Term.parse("2 working days"), silence
            )
            for m, silence in enumerate(draw(st.lists(st.sampled_from(SILENCE), max_size=3)))
        ),
        result=draw(st.one_of(st.just(""), WORDS)),
        pauses="financial_obligation" if not counted and not last and draw(st.booleans()) else "",
    )
