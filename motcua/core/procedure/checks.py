"""What contradicts inside a definition, or between it and its routes, as (path, Vietnamese sentence)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields

from motcua.core.procedure.codes import BadCode, normalise
from motcua.core.procedure.definition import Case, ProcedureDefinition
from motcua.core.procedure.forms import MOST_PAGES
from motcua.core.procedure.part_checks import PART_CHECKS
from motcua.core.process.route import Route
from motcua.core.process.route import problems as route_problems
from motcua.core.rules import Condition, Is, leaves

Found = Iterator[tuple[str, str]]
NAMED_LISTS = ("results", "channels", "questions", "cases", "clock_grounds", "components", "fees", "pages", "forms")
FILLED = ("name", "title", "summary", "field", "field_code", "agency", "decided_by", "competence", "source")
SEVEN = {
    "b": ("sequence", "trình tự thực hiện"),
    "c": ("channels", "cách thức thực hiện"),
    "d": ("components", "thành phần, số lượng hồ sơ"),
    "đ": ("cases", "thời hạn giải quyết"),
    "e": ("audience", "đối tượng thực hiện"),
}


def contradictions(definition: ProcedureDefinition) -> list[tuple[str, str]]:
    """Return everything that is missing or contradicts itself in a definition; an empty list means sound."""
    checks = (_head, _register, _unique, _references, _groups, _conditions, _quantities, _form, _marks)
    return [problem for check in (*checks, *PART_CHECKS) for problem in check(definition)]


def misfits(definition: ProcedureDefinition, routes: Mapping[str, Route]) -> list[tuple[str, str]]:
    """Return what is wrong between the cases and their routes: a route that is missing, unsound or exceeds the term.

    A case that names no route is information only; there is nothing to compare.
    """
    found: list[tuple[str, str]] = []
    for n, case in enumerate(definition.cases):
        if not case.receivable:
            continue
        where = f"cases[{n}].route"
        route = routes.get(case.route)
        if route is None:
            found.append((where, f"Không có quy trình nội bộ «{case.route}» cho trường hợp «{case.name}»."))
            continue
        found.extend(
            (where, f"Quy trình «{route.code}», trường hợp «{case.name}»: {message}")
            for _, message in route_problems(route, case.term)
        )
    return found


def _head(definition: ProcedureDefinition) -> Found:
    try:
        code = normalise(definition.code)
        if code.national != definition.code:
            yield "code", f"Viết mã quốc gia ngắn gọn: «{code.national}»."
    except BadCode as wrong:
        yield "code", str(wrong)
    for name in FILLED:
        if not getattr(definition, name):
            yield name, "Mục này không được để trống."
    missing = set(SEVEN) - set(definition.parts())
    for part, (name, words) in SEVEN.items():
        if part in missing:
            yield name, f"Thiếu phần bắt buộc {part}) {words} (Điều 8 Nghị định 63/2010/NĐ-CP)."
    if not definition.legal_bases:
        yield "legal_bases", "Phải có ít nhất một căn cứ pháp lý."


def _register(definition: ProcedureDefinition) -> Found:
    """An internal procedure is between agencies: nobody lodges it online and citizens' pages say nothing of it."""
    if not definition.internal:
        return
    for n, channel in enumerate(definition.channels):
        if channel.code == "online":
            yield f"channels[{n}]", "Thủ tục nội bộ không nhận hồ sơ trực tuyến của công dân: bỏ kênh này."
    for name in ("life_events", "keywords"):
        if getattr(definition, name):
            yield name, "Thủ tục nội bộ không hiện ở danh mục công khai nên không ghi phần này."


def _unique(definition: ProcedureDefinition) -> Found:
    for name in NAMED_LISTS:
        yield from _twice(name, [item.code for item in getattr(definition, name)])
    yield from _twice("pages", [entry.code for entry in definition.fields()])
    for n, question in enumerate(definition.questions):
        if question.kind == "choice" and len(question.options) < 2:
            yield f"questions[{n}].options", "Câu hỏi lựa chọn cần ít nhất hai phương án."
        yield from _twice(f"questions[{n}].options", [option.code for option in question.options])


def _twice(path: str, codes: Iterable[str]) -> Found:
    for code, times in Counter(codes).items():
        if times > 1:
            yield path, f"Mã «{code}» bị trùng {times} lần."
        if not code:
            yield path, "Có mục chưa có mã."


def _references(definition: ProcedureDefinition) -> Found:
    known = {
        "components": {item.code for item in definition.components},
        "fees": {item.code for item in definition.fees},
        "results": {item.code for item in definition.results},
    }
    grounds = {ground.code for ground in definition.clock_grounds}
    for n, case in enumerate(definition.cases):
        for name, codes in known.items():
            for code in getattr(case, name):
                if code not in codes:
                    yield f"cases[{n}].{name}", f"Trường hợp «{case.code}» nhắc tới «{code}» không có trong «{name}»."
        yield from _appointments(n, case, grounds)
        if case.same_day != (str(case.term) == "same day"):
            yield f"cases[{n}].same_day", "«same_day: true» đi cùng thời hạn «same day», và ngược lại."


def _appointments(n: int, case: Case, grounds: set[str]) -> Found:
    for entry in case.appointments:
        if entry.pauses_for and entry.pauses_for not in grounds:
            yield f"cases[{n}].appointments", f"Lần hẹn «{entry.code}» nhắc tới lý do «{entry.pauses_for}» không có."


