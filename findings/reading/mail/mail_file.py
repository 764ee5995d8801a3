"""E-mail as programs of e-mail save it (.eml): read with Python's own library."""

from __future__ import annotations

import email
from datetime import date
from email.headerregistry import DateHeader
from email.message import EmailMessage, MIMEPart
from email.policy import default

from findings.errors import ReadingError
from findings.reading.decode import decode
from findings.reading.files.archives import damaged
from findings.reading.mail.letter import Letter, blocks_of
from findings.reading.raw import Part, RawDocument

_HEAD = ("From", "To", "Cc", "Date")
# Parts of a message within messages; more is an attack.
_MOST_PARTS = 1000


def read_mail(data: bytes, name: str) -> RawDocument:
    """The e-mail's head and body as blocks, its attachments as parts.

    Raises:
        ReadingError: it cannot be taken apart, or is encrypted.
    """
    try:
        message = email.message_from_bytes(data.lstrip(), policy=default)
        if not isinstance(message, EmailMessage):
            raise TypeError("the policy makes e-mail messages")
        letter = _letter(message, name)
    except (ReadingError, MemoryError):
        raise
    except (
        Exception
    ) as error:  # the parser is patient; what it hands on may raise anything when it is looked at
        raise ReadingError(damaged(name)) from error
    return blocks_of(letter, name)


def _letter(message: EmailMessage, name: str) -> Letter:
    if message.get_content_type() in ("application/pkcs7-mime", "multipart/encrypted"):
        raise ReadingError(f"‘{name}’ is an encrypted e-mail. Save it without encryption and try again.")
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    return Letter(
        subject=_said(message, "Subject"),
        head={label: _said(message, label) for label in _HEAD},
        plain=_text(plain),
        html=_text(html),
        parts=_parts(message, (plain, html)),
        sent=_sent(message),
    )


def _said(message: EmailMessage, header: str) -> str:
    """A header as it reads, decoded."""
    return str(message[header] or "")


def _sent(message: EmailMessage) -> date | None:
    header = message["Date"]
    return header.datetime.date() if isinstance(header, DateHeader) and header.datetime else None


def _text(part: MIMEPart | None) -> str:
    """The words of a part in the encoding that it names, or else in the one it has."""
    if part is None:
        return ""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    try:
        return data.decode(part.get_content_charset("utf-8"))
    except (LookupError, UnicodeDecodeError):
        return decode(data) or data.decode("latin-1")


def _parts(message: EmailMessage, bodies: tuple[MIMEPart | None, ...]) -> tuple[Part, ...]:
    """What is attached, in order; pictures that the body shows are a part of it."""
    found: list[Part] = []
    for count, part in enumerate(_leaves(message)):
        if count >= _MOST_PARTS:
            break
        shown = part.get_content_maintype() == "image" and "Content-ID" in part
        if any(part is body for body in bodies) or shown:
            continue
        if part.get_content_type() == "message/rfc822":
            inner = _inner(part)
            data = inner.as_bytes() if inner is not None else b""
        else:
            payload = part.get_payload(decode=True)
            data = payload if isinstance(payload, bytes) else b""
        if data.strip():
            found.append(Part(_name(part, len(found) + 1), data))
    return tuple(found)


def _leaves(message: EmailMessage) -> list[EmailMessage]:
    """The parts that hold something, an attached e-mail whole."""
    if message.get_content_type() == "message/rfc822" or not message.is_multipart():
        return [message]
    return [leaf for part in message.iter_parts() if isinstance(part, EmailMessage) for leaf in _leaves(part)]


def _name(part: EmailMessage, number: int) -> str:
    if part.get_content_type() == "message/rfc822":
        inner = _inner(part)
        subject = _said(inner, "Subject") if inner is not None else ""
        return part.get_filename() or f"{subject or f'e-mail {number}'}.eml"
    ending = {"text/plain": ".txt", "text/html": ".html"}.get(part.get_content_type(), "")
    return part.get_filename() or f"part {number}{ending}"


def _inner(part: EmailMessage) -> EmailMessage | None:
    """The e-mail that an e-mail carries."""
    inner = part.get_payload()
    first = inner[0] if isinstance(inner, list) and inner else None
    return first if isinstance(first, EmailMessage) else None
