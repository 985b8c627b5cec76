"""Who may take which decision on which article: one function behind an authentication backend."""

from typing import Any

from django.contrib.auth.backends import ModelBackend


class RolesBackend(ModelBackend):
    """Django's own permissions, asked also about one article."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """Whether a role grants the permission."""
        return bool(user_obj.is_active and super().has_perm(user_obj, perm))
