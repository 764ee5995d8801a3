"""Sending the digest to each recipient, or showing what would be sent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from findings.errors import MailError, QueryError
from findings.records import Document
from findings.saved import mail as server
from findings.saved.arrivals import ArrivalStore, arrived_since
from findings.saved.digest import Digest, message
from findings.saved.news import Match, matches, of
from findings.saved.saved_question import Saved
from findings.saved.saved_store import SavedStore
from findings.saved.sent import SentStore
from findings.settings import Mail

if TYPE_CHECKING:
    from findings.library import Library

Found = list[tuple[Saved, tuple[Match, ...]]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one recipient's digest: begun, nothing, sent, failed, or shown (of a dry run)."""

    recipient: str
    became: str
    documents: int = 0
    said: str = ""  # of a failed one: why, in one line
    message: EmailMessage | None = None


def send_digest(
    documents: tuple[Document, ...],
    open_library: Callable[[], Library],
    data: Path,
    mail: Mail,
    address: str,
    *,
    dry_run: bool = False,
    send: Callable[[EmailMessage, Mail], None] = server.send,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> tuple[Outcome, ...]:
    """Tell each recipient of the documents that came and of which they were not told; one that fails stops no other.

    A recipient who is new is told from now on. `open_library` is called only where there is something to tell and
    something is saved for all. A dry run sends and notes nothing. Raises SavedStoreError, and what `open_library` does.
    """
    arrivals, sent = ArrivalStore(data).read(), SentStore(data, clock)
    topics = cache(lambda: _found(data, open_library))

    def mailed(recipient: str, told: Sequence[Document]) -> EmailMessage:
        matching = ((saved, of(found, told)) for saved, found in topics())
        digest = Digest(tuple(told), tuple(pair for pair in matching if pair[1]))
        return message(digest, mail.sender, recipient, address, clock())

    def tell(recipient: str) -> Outcome:
        since = sent.since(recipient)
        if since is None:
            if not dry_run:
                sent.begin(recipient)
            return Outcome(recipient, "begun")
        new = {d.checksum: d for d in arrived_since(documents, arrivals, since)}
        if dry_run:
            untold = sent.untold(recipient, new)
            told = [document for checksum, document in new.items() if checksum in untold]
            shown = mailed(recipient, told) if told else None
            return Outcome(recipient, "shown" if told else "nothing", len(told), message=shown)
        with sent.telling(recipient, new) as untold:
            told = [document for checksum, document in new.items() if checksum in untold]
            if told:
                send(mailed(recipient, told), mail)
        return Outcome(recipient, "sent" if told else "nothing", len(told))

    outcomes = []
    for recipient in mail.recipients:
        try:
            outcomes.append(tell(recipient))
        except MailError as error:
            outcomes.append(Outcome(recipient, "failed", said=str(error)))
    return tuple(outcomes)


def _found(data: Path, open_library: Callable[[], Library]) -> Found:
    """What is saved for all, with what each document says on it; what can no longer be answered is left out."""
    saved, found = SavedStore(data).for_all(), []
    library = open_library() if saved else None
    for one in saved:
        try:
            if library is not None:
                found.append((one, matches(library, one.question)))
        except QueryError:  # its own page says why
            continue
    return found
