"""What ingest keeps: where it looks, what came in, how each host wants to be treated, and what editors ordered."""

from newsroom.ingest.models.capture import Capture
from newsroom.ingest.models.feed import Feed, Fetch
from newsroom.ingest.models.gist import Gist, Turn
from newsroom.ingest.models.host import Host, Pause
from newsroom.ingest.models.recipe import Recipe
from newsroom.ingest.models.rule import Condition, Rule
from newsroom.ingest.models.sketch import Band, Sketch
from newsroom.ingest.models.subscription import Subscription
from newsroom.ingest.models.suggestion import Answer, Suggestion, SuggestionKind
from newsroom.ingest.models.tag_model import LessonTurn, RememberedStory, TagModel
from newsroom.ingest.models.upstream import Notice, Watch

__all__ = [
    "Answer",
    "Band",
    "Capture",
    "Condition",
    "Feed",
    "Fetch",
    "Gist",
    "Host",
    "LessonTurn",
    "Notice",
    "Pause",
    "Recipe",
    "RememberedStory",
    "Rule",
    "Sketch",
    "Subscription",
    "Suggestion",
    "SuggestionKind",
    "TagModel",
    "Turn",
    "Watch",
]
