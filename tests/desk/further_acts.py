"""Further rows of the table of who may do what: pictures, mends, changes at sources, plans, versions, suggestions."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple

from django.contrib.auth.models import User
from django.utils import timezone

from articles.models import Article, Author, Picture
from articles.refusals import NotPermitted
from articles.status import Status
from newsroom.desk import captions, decisions, headlines, mends, replacing, restoring, suggesting, upstream
from newsroom.ingest import notices, store, suggestions
from newsroom.ingest.entry import Suggested
from newsroom.ingest.models import Capture, Notice, Suggestion
from tests.ingest.test_unmending import ENTRY, key, read
from tests.world import make_article, make_author, make_country, make_source, root

IN_REVIEW, PUBLISHED = Status.IN_REVIEW, Status.PUBLISHED
Doing = Callable[[Article, User], object]


class Act(NamedTuple):
    """A row of the table: what is tried, on a story in which state, and what must be there before."""

    title: str
    state: Status
    run: Doing
    before: Doing | None = None


def _with_picture(article: Article, user: User) -> None:
    Article.objects.filter(pk=article.pk).update(picture=Picture.objects.create(alt="A harbour"))


def _caption(article: Article, user: User) -> None:
    assert article.picture is not None
    try:
        captions.describe(article.picture, by=user, alt="The harbour at dawn", credit="Mira")
    except captions.MayNotCaption as refusal:
        raise NotPermitted(article, "articles.change_picture") from refusal


def _with_mends(article: Article, user: User) -> None:
    """The text, the mends and what came in of a story that the machine has mended."""
    source = make_source("Harbour Post")
    mended = Article.objects.get(pk=store.settle(read(ENTRY, source), source).article or 0)
    Capture.objects.filter(article=mended).update(article=article)
    kept = {"body": mended.body, "body_text": mended.body_text, "mends": mended.mends, "source": source}
    Article.objects.filter(pk=article.pk).update(**kept)


def _undo_mend(article: Article, user: User) -> object:
    return mends.undo_mend(article, key(article, "furniture"), by=user)


def _with_undone_mend(article: Article, user: User) -> None:
    _with_mends(article, user)
    article.refresh_from_db()
    _undo_mend(article, root())


def _redo_mend(article: Article, user: User) -> object:
    return mends.redo_mend(article, key(article, "furniture"), by=user)


def _gone(article: Article, user: User) -> Notice:
    return notices.gone(article, "There is nothing at this address (404).")


def _notice(article: Article) -> Notice:
    return Notice.objects.select_related("article__source", "article__claim").get(article=article)


def _follow(article: Article, user: User) -> object:
    return upstream.correct(_notice(article), by=user, note="The source has taken its story down.")


def _keep(article: Article, user: User) -> None:
    upstream.leave(_notice(article), by=user)


def _unpublish_too(article: Article, user: User) -> object:
    return upstream.unpublish(_notice(article), by=user, reason="The source has taken the story down.")


def _edited(article: Article, user: User) -> None:
    decisions.revise(article, by=root(), changes={"headline": "Boats stay in"})


def _restore_first(article: Article, user: User) -> object:
    return restoring.restore_version(article, article.version - 1, by=user)


def _set(**changes: Any) -> Doing:
    return lambda article, user: decisions.revise(article, by=user, changes=changes)


def _hand_over(article: Article, user: User) -> object:
    return decisions.revise(article, by=user, changes={"country": make_country("NP")})


def _take_on(article: Article, user: User) -> object:
    return decisions.revise(article, by=user, changes={"assigned_to": user})


def _others_headline(article: Article, user: User) -> object:
    return headlines.add(article, by=root(), text="Boats back by noon")


def _throw_away(article: Article, user: User) -> None:
    headlines.remove(article, article.headline_options.get().pk, by=user)


def _signed_by_dee(article: Article, user: User) -> None:
    decisions.revise(article, by=root(), changes={"authors": [*article.authors.all(), make_author("Dee")]})


def _sign_instead(article: Article, user: User) -> None:
    replacing.sign_instead(article, Author.objects.get(name="Dee"), make_author("Eve"), by=user)


def _looks_like(article: Article, user: User) -> None:
    other = make_article(status=IN_REVIEW)
    suggestions.offer(article, [Suggested("duplicate", str(other.pk), "the same sentences", 0.9, False)])


def _said(article: Article) -> Suggestion:
    return Suggestion.objects.select_related("article__claim").get(article=article, kind="duplicate")


def _as_copy(article: Article, user: User) -> None:
    suggesting.accept(_said(article), by=user)


def _no_copy(article: Article, user: User) -> None:
    suggesting.refuse(_said(article), by=user)


DUE = timezone.now() + timedelta(days=3)
ACTS = (
    Act("Say what its picture shows", IN_REVIEW, _caption, _with_picture),
    Act("The same, once readers see it", PUBLISHED, _caption, _with_picture),
    Act("Undo a mend", IN_REVIEW, _undo_mend, _with_mends),
    Act("Make a mend again", IN_REVIEW, _redo_mend, _with_undone_mend),
    Act("Follow a change at the source", PUBLISHED, _follow, _gone),
    Act("Keep ours as it is", PUBLISHED, _keep, _gone),
    Act("Unpublish with the source", PUBLISHED, _unpublish_too, _gone),
    Act("Restore an earlier version", IN_REVIEW, _restore_first, _edited),
    Act("Take it on oneself", IN_REVIEW, _take_on),
    Act("Say when it is due", IN_REVIEW, _set(due_at=DUE)),
    Act("Say how urgent it is", IN_REVIEW, _set(priority=2)),
    Act("Hand it over to another section", IN_REVIEW, _hand_over),
    Act("Throw another's headline away", IN_REVIEW, _throw_away, _others_headline),
    Act("Put another author in one's place", IN_REVIEW, _sign_instead, _signed_by_dee),
    Act("Reject it as a copy", IN_REVIEW, _as_copy, _looks_like),
    Act("Say that it is no copy", IN_REVIEW, _no_copy, _looks_like),
)
