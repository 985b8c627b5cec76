"""What the desk keeps beside the articles, never in them."""

from newsroom.desk.models.bulk import BulkAct, BulkState, BulkStep
from newsroom.desk.models.people import (
    INVITATION_LASTS,
    Alert,
    AlertChoice,
    AlertKind,
    Beat,
    Invitation,
    RoleRule,
)
from newsroom.desk.models.queues import Every, QueueDigest, SavedQueue
from newsroom.desk.models.vocabulary import LeftTags, TagAct, TagMerge
from newsroom.desk.models.work import (
    CLAIM_LASTS,
    PRESENCE_LASTS,
    Approval,
    Claim,
    ClaimQuerySet,
    HeadlineOption,
    Note,
    Presence,
    WorkingCopy,
)

__all__ = [
    "CLAIM_LASTS",
    "INVITATION_LASTS",
    "PRESENCE_LASTS",
    "Alert",
    "AlertChoice",
    "AlertKind",
    "Approval",
    "Beat",
    "BulkAct",
    "BulkState",
    "BulkStep",
    "Claim",
    "ClaimQuerySet",
    "Every",
    "HeadlineOption",
    "Invitation",
    "LeftTags",
    "Note",
    "Presence",
    "QueueDigest",
    "RoleRule",
    "SavedQueue",
    "TagAct",
    "TagMerge",
    "WorkingCopy",
]
