"""Hostile documents: real ones with bytes changed, streams swapped, parts nested without end, bombs packed in."""

from __future__ import annotations

import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable

Mutation = Callable[[random.Random, bytes], bytes]

_NUMBERS = (
    b"0",
    b"-1",
    b"1",
    b"65536",
    b"2147483648",
    b"-2147483649",
    b"99999999999999",
    b"1e308",
    b"0.0000001",
)
_NAMES = (
    b"/Font",
    b"/Kids",
    b"/Parent",
    b"/Contents",
    b"/Length",
    b"/Type",
    b"/ToUnicode",
    b"/Resources",
    b"/XObject",
)
_COMMANDS = (
    *(
        b"BT ",
        b"ET ",
        b"q ",
        b"Q ",
        b"(x) Tj ",
        b"[(a) -9e9 (b)] TJ ",
        b"1e38 0 0 -1e38 0 0 Tm ",
        b"/F1 0 Tf ",
    ),
    *(b"99999 w ", b"0 0 1e9 1e9 re S ", b"<FFFE00> Tj ", b"/X0 Do ", b"-1 Tr ", b"(\\", b"<< ", b"BI ID "),
)
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.S)


def flip(rng: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.choice((1, 3, 10, 50, 500))):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def truncate(rng: random.Random, data: bytes) -> bytes:
    return data[: rng.randrange(1, len(data))]


def cut_out(rng: random.Random, data: bytes) -> bytes:
    start = rng.randrange(len(data))
    return data[:start] + data[start + rng.randrange(1, 2000) :]


def repeat(rng: random.Random, data: bytes) -> bytes:
    start = rng.randrange(len(data))
    piece = data[start : start + rng.randrange(1, 2000)]
    return data[:start] + piece * rng.choice((2, 10, 1000)) + data[start:]


def _swap_streams(rng: random.Random, data: bytes) -> bytes:
    streams = [match.span(1) for match in _STREAM.finditer(data)]
    if len(streams) < 2:
        return flip(rng, data)
    (a, b), (c, d) = sorted(rng.sample(streams, 2))
    return data[:a] + data[c:d] + data[b:c] + data[a:b] + data[d:]


def _pack_garbage(rng: random.Random, data: bytes) -> bytes:
    """A stream that unpacks, but to something else."""
    streams = [match.span(1) for match in _STREAM.finditer(data)]
    if not streams:
        return flip(rng, data)
    a, b = rng.choice(streams)
    commands = zlib.compress(b"".join(rng.choices(_COMMANDS, k=5000)))
    return data[:a] + commands + b"\n" + data[b:]


def _numbers(rng: random.Random, data: bytes) -> bytes:
    places = [match.span() for match in re.finditer(rb"(?<![\w.])\d+(?![\w.])", data)]
    for a, b in sorted(rng.sample(places, min(len(places), rng.choice((1, 3, 20)))), reverse=True):
        data = data[:a] + rng.choice(_NUMBERS) + data[b:]
    return data


def _names(rng: random.Random, data: bytes) -> bytes:
    for _ in range(3):
        data = data.replace(rng.choice(_NAMES), rng.choice(_NAMES), rng.choice((1, -1)))
    return data


def _references(rng: random.Random, data: bytes) -> bytes:
    """Objects that name each other, or themselves."""
    places = [match.span(1) for match in re.finditer(rb"(\d+) 0 R", data)]
    if not places:
        return flip(rng, data)
    targets = [data[a:b] for a, b in places]
    for a, b in sorted(rng.sample(places, min(len(places), rng.choice((1, 2, 10)))), reverse=True):
        data = data[:a] + rng.choice(targets) + data[b:]
    return data


def _nested_pdf(rng: random.Random, data: bytes) -> bytes:
    depth = rng.choice((100, 5_000, 200_000))
    opened, closed = rng.choice(((b"[", b"]"), (b"<< /A ", b" >>"), (b"(", b")"), (b"[<< /K ", b">>]")))
    places = [
        match.end() for match in re.finditer(rb"/(Resources|Font|Kids|MediaBox|Contents|F\d)\b|BT", data)
    ]
    place = rng.choice(places) if places else len(data) // 2
    return data[:place] + b" " + opened * depth + b"0" + closed * depth + b" " + data[place:]


def pdf_of(
    content: bytes, *, filters: bytes = b"/FlateDecode", pages: int = 1, box: bytes = b"0 0 595 842"
) -> bytes:
    """A PDF of pages that share one content stream; `content` as it stands in the file."""
    kids = b" ".join(b"4 0 R" for _ in range(pages))
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 5 0 R "
        b"/Resources << /Font << /F1 3 0 R >> /XObject << /X0 6 0 R >> >> >>" % box,
        b"<< /Length %d /Filter %s >>\nstream\n%s\nendstream" % (len(content), filters, content),
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X0 6 0 R >> >> /Length 6 >>\n"
        b"stream\n/X0 Do\nendstream",
    )
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return out + head + b"trailer\n<< /Size 7 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(out)


