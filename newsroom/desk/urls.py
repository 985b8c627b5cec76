"""Addresses of the desk that are not the admin's own; those under /admin/ must come before the admin's."""

from django.contrib import admin
from django.contrib.auth import views as auth
from django.urls import path

from newsroom.desk.forms.joining import ForgottenPasswordForm
from newsroom.desk.views import drafts, handover, pages, pictures

FRAME = {"site_header": admin.site.site_header, "site_title": admin.site.site_title}

urlpatterns = [
    path("preview/<str:token>/", pages.preview, name="preview"),
    path("admin/welcome/<str:token>/", pages.welcome, name="welcome"),
    path("admin/desk/autosave/<int:pk>/", drafts.autosave, name="autosave"),
    path("admin/desk/pictures/", pictures.body_pictures, name="body_pictures"),
    path("admin/desk/sign-in/", handover.sign_in_again, name="sign_in_again"),
    path("admin/desk/presence/<int:pk>/", drafts.present, name="presence"),
    path(
        "admin/password_reset/",
        auth.PasswordResetView.as_view(form_class=ForgottenPasswordForm, extra_context=FRAME),
        name="admin_password_reset",
    ),
    path(
        "admin/password_reset/done/",
        auth.PasswordResetDoneView.as_view(extra_context=FRAME),
        name="password_reset_done",
    ),
    path(
        "admin/reset/<uidb64>/<token>/",
        auth.PasswordResetConfirmView.as_view(extra_context=FRAME),
        name="password_reset_confirm",
    ),
    path(
        "admin/reset/done/",
        auth.PasswordResetCompleteView.as_view(extra_context=FRAME),
        name="password_reset_complete",
    ),
]
