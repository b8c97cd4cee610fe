"""Pack parts into a zip file whose bytes depend on nothing but the parts."""

from __future__ import annotations

import io
import zipfile

_EARLIEST_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def pack(parts: dict[str, bytes]) -> bytes:
    """Give the bytes of a zip file holding ``parts`` in their order, with no date, owner or comment."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _EARLIEST_ZIP_DATE)
            # An OpenDocument file tells its type uncompressed, so that it stands at a fixed place (part 2, 3.3).
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            entry.create_system = 0  # otherwise it tells the operating system
            archive.writestr(entry, content, compresslevel=6)
    return buffer.getvalue()


def unpack(data: bytes) -> dict[str, bytes]:
    """Give the parts of a zip file in their order, or raise zipfile.BadZipFile."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}