def _packed(piece: bytes, times: int) -> bytes:
    packer = zlib.compressobj(9)
    block = piece * 1000
    return b"".join(packer.compress(block) for _ in range(max(1, times // 1000))) + packer.flush()


def _bomb_pdf(rng: random.Random, data: bytes) -> bytes:
    text = b"BT /F1 12 Tf 72 700 Td (Supervision is regular and children are safe.) Tj ET\n"
    match rng.randrange(7):
        case 0:  # a page of nothing, unpacked half a gigabyte
            return pdf_of(_packed(b" " * 100, 5_000_000))
        case 1:  # letters without end
            return pdf_of(_packed(text, rng.choice((10_000, 1_000_000))))
        case 2:  # packed twice
            return pdf_of(
                zlib.compress(_packed(b"\0" * 1000, 500_000)), filters=b"[/FlateDecode /FlateDecode]"
            )
        case 3:  # more pages than are read
            return pdf_of(zlib.compress(text), pages=rng.choice((299, 301, 100_000)))
        case 4:  # a page as large as a country
            return pdf_of(
                zlib.compress(text), box=rng.choice((b"0 0 1e9 1e9", b"0 0 0 0", b"5 5 -5 -5", b"0 0 nan 1"))
            )
        case 5:  # a form that draws itself
            return pdf_of(zlib.compress(text + b"/X0 Do\n" * rng.choice((1, 10_000))))
        case _:  # states that are saved and never restored, and lines beyond counting
            return pdf_of(_packed(rng.choice((b"q ", b"0 0 m 9 9 l S ", b"[", b"BT ")), 2_000_000))


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


# The part that holds the words, of each kind.
_MAIN = ("word/document.xml", "xl/worksheets/sheet1.xml", "ppt/slides/slide1.xml", "content.xml")


def within_part(change: Mutation) -> Mutation:
    """The mutation of one part of a Word document, most often of its text."""

    def changed(rng: random.Random, data: bytes) -> bytes:
        parts = parts_of(data)
        names = [name for name in parts if parts[name]]
        name = next(name for name in _MAIN if name in parts) if rng.random() < 0.6 else rng.choice(names)
        return zipped({**parts, name: change(rng, parts[name])})

    return changed


def _swap_parts(rng: random.Random, data: bytes) -> bytes:
    parts = parts_of(data)
    one, other = rng.sample(sorted(parts), 2)
    return zipped({**parts, one: parts[other], other: parts[one]})


def _lose_part(rng: random.Random, data: bytes) -> bytes:
    parts = parts_of(data)
    del parts[rng.choice(sorted(parts))]
    return zipped(parts)


def tags(rng: random.Random, xml: bytes) -> bytes:
    """Elements under other names, and attributes with other values."""
    found = sorted(set(re.findall(rb"<(w:\w+)", xml)))
    if len(found) >= 2:
        one, other = rng.sample(found, 2)
        xml = re.sub(rb"(</?)%s\b" % one, rb"\1" + other, xml)
    values = [match.span(1) for match in re.finditer(rb'w:\w+="([^"]*)"', xml)]
    for a, b in sorted(rng.sample(values, min(len(values), 3)), reverse=True):
        xml = xml[:a] + rng.choice((*_NUMBERS, b"", b"true", "٣".encode(), b"x" * 1000)) + xml[b:]
    return xml


def _nested_docx(rng: random.Random, xml: bytes) -> bytes:
    depth = rng.choice((50, 240, 5_000, 100_000))
    opened, closed = rng.choice(
        (
            (b"<w:tbl><w:tr><w:tc>", b"</w:tc></w:tr></w:tbl>"),
            (b"<w:p><w:r>", b"</w:r></w:p>"),
            (b"<w:sdt><w:sdtContent>", b"</w:sdtContent></w:sdt>"),
            (b"<w:ins>", b"</w:ins>"),
            (b"<w:p><w:r><w:txbxContent>", b"</w:txbxContent></w:r></w:p>"),
        )
    )
    inner = b"<w:p><w:r><w:t>Supervision is regular.</w:t></w:r></w:p>"
    place = xml.find(b"<w:body>") + len(b"<w:body>")
    return xml[:place] + opened * depth + inner + closed * depth + xml[place:]


def _bomb_docx(rng: random.Random, data: bytes) -> bytes:
    parts = parts_of(data)
    paragraph = b"<w:p><w:r><w:t>Supervision is regular.</w:t></w:r></w:p>"
    row = b"<w:tr>" + b"<w:tc><w:p/></w:tc>" * 60 + b"</w:tr>"
    body = parts["word/document.xml"]
    place = body.find(b"<w:body>") + len(b"<w:body>")
    match rng.randrange(5):
        case 0:  # white space, some hundred times as large unpacked
            return zipped({**parts, "word/document.xml": body[:place] + b" " * 45_000_000 + body[place:]})
        case 1:  # more paragraphs than any report has
            return zipped({**parts, "word/document.xml": body[:place] + paragraph * 100_000 + body[place:]})
        case 2:
            table = b"<w:tbl>" + row * 10_000 + b"</w:tbl>"
            return zipped({**parts, "word/document.xml": body[:place] + table + body[place:]})
        case 3:  # parts beyond counting
            return zipped({**parts, **{f"word/media/{number}.png": b"x" for number in range(6000)}})
        case _:  # a picture that unpacks to 300 MB
            return zipped({**parts, "word/media/bomb.png": bytes(300_000_000)})


PDF: tuple[tuple[str, Mutation], ...] = (
    ("bytes changed", flip),
    ("cut off", truncate),
    ("a piece missing", cut_out),
    ("a piece repeated", repeat),
    ("streams swapped", _swap_streams),
    ("a stream of other commands", _pack_garbage),
    ("numbers changed", _numbers),
    ("names changed", _names),
    ("references changed", _references),
    ("nested to excess", _nested_pdf),
    ("bombs", _bomb_pdf),
)
DOCX: tuple[tuple[str, Mutation], ...] = (
    ("bytes changed", flip),
    ("cut off", truncate),
    ("bytes changed within a part", within_part(flip)),
    ("a part cut off", within_part(truncate)),
    ("a piece of a part missing", within_part(cut_out)),
    ("a piece of a part repeated", within_part(repeat)),
    ("parts swapped", _swap_parts),
    ("a part missing", _lose_part),
    ("tags and values changed", within_part(tags)),
    ("nested to excess", within_part(_nested_docx)),
    ("bombs", _bomb_docx),
)
