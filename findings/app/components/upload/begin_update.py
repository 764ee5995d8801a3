"""An update of the documents that is begun after a change, and what the person is told of it."""

from __future__ import annotations

from findings.app.components import message_bar
from findings.app.components.message_bar import Action, Message
from findings.app.state import session
from findings.app.state.address import DocumentsAddress
from findings.app.state.corpus_access import Place
from findings.app.text import uploads_text
from findings.errors import FindingsError


def begin_update(where: Place, done: str) -> None:
    """Begin an update and say so after what was `done`; where one is running, offer to begin it later."""
    see = Action(uploads_text.SEE_PROGRESS, lambda: session.go(DocumentsAddress(view="add")))
    again = Action(uploads_text.NOW, lambda: begin_update(where, done))
    try:
        where.index_now()
        message_bar.say(Message(f"{done} {uploads_text.UPDATING}", actions=(see,), focus=True))
    except FindingsError as error:
        message_bar.say(Message(f"{done} {error}", actions=(again,), focus=True))
