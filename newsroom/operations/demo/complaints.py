"""The demo's takedown cases: one closed, one confirmed with its clock running, one whose story is held."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.utils import timezone

from articles.models import Article
from newsroom.takedowns import claimants, handling, tokens
from newsroom.takedowns.claims import Claim, Notice, Role
from newsroom.takedowns.models import Case

CLAIMS = (
    (
        Claim.OWNER,
        Role.OWNER,
        "Perrin Wharfside",
        "We sold this story to another paper and it should not stand elsewhere. Please take it down.",
    ),
    (
        Claim.OWNER,
        Role.AGENT,
        "Sabine Millrace",
        "I look after the rights of this writer. The contract for this text ran out last month; please remove it.",
    ),
    (
        Claim.PRIVACY,
        Role.PERSON,
        "Orlan Quietwater",
        "My full name and my street stand in this story, and I have had visitors since. Please take it down.",
    ),
)


def complain(officer: User) -> int:
    """File three requests about published stories, confirm them, and work on two; how many were filed."""
    if Case.objects.exists():
        return 0
    stories = list(Article.objects.published().filter(kind="licensed", coverage=None).newest()[4:7])
    cases = [_confirmed(story, number) for number, story in enumerate(stories)]
    if len(cases) == len(CLAIMS):
        _close(cases[0], officer)
        item = cases[2].items.get()
        handling.hold(item, by=officer, reason="A street and a house number stand in it; hidden until it is decided.")
    return len(cases)


def _confirmed(story: Article, number: int) -> Case:
    """A request that arrived some hours ago and was confirmed by its sender."""
    claim, role, name, explanation = CLAIMS[number]
    sent = timezone.now() - timedelta(hours=20 - 7 * number)
    notice = Notice(
        claim=claim,
        role=role,
        name=name,
        email=f"{name.lower().replace(' ', '.')}@letters.example",
        principal="The writer" if role == Role.AGENT else "",
        addresses=(settings.SITE_URL + story.get_absolute_url(),),
        explanation=explanation,
        originals=story.source_url if claim == Claim.OWNER else "",
        signature=name,
    )
    case = claimants.receive(notice, at=sent)
    claimants.confirm(tokens.token(case.seed, tokens.CONFIRM), at=sent + timedelta(minutes=12))
    case.refresh_from_db()
    return case


def _close(case: Case, officer: User) -> None:
    """Remove what was asked for, and file the case away."""
    sentence = "This story was removed at the request of its owner."
    handling.remove(case.items.get(), by=officer, public_sentence=sentence, reason="The outlet sold the text.")
    case.refresh_from_db()
    handling.close(case, by=officer)
