"""What is wrong with a vocabulary of tags: names in, remarks out. Pure."""

from articles.tag_remarks.rules import CODES, Around, Remark, TagFacts, remarks

__all__ = ["CODES", "Around", "Remark", "TagFacts", "remarks"]
