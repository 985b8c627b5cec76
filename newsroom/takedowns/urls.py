"""Addresses of the takedown counter, the contact page and the public figures."""

from django.urls import path

from newsroom.takedowns import contact, views

urlpatterns = [
    path("contact/", contact.contact, name="contact"),
    path("contact/sent/", contact.contact_sent, name="contact_sent"),
    path("takedown/", views.takedown, name="takedown"),
    path("takedown/sent/<str:reference>/", views.takedown_sent, name="takedown_sent"),
    path("takedown/confirm/<str:token>/", views.takedown_confirm, name="takedown_confirm"),
    path("takedown/status/<str:token>/", views.takedown_status, name="takedown_status"),
    path("takedown/status/<str:token>/withdraw/", views.takedown_withdraw, name="takedown_withdraw"),
    path("takedown/receipt/<str:token>/", views.takedown_receipt, name="takedown_receipt"),
    path("transparency/", contact.page, name="transparency"),
    path("transparency.csv", contact.as_csv, name="transparency_csv"),
    path("transparency.json", contact.as_json, name="transparency_json"),
]