def _groups(definition: ProcedureDefinition) -> Found:
    sizes = Counter(component.group for component in definition.components if component.group)
    for n, component in enumerate(definition.components):
        path = f"components[{n}]"
        if component.need == "one_of" and sizes[component.group] < 2:
            yield f"{path}.group", f"«{component.name}» là một trong nhiều giấy tờ nhưng nhóm chỉ có một."
        if component.need == "fallback" and component.replaced_by is None:
            yield (
                f"{path}.replaced_by",
                f"«{component.name}» chỉ nộp khi không tra cứu được: phải ghi cơ sở dữ liệu nào.",
            )
        if component.kind == "declaration" and not component.form:
            yield f"{path}.form", f"«{component.name}» là tờ khai: phải ghi tên mẫu."


def _conditions(definition: ProcedureDefinition) -> Found:
    asked = {q.code: {option.code for option in q.choices()} for q in definition.questions}
    entered = asked | {entry.code: {option.code for option in entry.options} for entry in definition.fields()}
    for n, question in enumerate(definition.questions):
        earlier = {q.code: asked[q.code] for q in definition.questions[:n]}
        yield from _known(question.when, earlier, f"questions[{n}].when", "câu hỏi đứng trước")
    for name in ("cases", "components", "competences"):
        for n, item in enumerate(getattr(definition, name)):
            yield from _known(item.when, asked, f"{name}[{n}].when", "câu hỏi")
    for n, fee in enumerate(definition.fees):
        for m, exemption in enumerate(fee.exemptions):
            yield from _known(exemption.when, entered, f"fees[{n}].exemptions[{m}].when", "câu hỏi hoặc ô khai")
        yield from _known(fee.when, entered, f"fees[{n}].when", "câu hỏi hoặc ô khai")
        yield from _known(fee.waived_when, entered, f"fees[{n}].waived_when", "câu hỏi hoặc ô khai")
    for n, page in enumerate(definition.pages):
        yield from _known(page.when, entered, f"pages[{n}].when", "câu hỏi hoặc ô khai")
        for m, entry in enumerate(page.fields):
            yield from _known(entry.when, entered, f"pages[{n}].fields[{m}].when", "câu hỏi hoặc ô khai")


def _known(condition: Condition | None, known: Mapping[str, set[str]], path: str, kind: str) -> Found:
    for leaf in leaves(condition) if condition is not None else ():
        if leaf.question not in known:
            yield path, f"Không có {kind} nào mang mã «{leaf.question}»."
        elif isinstance(leaf, Is):
            for value in leaf.values:
                if known[leaf.question] and value not in known[leaf.question]:
                    yield path, f"«{leaf.question}» không có phương án «{value}»."


def _quantities(definition: ProcedureDefinition) -> Found:
    known = {question.code for question in definition.questions} | {entry.code for entry in definition.fields()}
    for n, fee in enumerate(definition.fees):
        for name in ("units_from", "copies_from"):
            code = getattr(fee, name)
            if code and code not in known:
                yield f"fees[{n}].{name}", f"Không có câu hỏi hoặc ô khai nào mang mã «{code}»."
        if fee.tiers and [tier.from_unit for tier in fee.tiers] != sorted({tier.from_unit for tier in fee.tiers}):
            yield f"fees[{n}].tiers", "Các bậc phải tăng dần và không trùng."
        if any(amount < 0 for amount in (fee.amount or 0, fee.cap or 0, *(tier.amount for tier in fee.tiers))):
            yield f"fees[{n}].amount", "Số tiền không được âm."
        if not fee.source:
            yield f"fees[{n}].source", f"Khoản «{fee.name}» phải ghi căn cứ."
    if definition.sets < 0:
        yield "sets", "Số bộ hồ sơ không được âm."


def _form(definition: ProcedureDefinition) -> Found:
    online = definition.channel("online") is not None
    if online and len(definition.pages) > MOST_PAGES:
        yield "pages", f"Tờ khai có {len(definition.pages)} trang, nhiều nhất {MOST_PAGES}: gộp các ô theo từng người."
    # What is not received here needs no declaration; a declaration that is there must be whole.
    wanted = definition.receivable or bool(definition.pages)
    if wanted and sum(page.standard == "applicant" for page in definition.pages) != 1:
        yield "pages", "Tờ khai phải có đúng một trang người nộp (standard: applicant)."
    for n, page in enumerate(definition.pages):
        for m, entry in enumerate(page.fields):
            if entry.kind == "choice" and len(entry.options) < 2:
                yield f"pages[{n}].fields[{m}].options", f"Ô «{entry.label}» cần ít nhất hai phương án."


def _marks(definition: ProcedureDefinition) -> Found:
    parts = {entry.name for entry in fields(ProcedureDefinition)} | {"publication"}
    for path in sorted(definition.unverified):
        steps = path.split(".")
        if steps[0] not in parts:
            yield "unverified", f"«{path}»: không có phần «{steps[0]}»."
        elif steps[0] in NAMED_LISTS and steps[1:]:
            codes = {item.code for item in getattr(definition, steps[0])}
            # A field's code has dots of its own, hence the whole rest too.
            if not codes & {steps[1], ".".join(steps[1:])}:
                yield "unverified", f"«{path}»: không có mục «{steps[1]}» trong «{steps[0]}»."
