"""Edition: one row with one number, which changes whenever anything that readers see changes."""

from django.db import models


class Edition(models.Model):
    """The row with id 1; `articles.edition` reads and changes it."""

    number = models.PositiveBigIntegerField(default=1)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="only_one_edition")]

    def __str__(self) -> str:
        return str(self.number)
