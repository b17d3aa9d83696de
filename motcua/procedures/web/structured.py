"""What search engines read of the register: schema.org as JSON-LD. It is data that no browser runs."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from django.utils import translation
from django.utils.safestring import SafeString

from motcua.core.procedure.codes import ProcedureCode
from motcua.core.procedure.definition import ProcedureDefinition
from motcua.core.procedure.fees import Fee
from motcua.people import queries as people
from motcua.procedures import words
from motcua.procedures.web.addresses import public
from motcua.procedures.web.where import ServicePoint

Node = dict[str, Any]
# "<" must not end the element, and line separators must not end a line (as Django's json_script does).
ESCAPES: Final = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}
DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
COPYRIGHT: Final = "Điều 15 Luật Sở hữu trí tuệ: văn bản hành chính không thuộc đối tượng bảo hộ quyền tác giả"


class Province(NamedTuple):
    """The province, and its identifier that ends the long form of each code; empty where none is known."""

    place: str
    suffix: str


def province(on: date) -> Province:
    """Return the province of a day."""
    row = people.units(kind="province", on=on).values_list("place", "agency_code").first()
    return Province(*row) if row else Province("", "")


def of_procedure(definition: ProcedureDefinition, on: date, where: Province, point: ServicePoint | None) -> SafeString:
    """Return the element of a procedure's page: the service, and the way to it from the first page."""
    with translation.override("vi"):
        trail = (("Trang đầu", public("procedures:home")), ("Thủ tục hành chính", public("procedures:catalogue")))
        here = (definition.title, public("procedures:procedure", definition.code))
        return script([service(definition, on, where, point), breadcrumbs(*trail, here)])


def service(definition: ProcedureDefinition, on: date, where: Province, point: ServicePoint | None) -> Node:
    """Return a procedure as a GovernmentService. What is not known, or was not verified, is left out."""
    here = public("procedures:procedure", definition.code)
    return _said(
        {
            "@type": "GovernmentService",
            "@id": f"{here}#service",
            "name": definition.title,
            "alternateName": definition.name if definition.name != definition.title else "",
            "description": definition.summary,
            "identifier": ProcedureCode(definition.code).local(where.suffix) if where.suffix else definition.code,
            "url": here,
            "mainEntityOfPage": here,
            "serviceType": definition.field,
            "provider": _organisation(definition.agency),
            "serviceOperator": _organisation(definition.competent_agency),
            "areaServed": {"@type": "AdministrativeArea", "name": where.place} if where.place else "",
            "audience": [{"@type": "Audience", "audienceType": one} for one in definition.audience],
            "availableChannel": list(_channels(definition, here, point)),
            "hoursAvailable": list(_hours(point)),
            "serviceOutput": [{"@type": "Thing", "name": result.name} for result in definition.results],
            "offers": list(_offers(definition, on)),
        }
    )


def breadcrumbs(*trail: tuple[str, str]) -> Node:
    """Return the way to a page, as pairs of a name and an address."""
    items = [
        {"@type": "ListItem", "position": place, "name": name, "item": to} for place, (name, to) in enumerate(trail, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def of_home(where: Province) -> SafeString:
    """Return the element of the first page: the site, its office, and how it is searched."""
    home, catalogue = public("procedures:home"), public("procedures:catalogue")
    name = f"Một cửa {where.place}" if where.place else "Một cửa"
    search = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": f"{catalogue}?q={{words}}"},
        "query-input": "required name=words",
    }
    site = {"@type": "WebSite", "@id": f"{home}#site", "name": name, "url": home, "inLanguage": ["vi", "en"]}
    return script([{**site, "potentialAction": search}])


def of_open_data(files: Sequence[tuple[str, str, str]], changed: datetime | None, where: Province) -> SafeString:
    """Return the element of the page of open data; ``files`` are names, media types and addresses."""
    here = public("procedures:open-data")
    place = where.place or "tỉnh"
    dataset = _said(
        {
            "@type": "Dataset",
            "@id": f"{here}#register",
            "name": f"Thủ tục hành chính đã công bố, {place}",
            "description": "Mọi phiên bản đã công bố của mọi thủ tục: thành phần hồ sơ, thời hạn, phí, lệ phí, "
            "kết quả, căn cứ pháp lý. Không có dữ liệu cá nhân.",
            "url": here,
            "dateModified": changed.isoformat() if changed else "",
            "isAccessibleForFree": True,
            "inLanguage": "vi",
            "usageInfo": here,
            "conditionsOfAccess": COPYRIGHT,
            "creator": _organisation(f"Ủy ban nhân dân {place}" if where.place else ""),
            "spatialCoverage": {"@type": "AdministrativeArea", "name": where.place} if where.place else "",
            "distribution": [
                {"@type": "DataDownload", "name": name, "encodingFormat": kind, "contentUrl": to}
                for name, kind, to in files
            ],
        }
    )
    catalogue = {"@type": "DataCatalog", "@id": f"{here}#catalogue", "name": f"Dữ liệu mở {place}", "url": here}
    return script([{**catalogue, "dataset": dataset}])


def script(nodes: Sequence[Node]) -> SafeString:
    """Return the data as an element that no browser runs and that no text in it can end."""
    whole = {"@context": "https://schema.org", "@graph": list(nodes)}
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)
    return SafeString(f'<script type="application/ld+json">{text}</script>')


