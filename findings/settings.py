"""Every number and name a deployment may want to change, with its reason. Standard library only."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from findings.errors import SettingsError

_ABOVE = Path(__file__).resolve().parent.parent
# Whether this is a checkout, with its own embed.py, or a package that pip installed.
CHECKOUT = (_ABOVE / "embed.py").is_file()
# The command that builds the index, as messages name it.
EMBED = "python embed.py" if CHECKOUT else "findings embed"
# Where corpus/, index/ and data/ are looked for: the checkout; of an installed package the folder it is called in.
ROOT = _ABOVE if CHECKOUT else Path.cwd()


# Below the data folder: what people of each council make.
COUNCILS = "councils"
# Names of the environment that processes which read documents are not given.
SECRETS = frozenset({"FINDINGS_SMTP_PASSWORD"})
# How a mail server is spoken to -> the port it is usually found at.
MAIL_PORTS = {"starttls": 587, "tls": 465, "none": 25}


@dataclass(frozen=True, slots=True)
class Mail:
    """The administrator's own mail server, and who gets the digest of new documents (docs/keeping-in-touch.md)."""

    host: str
    sender: str
    recipients: tuple[str, ...]
    security: str = "starttls"  # a key of MAIL_PORTS
    port: int = MAIL_PORTS["starttls"]
    user: str = ""  # none: the server asks for no password
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Settings:
    """What an administrator chooses. `read_settings` fills it from the environment, once a program."""

    corpus: Path = ROOT / "corpus"
    index: Path = ROOT / "index"
    # The URL of a store in PostgreSQL that is searched in place of the index (docs/scale.md); "": the index.
    store: str = ""
    # The council whose own documents are read from the store beside the shared ones; "": none. Of who has signed in
    # it is theirs, whatever stands here (`for_council`).
    tenant: str = ""
    # What people make with the app and what is kept for them: never inside corpus/ or index/.
    data: Path = ROOT / "data"
    # Whether documents may be added and removed in the app; else that is left to whoever can write to corpus/.
    uploads: bool = True
    # findings-minilm (adapted to inspection reports), all-MiniLM-L6-v2 (as published), a folder or a hub name.
    encoder: str = "findings-minilm"
    threads: int = 0  # cores to encode on; 0: all of them
    # Where a wrong citation is reported: an e-mail or web address, shown in Help.
    contact: str = ""
    # Whether a person must sign in before a page is shown (docs/sign-in.md).
    sign_in: bool = False
    # The service (docs/service.md): the header in which a proxy names the person it signed in, and the word by which
    # the service knows that proxy; seconds a request may take; requests that may wait; megabytes of answers kept.
    proxy_header: str = ""
    proxy_secret: str = ""
    service_seconds: float = 30.0
    service_waiting: int = 64
    service_cache: int = 64
    # The administrators' log (findings/journal.py); None: switched off.
    journal: Path | None = ROOT / "data" / "journal.jsonl"
    # Whether it holds what was asked as well.
    journal_queries: bool = False
    # The app as people reach it, "https://findings.example.gov.uk": feeds and the digest link to it; "" for no links.
    address: str = ""
    mail: Mail | None = None  # None: no digest is sent

    @property
    def source(self) -> Path | str:
        """What is searched: the store, or else the folder of the index."""
        return self.store or self.index

    def for_council(self, council: str | None) -> Settings:
        """As they are for somebody who has signed in and is of this council, or of none (""): what they read of the
        store, and a folder of the council's own for what its people make. None, for nobody in particular, changes
        nothing.
        """
        if council is None or not self.store:
            return self
        data = self.data / COUNCILS / council if council else self.data
        return replace(self, tenant=council, data=data)

    @property
    def neighbours(self) -> Path:
        """The statistical neighbours of each authority: a CSV file that people edit, here or in the app."""
        return self.data / "neighbours.csv"


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings of the environment (names FINDINGS_*); what is not set keeps its default.

    Raises:
        SettingsError: a number is none, or what the digest needs is not there.
    """
    found = os.environ if environment is None else environment

    def text(name: str, default: str = "") -> str:
        return found.get(f"FINDINGS_{name}", "").strip() or default

    def switched(name: str, words: frozenset[str]) -> bool:
        return text(name).lower() in words

    def number(name: str, default: float, what: str) -> float:
        given = text(name, str(default))
        try:
            found = float(given)
        except ValueError:
            found = -1.0
        if not 0 <= found < 1e6:
            raise SettingsError(f"FINDINGS_{name} is ‘{given}’: give {what}")
        return found

    usual = Settings()
    data = Path(text("DATA", str(usual.data)))
    sign_in = switched("SIGN_IN", _ON)
    threads = text("THREADS", "0")
    if not threads.isdecimal():
        raise SettingsError(f"FINDINGS_THREADS is ‘{threads}’: give a number of cores, 0 for all of them")
    proxy_header, proxy_secret = text("PROXY_HEADER"), text("PROXY_SECRET")
    if proxy_header and len(proxy_secret) < MIN_SECRET:
        raise SettingsError(
            f"FINDINGS_PROXY_HEADER is set: FINDINGS_PROXY_SECRET must be too, with at least {MIN_SECRET} characters"
        )
    return Settings(
        corpus=Path(text("CORPUS", str(usual.corpus))),
        index=Path(text("INDEX", str(usual.index))),
        store=text("STORE"),
        tenant=text("TENANT"),
        data=data,
        # Into a store that several councils read nobody adds a document from a page: embed.py says whose it is.
        uploads=not switched("UPLOADS", _OFF) and not (text("STORE") and (text("TENANT") or sign_in)),
        encoder=text("ENCODER", usual.encoder),
        threads=int(threads),
        contact=text("CONTACT"),
        sign_in=sign_in,
        proxy_header=proxy_header,
        proxy_secret=proxy_secret,
        service_seconds=number(
            "SERVICE_SECONDS", usual.service_seconds, "how many seconds a request may take"
        )
        or usual.service_seconds,
        service_waiting=int(number("SERVICE_WAITING", usual.service_waiting, "how many requests may wait")),
        service_cache=int(number("SERVICE_CACHE", usual.service_cache, "megabytes, 0 to keep no answers")),
        journal=None if switched("JOURNAL", _OFF) else Path(text("JOURNAL", str(data / "journal.jsonl"))),
        journal_queries=switched("JOURNAL_QUERIES", _ON),
        address=text("ADDRESS").rstrip("/"),
        mail=_mail(text),
    )


def data_folders(data: Path) -> list[Path]:
    """Where people's work lies: the data folder, and those of councils in it."""
    councils = data / COUNCILS
    return [data, *sorted(path for path in councils.glob("*") if path.is_dir())]


