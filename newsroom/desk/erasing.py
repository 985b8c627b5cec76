"""What the desk keeps around an article that quotes it, emptied when the article is erased for good."""

from django.contrib.auth.models import User

from articles.erasing import NAMELESS, Eraser, forget_rows
from articles.models import Article
from newsroom.desk.models import Alert, Approval, BulkStep, Claim, HeadlineOption, Note, Presence, WorkingCopy

# Claims and approvals hold a person and a time; the rest holds what people typed.
TYPED = (Note, WorkingCopy, HeadlineOption, Alert, Claim, Presence, Approval)


def erase(article: Article, _by: User) -> None:
    """Delete what people typed around it; a bulk act remembers that a step was refused, not in which words."""
    for model in TYPED:
        forget_rows(model._default_manager.filter(article=article))  # noqa: SLF001 - the public name is per class
    BulkStep.objects.filter(article=article).exclude(refused="").update(refused=NAMELESS)


ERASER = Eraser(frozenset(model._meta.label for model in (*TYPED, BulkStep)), erase)  # noqa: SLF001 - the table's label
