"""What contradicts inside one part of a definition: a paper, a fee, a result, a form, an act, an agency."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from motcua.core.procedure.bases import LegalBasis
from motcua.core.procedure.codes import BadCode, normalise
from motcua.core.procedure.components import Component, EarlierResult
from motcua.core.procedure.definition import ProcedureDefinition
from motcua.core.procedure.fees import Fee

Found = Iterator[tuple[str, str]]
COUNTS = ("originals", "copies", "certified_copies", "photos")
LISTS_OF_TEXT = (
    "sequence",
    "audience",
    "conditions",
    "refusals",
    "notes",
    "who_may_lodge",
    "life_events",
    "keywords",
    "coordinated_with",
    "delegated_to",
    "received_at",
)
# Codes of parts as the national register writes them (published sheets, 2026).
NATIONAL_PAPER = re.compile(r"\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}-KQ\d{6}", re.ASCII)
NATIONAL_RESULT = re.compile(r"KQ\.[A-Z]\d{2}\.\d{6}", re.ASCII)
LINK = re.compile(r"https?://[^\s/]+\S*")
FILE = re.compile(r"(?!.*\.\.)[\w][\w .()-]*(?:/[\w][\w .()-]*)*\.[a-zA-Z0-9]{2,5}")
LONGEST_VALIDITY = {"days": 36_600, "months": 1_200, "years": 100}


def papers(definition: ProcedureDefinition) -> Found:
    """Counts, earlier results and forms of the papers."""
    forms = {form.code for form in definition.forms}
    for n, component in enumerate(definition.components):
        path = f"components[{n}]"
        if any(getattr(component, name) < 0 for name in COUNTS):
            yield path, "Số bản không được âm."
        if component.form_code and component.form_code not in forms:
            yield f"{path}.form_code", f"Không có mẫu «{component.form_code}» trong «forms»."
        if component.national_code and not NATIONAL_PAPER.fullmatch(component.national_code):
            yield f"{path}.national_code", "Mã thành phần hồ sơ có dạng 000.00.00.G15-KQ000031."
        yield from _earlier(definition, component, path)


def _earlier(definition: ProcedureDefinition, component: Component, path: str) -> Found:
    if component.kind != "earlier_result":
        if component.earlier is not None:
            yield (
                f"{path}.earlier",
                f"«{component.name}» không phải kết quả đã có (earlier_result) mà ghi thủ tục trước.",
            )
        return
    if component.earlier is None:
        yield f"{path}.earlier", f"«{component.name}» là kết quả đã có: ghi mã thủ tục đã cấp nó."
        return
    yield from _procedure(definition, component.earlier, f"{path}.earlier")


def _procedure(definition: ProcedureDefinition, earlier: EarlierResult, path: str) -> Found:
    try:
        code = normalise(earlier.procedure).national
    except BadCode as wrong:
        yield f"{path}.procedure", str(wrong)
        return
    if code != earlier.procedure:
        yield f"{path}.procedure", f"Viết mã quốc gia ngắn gọn: «{code}»."
    elif code == definition.code and earlier.result and earlier.result not in {r.code for r in definition.results}:
        yield f"{path}.result", f"Thủ tục này không có kết quả «{earlier.result}»."


def fees(definition: ProcedureDefinition) -> Found:
    """Exemptions, dates, acts and ways of payment of the fees."""
    for n, fee in enumerate(definition.fees):
        path = f"fees[{n}]"
        if _backwards(fee):
            yield f"{path}.valid_to", f"Khoản «{fee.name}» hết hiệu lực trước khi có hiệu lực."
        yield from _bases(fee.bases, f"{path}.bases")
        yield from _exemptions(fee, path)
        for way in _twice(fee.pay_by):
            yield f"{path}.pay_by", f"Cách nộp «{way}» ghi hai lần."


def _exemptions(fee: Fee, path: str) -> Found:
    for code in _twice([exemption.code for exemption in fee.exemptions]):
        yield f"{path}.exemptions", f"Mã «{code}» bị trùng."
    for m, exemption in enumerate(fee.exemptions):
        where = f"{path}.exemptions[{m}]"
        for name, words in (("code", "mã"), ("words", "ai được miễn, giảm"), ("source", "căn cứ")):
            if not getattr(exemption, name):
                yield f"{where}.{name}", f"Diện miễn, giảm phải ghi {words}."
        if not 1 <= exemption.percent <= 100:
            yield f"{where}.percent", "Phần được miễn, giảm là số phần trăm từ 1 đến 100."


def results(definition: ProcedureDefinition) -> Found:
    """Validity, number and national code of the results."""
    for n, result in enumerate(definition.results):
        if result.validity is not None and not 1 <= result.validity.amount <= LONGEST_VALIDITY[result.validity.unit]:
            yield f"results[{n}].validity", f"«{result.name}» phải có thời hạn sử dụng từ 1 ngày đến 100 năm."
        if result.copies < 1:
            yield f"results[{n}].copies", f"«{result.name}» phải cấp ít nhất một bản."
        if result.national_code and not NATIONAL_RESULT.fullmatch(result.national_code):
            yield f"results[{n}].national_code", "Mã kết quả có dạng KQ.G15.000031."


def cases(definition: ProcedureDefinition) -> Found:
    """The national codes of the cases belong to the procedure."""
    for n, case in enumerate(definition.cases):
        if case.national_code and not re.fullmatch(
            re.escape(definition.code) + r"\.\d{2}", case.national_code, re.ASCII
        ):
            yield f"cases[{n}].national_code", f"Mã trường hợp có dạng {definition.code}.01."


def blank_forms(definition: ProcedureDefinition) -> Found:
    """Names, links and files of the blank forms."""
    for n, form in enumerate(definition.forms):
        if not form.name:
            yield f"forms[{n}].name", "Mẫu phải có tên."
        if form.link and not LINK.fullmatch(form.link):
            yield f"forms[{n}].link", "Đường dẫn bắt đầu bằng https:// hoặc http://."
        if form.file and not FILE.fullmatch(form.file):
            yield f"forms[{n}].file", "Tên tệp như «mau/to-khai.docx», không có «..» và không bắt đầu bằng «/»."


def acts(definition: ProcedureDefinition) -> Found:
    """The acts on which the procedure rests: named, once, with days in order."""
    yield from _bases(definition.legal_bases, "legal_bases")


def _bases(given: Sequence[LegalBasis], path: str) -> Found:
    seen: set[tuple[str, str]] = set()
    for n, basis in enumerate(given):
        if not basis.act:
            yield f"{path}[{n}].act", "Căn cứ phải ghi số, ký hiệu văn bản."
        if _backwards(basis):
            yield f"{path}[{n}].valid_to", f"«{basis.act}» hết hiệu lực trước khi có hiệu lực."
        if basis.link and not LINK.fullmatch(basis.link):
            yield f"{path}[{n}].link", "Đường dẫn bắt đầu bằng https:// hoặc http://."
        key = (basis.number or basis.act, basis.article)
        if key in seen:
            article = f", {basis.article}" if basis.article else ""
            yield f"{path}[{n}]", f"Căn cứ «{basis.act}{article}» ghi hai lần."
        seen.add(key)


def agencies(definition: ProcedureDefinition) -> Found:
    """Lists of sentences and of agencies hold no empty line; an agency is not asked by itself."""
    for name in LISTS_OF_TEXT:
        for n, line in enumerate(getattr(definition, name)):
            if not line:
                yield f"{name}[{n}]", "Dòng này để trống."
    for n, agency in enumerate(definition.coordinated_with):
        if agency and agency == definition.agency:
            yield f"coordinated_with[{n}]", f"«{agency}» là cơ quan thực hiện, không phải cơ quan phối hợp."


def _backwards(part: Fee | LegalBasis) -> bool:
    return part.valid_from is not None and part.valid_to is not None and part.valid_to < part.valid_from


def _twice(values: Sequence[str]) -> list[str]:
    return [value for value, times in Counter(values).items() if times > 1]


PART_CHECKS: tuple[Callable[[ProcedureDefinition], Found], ...] = (
    papers,
    fees,
    results,
    cases,
    blank_forms,
    acts,
    agencies,
)
