"""The commands of keeping in touch: what is saved, the feeds, the e-mail digest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from findings.cli.program import Journalled, index_option, json_option, setting, takes_settings, write_json
from findings.errors import SettingsError
from findings.settings import Settings

if TYPE_CHECKING:
    from findings.library import Library
    from findings.saved.saved_question import Saved
    from findings.saved.sending import Outcome

_data = setting("data", "the folder of what is saved")


@click.command(cls=Journalled, help="List what people saved, the newest first, or remove one of it.")
@click.option("--remove", metavar="ID", help="remove it, whoever saved it")
@json_option
@_data
@takes_settings
def saved(settings: Settings, remove: str | None, as_json: bool) -> None:
    from findings.saved.saved_store import SavedStore

    store = SavedStore(settings.data)
    if remove:
        store.remove(remove)
        return
    found = store.every()
    if as_json:
        write_json([_line(one) for one in found])
        return
    for one in found:
        seen_by = "for everyone" if one.for_all else "private"
        print(f"{one.id}  {one.created:%Y-%m-%d}  {seen_by:<12}  {one.question.view:<9}  {one.name}")
    if not found:
        print("Nothing is saved.")


def _line(one: Saved) -> dict[str, Any]:
    filters = one.question.filters
    return {
        "id": one.id,
        "name": one.name,
        "view": one.question.view,
        "query": one.question.query,
        "authorities": list(filters.authorities),
        "kinds": list(filters.kinds),
        "from": filters.year_from,
        "to": filters.year_to,
        "for_all": one.for_all,
        "created": one.created.isoformat(timespec="seconds"),
    }


@click.command(
    cls=Journalled,
    help="Write the Atom feeds into the folder feeds of the data: of new documents, and of what is saved for everyone.",
)
@index_option
@_data
@takes_settings
def feed(settings: Settings) -> int:
    from findings.saved.arrivals import ArrivalStore
    from findings.saved.feed_files import write_feeds
    from findings.saved.news import answering

    library = _open(settings)
    ArrivalStore(settings.data).note(library.documents(), library.manifest.built)
    written, wrong = write_feeds(
        library.documents(), answering(lambda: library), settings.data, settings.address
    )
    for path in written:
        print(path)
    for said in wrong:
        click.echo(f"findings: {said}", err=True)
    return int(bool(wrong))


@click.command(
    cls=Journalled,
    help="Send each recipient of FINDINGS_SMTP_TO an e-mail on the documents that came and of which they were not told "
    "yet. Nothing is sent twice. Exit 1 if one could not be sent: it is tried again the next time.",
)
@click.option("--dry-run", is_flag=True, help="show what would be sent; nothing is sent or noted")
@index_option
@_data
@takes_settings
def digest(settings: Settings, dry_run: bool) -> int:
    from findings.saved.arrivals import ArrivalStore
    from findings.saved.news import answering
    from findings.saved.sending import send_digest

    if settings.mail is None:
        raise SettingsError(
            "No mail server is named: set FINDINGS_SMTP_HOST, FINDINGS_SMTP_FROM and FINDINGS_SMTP_TO "
            "(docs/keeping-in-touch.md)"
        )
    library = _open(settings)
    ArrivalStore(settings.data).note(library.documents(), library.manifest.built)
    outcomes = send_digest(
        library.documents(),
        answering(lambda: library),
        settings.data,
        settings.mail,
        settings.address,
        dry_run=dry_run,
    )
    for outcome in outcomes:
        _report(outcome, dry_run)
    return int(any(outcome.became == "failed" for outcome in outcomes))


def _open(settings: Settings) -> Library:
    from findings.library import open_library

    return open_library(settings.index)


def _report(outcome: Outcome, dry_run: bool) -> None:
    if outcome.became == "failed":
        click.echo(f"findings: {outcome.said}", err=True)
        return
    documents = f"{outcome.documents:,} document{'' if outcome.documents == 1 else 's'}"
    begun = "is new: would be told of what comes from the first digest on" if dry_run else (
        "is new: is told of what comes from now on"
    )  # fmt: skip
    said = {
        "begun": begun,
        "nothing": "nothing new",
        "sent": f"sent, {documents}",
        "shown": f"{documents}, not sent",
    }
    print(f"{outcome.recipient}: {said[outcome.became]}")
    if outcome.message is not None:
        print(f"Subject: {outcome.message['Subject']}\n\n{outcome.message.get_content()}")
