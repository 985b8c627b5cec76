"""The screen of triage: list and story side by side. What is done is in `newsroom.desk.triage`."""

from typing import Any

from django.urls import path

from newsroom.desk.admin.triage import press, screen

NAME = "articles_article_triage"


def urls(admin: Any) -> list[Any]:
    """The screen, one story of it, and what is pressed on it."""
    wrap = admin.admin_site.admin_view
    return [
        path("triage/", wrap(screen.screen_view(admin)), name=NAME),
        path("triage/<int:pk>/", wrap(screen.story_view(admin)), name=f"{NAME}_story"),
        path("triage/press/", wrap(press.press_view(admin)), name=f"{NAME}_press"),
    ]
