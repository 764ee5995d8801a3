"""Outlook's e-mails whose body is rich text alone, and those within others; storages as python-oxmsg reads them."""

from __future__ import annotations

import struct
from email import message_from_bytes

import compressed_rtf
import oxmsg
from oxmsg.storage import Storage, Stream

from findings.reading.mail.outlook_file import _letter

SUBJECT, BODY, RICH_TEXT, METHOD = 0x0037, 0x1000, 0x1009, 0x3705
WORDS, BYTES, NUMBER = 0x001F, 0x0102, 0x0003


def storage(path: str, head: int, values: dict[int, str | bytes | int], *inside: Storage) -> Storage:
    """A storage with these properties; `head` is the length of what stands before them."""
    entries, streams = b"", []
    for key, value in values.items():
        if isinstance(value, int):
            entries += struct.pack("<HHIii", NUMBER, key, 6, value, 0)
            continue
        kind, data = (WORDS, value.encode("utf-16-le")) if isinstance(value, str) else (BYTES, value)
        entries += struct.pack("<HHIII", kind, key, 6, len(data) + (2 if kind == WORDS else 0), 0)
        streams.append(Stream(f"{path}/__substg1.0_{key:04X}{kind:04X}", data))
    streams.append(Stream(f"{path}/__properties_version1.0", b"\0" * head + entries))
    return Storage(path, tuple(streams), inside)


def rich(words: str) -> bytes:
    return compressed_rtf.compress(rb"{\rtf1\ansi " + words.encode() + rb"\par}")


def test_a_body_in_rich_text_alone_is_read() -> None:
    letter = _letter(
        oxmsg.Message(storage("", 32, {SUBJECT: "The visit", RICH_TEXT: rich("Both doors were shut.")}))
    )
    assert (letter.subject, letter.plain.strip()) == ("The visit", "Both doors were shut.")
    both = {SUBJECT: "The visit", BODY: "Plain words.", RICH_TEXT: rich("Others.")}
    assert _letter(oxmsg.Message(storage("", 32, both))).plain == "Plain words."


def test_a_message_within_a_message_is_a_part_of_it() -> None:
    inner = storage(
        "a/__substg1.0_3701000D", 24, {SUBJECT: "The report", BODY: "The roof leaks in two rooms."}
    )
    attached = storage("__attach_version1.0_#00000000", 8, {METHOD: 5}, inner)
    letter = _letter(oxmsg.Message(storage("", 32, {SUBJECT: "Fwd", BODY: "See below."}, attached)))
    [part] = letter.parts
    assert part.name == "The report.eml"
    mail = message_from_bytes(part.data)
    assert mail["Subject"] == "The report"
    assert mail.get_payload().strip() == "The roof leaks in two rooms."
    assert letter.notes == ()


def test_an_attachment_kept_as_a_link_is_named() -> None:
    attached = storage("__attach_version1.0_#00000000", 8, {METHOD: 2, 0x3707: "plan.docx"})
    letter = _letter(oxmsg.Message(storage("", 32, {SUBJECT: "Plan", BODY: "Here."}, attached)))
    assert letter.notes == ("‘plan.docx’, which is attached, is kept as a link and was not read.",)
