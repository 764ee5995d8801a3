"""E-mail as Outlook saves it (.msg). The only file that imports python-oxmsg."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import oxmsg

from findings.errors import ReadingError
from findings.reading.files.archives import damaged
from findings.reading.mail.letter import Letter, blocks_of
from findings.reading.raw import Part, RawDocument


def read_outlook(data: bytes, name: str) -> RawDocument:
    """The e-mail's head and body as blocks, its attachments as parts. Raises ReadingError for a damaged one."""
    try:
        letter = _letter(oxmsg.Message.load(BytesIO(data)))
    except MemoryError:
        raise
    except Exception as error:  # python-oxmsg raises whatever its parts raise on damaged files
        raise ReadingError(damaged(name)) from error
    return blocks_of(letter, name)


def _letter(message: Any) -> Letter:
    sent = message.sent_date
    recipients = [_named(each) for each in message.recipients]
    parts, notes = [], []
    for number, attached in enumerate(message.attachments, 1):
        title = attached.file_name or f"attachment {number}"
        if attached.attached_by_value and attached.file_bytes:
            parts.append(Part(title, attached.file_bytes))
        else:
            notes.append(f"‘{title}’, which is attached, is kept as a link or as an e-mail and was not read.")
    return Letter(
        subject=message.subject or "",
        head={
            "From": message.sender or "",
            "To": ", ".join(recipients),
            "Date": sent.strftime("%Y-%m-%d %H:%M") if sent else "",
        },
        plain=message.body or "",
        html=message.html_body or "",
        parts=tuple(parts),
        sent=sent.date() if sent else None,
        notes=tuple(notes),
    )


def _named(recipient: Any) -> str:
    address = recipient.email_address or ""
    return f"{recipient.name} <{address}>" if recipient.name and recipient.name != address else address
