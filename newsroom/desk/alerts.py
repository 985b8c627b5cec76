"""Telling members of the staff what concerns them: at the desk, and by mail where they want it.

Called by the verbs themselves, in their transactions, so that every path tells and nothing is told that did not happen.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import history
from articles.accounts import is_system
from articles.models import Article, Byline, Change
from newsroom.desk import mentions
from newsroom.desk.models import Alert, AlertChoice, AlertKind
from newsroom.ingest import notices
from newsroom.ingest.models import Notice
from newsroom.outbox import letters

MOST = 99
"""The bell counts so far; more are told as “99+”."""
ONE_LETTER = 600
"""Seconds in which a person gets one letter of a kind about a story, however often it happens."""
SEEN_KEPT, KEPT = timedelta(days=90), timedelta(days=180)
BATCH, BATCHES = 1_000, 50
LOOKS, BACKEND = "articles.view_article", "newsroom.desk.roles.RolesBackend"
# These ring by letters of their own (`tasks.ring_for_missed`), whatever a person chose.
NO_LETTERS = frozenset({AlertKind.MISSED})
# Of these the newest says all; one that was not seen yet makes way for it.
FOLDED = frozenset({AlertKind.CHANGED})
BEGINNINGS = ("arrive", "begin", "claim")
DECISIONS: Mapping[str, tuple[AlertKind, Promise]] = {
    "publish": (AlertKind.DECIDED, gettext_lazy("%(who)s has published it")),
    "reject": (AlertKind.DECIDED, gettext_lazy("%(who)s has rejected it")),
    "unpublish": (AlertKind.DECIDED, gettext_lazy("%(who)s has taken it off the site")),
    "send back": (AlertKind.SENT_BACK, gettext_lazy("%(who)s has sent it back")),
}
SUBJECTS: Mapping[AlertKind, Promise] = {
    AlertKind.MENTION: gettext_lazy("You are mentioned"),
    AlertKind.ASSIGNED: gettext_lazy("Given to you"),
    AlertKind.TAKEN_OVER: gettext_lazy("Taken over from you"),
    AlertKind.SENT_BACK: gettext_lazy("Sent back"),
    AlertKind.DECIDED: gettext_lazy("Decided"),
    AlertKind.CHANGED: gettext_lazy("Changed at its source"),
}


def tell(
    people: Iterable[User | int | None], kind: AlertKind, *, text: str, article: Article, by: User | None = None
) -> None:
    """Let people (accounts or their keys) know of something about an article.

    Nobody is told of what they did themselves, nor who left or may not look at stories; the machine is told nothing.
    """
    keys = {person.pk if isinstance(person, User) else person for person in people} - {None, by.pk if by else None}
    told = list(listeners(key for key in keys if key)) if keys else []
    if not told:
        return
    now, text = timezone.now(), " ".join(text.split())[:500]
    chosen = choices(told, kind)
    here = [person for person in told if chosen[person.pk].at_the_desk]
    if kind in FOLDED:
        Alert.objects.filter(to__in=here, kind=kind, article=article, seen_at=None).delete()
    Alert.objects.bulk_create(Alert(to=one, kind=kind, article=article, by=by, text=text, at=now) for one in here)
    if "bulk" in history.larger() or kind in NO_LETTERS:
        return
    for person in told:
        if chosen[person.pk].by_mail:
            _write(person, kind, text, article, now)


def listeners(keys: Iterable[int]) -> QuerySet[User]:
    """Those of some accounts who work here now and may look at stories."""
    looking: QuerySet[User] = User.objects.with_perm(LOOKS, backend=BACKEND)
    return looking.filter(pk__in=set(keys), is_staff=True).exclude(username=settings.SYSTEM_ACCOUNT).order_by("pk")


def choices(people: Iterable[User], kind: AlertKind) -> dict[int, AlertChoice]:
    """How each of some people wants to be told of a kind; what they never chose as it usually is."""
    found = {choice.user_id: choice for choice in AlertChoice.objects.filter(user__in=people, kind=kind)}
    return {person.pk: found.get(person.pk) or AlertChoice(user=person, kind=kind) for person in people}


def choices_of(user: User) -> dict[str, AlertChoice]:
    """How a person wants to be told of each kind."""
    found = {choice.kind: choice for choice in AlertChoice.objects.filter(user=user)}
    return {kind.value: found.get(kind.value) or AlertChoice(user=user, kind=kind) for kind in AlertKind}


def choose(user: User, kind: AlertKind, *, at_the_desk: bool, by_mail: bool) -> None:
    """Keep how a person wants to be told of a kind."""
    values = {"at_the_desk": at_the_desk, "by_mail": by_mail}
    AlertChoice.objects.update_or_create(user=user, kind=kind, defaults=values)


def owners(keys: Iterable[int]) -> dict[int, set[int]]:
    """Whose stories they are, by keys: whoever began one or took it in review last, signs it, or was given it."""
    stories = list(keys)
    found: dict[int, set[int]] = defaultdict(set)
    begun = Change.objects.filter(article__in=stories, act__in=BEGINNINGS).order_by("id")
    last = {(story, act): by for story, act, by in begun.values_list("article", "act", "by")}
    pairs = [(story, by) for (story, _act), by in last.items()]
    signed = Byline.objects.filter(article__in=stories, author__account__isnull=False)
    pairs += signed.values_list("article", "author__account")
    pairs += given_to(stories)
    for story, person in pairs:
        found[story].add(person)
    return found


def given_to(keys: Iterable[int]) -> list[tuple[int, int]]:
    """Stories that are given to somebody, each with whom, by keys."""
    given = Article.objects.filter(pk__in=list(keys), assigned_to__isnull=False)
    return list(given.values_list("pk", "assigned_to"))


def decided(article: Article, change: Change, *, by: User) -> None:
    """Tell those whose story it is what was decided; an act that decides nothing is passed over."""
    if change.act not in DECISIONS:
        return
    kind, sentence = DECISIONS[change.act]
    said = str(sentence) % {"who": name_of(by)}
    text = f"{said}: {change.reason}" if change.reason else f"{said}."
    tell(owners([article.pk])[article.pk], kind, text=text, article=article, by=by)


def taken_back(article: Article, changes: Iterable[Change], *, by: User) -> None:
    """Tell those whose story it is that what was decided, and told to them, stands no more."""
    acts = [change.act for change in changes if change.act in DECISIONS]
    if acts:
        text = _("%(who)s has taken back “%(act)s”.") % {"who": name_of(by), "act": acts[-1]}
        tell(owners([article.pk])[article.pk], DECISIONS[acts[-1]][0], text=text, article=article, by=by)


def given(article: Article, *, before: int | None, by: User) -> None:
    """Tell a person that a story is theirs to work on; `before` is the key of whoever had it."""
    if article.assigned_to_id and article.assigned_to_id != before:
        text = _("%(who)s has given you this story.") % {"who": name_of(by)}
        tell([article.assigned_to_id], AlertKind.ASSIGNED, text=text, article=article, by=by)


def taken_over(article: Article, *, from_: User, by: User) -> None:
    """Tell a person that somebody else is on the story that they were on."""
    text = _("%(who)s has taken this story over from you.") % {"who": name_of(by)}
    tell([from_], AlertKind.TAKEN_OVER, text=text, article=article, by=by)


def mentioned(article: Article, note: str, *, by: User) -> None:
    """Tell those whom a note calls by `@name`; no query is made for a note that calls nobody."""
    if "@" not in note and "\uff20" not in note:
        return
    staff = dict(User.objects.filter(is_active=True, is_staff=True).order_by("pk").values_list("username", "pk"))
    text = _("%(who)s mentions you: “%(note)s”") % {"who": name_of(by), "note": note}
    called = mentions.called(note, staff)
    tell([staff[name] for name in called], AlertKind.MENTION, text=text, article=article, by=by)


def changed(notice: Notice) -> None:
    """Tell whoever published a story that its source has changed or deleted it."""
    article = notice.article
    said = notice.sentence.removeprefix(f"“{str(article)[: notices.NAME]}”: ")
    tell([article.reviewed_by_id], AlertKind.CHANGED, text=said, article=article)


def unseen(user: Any) -> int:
    """How many alerts a person has not seen. Accounts that come with a session know it (`roles.RolesBackend`)."""
    known: int | None = getattr(user, "unseen_alerts", None)
    return Alert.objects.filter(to=user.pk, seen_at=None)[: MOST + 1].count() if known is None else known


def see(user: Any, article: Article | None = None) -> int:
    """Mark a person's alerts of a story as seen, or all of them; how many. No query is made where there are none."""
    before = unseen(user)
    if not before:
        return 0
    mine = Alert.objects.filter(to=user.pk, seen_at=None)
    rows = (mine if article is None else mine.filter(article=article)).update(seen_at=timezone.now())
    user.unseen_alerts = max(before - rows, 0)
    return rows


