"""Every row that has a stream equals its stream's end, and every stream has its row."""

from collections.abc import Iterable
from itertools import islice
from typing import Final
from uuid import UUID

from motcua.ledger import models, origin
from motcua.ledger.streams import StreamedModel
from motcua.ledger.verification.findings import Findings
from motcua.ledger.verification.streams import End

BATCH: Final = 500
Models = Iterable[type[StreamedModel]]


class Subjects:
    """Compares ends of streams with the subjects' rows, some hundred at a time."""

    def __init__(self, subjects: Models, found: Findings) -> None:
        self.models = {model.stream_prefix: model for model in subjects}
        self.found = found
        self.ends: dict[str, dict[str, End]] = {prefix: {} for prefix in self.models}

    def ended(self, end: End) -> None:
        """Take the end of one stream."""
        prefix, _, key = end.stream.partition(":")
        if prefix not in self.models:
            if end.stream != origin.STREAM:
                self.found.damage(f"Chuỗi {end.stream} không thuộc loại dữ liệu nào của hệ thống.", end.position)
            return
        self.ends[prefix][key] = end
        if len(self.ends[prefix]) >= BATCH:
            self._compare(prefix)

    def finish(self) -> None:
        """Compare what is left, then look for rows that have no stream at all."""
        for prefix, model in self.models.items():
            self._compare(prefix)
            self._without_stream(prefix, model)

    def _compare(self, prefix: str) -> None:
        model, ends = self.models[prefix], self.ends[prefix]
        keys = [key for key in ends if model.stream_key != "id" or _is_uuid(key)]
        rows = model._base_manager.filter(**{f"{model.stream_key}__in": keys})
        stored = {
            str(key): (version, bytes(head))
            for key, version, head in rows.values_list(model.stream_key, "version", "head")
        }
        for key, end in ends.items():
            if key not in stored:
                self.found.damage(f"Chuỗi {end.stream} không còn dòng dữ liệu tương ứng: đã bị xóa.", end.position)
            elif stored[key] != (end.seq, end.hash):
                self.found.damage(
                    f"Dòng dữ liệu của chuỗi {end.stream} (phiên bản {stored[key][0]}) không khớp với bản ghi cuối "
                    f"số {end.seq}: dòng bị sửa ngoài sổ cái hoặc bản ghi cuối bị xóa.",
                    end.position,
                )
        ends.clear()

    def _without_stream(self, prefix: str, model: type[StreamedModel]) -> None:
        every = model._base_manager.order_by("pk").values_list(model.stream_key, flat=True).iterator(chunk_size=BATCH)
        while names := [f"{prefix}:{key}" for key in islice(every, BATCH)]:
            self.found.subjects += len(names)
            begun = set(models.Entry.objects.filter(stream__in=names, seq=1).values_list("stream", flat=True))
            for name in names:
                if name not in begun:
                    self.found.damage(f"Dòng dữ liệu của chuỗi {name} không có bản ghi nào trong sổ cái.")


def _is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
