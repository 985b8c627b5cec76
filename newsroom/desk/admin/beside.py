"""Two stories side by side: is one the other's copy? What differs, and three answers, each a verb of `suggesting`."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from articles.models import Article
from articles.refusals import Refused, Unfit
from articles.status import ASIDE
from newsroom.desk import pairing, suggesting
from newsroom.desk.admin import suggested
from newsroom.desk.claims import holder
from newsroom.desk.compare import MOST_WORDS, Piece
from newsroom.desk.verbs import available
from newsroom.ingest import suggestions
from newsroom.ingest.models import Answer, Capture, Suggestion

TEMPLATE = "admin/desk/beside.html"
HIDDEN_CAPTURE = ("page", "page_headers", "entry", "full_html", "mends", "origins", "rules")


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two as its column shows it. `kept` says whether its text is what came in, not what we show of it."""

    article: Article
    headline: list[Piece]
    language: str
    published: datetime | None
    words: int
    kept: bool
    url: str
    only_here: list[str]


class BesideScreen:
    """One request to the page of two stories."""

    def __init__(self, admin: Any, request: HttpRequest, article: Article, other: Article) -> None:
        """Keep who asks for what. Of what is aside for a takedown nothing is shown."""
        self.admin, self.request, self.user = admin, request, request.user
        self.article, self.other = article, other
        if not all(request.user.has_perm("articles.view_article", one) for one in (article, other)):
            raise PermissionDenied
        if article.status in ASIDE or other.status in ASIDE:
            raise Http404(_("One of the two stories was taken down; nothing of it is shown."))

    def answer(self) -> HttpResponse:
        """The page, or what comes of what was pressed on it."""
        if self.request.method != "POST":
            return self.show()
        try:
            return self.pressed(self.request.POST.get("_do", ""))
        except Refused as refusal:
            messages.error(self.request, str(refusal))
            return HttpResponseRedirect(self.request.get_full_path())

    def pressed(self, verb: str) -> HttpResponse:
        """Carry out an answer; a rejection leads to the queue, the others to the story. Raises Refused."""
        by: Any = self.user
        names = {"article": str(self.article), "other": str(self.other)}
        if verb == "reject":
            suggesting.reject_as_copy(self.article, self.other, by=by)
            sentence = _("“%(article)s” was rejected as a copy of “%(other)s”.") % names
            link = format_html('{} <a href="{}">{}</a>', sentence, self.story_url, _("Open it again"))
            messages.success(self.request, link)
            return HttpResponseRedirect(self.admin.queue_url(self.request))
        if verb == "group":
            suggesting.group_instead(self.article, self.other, by=by)
            messages.success(self.request, _("Both stand under one event now; neither is a copy."))
        elif verb == "refuse":
            suggesting.not_a_copy(self.article, self.other, by=by)
            messages.success(self.request, _("“%(article)s” is no copy of “%(other)s”; it is remembered.") % names)
        else:
            raise Unfit(_("There is no “%(verb)s”. Nothing was changed.") % {"verb": verb[:40]})
        return HttpResponseRedirect(self.story_url)

    @property
    def story_url(self) -> str:
        """The review screen of the story."""
        return str(self.admin.review_url(self.article))

    def show(self) -> HttpResponse:
        """The page."""
        mine, others = self.text_of(self.article), self.text_of(self.other)
        titles = pairing.pair(_title(self.article), _title(self.other)).rows
        told = self.verdict()
        pairs, facts = pairing.pair(mine[0], others[0]), self.facts(mine[0], others[0])
        context = self.admin.admin_site.each_context(self.request) | {
            "title": _("Is it a copy?"),
            "opts": self.admin.opts,
            "article": self.article,
            "left": side(self.article, [piece for row in titles for piece in row.left], mine, facts.left),
            "right": side(self.other, [piece for row in titles for piece in row.right], others, facts.right),
            "pairs": pairs,
            "most_words": MOST_WORDS,
            "verdict": told,
            "sure": suggested.sure(told.score) if told else "",
            "percent": round(100 * told.score) if told else 0,
            "verbs": self.verbs(told),
            "claim": self.others_claim(),
            "turned": suggested.beside_url(self.other, self.article),
            "story_url": self.story_url,
            "queue_url": self.admin.queue_url(self.request),
        }
        return TemplateResponse(self.request, TEMPLATE, context)

    def facts(self, mine: str, others: str) -> pairing.Facts:
        """What numbers and names only one of the two has, headlines included."""
        return pairing.facts(f"{_title(self.article)}\n{mine}", f"{_title(self.other)}\n{others}")

    def text_of(self, article: Article) -> tuple[str, int, bool]:
        """The words of a story: all that came in where it is kept and may be seen, else what we show; their number."""
        if self.user.has_perm("ingest.view_capture"):
            kept = Capture.objects.filter(article=article, erased_at=None).exclude(full_text="").defer(*HIDDEN_CAPTURE)
            came = kept.order_by("-version", "-id").first()
            if came is not None:
                return came.full_text, came.words, True
        return article.body_text, len(article.body_text.split()), False

    def verdict(self) -> Suggestion | None:
        """What the machine says of the two, for whoever may see suggestions."""
        if not self.user.has_perm(suggested.MAY_SEE):
            return None
        return suggestions.copies(self.article, self.other).select_related("answered_by").first()

    def verbs(self, told: Suggestion | None) -> set[str]:
        """What this person can answer: reject a waiting story, group both, refuse what the machine said."""
        possible = {verb.name for verb in available(self.article, self.user)}  # type: ignore[arg-type]
        found = {"reject"} & possible
        if "revise" in possible:
            grouped = self.article.coverage_id is not None and self.article.coverage_id == self.other.coverage_id
            found |= set() if grouped else {"group"}
            refused = told is None or (told.asked and told.answer == Answer.REFUSED)
            found |= set() if refused else {"refuse"}
        return found

    def others_claim(self) -> Any:
        """Who else is on the story."""
        claim = holder(self.article)
        return claim if claim is not None and claim.by_id != self.user.pk else None


def side(article: Article, headline: list[Piece], text: tuple[str, int, bool], only_here: list[str]) -> Side:
    """One column."""
    return Side(
        article=article,
        headline=headline,
        language=article.source_language or article.language,
        published=article.source_published_at or article.published_at,
        words=text[1],
        kept=text[2],
        url=article.source_url,
        only_here=only_here,
    )


def _title(article: Article) -> str:
    return article.source_headline or article.headline
