"""StoryCount: how many public stories a section, an outlet, a tag, an author or a day has, as rows to be summed.

Triggers of the database and `articles.counts` write them; nobody changes a row, so that two who publish at the same
moment never wait for each other here. Once in a while the rows of one place are made one.
"""

from django.db import models


class StoryCount(models.Model):
    """So many stories more (or fewer, below zero) in one place; the sum of a place's rows is its number of stories."""

    class Kind(models.TextChoices):
        """What is counted by. The key is the place's primary key, of a day its date as a number: 20261126."""

        COUNTRY = "country"
        SOURCE = "source"
        TAG = "tag"
        AUTHOR = "author"
        DAY = "day"

    kind = models.CharField(max_length=8, choices=Kind)
    key = models.BigIntegerField()
    stories = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["kind", "key", "stories"], name="count_of_place")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}: {self.stories:+}"
