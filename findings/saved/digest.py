"""The digest: what came, and what of it matches what is saved for all, as an e-mail. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime

from findings.citation import capital, citation, named
from findings.records import Document
from findings.saved.feed import reader_link
from findings.saved.news import Match
from findings.saved.saved_question import VIEWS, Saved

MOST = 40  # documents that are named
_QUOTED = 10  # of one saved question


@dataclass(frozen=True, slots=True)
class Digest:
    """What one person is told: documents that came, and of what is saved for all what matches in them."""

    documents: tuple[Document, ...]
    topics: tuple[tuple[Saved, tuple[Match, ...]], ...] = ()  # only those with a match


def subject(digest: Digest) -> str:
    """ "2 new documents, 1 saved topic has something new"."""
    number, topics = len(digest.documents), len(digest.topics)
    said = f"{number:,} new inspection document{'' if number == 1 else 's'}"
    if topics:
        said += f", something new on {topics:,} saved topic{'' if topics == 1 else 's'}"
    return said


def text(digest: Digest, address: str) -> str:
    """The words of the e-mail, plain; quotations are word for word. `address` is that of the app, "" gives no links."""
    parts = [f"{subject(digest)}.", _documents(digest.documents, address)]
    for saved, found in digest.topics:
        asked = f"{VIEWS[saved.question.view]}: ‘{saved.question.query}’"
        lines = [f"{saved.name} ({asked})"]
        lines += [_match(match, address) for match in found[:_QUOTED]]
        if len(found) > _QUOTED:
            lines.append(f"and {len(found) - _QUOTED:,} more documents")
        parts.append("\n\n".join(lines))
    parts.append(
        "Quotations are word for word from the documents. Check the document before you use them.\n"
        "An administrator of Findings decides who gets this e-mail."
    )
    return "\n\n\n".join(parts) + "\n"


def _documents(documents: Sequence[Document], address: str) -> str:
    lines = []
    for document in documents[:MOST]:
        link = reader_link(address, document)
        lines.append(f"- {capital(named(document))}" + (f"\n  {link}" if link else ""))
    if len(documents) > MOST:
        lines.append(f"and {len(documents) - MOST:,} more")
    return "\n".join(lines)


def _match(match: Match, address: str) -> str:
    link = reader_link(address, match.document, match.passage)
    quote = " ".join(match.quote.split())
    return f"- ‘{quote}’\n  {citation(match.passage, match.document)}" + (f"\n  {link}" if link else "")


def message(digest: Digest, sender: str, recipient: str, address: str, on: datetime) -> EmailMessage:
    """The e-mail. Its Message-ID is that of what it tells whom, so that a server can know a second one."""
    mail = EmailMessage()
    mail["From"], mail["To"] = sender, recipient
    mail["Subject"] = subject(digest)
    mail["Date"] = format_datetime(on)
    told = " ".join([recipient, *sorted(document.checksum for document in digest.documents)])
    mail["Message-ID"] = f"<{hashlib.sha256(told.encode()).hexdigest()[:32]}@{sender.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(text(digest, address), charset="utf-8")
    return mail