def _mail(text: Callable[[str], str]) -> Mail | None:
    """How the digest is sent; None where no server is named."""
    host = text("SMTP_HOST")
    if not host:
        return None
    security = text("SMTP_SECURITY").lower() or "starttls"
    if security not in MAIL_PORTS:
        raise SettingsError(f"FINDINGS_SMTP_SECURITY is ‘{security}’: give {', '.join(MAIL_PORTS)}")
    port = text("SMTP_PORT") or str(MAIL_PORTS[security])
    if not port.isdecimal() or not 1 <= int(port) <= 65535:
        raise SettingsError(f"FINDINGS_SMTP_PORT is ‘{port}’: give a number from 1 to 65535")
    sender = text("SMTP_FROM")
    recipients = tuple(dict.fromkeys(one.strip() for one in text("SMTP_TO").split(",") if one.strip()))
    for name, given in (("FROM", (sender,)), ("TO", recipients)):
        if not given or any("@" not in one or not one.isprintable() or " " in one for one in given):
            shown = " ".join(", ".join(given).split())
            raise SettingsError(
                f"FINDINGS_SMTP_{name} is ‘{shown}’: give an e-mail address, or unset FINDINGS_SMTP_HOST"
            )
    return Mail(host, sender, recipients, security, int(port), text("SMTP_USER"), text("SMTP_PASSWORD"))


def templates_folder(environment: Mapping[str, str] | None = None) -> Path | None:
    """The folder of templates that a council added (FINDINGS_TEMPLATES); None where there is none."""
    found = (os.environ if environment is None else environment).get("FINDINGS_TEMPLATES", "").strip()
    return Path(found) if found else None


# Anything but a clear yes, or a clear no, leaves a switch as it is.
_ON = frozenset({"1", "yes", "on", "true"})
_OFF = frozenset({"0", "no", "off", "false"})


# Fewest characters of the word by which the service knows its proxy.
MIN_SECRET = 16
# Longest query that is searched, in characters.
MAX_QUERY = 500
# Longest document that is read, in pages.
MAX_PAGES = 300
# Largest file that is read, in bytes; the largest published report seen has 2.4 MB.
MAX_FILE = 50 * 1024 * 1024
# Largest file that can be added in the app, in bytes, most files at once, and the most that an archive or all of them
# together may have: a browser sends them through memory.
MAX_UPLOAD = 25 * 1024 * 1024
MAX_UPLOADS = 200
MAX_TOGETHER = 500 * 1024 * 1024
# Largest archive of documents that can be added, in bytes: what Streamlit takes unless it is told otherwise.
MAX_ARCHIVE = 200 * 1024 * 1024
# Word-pieces an encoder sees; a longer passage is cut at sentence ends.
MAX_PIECES = 256
# What reading one file may take: the slowest published report seen takes 2 seconds and 100 MB.
MAX_SECONDS = 60.0
MAX_MEMORY = 1024 * 1024 * 1024
# What OCR of one page may take; a page of print takes 3 to 4 seconds.
MAX_OCR_SECONDS = 60.0
