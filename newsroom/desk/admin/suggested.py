"""What the machine suggests of a story, as its screen shows it: grouped, with reasons and in words. Answers it too."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article, Country, Coverage
from articles.refusals import Refused, Unfit
from articles.status import ASIDE
from newsroom.desk import suggesting
from newsroom.ingest import precision, suggestions
from newsroom.ingest.models import Answer, Suggestion, SuggestionKind
from newsroom.ingest.suggestions import Standing

MAY_SEE = "ingest.view_suggestion"
GROUPS: dict[SuggestionKind, Any] = {
    SuggestionKind.DUPLICATE: gettext_lazy("Copy of"),
    SuggestionKind.COUNTRY: gettext_lazy("Section"),
    SuggestionKind.ALSO_ABOUT: gettext_lazy("Also about"),
    SuggestionKind.TAG: gettext_lazy("Tags"),
    SuggestionKind.COVERAGE: gettext_lazy("Same event"),
}
VERY, FAIRLY = 0.85, 0.6
NOTHING_YET: Mapping[int, Any] = {}
ENOUGH = 5
"""With fewer answers than these nothing is said of how often a kind is right."""


@dataclass(frozen=True, slots=True)
class Line:
    """One suggestion: what, why, how sure, how it stands, and what can be answered to it."""

    pk: int
    what: str
    url: str
    reason: str
    sure: str
    percent: int
    state: str
    mark: str
    takes: bool
    refuses: bool
    beside: str


@dataclass(frozen=True, slots=True)
class Group:
    """The suggestions of one kind, and how often that kind is right."""

    kind: str
    title: str
    right: str
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Panel:
    """All of them. `waits` is how many nobody answered, `copies` whether some say that it is a copy."""

    groups: list[Group]
    waits: int
    copies: bool
    answers_at: str


def panel(article: Article, user: Any, *, may_edit: bool) -> Panel | None:
    """What a person sees of a story's suggestions; None for those who see none, and of what is aside."""
    if article.status in ASIDE or not user.has_perm(MAY_SEE):
        return None
    told = list(article.suggestions.select_related("answered_by"))
    words = _Words(article, told)
    fared = precision.recent() if told else {}
    groups = []
    for kind, title in GROUPS.items():
        lines = [words.line(one, may_edit=may_edit) for one in told if one.kind == kind]
        if lines:
            groups.append(Group(kind, str(title), right(fared.get(kind)), lines))
    waits = sum(one.answer == Answer.OPEN for one in told)
    copies = any(group.kind == SuggestionKind.DUPLICATE for group in groups)
    return Panel(groups, waits, copies, reverse("admin:articles_article_suggested", args=[article.pk]))


def possible_copies(articles: Iterable[Article]) -> dict[int, str]:
    """Of some articles those that may be copies, which nobody answered, each with the page of both. One query."""
    told = Suggestion.objects.filter(article__in=articles, kind=SuggestionKind.DUPLICATE, answer=Answer.OPEN)
    found = told.order_by("score", "-id").values_list("article", "value")
    return {pk: reverse("admin:articles_article_beside", args=[pk, value]) for pk, value in found if value.isdigit()}


def sure(score: float) -> str:
    """How sure the machine is, in words."""
    if score >= VERY:
        return _("very sure")
    return _("fairly sure") if score >= FAIRLY else _("a guess")


def right(tally: precision.Tally | None) -> str:
    """How often a kind of suggestion was right lately; "" where too few were answered to say."""
    if tally is None or tally.decided < ENOUGH:
        return ""
    times, out_of = (
        (tally.accepted, tally.decided) if tally.decided < 10 else (round(10 * tally.accepted / tally.decided), 10)
    )
    return _("right %(times)d times of %(all)d in the last weeks") % {"times": times, "all": out_of}


def answered(verb: str, article: Article, by: User, version: int | None = None) -> str:
    """Carry out `take:12` or `refuse:12`; the sentence that says so, "" where the verb is no such thing.

    Raises Refused, Unfit for a suggestion that is not this story's.
    """
    act, _colon, number = verb.partition(":")
    if act not in {"take", "refuse"}:
        return ""
    found = article.suggestions.filter(pk=int(number)) if suggestions.is_number(number) else []
    one = next(iter(found), None)
    if one is None:
        raise Unfit(_("This suggestion is not there any more; nothing was changed."))
    one.article = article
    (suggesting.accept if act == "take" else suggesting.refuse)(one, by=by, version=version)
    named = {"what": _Words(article, [one]).what(one)}
    return (_("Taken: %(what)s.") if act == "take" else _("Refused: %(what)s.")) % named


