"""Addresses of the desk that are not the admin's own; those under /admin/ must come before the admin's."""

from django.contrib import admin
from django.contrib.auth import views as auth
from django.urls import path

from newsroom.desk.forms.joining import ForgottenPasswordForm
from newsroom.desk.views import drafts, handover, pages, pictures, second_factor

FRAME = {"site_header": admin.site.site_header, "site_title": admin.site.site_title}

urlpatterns = [
    path("preview/<str:token>/", pages.preview, name="preview"),
    path("admin/welcome/<str:token>/", pages.welcome, name="welcome"),
    path("admin/desk/autosave/<int:pk>/", drafts.autosave, name="autosave"),
    path("admin/desk/pictures/", pictures.body_pictures, name="body_pictures"),
    path("admin/desk/sign-in/", handover.sign_in_again, name="sign_in_again"),
    path("admin/desk/presence/<int:pk>/", drafts.present, name="presence"),
    path("admin/second-factor/", admin.site.admin_view(second_factor.show), name="second_factor"),
    path("admin/second-factor/set-up/", admin.site.admin_view(second_factor.set_up), name="second_factor_set_up"),
    path("admin/second-factor/act/", admin.site.admin_view(second_factor.act), name="second_factor_act"),
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
