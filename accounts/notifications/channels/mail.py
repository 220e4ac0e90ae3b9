"""Plain-text mail. What people typed never reaches a header unfolded."""

import smtplib

from django.core.mail import EmailMessage

from accounts.notifications.channels import ChannelError


def send(*, to: str, subject: str, text: str) -> str:
    """Hands the mail to the SMTP server. Raises ChannelError; permanent where the server refused the recipient."""
    try:
        EmailMessage(subject=" ".join(subject.split()), body=text, to=[to]).send()
    except smtplib.SMTPRecipientsRefused:
        raise ChannelError("The mail server refused this address.", permanent=True) from None
    # Refused connections, time-outs and names nobody knows are OSErrors, no SMTPExceptions.
    except (smtplib.SMTPException, OSError) as error:
        raise ChannelError(f"The mail server did not take it: {type(error).__name__}.") from error
    return "taken by the mail server"
