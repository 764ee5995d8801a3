"""Sends an e-mail through the administrator's own mail server. The only file that imports smtplib."""

from __future__ import annotations

from email.message import EmailMessage

from findings.errors import MailError
from findings.settings import Mail

_SECONDS = 30.0  # in which the server must answer


def send(message: EmailMessage, mail: Mail) -> None:
    """Send it to its one recipient. A server that cannot be spoken to as it was set up gets nothing.

    Raises:
        MailError: it was not taken; the message names the server, why, and what to look at.
    """
    import smtplib
    import ssl

    safe = ssl.create_default_context()
    try:
        if mail.security == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(mail.host, mail.port, timeout=_SECONDS, context=safe)
        else:
            server = smtplib.SMTP(mail.host, mail.port, timeout=_SECONDS)
        with server:
            if mail.security == "starttls":
                server.starttls(context=safe)
            if mail.user:
                server.login(mail.user, mail.password)
            server.send_message(message)
    except (smtplib.SMTPException, OSError) as error:
        raise MailError(
            f"The digest to {message['To']} was not sent: {mail.host}, port {mail.port}: {_why(error)}. It is tried "
            "again the next time. Look at the FINDINGS_SMTP settings if this goes on."
        ) from error


def _why(error: Exception) -> str:
    """What the server or the system said, in one line."""
    import smtplib

    if isinstance(error, smtplib.SMTPRecipientsRefused):
        [(code, said)] = list(error.recipients.values())[:1]
        return f"the recipient was refused ({code} {_words(said)})"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_words(error.smtp_error)}"
    if isinstance(error, OSError) and not isinstance(error, smtplib.SMTPException):
        return error.strerror or _words(error)
    return _words(error)


def _words(said: object) -> str:
    plain = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return " ".join(plain.split()).rstrip(".")[:200]
