"""Addresses of the takedown counter, the contact page and the public figures."""

from django.urls import path

from articles import converters
from newsroom.takedowns import answering, contact, doorstep, figures, lane, verifying, views

converters.register()

urlpatterns = [
    path("contact/", contact.contact, name="contact"),
    path("contact/sent/", contact.contact_sent, name="contact_sent"),
    path("takedown/", views.takedown, name="takedown"),
    path("takedown/sent/<name:reference>/", views.takedown_sent, name="takedown_sent"),
    path("takedown/puzzle/", views.takedown_puzzle, name="takedown_puzzle"),
    path("takedown/not-me/<name:token>/", views.takedown_not_me, name="takedown_not_me"),
    path("takedown/confirm/<name:token>/", views.takedown_confirm, name="takedown_confirm"),
    path("takedown/status/<name:token>/", views.takedown_status, name="takedown_status"),
    path("takedown/status/<name:token>/withdraw/", views.takedown_withdraw, name="takedown_withdraw"),
    path("takedown/status/<name:token>/supply/", views.takedown_supply, name="takedown_supply"),
    path("takedown/status/<name:token>/appeal/", answering.claimant_appeal, name="takedown_appeal"),
    path("takedown/status/<name:token>/code/", doorstep.code, name="takedown_code"),
    path("takedown/status/<name:token>/renew/", doorstep.renew, name="takedown_renew"),
    path("takedown/story/<name:token>/", answering.party, name="takedown_party"),
    path("takedown/story/<name:token>/renew/", answering.renew, name="takedown_party_renew"),
    path("takedown/story/<name:token>/counter/", answering.counter, name="takedown_counter"),
    path("takedown/story/<name:token>/appeal/", answering.party_appeal, name="takedown_party_appeal"),
    path("takedown/story/<name:token>/mend/", answering.party_mend, name="takedown_party_mend"),
    path("takedown/receipt/<name:token>/", views.takedown_receipt, name="takedown_receipt"),
    path("takedown/verify/", verifying.takedown_verify, name="takedown_verify"),
    path("takedown/domain/", lane.ask, name="takedown_domain"),
    path("takedown/domain/proof/<name:token>/", lane.watch, name="takedown_domain_proof"),
    path("takedown/domain/confirm/<name:token>/", lane.confirm, name="takedown_domain_confirm"),
    path("takedown/domain/stories/<name:token>/", lane.stories, name="takedown_domain_stories"),
    path("takedown/domain/stories/<name:token>/remove/", lane.remove, name="takedown_domain_remove"),
    path("takedown/domain/stories/<name:token>/end/", lane.end, name="takedown_domain_end"),
    path("transparency/", figures.page, name="transparency"),
    path("transparency/check/", figures.check, name="transparency_check"),
    path("transparency/items.csv", figures.items_csv, name="transparency_items_csv"),
    path("transparency/items.json", figures.items_json, name="transparency_items_json"),
    path("transparency.csv", figures.as_csv, name="transparency_csv"),
    path("transparency.json", figures.as_json, name="transparency_json"),
]
