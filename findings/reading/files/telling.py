"""What a file is: told by its bytes, by its name only where they leave it open."""

from __future__ import annotations

import re
from email.parser import BytesHeaderParser
from email.policy import compat32
from pathlib import Path

from findings.errors import ReadingError
from findings.reading.decode import decode
from findings.reading.files import archives

_WEB_PAGE = re.compile(
    r"(?:\s|<\?xml[^>]*>|<!--.*?-->)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)  # at the start of the file
NO_DOCUMENT = "is a picture, not a document. Save the document itself as PDF and try again."
_ARCHIVE = "is a packed archive. Unpack it and add the documents in it."
_SIGNATURES = (
    (b"GIF8", NO_DOCUMENT),
    (b"Rar!\x1a\x07", _ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", _ARCHIVE),
    (b"\x1f\x8b", _ARCHIVE),
)
# Pictures that scanners and cameras write, and the endings of their files.
_PICTURES = (
    (b"\x89PNG\r\n", (".png",)),
    (b"\xff\xd8\xff", (".jpg", ".jpeg")),
    (b"II*\0", (".tif", ".tiff")),
    (b"MM\0*", (".tif", ".tiff")),
)
_UNKNOWN = "is not a PDF, Word document, web page or text. Save it as PDF and try again."
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RTF = b"{\\rtf"
# Lines of an e-mail's head: some say that it is one, others only that programs of e-mail have handled it.
_HEADER = re.compile(rb"(?:\xef\xbb\xbf)?[A-Za-z][A-Za-z0-9-]*:[ \t]?")
_MAILED = ("mime-version", "received", "message-id", "return-path", "delivered-to", "x-mailer")
_WRITTEN = ("from", "to", "subject", "date", "sender")
_HEAD = 64 * 1024  # bytes in which the head of an e-mail must end
_MAILBOX = re.compile(rb"From \S+.{0,80}\n(?:>?From |[A-Za-z-]+:)")


def endings(data: bytes) -> tuple[str, ...]:
    """The endings that a file which begins so may have, by its first bytes alone; none for what is not read here.

    Web pages, plain text and Markdown have no beginning of their own and are not among them.
    """
    if b"%PDF-" in data[:1024]:
        return (".pdf",)
    if data.startswith(_ZIP):
        return (".docx", ".pptx", ".xlsx", ".odt", ".ods", ".odp")
    if data.startswith(_OLE):
        return (".doc", ".xls", ".ppt", ".msg", ".docx", ".pptx", ".xlsx")
    if data.startswith(_RTF):
        return (".rtf",)
    for signature, names in _PICTURES:
        if data.startswith(signature):
            return names
    return (".eml",) if _is_mail(data, "") else ()


def tell(name: str, data: bytes) -> tuple[str, str]:
    """(format, decoded text of html, text and markdown) of a file's bytes; formats are the keys of citation.FORMATS.

    Raises:
        ReadingError: it cannot be read as a document; says what it is and what to do.
    """
    suffix = Path(name).suffix.lower()
    if data.startswith(_ZIP):
        return archives.format_of(name, data), ""
    if data.startswith(_OLE):
        from findings.reading.files import compound

        return compound.format_of(name, data), ""
    if data.startswith(_RTF):
        return "rtf", ""
    if any(data.startswith(signature) for signature, _ in _PICTURES):
        return "picture", ""
    for signature, message in _SIGNATURES:
        if data.startswith(signature):
            raise ReadingError(f"‘{name}’ {message}")
    if _MAILBOX.match(data) and suffix in (".mbox", ".mbx", ".eml", ""):
        raise ReadingError(
            f"‘{name}’ is a mailbox of several e-mails. Save each e-mail as a file of its own (.eml)."
        )
    if _is_mail(data, suffix):
        return "eml", ""
    return _of_text(name, suffix, data)


def _of_text(name: str, suffix: str, data: bytes) -> tuple[str, str]:
    text = decode(data)
    if text is not None and (_WEB_PAGE.match(text) or suffix in (".html", ".htm", ".xhtml")):
        if suffix == ".pdf":
            raise ReadingError(
                f"‘{name}’ is a web page, not a PDF. Download the PDF itself from the publisher."
            )
        if suffix in (".docx", ".doc"):
            raise ReadingError(
                f"‘{name}’ is a web page, not a Word document. Download the document itself from the publisher."
            )
        return "html", text
    if b"%PDF-" in data[:1024]:
        return "pdf", ""
    if text is None:
        raise ReadingError(f"‘{name}’ {_UNKNOWN}")
    if suffix in (".pdf", ".docx"):
        kind = "PDF" if suffix == ".pdf" else "Word document"
        raise ReadingError(
            f"‘{name}’ is not a {kind}. It is damaged or has the wrong name. Download it again."
        )
    if text.lstrip().startswith("<?xml"):
        raise ReadingError(f"‘{name}’ {_UNKNOWN}")
    return ("markdown" if suffix in (".md", ".markdown") else "text"), text


def _is_mail(data: bytes, suffix: str) -> bool:
    """Whether this is one e-mail as programs keep it: by its head, whatever its name says."""
    if not _HEADER.match(data.lstrip()):
        return False
    head = re.split(rb"\r?\n\r?\n", data[:_HEAD].lstrip(), maxsplit=1)[0]
    names = {key.lower() for key in BytesHeaderParser(policy=compat32).parsebytes(head)}
    written = sum(name in names for name in _WRITTEN)
    if suffix in (".eml", ".mht", ".mhtml"):
        return written > 0 or not names.isdisjoint(_MAILED)
    return written > 1 and not names.isdisjoint(_MAILED)
