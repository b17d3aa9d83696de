"""The words of the tables: titles of sheets, heads of columns, words of values. Files that people keep rest on them."""

from typing import Final

# Sheets by the part of a procedure that they hold: the title in a workbook, the name of a CSV in an archive.
SHEETS: Final[dict[str, tuple[str, str]]] = {
    "": ("Thủ tục", "thu-tuc"),
    "cases": ("Trường hợp", "truong-hop"),
    "channels": ("Cách thức nộp", "cach-thuc-nop"),
    "components": ("Thành phần hồ sơ", "thanh-phan-ho-so"),
    "fees": ("Phí, lệ phí", "phi-le-phi"),
    "results": ("Kết quả", "ket-qua"),
    "legal_bases": ("Căn cứ pháp lý", "can-cu-phap-ly"),
    "questions": ("Câu hỏi", "cau-hoi"),
    "clock_grounds": ("Dừng, gia hạn", "dung-gia-han"),
    "competences": ("Phân cấp", "phan-cap"),
    "forms": ("Biểu mẫu", "bieu-mau"),
    "pages": ("Trang tờ khai", "trang-to-khai"),
    "fields": ("Ô tờ khai", "o-to-khai"),
}
CODE, BEGINS, PAGE = "Mã thủ tục", "Hiệu lực từ", "Mã trang"
PUBLICATION: Final[dict[str, str]] = {
    "decision": "Quyết định công bố",
    "decision_date": "Ngày quyết định",
    "effective_date": BEGINS,
    "public_date": "Ngày công khai",
    "valid_to": "Hiệu lực đến hết",
    "note": "Ghi chú công bố",
}
MAIN: Final[dict[str, str]] = {
    "code": CODE, "name": "Tên thủ tục", "title": "Tên thường gọi", "summary": "Người dân nhận được gì",
    "field": "Lĩnh vực", "field_code": "Mã lĩnh vực", "level": "Cấp giải quyết", "agency": "Cơ quan thực hiện",
    "decided_by": "Người quyết định", "competence": "Cơ quan có thẩm quyền", "sequence": "Trình tự thực hiện",
    "sets": "Số bộ hồ sơ", "audience": "Đối tượng thực hiện", "source": "Nguồn", "fee_note": "Ghi chú về phí",
    "conditions": "Yêu cầu, điều kiện", "refusals": "Lý do từ chối", "notes": "Lưu ý", "who_may_lodge": "Ai được nộp",
    "life_events": "Việc của người dân", "keywords": "Từ khóa tìm kiếm", "coordinated_with": "Cơ quan phối hợp",
    "reception_anywhere": "Tiếp nhận không theo địa giới", "express": "Giải quyết ngay",
    "authoritative_system": "Hệ thống gốc", "ministry": "Bộ quản lý", "unverified": "Phần chưa xác minh",
    "register": "Danh mục", "competent_agency": "Cơ quan quyết định", "delegated_to": "Cơ quan được ủy quyền",
    "received_at": "Nơi tiếp nhận",
}  # fmt: skip
ITEMS: Final[dict[str, str]] = {
    "code": "Mã", "name": "Tên", "term": "Thời hạn", "rule_set": "Bộ quy tắc thời hạn", "route": "Quy trình nội bộ",
    "when": "Áp dụng khi", "same_day": "Trả trong ngày", "components": "Giấy tờ", "fees": "Khoản thu",
    "appointments": "Các lần hẹn", "results": "Kết quả", "national_code": "Mã quốc gia",
    "term_note": "Ghi chú về thời hạn", "valid_from": "Từ ngày", "valid_to": "Đến hết ngày", "level": "Mức độ",
    "note": "Ghi chú", "kind": "Loại", "need": "Mức bắt buộc", "originals": "Bản chính", "copies": "Bản sao",
    "certified_copies": "Bản sao chứng thực", "photos": "Ảnh", "group": "Nhóm thay nhau", "channels": "Kênh nộp",
    "form": "Mẫu", "form_act": "Văn bản ban hành mẫu", "form_code": "Mã biểu mẫu", "help": "Hướng dẫn",
    "replaced_by.database": "Dữ liệu thay giấy tờ", "replaced_by.act": "Văn bản cho thay",
    "replaced_by.article": "Điều khoản cho thay", "earlier.procedure": "Thủ tục cho kết quả trước",
    "earlier.result": "Mã kết quả trước", "amount": "Mức thu (đồng)", "source": "Nguồn", "per": "Tính theo",
    "tiers": "Các bậc thu", "cap": "Mức tối đa", "units_from": "Số lượng theo ô", "copies_from": "Số bản theo ô",
    "waived_when": "Miễn khi", "waived_for": "Đối tượng được miễn", "due_at": "Nộp tiền khi",
    "refundable": "Được hoàn lại", "bases": "Căn cứ", "exemptions": "Miễn, giảm", "pay_by": "Cách nộp tiền",
    "electronic": "Bản điện tử", "valid_for": "Thời hạn bằng lời", "validity.amount": "Thời hạn kết quả",
    "validity.unit": "Đơn vị thời hạn", "act": "Văn bản", "title": "Tên gọi", "article": "Điều, khoản",
    "link": "Đường dẫn", "file": "Tệp", "text": "Câu hỏi", "options": "Phương án", "unit": "Đơn vị",
    "person": "Người", "standard": "Trang chuẩn", "label": "Tên ô", "required": "Bắt buộc", "longest": "Dài nhất",
    "at_least": "Nhỏ nhất", "at_most": "Lớn nhất", "not_before": "Không trước ngày", "past": "Ngày đã qua",
    "autocomplete": "Tự điền", "from_person": "Lấy từ tài khoản",
}  # fmt: skip

