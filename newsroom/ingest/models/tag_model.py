"""What the machine has learnt of tags: numbers and keys alone, never a word of a story."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class TagModel(models.Model):
    """One version of what was learnt; the newest is used, the one before it is kept to compare with.

    The weights of a withdrawn story's words stay among those of all the others until the next lesson, a day at most.
    """

    trained_at = models.DateTimeField(_("learnt"))
    stories = models.PositiveIntegerField(_("stories"))
    tags = models.PositiveIntegerField(_("tags"))
    data = models.BinaryField()
    report: models.JSONField[Any, Any] = models.JSONField(_("how well"), default=dict)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("lesson in tags")
        verbose_name_plural = _("lessons in tags")

    def __str__(self) -> str:
        return f"{self.pk}: {self.tags} tags of {self.stories} stories"


class RememberedStory(models.Model):
    """The keys of a rare tag's story: forty words. Gone with its captures, unread once it is off the site."""

    model = models.ForeignKey(TagModel, models.CASCADE, related_name="remembered")
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="+")
    words = models.BinaryField()

    class Meta:
        verbose_name = _("remembered story")
        verbose_name_plural = _("remembered stories")
        constraints = [models.UniqueConstraint(fields=["model", "article"], name="remembered_once")]

    def __str__(self) -> str:
        return str(self.article_id)


class LessonTurn(models.Model):
    """The one row that says when to look whether there is something to learn, and whether somebody is learning."""

    ONE = 1

    next_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("turn at learning")
        verbose_name_plural = _("turns at learning")

    def __str__(self) -> str:
        return f"{self.next_at:%Y-%m-%d %H:%M}"