def _said(node: Mapping[str, Any]) -> Node:
    return {name: value for name, value in node.items() if value not in ("", None, [])}


def _organisation(name: str) -> Node | None:
    return {"@type": "GovernmentOrganization", "name": name} if name else None


def _channels(definition: ProcedureDefinition, here: str, point: ServicePoint | None) -> Iterator[Node]:
    term = words.terms(definition.cases)
    for channel in definition.channels:
        yield _said(
            {
                "@type": "ServiceChannel",
                "name": str(words.CHANNELS[channel.code]),
                "description": f"Thời hạn: {term}",
                "serviceUrl": here if channel.code == "online" else "",
                "serviceLocation": _office(point) if channel.code == "direct" else None,
                "availableLanguage": "vi",
            }
        )


def _office(point: ServicePoint | None) -> Node | None:
    if point is None:
        return None
    office = {"@type": "GovernmentOffice", "name": point.name, "address": point.address, "telephone": point.phone}
    return _said(office)


def _hours(point: ServicePoint | None) -> Iterator[Node]:
    """Yield the office hours, where somebody has verified them."""
    if point is None or point.unverified:
        return
    for day, hours in zip(DAYS, point.week, strict=False):
        for opens, closes in hours:
            one = {"@type": "OpeningHoursSpecification", "dayOfWeek": f"https://schema.org/{day}"}
            yield {**one, "opens": opens, "closes": closes}


def _offers(definition: ProcedureDefinition, on: date) -> Iterator[Node]:
    if not (definition.fees or definition.fee_note or {"fees", "fee_note"} & definition.unverified):
        yield {"@type": "Offer", "name": "Không mất tiền", "price": 0, "priceCurrency": "VND"}
    for fee in definition.fees:
        doubtful = {"fees", f"fees.{fee.code}", f"fees.{fee.code}.amount"} & definition.unverified
        if fee.valid_on(on) and not doubtful and (fee.tiers or fee.amount is not None):
            yield _offer(fee)


def _offer(fee: Fee) -> Node:
    ways = ", ".join(str(words.CHANNELS[channel]) for channel in fee.channels)
    offer = {
        "@type": "Offer",
        "name": fee.name,
        "description": "; ".join(part for part in (ways, fee.waived_for and f"Miễn: {fee.waived_for}") if part),
        "validFrom": fee.valid_from.isoformat() if fee.valid_from else "",
        "validThrough": fee.valid_to.isoformat() if fee.valid_to else "",
    }
    if not fee.tiers and not fee.per:
        return _said({**offer, "price": fee.amount, "priceCurrency": "VND"})
    tiers = [(tier.from_unit, tier.amount) for tier in fee.tiers] or [(1, fee.amount or 0)]
    prices = [
        _said(
            {
                "@type": "UnitPriceSpecification",
                "price": amount,
                "priceCurrency": "VND",
                "unitText": fee.per,
                "eligibleQuantity": {"@type": "QuantitativeValue", "minValue": first} if first > 1 else None,
            }
        )
        for first, amount in tiers
    ]
    return _said({**offer, "priceSpecification": prices})
