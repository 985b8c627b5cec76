"""SourcePrint: by what the words of a source are found again in our text. Hashes alone, and no words."""

from django.db import models

from articles import copying


class SourcePrint(models.Model):
    """The print of the text that an article was made from (see `articles.copying`).

    It is kept no longer than the text itself: it goes when what came in is erased.
    """

    article = models.OneToOneField("articles.Article", models.CASCADE, primary_key=True, related_name="source_print")
    hashes = models.BinaryField()

    def __str__(self) -> str:
        return str(self.article)

    def unpacked(self) -> frozenset[int]:
        """The hashes as numbers."""
        return copying.unpack(bytes(self.hashes))
