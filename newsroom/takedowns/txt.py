"""The TXT records of a name: the one question that we put to the DNS ourselves. Called by workers only."""

import dns.exception
import dns.resolver

SECONDS = 5.0
MOST = 50


class NoAnswer(Exception):
    """The DNS could not be asked; in a sentence for people."""


def lookup(name: str) -> list[str]:
    """The texts at a name, none where there are none. Raises NoAnswer where nobody answers in time."""
    try:
        answer = dns.resolver.resolve(name, "TXT", lifetime=SECONDS)
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return []
    except dns.exception.DNSException as error:
        raise NoAnswer(f"The DNS did not answer for {name} ({type(error).__name__}).") from error
    return [b"".join(record.strings).decode("utf-8", "replace")[:500] for record in list(answer)[:MOST]]
