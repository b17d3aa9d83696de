"""Electronic mail through Django's mail backend."""

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from motcua.notices.ports import Deliver, NeverTaken, Outgoing, TryLater

SMTP = "django.core.mail.backends.smtp.EmailBackend"
TIMEOUT = 20


class DjangoMail:
    """The mail port: one connection for all messages of a round."""

    def configured(self) -> bool:
        """Tell whether a mail server is named."""
        return settings.EMAIL_BACKEND != SMTP or bool(settings.EMAIL_HOST)

    @contextmanager
    def session(self) -> Iterator[Deliver]:
        """Open the connection to the mail server, and close it whatever happens."""
        options: dict[str, Any] = {"timeout": TIMEOUT} if settings.EMAIL_BACKEND == SMTP else {}
        connection: BaseEmailBackend = get_connection(**options)
        try:
            connection.open()
        except OSError as error:
            raise TryLater(f"{type(error).__name__}: {error}") from error
        try:
            yield lambda outgoing: _send(connection, outgoing)
        finally:
            connection.close()


def _send(connection: BaseEmailBackend, outgoing: Outgoing) -> None:
    message = EmailMessage(
        subject=outgoing.title,
        body=outgoing.body,
        to=[outgoing.address],
        connection=connection,
        headers={"Message-ID": f"<{outgoing.id}@{_domain()}>", "Auto-Submitted": "auto-generated"},
    )
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as refused:
        code, reply = next(iter(refused.recipients.values()), (0, b""))
        _raise(code, reply, refused)
    except smtplib.SMTPResponseException as error:
        _raise(error.smtp_code, error.smtp_error, error)
    except smtplib.SMTPServerDisconnected as error:
        connection.close()
        raise TryLater("the server hung up") from error
    except OSError as error:
        connection.close()
        raise TryLater(f"{type(error).__name__}: {error}") from error
    except (ValueError, UnicodeError) as error:
        raise NeverTaken(f"{type(error).__name__}: {error}") from error


def _raise(code: int, reply: bytes | str, error: Exception) -> None:
    words = reply.decode(errors="replace") if isinstance(reply, bytes) else reply
    kind = NeverTaken if 500 <= code < 600 else TryLater
    raise kind(f"{code} {words}") from error


def _domain() -> str:
    address: str = settings.DEFAULT_FROM_EMAIL
    return address.rpartition("@")[2].strip(" >") or "localhost"
