"""The file of a backup: one tar with the database, the stored files and a manifest of SHA-256 sums."""

import hashlib
import io
import json
import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from motcua.project.console import Mistake

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
STORED = re.compile(r"files(/[A-Za-z0-9][A-Za-z0-9._-]*)+")
BLOCK = 1 << 20


class Damaged(Mistake):
    """A backup that is not whole."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"Tệp sao lưu hỏng hoặc không phải của Motcua: {what}. Chưa ghi gì.",
            f"The backup is damaged or not one of Motcua's: {what}. Nothing was written.",
        )


@dataclass
class Manifest:
    """What a backup says about itself."""

    made_at: str
    version: str
    vendor: str
    origin: str | None
    entries: int
    migrations: list[list[str]]
    members: dict[str, dict[str, Any]] = field(default_factory=dict)
    format: int = FORMAT


class _Hashing(io.RawIOBase):
    """Reads a file and remembers its digest."""

    def __init__(self, path: Path) -> None:
        self.source = path.open("rb")
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """Read and digest."""
        block = self.source.read(size)
        self.digest.update(block)
        return block

    def close(self) -> None:
        """Close the file."""
        self.source.close()
        super().close()


def _stored_files(root: Path) -> Iterator[tuple[str, Path]]:
    """List the stored files with their names in the archive."""
    if root.exists():
        for path in sorted(p for p in root.rglob("*") if p.is_file() and not p.is_symlink()):
            name = f"files/{path.relative_to(root).as_posix()}"
            if STORED.fullmatch(name):
                yield name, path


def write(target: Path, database: Path, files: Path, manifest: Manifest) -> None:
    """Write an archive that did not exist before, readable by its owner only."""
    mode = "w:gz" if target.name.endswith(("gz", "gz.partial")) else "w"
    with target.open("xb") as raw, tarfile.open(fileobj=raw, mode=mode) as archive:  # type: ignore[call-overload]
        target.chmod(0o600)
        for name, path in [(DATABASE[manifest.vendor], database), *_stored_files(files)]:
            member = archive.gettarinfo(path, name)
            member.uid = member.gid = 0
            member.uname = member.gname = ""
            with _Hashing(path) as source:
                archive.addfile(member, source)
            manifest.members[name] = {"size": member.size, "sha256": source.digest.hexdigest()}
        text = json.dumps(vars(manifest), ensure_ascii=False, indent=1, sort_keys=True).encode()
        last = tarfile.TarInfo(MANIFEST)
        last.size = len(text)
        archive.addfile(last, io.BytesIO(text))


def unpack(source: Path, folder: Path) -> Manifest:
    """Unpack an archive into ``folder`` and check every sum; nothing but known names is taken."""
    sums: dict[str, str] = {}
    text = b""
    try:
        with tarfile.open(source, "r:*") as archive:
            for member in archive:
                content = archive.extractfile(member) if member.isreg() else None
                if content is None or not _known(member.name):
                    raise Damaged(member.name)
                if member.name == MANIFEST:
                    text = content.read()
                else:
                    sums[member.name] = _copy(content, folder / member.name)
    except FileNotFoundError:
        raise Mistake(f"Không có tệp {source}.", f"There is no file {source}.") from None
    except (tarfile.TarError, EOFError, OSError) as error:
        raise Damaged(str(error)) from None
    return _checked(text, sums)


def _known(name: str) -> bool:
    return name == MANIFEST or name in DATABASE.values() or STORED.fullmatch(name) is not None


def _copy(content: Any, target: Path) -> str:
    """Copy a member to disk and return its digest."""
    digest = hashlib.sha256()
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as out:
        while block := content.read(BLOCK):
            digest.update(block)
            out.write(block)
    return digest.hexdigest()


def _checked(text: bytes, sums: dict[str, str]) -> Manifest:
    """Return the manifest when it lists exactly what was unpacked."""
    try:
        manifest = Manifest(**json.loads(text))
    except (ValueError, TypeError):
        raise Damaged(MANIFEST) from None
    if manifest.format != FORMAT or manifest.vendor not in DATABASE:
        raise Damaged(f"format {manifest.format}, {manifest.vendor}")
    for name in sorted(set(sums) | set(manifest.members)):
        if manifest.members.get(name, {}).get("sha256") != sums.get(name):
            raise Damaged(name)
    if DATABASE[manifest.vendor] not in sums:
        raise Damaged(DATABASE[manifest.vendor])
    return manifest
