"""The same piece in other stories of ours: brought by another outlet, or twice, before one of them was removed.

What comes in after a removal is stopped at the door (`articles.bars`); what was there already is found here. Waiting
stories get a remark that a takedown officer alone lifts; public ones are named in the case, for an officer to judge.
"""

from django.utils.translation import gettext as _

from articles import bars, editing
from articles.models import Article
from articles.models.bar import KeyKind
from articles.readiness import REQUIRED, Finding
from articles.status import Status
from newsroom.takedowns import moves
from newsroom.takedowns.models import Item

THE_SAME = {KeyKind.GUID.value, KeyKind.ADDRESS.value, KeyKind.TEXT.value}
REMARK = "near-match"
NOT_OUT = (Status.INCOMING, Status.IN_REVIEW, Status.SCHEDULED, Status.UNPUBLISHED)


def of(article: Article) -> list[Article]:
    """The other stories that hold one of its identities or its very text, and were not removed themselves."""
    keys = [key for key in bars.keys_of(article) if key[0] in THE_SAME]
    if not keys:
        return []
    held_by = {holder.article_id for holder in bars.holders(keys)} - {article.pk}
    return list(Article.objects.filter(pk__in=held_by).exclude(status=Status.WITHDRAWN).order_by("pk"))


def mark(article: Article, item: Item) -> list[Article]:
    """Stop what waits, and name in the case what is public; called in the transaction of the removal. The copies."""
    found = of(article)
    for copy in found:
        if copy.status in NOT_OUT:
            sentence = _("The same text was taken down (%(case)s). A takedown officer can say whether it may go out.")
            finding = Finding(REMARK, REQUIRED, sentence % {"case": item.case.reference}, "body")
            editing.remark(copy, finding)
    public = [copy for copy in found if copy.is_public]
    if public:
        named = ", ".join(f"#{copy.pk}" for copy in public)
        text = _("The same text is public in other stories too: %(stories)s. Look at them.") % {"stories": named}
        moves.note(item.case, "copies", item=item, by=None, text=text)
    return found
