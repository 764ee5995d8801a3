"""How documents and contents are written into the store and read back: JSON, compressed where it is long."""

from __future__ import annotations

import json
import zlib
from dataclasses import fields
from datetime import date

from findings.records import Block, Content, Document, Line

_DATES = ("inspection_start", "inspection_end", "published")


def document_json(document: Document) -> str:
    values = {field.name: getattr(document, field.name) for field in fields(document)}
    for name in _DATES:
        values[name] = values[name].isoformat() if values[name] else None
    return json.dumps(values)


def read_document(text: str) -> Document:
    values = json.loads(text)
    for name in _DATES:
        values[name] = date.fromisoformat(values[name]) if values[name] else None
    values["grades"] = tuple((what, grade) for what, grade in values["grades"])
    values["duplicates"] = tuple(values["duplicates"])
    return Document(**values)


_BLOCK_FIELDS = tuple(field.name for field in fields(Block))
_LINE_FIELDS = tuple(field.name for field in fields(Line))


def pack_content(content: Content) -> tuple[bytes, bytes]:
    layout = {
        "blocks": [[getattr(block, name) for name in _BLOCK_FIELDS] for block in content.blocks],
        "lines": [[getattr(line, name) for name in _LINE_FIELDS] for line in content.lines],
    }
    return zlib.compress(content.text.encode(), 3), zlib.compress(
        json.dumps(layout, separators=(",", ":")).encode(), 3
    )


def unpack_content(text: bytes, layout: bytes) -> Content:
    stored = json.loads(zlib.decompress(layout))
    blocks = []
    for values in stored["blocks"]:
        block = dict(zip(_BLOCK_FIELDS, values, strict=True))
        blocks.append(Block(**{**block, "section": tuple(block["section"])}))
    lines = tuple(Line(*values) for values in stored["lines"])
    return Content(zlib.decompress(text).decode(), tuple(blocks), lines)
