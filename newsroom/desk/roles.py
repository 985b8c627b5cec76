"""Who may take which decision on which article: the table of roles, and one function behind an authentication backend.

The four groups are made after every migrate and always hold exactly what the table says; give people a further group
of your own where a role needs more.
"""

from typing import Any

from django.apps import AppConfig
from django.apps.registry import Apps
from django.apps.registry import apps as installed
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Group, User
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_otp.plugins.otp_totp.models import TOTPDevice

from articles import lifecycle
from articles.models import Article
from articles.refusals import NotPermitted
from articles.status import Status


class Role(models.TextChoices):
    """The four roles; the value is the group's name."""

    WRITER = "Writer", gettext_lazy("Writer")
    EDITOR = "Editor", gettext_lazy("Editor")
    CHIEF = "Chief editor", gettext_lazy("Chief editor")
    OFFICER = "Takedown officer", gettext_lazy("Takedown officer")


def _on(app: str, acts: str, kinds: str) -> frozenset[str]:
    """The permissions for each act on each kind of thing of an app, both given as words."""
    return frozenset(f"{app}.{act}_{kind}" for act in acts.split() for kind in kinds.split())


LOOKING = (
    _on("articles", "view", "article source author country tag coverage picture page change correction byline tagging")
    | _on("desk", "view", "note claim workingcopy headlineoption approval beat")
    | _on("desk", "view add change delete", "savedqueue queuedigest")
    | {"desk.add_note"}
)
WRITING = LOOKING | _on("articles", "add change", "article picture") | _on("desk", "add", "headlineoption")
EDITING = (
    WRITING
    | _on("articles", "review publish reject unpublish correct", "article")
    | _on("articles", "add change", "coverage")
    | _on("articles", "add", "tag")
    | _on("articles", "view", "bar fingerprint")
    | _on("ingest", "view", "feed fetch capture notice rule condition recipe suggestion")
    | _on("desk", "view add", "bulkact approval")
    | _on("takedowns", "view change", "suspension message")
)
LEADING = (
    EDITING
    | {"articles.override_gate", "auth.view_user", "auth.view_group"}
    | _on("articles", "add change delete", "source author page tag country coverage picture adslot")
    | _on("ingest", "add change delete", "feed rule condition recipe")
    | _on("desk", "view add change", "invitation")
    | _on("desk", "add change delete", "beat")
    | _on("axes", "view", "accesslog accessfailurelog")
    | _on("outbox", "view", "letter purge")
    | _on("takedowns", "view add", "handbar")
)
REMOVING = (
    LOOKING
    | _on("articles", "withhold withdraw restore", "article")
    | _on("articles", "view", "bar fingerprint")
    | _on("ingest", "view", "feed fetch capture notice")
    | _on("outbox", "view", "letter purge")
    | {"takedowns.*"}
)

# What each role may do; `app.*` stands for every permission of an app. What an app does not have is passed over.
GRANTS: dict[Role, frozenset[str]] = {
    Role.WRITER: WRITING,
    Role.EDITOR: EDITING,
    Role.CHIEF: LEADING,
    Role.OFFICER: REMOVING,
}

# Whoever may not review others' articles has these on their own alone, and while they are in review.
OWN_ONLY = frozenset({"articles.change_article"})
# What an editor with a beat may do in the sections of the beat alone.
WITHIN_BEAT = _on("articles", "change review publish reject unpublish correct", "article") | {"desk.add_approval"}


def needs_second_factor() -> Combinable:
    """Whether an account has a telephone set up or a role that demands it; a superuser is bound by any role's rule."""
    demanding = Group.objects.filter(rule__second_factor=True)
    phones = Exists(TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True))
    return phones | Exists(demanding.filter(user=OuterRef("pk"))) | (Q(is_superuser=True) & Exists(demanding))


def unseen_alerts() -> Combinable:
    """How many alerts an account has not seen yet, for the bell of every page; along the index of its alerts."""
    mine = User.objects.filter(pk=OuterRef("pk"), alerts__isnull=False, alerts__seen_at=None)
    return Coalesce(Subquery(mine.order_by().values("pk").annotate(n=Count("alerts")).values("n")), 0)


def sees_queues() -> Q:
    """Whether there is any saved queue for an account: its own or one for everybody."""
    own = User.objects.filter(pk=OuterRef("pk"), saved_queues__isnull=False)
    return Exists(own) | Exists(User.objects.filter(saved_queues__shared=True))


def may(user: User, permission: str, article: Article | None = None) -> bool:
    """Whether a person may, in general or with one article; `permission` bears its app: `articles.publish_article`."""
    return user.has_perm(permission, article)


def is_own(article: Article, user: User) -> bool:
    """Whether a person began the article or signs it."""
    if article.bylines.filter(author__account=user).exists():
        return True
    first = article.changes.order_by("id").first()
    return first is not None and first.by_id == user.pk


