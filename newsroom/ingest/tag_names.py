"""The site's vocabulary of tags as it is now; it grows only by an editor's hand. Reads only."""

from articles.models import Tag
from newsroom.ingest.prepare import Vocabulary


def vocabulary() -> Vocabulary:
    """The names of the tags and their synonyms, each with the name of its tag; one query.

    A name wins over another tag's synonym.
    """
    tags = list(Tag.objects.order_by("id").values_list("name", "synonyms"))
    synonyms = {word.strip(): name for name, lines in tags for word in lines.split("\n") if word.strip()}
    return synonyms | {name.strip(): name for name, _lines in tags if name.strip()}