def forget(now: datetime) -> int:
    """Delete what was seen ninety days ago, and whatever is older than half a year; how many."""
    old = Alert.objects.filter(Q(seen_at__lt=now - SEEN_KEPT) | Q(at__lt=now - KEPT)).order_by()
    gone = 0
    for _batch in range(BATCHES):
        keys = list(old.values_list("pk", flat=True)[:BATCH])
        gone += Alert.objects.filter(pk__in=keys).delete()[0] if keys else 0
        if len(keys) < BATCH:
            break
    return gone


def name_of(user: User) -> str:
    """A person as colleagues call them."""
    return _("The newsroom") if is_system(user) else " ".join((user.get_full_name() or user.username).split())


def _write(person: User, kind: AlertKind, text: str, article: Article, now: datetime) -> None:
    """One letter, if the person can be reached; the next one of its kind about the story ten minutes later."""
    if not person.email:
        return
    letters.write(
        key=f"alert-{person.pk}-{kind}-{article.pk}-{int(now.timestamp()) // ONE_LETTER}",
        to=person.email,
        template="alert",
        context={
            "subject": SUBJECTS[kind],
            "headline": article,
            "text": text,
            "link": settings.SITE_URL + reverse("admin:articles_article_change", args=[article.pk]),
            "choices": settings.SITE_URL + reverse("admin:desk_alert_choices"),
        },
    )