def sections_of(user: User) -> frozenset[int]:
    """The keys of the sections on a person's beat; empty for all of them. Read once for each account in memory."""
    found: frozenset[int] | None = getattr(user, "_sections_of_beat", None)
    if found is None:
        beat = getattr(user, "beat", None)
        found = frozenset(beat.countries.values_list("pk", flat=True)) if beat else frozenset()
        user._sections_of_beat = found  # type: ignore[attr-defined]  # noqa: SLF001 - kept as Django keeps permissions
    return found


def on_beat(article: Article, user: User) -> bool:
    """Whether a story is one of an editor's sections, of no section yet, or was given to them."""
    sections = sections_of(user)
    return not sections or article.country_id in {None, *sections} or article.assigned_to_id == user.pk


def everywhere(user: User) -> bool:
    """Whether a person may change stories of every section, whosever they are."""
    leads = user.has_perm("articles.override_gate")
    return leads or (user.has_perm("articles.review_article") and not sections_of(user))


class OffBeat(NotPermitted):
    """The person may do this elsewhere: the article is in a section that is not on their beat."""

    def __init__(self, article: Article, permission: str) -> None:
        """Name the article, its section, and who can help."""
        super().__init__(article, permission)
        self.args = (
            _("“%(article)s” is in the section %(section)s, which is not on your beat. Ask whoever looks after it.")
            % {"article": article, "section": article.country},
        )


def told(refusal: NotPermitted, article: Article, user: User) -> NotPermitted:
    """The same refusal, or OffBeat where the person's role would do and only their beat forbids it."""
    beat_alone = refusal.permission in WITHIN_BEAT and user.has_perm(refusal.permission)
    if not beat_alone or on_beat(article, user) or isinstance(refusal, OffBeat):
        return refusal
    if refusal.permission in OWN_ONLY and not user.has_perm("articles.review_article"):
        return refusal
    return OffBeat(article, refusal.permission)


def must(by: User, permission: str, article: Article) -> None:
    """Raise NotPermitted where a person may not, and OffBeat where the section alone is why; the machine may."""
    if not lifecycle.may(by, permission, article):
        raise told(NotPermitted(article, permission), article, by)


def off_limits(permission: str, article: Article, user: User) -> str:
    """Why a person may not do this to a story, in a sentence that many stories may share."""
    if isinstance(told(NotPermitted(article, permission), article, user), OffBeat):
        return _("It is in the section %(section)s, which is not on your beat.") % {"section": article.country}
    return _("Your role does not let you do this to it.")


def off_beat_in_words(article: Article, user: User) -> str:
    """Why a person may not change a story that their role alone would let them change; empty where that is not why."""
    permission = "articles.change_article"
    if user.has_perm(permission, article):
        return ""
    why = told(NotPermitted(article, permission), article, user)
    return str(why) if isinstance(why, OffBeat) else ""


class RolesBackend(ModelBackend):
    """Django's own permissions, asked also about one article: by role, by beat, and whose it is."""

    def get_user(self, user_id: int) -> User | None:
        """The account of a session with its beat; in the same query, what every page asks about it."""
        told: dict[str, Combinable | Q] = {
            "needs_second_factor": needs_second_factor(),
            "unseen_alerts": unseen_alerts(),
            "sees_queues": sees_queues(),
        }
        user = User.objects.select_related("beat").annotate(**told).filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """Whether a role grants the permission, and on this article."""
        if not user_obj.is_active or not super().has_perm(user_obj, perm):
            return False
        if not isinstance(obj, Article):
            return True
        if perm in OWN_ONLY and not super().has_perm(user_obj, "articles.review_article"):
            return obj.status == Status.IN_REVIEW and is_own(obj, user_obj)
        if perm not in WITHIN_BEAT or super().has_perm(user_obj, "articles.override_gate") or on_beat(obj, user_obj):
            return True
        return perm in OWN_ONLY and obj.status == Status.IN_REVIEW and is_own(obj, user_obj)


def make_groups(*, app_config: AppConfig, using: str, apps: Apps = installed, **_: Any) -> None:
    """Make the groups hold what the table says; acts once after each migrate, when every permission exists.

    Django makes an app's permissions when that app is told of the migration, which is after we were told; so we wait
    until the last app is told, whose own permissions no role needs.
    """
    if app_config.label != _last_app() or not _has_groups(apps):
        return
    group_model, permission_model = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    for role, granted in GRANTS.items():
        group, _made = group_model.objects.using(using).get_or_create(name=role.value)
        group.permissions.set(permission_model.objects.using(using).filter(_any_of(granted)))


def _last_app() -> str:
    return [config.label for config in installed.get_app_configs() if config.models_module is not None][-1]


def _has_groups(apps: Apps) -> bool:
    try:
        apps.get_model("auth", "Group")
    except LookupError:
        return False
    return True


def _any_of(granted: frozenset[str]) -> Q:
    match = Q(pk__in=[])
    for name in sorted(granted):
        app, codename = name.split(".")
        match |= (
            Q(content_type__app_label=app) if codename == "*" else Q(content_type__app_label=app, codename=codename)
        )
    return match
