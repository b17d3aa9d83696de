"""The inspection pack: of each chosen dossier its slips, its entries, its papers, and one list of checksums for all."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO, Any, Final
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile

from motcua.core.process.events import moment
from motcua.core.refusal import Refused
from motcua.documents import files
from motcua.documents import slips as forms
from motcua.documents.models import StoredFile
from motcua.dossiers import history, slips
from motcua.dossiers.law import route_of
from motcua.dossiers.models import Dossier, PaperFile, Slip
from motcua.dossiers.reading import read
from motcua.ledger import read as ledger
from motcua.ledger.models import Entry as EntryRow
from motcua.people import queries as people
from motcua.ui import table_files

MOST: Final = 20
LARGEST: Final = 500 * 1024 * 1024
IN_MEMORY: Final = 16 * 1024 * 1024
HEAD: Final = ("Số", "Việc", "Giờ của việc", "Giờ ghi sổ", "Ai", "Vị trí trong sổ cái", "Mã băm")
EXTENSIONS: Final = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}
READ_ME: Final = """BỘ HỒ SƠ THANH TRA

Lập lúc {at}, theo yêu cầu của {who}. Mỗi thư mục là một hồ sơ:
  phieu/           các phiếu đã cấp (mẫu 01–05) và phiếu kiểm soát quá trình (mẫu 06), bản PDF
  giay-to/         tệp người nộp đã gửi, đặt tên theo mã băm SHA-256 của nội dung
  qua-trinh.csv    mọi bản ghi, mỗi dòng có giờ của việc và giờ ghi sổ
  ban-ghi.json     bản ghi nguyên dạng của sổ cái, để đối chiếu mã băm
SHA256SUMS: mã băm của từng tệp trong bộ này. Kiểm tra: sha256sum -c SHA256SUMS
"""


@dataclass(slots=True)
class _Pack:
    """A ZIP being written, with the checksum of everything in it."""

    archive: ZipFile
    sums: list[str] = field(default_factory=list)
    size: int = 0

    def add(self, name: str, data: bytes) -> None:
        """Write one file."""
        self.size += len(data)
        if self.size > LARGEST:
            raise Refused("too_large", "Bộ hồ sơ quá lớn.", "Chọn ít hồ sơ hơn cho một lần tải.")
        self.archive.writestr(name, data)
        self.sums.append(f"{hashlib.sha256(data).hexdigest()}  {name}\n")


def pack(dossiers: list[Dossier], *, who: str, at: datetime) -> IO[bytes]:
    """Return the pack of some dossiers as an open file, at its beginning."""
    if not dossiers:
        raise Refused("no_dossiers", "Chưa chọn hồ sơ nào.", "Ghi mã hồ sơ, mỗi dòng một mã.")
    if len(dossiers) > MOST:
        raise Refused("too_many_dossiers", "Mỗi lần tải không quá 20 hồ sơ.", "Chia thành nhiều lần.")
    held = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the answer closes it
    with ZipFile(held, "w", ZIP_DEFLATED) as archive:
        whole = _Pack(archive)
        whole.add("DOC-TRUOC.txt", READ_ME.format(at=f"{at:%d/%m/%Y %H:%M}", who=who).encode())
        for dossier in dossiers:
            for name, data in _of(dossier, at):
                whole.add(f"{dossier.code.replace('/', '-')}/{name}", data)
        archive.writestr("SHA256SUMS", "".join(whole.sums))
    held.seek(0)
    return held


def _of(dossier: Dossier, at: datetime) -> Iterator[tuple[str, bytes]]:
    """Yield the files of one dossier."""
    now = read(dossier.pk).now
    stream = f"{Dossier.stream_prefix}:{dossier.pk}"
    log = history.told(ledger.stream(stream), route_of(now) if now.route else None)
    names = people.names({entry.actor for entry, _said in log})
    rows = [
        [e.seq, said, e.at, e.recorded_at, names[e.actor], e.position, e.hash.hex()]
        for e, said in log
    ]  # fmt: skip
    yield "qua-trinh.csv", table_files.to_csv(HEAD, rows)
    digests = dict(EntryRow.objects.filter(stream=stream).values_list("seq", "content_digest"))
    plain = [_plain(entry, digests.get(entry.seq)) for entry, _said in log]
    yield "ban-ghi.json", json.dumps(plain, ensure_ascii=False, indent=1).encode()
    yield from _slips(dossier, at)
    yield from _papers(dossier.pk)


def _plain(entry: ledger.Entry, digest: bytes | memoryview | None) -> dict[str, Any]:
    """Return an entry as the chain hashes it (ADR 0001); of erasable content only the digest."""
    return {
        "stream": entry.stream,
        "seq": entry.seq,
        "type": entry.type,
        "type_version": entry.type_version,
        "at": moment(entry.at),
        "recorded_at": moment(entry.recorded_at),
        "actor": entry.actor,
        "payload": entry.payload,
        "content_digest": bytes(digest).hex() if digest else None,
        "hash": entry.hash.hex(),
        "leaf_salt": entry.leaf_salt.hex(),
        "position": entry.position,
    }


def _slips(dossier: Dossier, at: datetime) -> Iterator[tuple[str, bytes]]:
    for slip in Slip.objects.filter(dossier_id=dossier.pk).order_by("seq", "pk"):
        if slip.data:
            slip.dossier = dossier
            yield f"phieu/{slip.seq:03d}-{slip.kind}.pdf", forms.render_pdf(slips.stored(slip), "A4")
    if dossier.received_at is not None:
        yield "phieu/control-slip.pdf", forms.render_pdf(slips.control(dossier, at), "A4")


def _papers(dossier_id: UUID) -> Iterator[tuple[str, bytes]]:
    hashes = sorted(set(PaperFile.objects.filter(dossier_id=dossier_id).values_list("sha256", flat=True)))
    kinds = dict(StoredFile.objects.filter(pk__in=hashes).values_list("sha256", "content_type"))
    for sha256 in hashes:
        try:
            with files.open_stored(sha256) as stored:
                data = stored.read()
        except OSError:
            yield f"giay-to/{sha256}.KHONG-CON.txt", "Tệp không còn trong kho.\n".encode()
        else:
            yield f"giay-to/{sha256}.{EXTENSIONS.get(kinds.get(sha256, ''), 'bin')}", data
