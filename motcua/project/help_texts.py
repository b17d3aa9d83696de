"""The short help of every page of the desk ("?"): what the page is for, then what to do first."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from motcua.ui.slots import Text

COUNTER: Final[dict[str, tuple[Text, ...]]] = {
    "dossiers:counter": (
        _("Ba chồng việc của quầy: chờ kiểm tra, chờ bổ sung, chờ trả kết quả."),
        _("Gõ mã hồ sơ, tên hoặc số điện thoại vào ô tìm để mở bất kỳ hồ sơ nào."),
    ),
    "dossiers:intake": (_("Chọn thủ tục: gõ vài chữ trong tên hoặc mã, rồi Enter."),),
    "dossiers:entry": (
        _("Quét căn cước để điền người nộp, đánh dấu giấy tờ đã nhận, xem ngày hẹn rồi nhận và in."),
        _("Rời chỗ thì khóa máy: những gì đang nhập còn nguyên khi mở lại."),
    ),
    "dossiers:scans": (_("Thả cả tập ảnh vào, rồi dùng phím số chia từng trang cho giấy tờ."),),
    "dossiers:received": (_("Hồ sơ đã nhận. In giấy hẹn cho người nộp, rồi gọi số tiếp theo."),),
    "dossiers:printing": (_("Chọn khổ giấy và số liên máy in ở quầy này dùng."),),
    "dossiers:print_receipt": (_("In lại giấy hẹn; mỗi lần in được ghi lại."),),
    "dossiers:label": (_("In nhãn mã vạch dán lên bìa hồ sơ giấy."),),
    "dossiers:express*": (_("Việc giải quyết ngay: nhận, quyết và trả trong một màn hình, số sổ tự cấp."),),
    "dossiers:late_entries": (
        _("Phiếu giấy viết lúc mất điện hoặc mất mạng, nhập bù sau. Số nào chưa nhập còn trong danh sách."),
    ),
    "dossiers:late_*": (_("Nhập bù từ phiếu giấy: ghi đúng giờ viết trên phiếu, ngày hẹn tính từ giờ đó."),),
    "dossiers:mandate*": (_("Giấy ủy quyền dùng nhiều lần của người nộp thay: xem, thêm, thu hồi."),),
    "dossiers:cashier": (_("Hồ sơ còn phải thu phí. Mở hồ sơ để thu, ghi số biên lai."),),
    "dossiers:collection": (_("Thu, miễn hoặc hoàn phí. Số tiền lấy từ thủ tục; ghi số biên lai trước khi lưu."),),
    "dossiers:till*": (_("Sổ quỹ của bạn trong ngày: đếm tiền, ghi số đếm được, chốt sổ. Chênh lệch phải có lý do."),),
    "dossiers:handover*": (
        _("Bàn giao hồ sơ giấy giữa hai nơi: danh sách có chữ ký hai bên, thiếu tờ nào ghi tờ đó."),
    ),
    "dossiers:originals*": (_("Bản chính của người dân còn giữ ở cơ quan và ngày phải trả lại."),),
    "queueing:*": (_("Gọi số, nhắc lại, đánh dấu vắng mặt. Người ưu tiên được xếp trước theo quy định của nơi này."),),
    "queueing:waiting*": (_("Người dân đã chờ bao lâu, theo ngày và theo quầy."),),
}
OFFICE: Final[dict[str, tuple[Text, ...]]] = {
    "dossiers:inbox": (
        _("Ba chồng: tôi phải làm, chờ người khác, chờ người dân. Dòng gấp nhất ở trên cùng."),
        _("Mở dòng bằng Enter; xong một việc, trang quay lại đúng dòng."),
    ),
    "dossiers:late": (_("Hồ sơ đã trễ hoặc sắp trễ, và ai đang giữ."),),
    "dossiers:officer": (
        _("Cả hồ sơ trên một trang: hạn, việc cần làm ở bước này, giấy tờ, quá trình."),
        _("Nút mờ là việc bạn chưa làm được, kèm lý do."),
    ),
    "dossiers:act": (_("Một việc với hồ sơ này. Xem hậu quả ghi trên trang trước khi xác nhận."),),
    "dossiers:checklist": (_("Đánh dấu từng giấy tờ: đạt hay cần sửa điều gì. Đánh dấu được giữ cùng hồ sơ."),),
    "dossiers:retell": (_("Gửi lại một tin đã không đến nơi cho người nộp hồ sơ này."),),
    "dossiers:take": (_("Nhận hồ sơ này về tay mình."),),
    "dossiers:viewer": (_("Một tờ giấy của hồ sơ. Mỗi lượt xem được ghi lại."),),
    "dossiers:opinion": (_("Trả lời đơn vị hỏi ý kiến. Quá hạn mà im lặng được hiểu như ghi trên trang."),),
    "dossiers:new_version": (_("Hồ sơ đang chạy theo phiên bản cũ: xem khác biệt rồi chọn giữ hay chuyển."),),
    "dossiers:older_versions": (_("Hồ sơ đang mở theo phiên bản thủ tục đã được thay."),),
    "dossiers:issuing": (_("Kết quả đã ký, chờ số và dấu. Đánh dấu các dòng rồi cấp số một lần."),),
    "dossiers:register": (_("Sổ theo dõi hồ sơ của đơn vị. Lọc, xem, in hoặc tải về."),),
    "documents:*": (_("Sổ số văn bản: mỗi số dùng một lần, số hủy phải có lý do, không có chỗ trống."),),
    "dossiers:erasures": (_("Hồ sơ có dữ liệu cá nhân đã hết hạn giữ. Xóa không lấy lại được."),),
    "dossiers:centre": (
        _("Ba việc cần anh chị trước, rồi tình hình hôm nay của trung tâm. Mỗi dòng mở xuống danh sách."),
    ),
}
CONTROL: Final[dict[str, tuple[Text, ...]]] = {
    "dossiers:audit": (_("Bắt đầu từ đây: dấu hiệu, phản ánh, lần kiểm tra sổ gần nhất, ai đã xem hồ sơ."),),
    "dossiers:inspection*": (_("Tải bộ hồ sơ phục vụ cuộc thanh tra, kèm dấu kiểm chứng."),),
    "dossiers:sign*": (_("Dấu hiệu bất thường máy thấy trong sổ. Dấu hiệu chưa phải là vi phạm: xem rồi kết luận."),),
    "dossiers:extra_demands": (_("Người dân báo bị đòi thêm giấy tờ hoặc tiền. Trả lời ở từng phản ánh."),),
    "dossiers:citizen_report": (_("Một phản ánh: ai báo, về bước nào. Người bị phản ánh không được tự trả lời."),),
    "notices:*": (_("Tin gửi không đến nơi. Sửa địa chỉ nếu sai rồi gửi lại."),),
    "people:posts": (_("Ai giữ vai trò gì ở đơn vị này. Giao vị trí mới ở bên cạnh danh sách."),),
    "people:post-end": (_("Ghi ngày cuối của vị trí. Ủy quyền dựa vào vị trí này cũng hết."),),
    "people:seat*": (_("Cán bộ mất điện thoại hoặc quên mã PIN: đặt lại ở đây sau khi đã gặp đúng người."),),
    "people:delegations": (_("Cho người khác làm thay vai trò của bạn trong một thời gian, có số văn bản."),),
    "account_seat": (_("Đặt mã PIN để mở máy khi khóa; xem và thu hồi các máy đang được tin."),),
    "procedures:reg*": (_("Danh mục thủ tục. Lọc, mở một thủ tục để xem phiên bản, hồ sơ và tuyến xử lý."),),
    "procedures:repeal": (_("Bãi bỏ một thủ tục theo quyết định. Hồ sơ đang mở vẫn được giải quyết xong."),),
    "procedures:import*": (_("Nạp cả danh sách thủ tục từ tệp: xem trước từng dòng rồi mới ghi."),),
    "procedures:decision*": (_("Quyết định công bố và mỗi quyết định đã thay đổi những gì."),),
    "procedures:draft*": (
        _("Soạn thủ tục: điền từng phần, xin ý kiến, trình duyệt, công bố. Phần thiếu được nêu tên."),
    ),
    "procedures:act*": (_("Văn bản pháp luật làm căn cứ, hiệu lực của nó và thủ tục nào dùng."),),
    "procedures:review*": (_("Rà soát thủ tục: ghi phát hiện, kết luận, theo dõi hạn."),),
    "procedures:unreviewed*": (_("Thủ tục đã lâu chưa được rà soát."),),
    "procedures:plan*": (_("Kế hoạch rà soát năm: lập dòng, phê duyệt, mở đợt rà soát."),),
    "procedures:proposal*": (_("Phương án đơn giản hóa: nội dung, chi phí tiết kiệm được, các bước và quyết định."),),
    "procedures:parameter*": (_("Số liệu dùng khi tính chi phí tuân thủ, kèm nguồn."),),
    "procedures:route*": (_("Quy trình nội bộ: vẽ các bước, kiểm tra, chạy thử với một ngày nhận, rồi ban hành."),),
}
TEXTS: Final = {**COUNTER, **OFFICE, **CONTROL}
