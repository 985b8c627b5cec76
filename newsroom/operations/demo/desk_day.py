"""What the demo's editors do with the stories that came in: they publish most, through the desk's own verbs."""

from datetime import timedelta

from django.contrib.auth.models import User
from django.utils import timezone

from articles.models import Article
from articles.refusals import Refused
from articles.status import Status
from newsroom.desk import decisions, grouping
from newsroom.ingest.fingerprint import canonical_address
from newsroom.operations.demo import press
from newsroom.operations.demo.staff import byline_for

# Minutes between a story's appearance at its outlet and its publication here.
DESK_TIME = timedelta(minutes=25)
# So many of the newest stories are left for the visitor to judge.
LEFT_WAITING = 9
LEFT_FOR_REVIEW = {"aggregator-faults", "cut-off", "reprint", "rewritten", "hype"}


def judge(chief: User) -> int:
    """Publish what can be published, leave a queue, schedule one; the number published."""
    arrived = list(Article.objects.waiting().select_related("country", "source").order_by("-source_published_at"))
    waiting = [article for article in arrived if kept_for_visitor(article)]
    rest = [article for article in arrived if article not in waiting]
    waiting += [article for article in rest if not goes_out(article)][: max(0, LEFT_WAITING - len(waiting))]
    published = [article for article in rest if article not in waiting and publish(article, chief)]
    if waiting:
        schedule_one(waiting, chief)
    group(published, chief)
    return len(published)


def kept_for_visitor(article: Article) -> bool:
    """Whether a story shows the visitor something worth judging."""
    story = told_by(article)
    return bool(story and LEFT_FOR_REVIEW & set(story.traits)) or bool(article.required_findings)


def goes_out(article: Article) -> bool:
    """Stories on one event go out together, and those in other scripts are there to be seen."""
    story = told_by(article)
    return article.language != "en" or bool(story and story.coverage)


def publish(article: Article, chief: User) -> bool:
    """Sign, and publish with the date line of the day it came out; False where the gate is closed."""
    iso2 = article.country.iso2 if article.country else ""
    decisions.revise(article, by=chief, changes={"authors": [byline_for(iso2)]})
    dated = min((article.source_published_at or timezone.now()) + DESK_TIME, timezone.now())
    try:
        decisions.publish(article, by=chief, dated=dated)
    except Refused:
        return False
    return True


def schedule_one(waiting: list[Article], chief: User) -> None:
    """One sound story goes out in three hours, for the visitor to see it waiting."""
    sound = [article for article in waiting if not article.required_findings and article.status == Status.INCOMING]
    if sound:
        article = sound[-1]
        iso2 = article.country.iso2 if article.country else ""
        decisions.claim(article, by=chief)
        decisions.revise(article, by=chief, changes={"authors": [byline_for(iso2)]})
        decisions.schedule(article, by=chief, at=timezone.now() + timedelta(hours=3))


def group(published: list[Article], chief: User) -> None:
    """Stories on one event become one coverage."""
    events: dict[str, list[Article]] = {}
    for article in published:
        story = told_by(article)
        if story and story.coverage:
            events.setdefault(story.coverage, []).append(article)
    for articles in events.values():
        if len(articles) > 1:
            grouping.merge(articles, by=chief)


def told_by(article: Article) -> press.Story | None:
    """The story of the press that an article was made of."""
    address = canonical_address(article.source_url) if article.source_url else ""
    return next((story for story in press.stories() if canonical_address(story.url) == address), None)
