"""A register of a whole province: some two thousand invented procedures with names as real ones have them, by SQL."""

import json
from datetime import date
from random import Random
from typing import Any
from uuid import UUID, uuid4

from django.db import connection

from motcua.core.ledger import canonical_text
from motcua.core.procedure.canonical import digest
from motcua.core.text import search_key

SIZE = 2300
SINCE = date(2025, 7, 1)
ACTS = (
    *("Cấp", "Cấp lại", "Cấp đổi", "Gia hạn", "Điều chỉnh", "Thu hồi", "Đăng ký", "Xác nhận", "Công nhận", "Phê duyệt"),
    *(
        "Thẩm định",
        "Thông báo",
        "Chấp thuận",
        "Đăng ký thay đổi",
        "Sửa đổi, bổ sung",
        "Chấm dứt",
        "Xóa đăng ký",
        "Hỗ trợ",
    ),
)
THINGS = (
    *("giấy phép hoạt động", "giấy chứng nhận đủ điều kiện", "chứng chỉ hành nghề", "giấy phép kinh doanh", "đề án"),
    *(
        "quyết định chủ trương đầu tư",
        "giấy chứng nhận quyền sử dụng đất",
        "kế hoạch bảo vệ môi trường",
        "bản sao văn bằng",
    ),
    *(
        "giấy phép khai thác",
        "giấy phép vận tải",
        "giấy xác nhận công bố sản phẩm",
        "trợ cấp",
        "thẻ",
        "biển hiệu",
        "phiếu",
    ),
    *("giấy phép xây dựng", "hợp đồng thuê đất", "giấy phép sử dụng", "danh hiệu", "chế độ", "hồ sơ công trình"),
)
OF = (
    *(
        "cơ sở khám bệnh, chữa bệnh",
        "hộ kinh doanh cá thể",
        "doanh nghiệp tư nhân",
        "hợp tác xã nông nghiệp",
        "nhà thầu nước ngoài",
    ),
    *(
        "cơ sở bán lẻ thuốc",
        "xe ô tô vận tải hành khách",
        "người khuyết tật đặc biệt nặng",
        "thương binh, bệnh binh",
        "thân nhân liệt sĩ",
    ),
    *(
        "trường mầm non tư thục",
        "trung tâm ngoại ngữ, tin học",
        "cơ sở giáo dục thường xuyên",
        "công trình thủy lợi",
        "đập, hồ chứa nước",
    ),
    *(
        "giống cây trồng lâm nghiệp",
        "thức ăn chăn nuôi",
        "thuốc bảo vệ thực vật",
        "động vật hoang dã",
        "rừng phòng hộ đầu nguồn",
    ),
    *(
        "khoáng sản làm vật liệu xây dựng",
        "đất trồng lúa",
        "tài nguyên nước dưới đất",
        "chất thải nguy hại",
        "khu kinh tế cửa khẩu",
    ),
    *(
        "xuất bản phẩm",
        "di tích lịch sử văn hóa",
        "lễ hội truyền thống",
        "karaoke, vũ trường",
        "hướng dẫn viên du lịch quốc tế",
    ),
    *(
        "luật sư, công chứng viên",
        "đấu giá tài sản",
        "giám định tư pháp",
        "quốc tịch Việt Nam",
        "nuôi con nuôi trong nước",
    ),
    *(
        "an toàn bức xạ",
        "đo lường, chất lượng",
        "sở hữu trí tuệ",
        "bưu chính, viễn thông",
        "trang thông tin điện tử tổng hợp",
    ),
)
FIELDS = (
    *("Khám bệnh, chữa bệnh", "Dược phẩm", "Đất đai", "Môi trường", "Hoạt động xây dựng", "Đường bộ", "Người có công"),
    *("Bảo trợ xã hội", "Giáo dục mầm non", "Giáo dục thường xuyên", "Lâm nghiệp", "Thủy lợi", "Thú y", "Trồng trọt"),
    *(
        "Hộ tịch",
        "Chứng thực",
        "Luật sư",
        "Công chứng",
        "Du lịch",
        "Di sản văn hóa",
        "Xuất bản",
        "Khoa học và công nghệ",
    ),
    *("Khoáng sản", "Tài nguyên nước", "Đầu tư", "Thành lập và hoạt động doanh nghiệp", "Hộ kinh doanh", "Việc làm"),
)
EVENTS = ("Sinh con", "Học tập", "Việc làm", "Kinh doanh", "Nhà ở và đất đai", "Hỗ trợ xã hội", "Gia đình", "Đi lại")