# Values that are one word of a few, by field; a field of one sheet alone as "sheet.field".
WORDS: Final[dict[str, dict[str, str]]] = {
    ".level": {"commune": "Cấp xã", "province": "Cấp tỉnh"},
    "competences.level": {"commune": "Cấp xã", "province": "Cấp tỉnh"},
    ".register": {"public": "Công khai", "internal": "Nội bộ"},
    "channels.code": {"direct": "Trực tiếp", "online": "Trực tuyến", "post": "Bưu chính"},
    "channels.level": {"none": "Không", "part": "Một phần", "full": "Toàn trình"},
    "channels": {"direct": "Trực tiếp", "online": "Trực tuyến", "post": "Bưu chính"},
    "components.kind": {
        "declaration": "Tờ khai", "e_form": "Mẫu điện tử", "issued_paper": "Giấy tờ đã cấp",
        "earlier_result": "Kết quả thủ tục trước", "text": "Văn bản", "drawing": "Bản vẽ", "shown": "Xuất trình",
        "data": "Cơ quan tra cứu", "photo": "Ảnh",
    },
    "components.need": {
        "mandatory": "Bắt buộc", "by_case": "Theo trường hợp", "one_of": "Một trong nhóm",
        "fallback": "Khi không tra cứu được",
    },
    "fees.kind": {"fee": "Phí", "charge": "Lệ phí", "price": "Giá"},
    "fees.due_at": {"lodging": "Nộp hồ sơ", "decision": "Có quyết định", "return": "Nhận kết quả"},
    "fees.pay_by": {"cash": "Tiền mặt", "transfer": "Chuyển khoản", "online": "Trực tuyến"},
    "validity.unit": {"days": "ngày", "months": "tháng", "years": "năm"},
    "questions.kind": {"choice": "Chọn một", "yes_no": "Có hoặc không", "number": "Số"},
    "clock_grounds.kind": {"pause": "Tạm dừng", "verification": "Xác minh", "extension": "Gia hạn"},
    "pages.standard": {"": "", "applicant": "Người nộp"},
    "fields.kind": {
        "text": "Chữ", "name": "Họ tên", "date": "Ngày", "year": "Năm", "choice": "Chọn một",
        "national_id": "Số định danh", "phone": "Điện thoại", "email": "Thư điện tử", "number": "Số", "money": "Tiền",
        "place": "Địa chỉ", "textarea": "Đoạn văn", "check": "Đánh dấu",
    },
}  # fmt: skip
YES, NO = "Có", "Không"
# What people write for a value besides its own word; keys without accents.
OTHERWISE: Final[dict[str, dict[str, str]]] = {
    ".level": {
        "xa": "commune", "phuong": "commune", "ubnd cap xa": "commune", "cap xa phuong": "commune",
        "xa phuong": "commune", "tinh": "province", "ubnd tinh": "province", "ubnd cap tinh": "province",
        "so nganh": "province", "cap so": "province", "so": "province",
    },
    "channels.level": {
        "toan trinh": "full", "dvc toan trinh": "full", "dvctt toan trinh": "full", "dich vu cong toan trinh": "full",
        "dich vu cong truc tuyen toan trinh": "full", "muc do 4": "full", "4": "full", "mot phan": "part",
        "dvc mot phan": "part", "dvctt mot phan": "part", "dich vu cong truc tuyen mot phan": "part",
        "muc do 3": "part",
        "3": "part", "con lai": "none", "cung cap thong tin": "none", "dich vu cung cap thong tin truc tuyen": "none",
        "dvc con lai": "none", "truc tiep": "none", "2": "none", "muc do 2": "none", "khong co": "none",
    },
    "channels": {
        "tai quay": "direct", "nop truc tiep": "direct", "truc tiep tai quay": "direct", "online": "online",
        "truc tuyen toan trinh": "online", "truc tuyen mot phan": "online", "nop truc tuyen": "online",
        "buu dien": "post", "dich vu buu chinh": "post", "buu chinh cong ich": "post", "qua buu chinh": "post",
        "dich vu buu chinh cong ich": "post", "qua duong buu dien": "post",
    },
    ".register": {"tthc noi bo": "internal", "thu tuc noi bo": "internal", "tthc": "public"},
}  # fmt: skip
# What columns of lists are called besides their own head; keys without accents and signs.
ALIASES: Final[dict[str, str]] = {
    "ma tthc": "code", "ma so": "code", "ma so tthc": "code", "ma": "code", "ma thu tuc hanh chinh": "code",
    "ma so thu tuc": "code", "ma ho so tthc": "code", "ma quoc gia": "code", "ma so ho so": "code",
    "ten tthc": "name", "ten thu tuc hanh chinh": "name", "thu tuc hanh chinh": "name", "thu tuc": "name",
    "ten": "name", "linh vuc giai quyet": "field", "cap": "level", "cap thuc hien": "level",
    "cap tham quyen": "level", "co quan giai quyet": "agency", "co quan thuc hien giai quyet": "agency",
    "don vi thuc hien": "agency", "don vi": "agency", "doi tuong": "audience", "so luong ho so": "sets",
    "so quyet dinh": "publication.decision", "quyet dinh": "publication.decision",
    "so quyet dinh cong bo": "publication.decision", "ngay ky": "publication.decision_date",
    "ngay ban hanh": "publication.decision_date", "ngay hieu luc": "publication.effective_date",
    "ngay co hieu luc": "publication.effective_date", "ngay het hieu luc": "publication.valid_to",
    "nguoi co tham quyen quyet dinh": "decided_by", "dieu kien": "conditions",
    "thoi han giai quyet": "quick.term", "thoi gian giai quyet": "quick.term", "thoi han": "quick.term",
    "thoi gian": "quick.term", "phi le phi": "quick.fees", "phi": "quick.fees", "le phi": "quick.fees",
    "muc phi": "quick.fees", "muc thu": "quick.fees", "phi le phi dong": "quick.fees", "muc thu dong": "quick.fees",
    "cach thuc thuc hien": "quick.channels", "cach thuc nop": "quick.channels", "cach thuc": "quick.channels",
    "hinh thuc nop": "quick.channels", "kenh nop": "quick.channels", "muc do": "quick.online",
    "hinh thuc tiep nhan": "quick.channels", "muc do dvc": "quick.online", "muc do dich vu cong": "quick.online",
    "muc do dvctt": "quick.online", "muc do dich vu cong truc tuyen": "quick.online", "dich vu cong": "quick.online",
    "can cu phap ly": "quick.legal_bases", "can cu": "quick.legal_bases", "co so phap ly": "quick.legal_bases",
    "thanh phan ho so": "quick.components", "thanh phan": "quick.components", "ho so": "quick.components",
    "ket qua": "quick.results", "ket qua thuc hien": "quick.results", "quy trinh noi bo": "quick.route",
    "ma quy trinh": "quick.route",
}  # fmt: skip
QUICK: Final[dict[str, str]] = {
    "term": "Thời hạn giải quyết", "fees": "Phí, lệ phí", "channels": "Cách thức nộp", "online": "Mức độ dịch vụ công",
    "legal_bases": "Căn cứ pháp lý", "components": "Thành phần hồ sơ", "results": "Kết quả",
    "route": "Quy trình nội bộ",
}  # fmt: skip
NUMBERED: Final = frozenset({"stt", "tt", "so tt", "so thu tu"})
WHOLE: Final = "Các phần khác (JSON)"
