"""Write XML elements as a REFI-QDA document, and say what is the same in every one of them."""

from __future__ import annotations

from xml.etree import ElementTree as ET

ORIGIN = "Transcribe Desk"
CREATED = "2000-01-01T00:00:00Z"


def document(root: ET.Element) -> bytes:
    """Give an element as a document: UTF-8 without a byte order mark, LF, one element a line."""
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()
