"""What happened at its source to a story that we show: told to the desk once, kept up to date, settled once.

A notice holds no text of the story beyond its headline; the words stand in the captures that it points to.
"""

from collections.abc import Callable, Iterable

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles import editing
from articles.models import Article
from articles.readiness import RECOMMENDED, Finding
from articles.refusals import Refused
from articles.status import Status
from newsroom.ingest import rewording
from newsroom.ingest.models import Capture, Notice
from newsroom.ingest.models.upstream import NoticeQuerySet
from newsroom.ingest.rewording import Rewording

REMARK = "upstream-changed"
NAME = 120
Listener = Callable[[Notice], None]
_listeners: list[Listener] = []


class Settled(Refused):
    """Another editor was first."""

    def __init__(self, notice: Notice) -> None:
        """Name the article, who dealt with it, how and when."""
        at = date_format(timezone.localtime(notice.settled_at or timezone.now()), "j M H:i")
        who = (notice.settled_by.get_full_name() or notice.settled_by.get_username()) if notice.settled_by else ""
        super().__init__(
            _("“%(article)s” was dealt with already: %(who)s, %(how)s, on %(at)s. Nothing of yours was applied.")
            % {"article": notice.article, "who": who, "how": notice.get_settled_how_display() or _("closed"), "at": at}
        )


def listen(listener: Listener) -> None:
    """Let a room above hear of every notice that is made or brought up to date, in the transaction that writes it."""
    if listener not in _listeners:
        _listeners.append(listener)


def to_settle() -> NoticeQuerySet:
    """The open notices on what readers see now."""
    # Asked of each open notice: joined, SQLite would begin with all that is published.
    return Notice.objects.open().filter(Exists(Article.objects.published().filter(pk=OuterRef("article"))))


def base(article: Article) -> Capture | None:
    """What our text was made of: the version that was settled upon last, else the newest when it was published."""
    settled = Notice.objects.filter(article=article, kind=Notice.Kind.CHANGED).exclude(settled_at=None)
    last = settled.exclude(after=None).select_related("after").order_by("-settled_at", "-id").first()
    if last is not None:
        return last.after
    versions = Capture.objects.filter(article=article, version__gt=0).order_by("-version", "-id")
    known = versions.filter(at__lte=article.published_at) if article.published_at else versions.none()
    return known.first() or versions.last()


def changed(article: Article, after: Capture, found: Rewording | None = None) -> Notice | None:
    """Tell the desk of a new version at the source, in the one open notice; None where it is not worth a word.

    `found` is what differs, where somebody compared the pages themselves; else the captures are compared.
    """
    before, notice = base(article), _open(article, Notice.Kind.CHANGED)
    if before is None or before.pk == after.pk:
        return None
    found = found or between(before, after)
    if notice is None and not found.matters:
        return None
    sentence = _changed_sentence(after, found)
    told = _tell(article, Notice.Kind.CHANGED, sentence, before=before, after=after)
    editing.remark(article, Finding(REMARK, RECOMMENDED, sentence, "source"))
    return told


def between(before: Capture, after: Capture) -> Rewording:
    """What differs between two versions. Only texts that were read whole, and from the same place, are compared."""
    alike = before.origins.get("body") == after.origins.get("body") and bool(before.full_text and after.full_text)
    if not alike or before.page_problem or after.page_problem:
        return Rewording(headline=rewording.headline_changed(before.title, after.title))
    return rewording.compare((before.title, before.full_text), (after.title, after.full_text))


def gone(article: Article, sentence: str) -> Notice:
    """Tell the desk that the original is not there any more; the sentence says how that shows."""
    last = Capture.objects.filter(article=article, version__gt=0).order_by("-version", "-id").first()
    return _tell(article, Notice.Kind.GONE, sentence, before=last)


def back(article: Article) -> None:
    """The original is there again: an open notice says so and is left to the editor."""
    sentence = _("it was gone from its source and is there again since %(at)s.") % {
        "at": date_format(timezone.localtime(), "j M H:i")
    }
    open_now = Notice.objects.open().filter(article=article, kind=Notice.Kind.GONE)
    open_now.update(sentence=f"{_names(article)}: {sentence}"[:500], at=timezone.now())


def settle(notice: Notice, by: User, how: str) -> None:
    """Write down what an editor did about it, and take the machine's remark off the article. Raises Settled."""
    values = {"settled_at": timezone.now(), "settled_by": by, "settled_how": how}
    if not Notice.objects.open().filter(pk=notice.pk).update(**values):
        must_be_open(notice)
    notice.refresh_from_db()
    if notice.kind == Notice.Kind.CHANGED:
        editing.unremark(notice.article, REMARK)


def must_be_open(notice: Notice) -> None:
    """Raise Settled where somebody has dealt with it."""
    fresh = Notice.objects.select_related("article", "settled_by").filter(pk=notice.pk).first()
    if fresh is None or fresh.settled_at is not None:
        raise Settled(fresh or notice)


def close(articles: Iterable[int], by: User) -> int:
    """Settle what is open on articles that were unpublished by another way; how many."""
    return (
        Notice.objects.open()
        .filter(article__in=list(articles), article__status=Status.UNPUBLISHED)
        .update(settled_at=timezone.now(), settled_by=by, settled_how=Notice.Settled.UNPUBLISHED)
    )


def _open(article: Article, kind: str) -> Notice | None:
    return Notice.objects.open().filter(article=article, kind=kind).first()


def _tell(
    article: Article, kind: Notice.Kind, sentence: str, *, before: Capture | None = None, after: Capture | None = None
) -> Notice:
    """The one open notice of a kind, made or brought up to date; what it was compared with at first stays."""
    values = {"sentence": f"{_names(article)}: {sentence}"[:500], "at": timezone.now(), "after": after}
    notice, made = Notice.objects.get_or_create(
        article=article, kind=kind, settled_at=None, defaults=values | {"before": before}
    )
    if not made:
        Notice.objects.filter(pk=notice.pk).update(**values)
        notice.refresh_from_db()
    for listener in _listeners:
        listener(notice)
    return notice


def _changed_sentence(after: Capture, found: Rewording) -> str:
    names = {"source": after.source.name}
    parts = [_("its headline")] if found.headline else []
    if found.sentences:
        parts.append(ngettext("%d sentence", "%d sentences", found.sentences) % found.sentences)
    if not parts:
        return _("%(source)s tells it again as it was before.") % names
    names["what"] = _(" and ").join(parts)
    said = _("%(source)s has changed %(what)s.") % names
    return f"{said} {_('It says that it corrects itself.')}" if found.corrects else said


def _names(article: Article) -> str:
    return f"“{str(article)[:NAME]}”"