def load(size: int = SIZE) -> list[tuple[str, str]]:
    """Fill the register up to a size with versions in force; return the code and the title of every procedure."""
    from motcua.procedures.models import Procedure, ProcedureVersion

    rows = list(ProcedureVersion.objects.values_list("procedure__code", "title", "definition"))
    model = json.loads(rows[0][2])
    random = Random(7)
    taken = {code for code, _title, _text in rows}
    made = []
    while len(taken) < size:
        code = f"1.{100000 + len(taken):06}"
        taken.add(code)
        made.append(_invented(code, model, random))
    heads = [(uuid4(), random.randbytes(32), data) for data in made]
    _insert(Procedure._meta.db_table, [_procedure(*one) for one in heads])
    _insert(ProcedureVersion._meta.db_table, [_version(*one) for one in heads])
    return [(code, title) for code, title, _text in rows] + [(data["code"], data["title"]) for data in made]


def _invented(code: str, model: dict[str, Any], random: Random) -> dict[str, Any]:
    act, thing, of = random.choice(ACTS), random.choice(THINGS), random.choice(OF)
    title = f"{act} {thing} {of}"
    name = f"{title} thuộc thẩm quyền giải quyết của {random.choice(('cấp tỉnh', 'cấp xã'))}"
    return {
        **model,
        "code": code,
        "title": title,
        "name": name,
        "summary": f"Tổ chức, cá nhân được {title.lower()}.",
        "field": random.choice(FIELDS),
        "level": random.choice(("commune", "province")),
        "keywords": [f"{thing} {of}", of] if random.random() < 0.3 else [],
        "life_events": random.sample(EVENTS, random.randrange(3)),
    }


def _procedure(pk: UUID, head: bytes, data: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": pk, "version": 1, "head": head, "code": data["code"], "last_number": 1, "repealed_by": "",
        "treatment": "", "replaced_by": "",
    }  # fmt: skip


def _version(pk: UUID, _head: bytes, data: dict[str, Any]) -> dict[str, Any]:
    text = canonical_text(data)
    words = " ".join((data["title"], data["name"], data["code"], data["field"], *data["keywords"], data["summary"]))
    return {
        "id": uuid4(), "procedure_id": pk, "number": 1, "name": data["name"], "definition": text,
        "digest": digest(text), "decision": "QĐ 1/QĐ-UBND", "decision_date": SINCE, "valid_from": SINCE,
        "public_date": SINCE, "note": "", "unverified": False, "title": data["title"], "field": data["field"],
        "field_code": "civil_status", "level": data["level"], "online_level": "full", "agency": data["agency"],
        "life_events": "".join(f"|{event}|" for event in data["life_events"]), "register": "public",
        "receivable": True, "search_key": search_key(words),
    }  # fmt: skip


def _insert(table: str, rows: list[dict[str, Any]]) -> None:
    """Write rows past the ledger: a bench reads only."""
    names = list(rows[0])
    places = ", ".join(["%s"] * len(names))
    columns = ", ".join(f'"{name}"' for name in names)
    values = [
        [value.hex if isinstance(value, UUID) and connection.vendor == "sqlite" else value for value in row.values()]
        for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(f'INSERT INTO "{table}" ({columns}) VALUES ({places})', values)
