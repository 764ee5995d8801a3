"""E-mail as Outlook saves it (.msg). The only file that imports python-oxmsg and compressed-rtf."""

from __future__ import annotations

from email.message import EmailMessage
from io import BytesIO
from typing import Any

import compressed_rtf
import oxmsg
from oxmsg.properties import Properties

from findings.errors import ReadingError
from findings.reading.files.archives import damaged
from findings.reading.mail.letter import Letter, blocks_of
from findings.reading.office.rich_text import words_of_rich_text
from findings.reading.raw import Part, RawDocument

# [MS-OXMSG]: where a message lies that is attached, how long the head of its properties is; its rich text.
_MESSAGE = "__substg1.0_3701000D"
_INNER_HEADER = 24
_RICH_TEXT = 0x1009


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
        if inner := _within(attached):
            parts.append(Part(f"{inner['Subject'] or title}.eml", inner.as_bytes()))
        elif attached.attached_by_value and attached.file_bytes:
            parts.append(Part(title, attached.file_bytes))
        else:
            notes.append(f"‘{title}’, which is attached, is kept as a link and was not read.")
    return Letter(
        subject=message.subject or "",
        head={
            "From": message.sender or "",
            "To": ", ".join(recipients),
            "Date": sent.strftime("%Y-%m-%d %H:%M") if sent else "",
        },
        plain=_plain(message),
        html=message.html_body or "",
        parts=tuple(parts),
        sent=sent.date() if sent else None,
        notes=tuple(notes),
    )


def _plain(message: Any) -> str:
    """The body in plain words; that of a message which has it in rich text alone."""
    packed = message.properties.binary_prop_value(_RICH_TEXT)
    if message.body or message.html_body or not packed:
        return message.body or ""
    return words_of_rich_text(compressed_rtf.decompress(packed))


class _InnerMessage(oxmsg.Message):
    """A message within a message: its properties begin earlier."""

    @property
    def properties(self) -> Properties:
        return Properties(self._storage, properties_header_offset=_INNER_HEADER)


def _within(attached: Any) -> EmailMessage | None:
    """An attached message of Outlook's as an e-mail, with what is attached to it; None of any other attachment."""
    storage = next((each for each in attached._storage.storages if each.name == _MESSAGE), None)
    if storage is None:
        return None
    letter = _letter(_InnerMessage(storage))
    mail = EmailMessage()
    for name, value in {"Subject": letter.subject, **letter.head}.items():
        if said := " ".join(value.split()):
            mail[name] = said
    mail.set_content(letter.plain)
    if letter.html:
        mail.add_alternative(letter.html, subtype="html")
    for part in letter.parts:
        mail.add_attachment(part.data, maintype="application", subtype="octet-stream", filename=part.name)
    return mail


def _named(recipient: Any) -> str:
    address = recipient.email_address or ""
    return f"{recipient.name} <{address}>" if recipient.name and recipient.name != address else address
