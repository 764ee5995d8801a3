"""How documents and contents are written into the store and read back: JSON, compressed where it is long."""

from __future__ import annotations

import zlib

import msgspec

from findings.records import Block, Content, Document, Line

_DOCUMENT = msgspec.json.Decoder(Document)
_LAYOUT = msgspec.json.Decoder(tuple[tuple[Block, ...], tuple[Line, ...]])


def document_json(document: Document) -> str:
    """A JSON object with a value for each field of the record; dates as "2023-01-13"."""
    return msgspec.json.encode(document).decode()


def read_document(text: str) -> Document:
    """Raises ValueError for what `document_json` did not write."""
    return _DOCUMENT.decode(text)


def pack_content(content: Content) -> tuple[bytes, bytes]:
    """(the text, its blocks and lines as JSON), both compressed with zlib."""
    layout = msgspec.json.encode((content.blocks, content.lines))
    return zlib.compress(content.text.encode(), 3), zlib.compress(layout, 3)


def unpack_content(text: bytes, layout: bytes) -> Content:
    """Raises zlib.error or ValueError for what `pack_content` did not write."""
    blocks, lines = _LAYOUT.decode(zlib.decompress(layout))
    return Content(zlib.decompress(text).decode(), blocks, lines)
