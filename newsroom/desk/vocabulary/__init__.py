"""Changes of the vocabulary of tags: merging, retiring, renaming, and the undoing of each. A chief's verbs."""

from newsroom.desk.vocabulary.following import Went, follow
from newsroom.desk.vocabulary.merging import merge_tags
from newsroom.desk.vocabulary.renaming import rename
from newsroom.desk.vocabulary.retiring import retire
from newsroom.desk.vocabulary.rights import PERMISSIONS, MayNotMerge
from newsroom.desk.vocabulary.undoing import undo

__all__ = ["PERMISSIONS", "MayNotMerge", "Went", "follow", "merge_tags", "rename", "retire", "undo"]