def answer_view(request: HttpRequest, article: Article) -> HttpResponse:
    """Answer one suggestion in place (POST `_do` and `version`): JSON whose `sentence` says what became of it."""
    if request.method != "POST":
        return JsonResponse({"sentence": _("Answers are posted.")}, status=HTTPStatus.METHOD_NOT_ALLOWED)
    typed = request.POST.get("version", "")
    version = int(typed) if suggestions.is_number(typed) else None
    try:
        sentence = answered(request.POST.get("_do", ""), article, request.user, version)  # type: ignore[arg-type]
    except Refused as refusal:
        return JsonResponse({"sentence": str(refusal)}, status=HTTPStatus.CONFLICT)
    if not sentence:
        return JsonResponse({"sentence": _("There is no such answer.")}, status=HTTPStatus.BAD_REQUEST)
    return JsonResponse({"sentence": sentence})


class _Words:
    """Suggestions in words: what their values are called, looked up at once for all."""

    def __init__(self, article: Article, told: Iterable[Suggestion]) -> None:
        told = list(told)
        self.article, self.standing = article, Standing(article)
        # What the findings say already, above the suggestions, is not said again.
        self.told = {finding.get("sentence") for finding in article.findings}
        codes = {one.value for one in told if one.kind in precision.PLACES}
        self.countries = dict(Country.objects.filter(iso2__in=codes).values_list("iso2", "name")) if codes else {}
        own = {article.coverage.pk: article.coverage} if article.coverage else {}
        self.coverages: dict[int, Any] = self._found(Coverage, told, SuggestionKind.COVERAGE, own)
        self.articles: dict[int, Any] = self._found(Article, told, SuggestionKind.DUPLICATE)

    def _found(
        self, model: Any, told: Iterable[Suggestion], kind: SuggestionKind, known: Mapping[int, Any] = NOTHING_YET
    ) -> dict[int, Any]:
        wanted = set(suggestions.numbers(told, kind)) - known.keys()
        if not wanted:
            return dict(known)
        rows = model.objects.filter(pk__in=wanted)
        if model is Article:
            rows = (
                rows.exclude(status__in=ASIDE).select_related("source").defer("body", "body_text", "mends", "remarks")
            )
        return dict(known) | {row.pk: row for row in rows}

    def line(self, one: Suggestion, *, may_edit: bool) -> Line:
        """One suggestion as a line."""
        state, mark = self.state(one)
        copy = one.kind == SuggestionKind.DUPLICATE
        other = self.row(one)
        return Line(
            pk=one.pk,
            what=self.what(one),
            url=self.url(one),
            reason="" if one.reason in self.told or (copy and other is None) else one.reason,
            sure=sure(one.score),
            percent=round(100 * max(0.0, min(1.0, one.score))),
            state=state,
            mark=mark,
            takes=may_edit and not copy and not (one.asked and one.answer == Answer.ACCEPTED),
            refuses=may_edit and not (one.asked and one.answer == Answer.REFUSED),
            beside=beside_url(self.article, other) if copy and other else "",
        )

    def row(self, one: Suggestion) -> Any:
        """The article or coverage that a suggestion names, None where it is gone or another thing is named."""
        known = {SuggestionKind.DUPLICATE.value: self.articles, SuggestionKind.COVERAGE.value: self.coverages}
        number = int(one.value) if suggestions.is_number(one.value) else 0
        return known.get(one.kind, {}).get(number)

    def what(self, one: Suggestion) -> str:
        """What is suggested, by its name."""
        if one.kind in precision.PLACES:
            return self.countries.get(one.value, one.value)
        if one.kind == SuggestionKind.TAG:
            return one.value
        row = self.row(one)
        if row is None:
            return (
                _("a story that is not here any more")
                if one.kind == SuggestionKind.DUPLICATE
                else _("an earlier event")
            )
        return f"{row} ({row.source})" if getattr(row, "source", None) else str(row)

    def url(self, one: Suggestion) -> str:
        """Where to look at it."""
        row = self.row(one)
        if isinstance(row, Article):
            return reverse("admin:articles_article_change", args=[row.pk])
        return reverse("admin:articles_coverage_change", args=[row.pk]) if row else ""

    def state(self, one: Suggestion) -> tuple[str, str]:
        """How it stands, and the class of its chip."""
        who = {"who": one.answered_by.get_full_name() or one.answered_by.username} if one.answered_by else {"who": "—"}
        if one.answer == Answer.ACCEPTED:
            return (_("taken by %(who)s") % who if one.asked else _("stood when %(who)s decided") % who), "clear"
        if one.answer == Answer.REFUSED:
            return (_("refused by %(who)s") % who if one.asked else _("taken off by %(who)s") % who), "off"
        if one.answer == Answer.PASSED:
            return _("passed over"), "open"
        if self.standing.bears(one.kind, one.value):
            return _("set on the story"), "on"
        return (
            (_("not on the story any more"), "off")
            if one.applied and self.is_label(one)
            else (_("only suggested"), "open")
        )

    def is_label(self, one: Suggestion) -> bool:
        """Whether it is something that a story can bear."""
        return one.kind != SuggestionKind.DUPLICATE


def beside_url(article: Article, other: Article) -> str:
    """The page on which two stories stand side by side."""
    return reverse("admin:articles_article_beside", args=[article.pk, other.pk])
