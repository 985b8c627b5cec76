"""Who was told what, at the desk and by mail; a story that somebody signs."""

from articles.models import Article
from articles.status import Status
from newsroom.desk import alerts
from newsroom.desk.models import Alert, AlertKind
from newsroom.outbox.models import Letter
from tests.world import make_article, make_author, person


def told(kind: AlertKind | None = None) -> list[tuple[str, str]]:
    """Who was told what, in the order in which it happened."""
    found = Alert.objects.filter(kind=kind) if kind else Alert.objects.all()
    return list(found.order_by("id").values_list("to__username", "text"))


def letters() -> list[str]:
    return list(Letter.objects.filter(template__startswith="alert").order_by("pk").values_list("to", flat=True))


def by_mail(name: str, *kinds: AlertKind, at_the_desk: bool = True) -> None:
    for kind in kinds or list(AlertKind):
        alerts.choose(person(name), kind, at_the_desk=at_the_desk, by_mail=True)


def by_cy(headline: str = "The pier", status: Status = Status.IN_REVIEW) -> Article:
    """A story that Cy signs."""
    return make_article(headline, status=status, authors=[make_author(account=person("cy"))])
