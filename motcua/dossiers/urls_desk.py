"""Addresses of the people who receive, handle, decide and return."""

from django.urls import path

from motcua.dossiers.web.desk import counter, inbox, officer

urlpatterns = [
    path("inbox/", inbox.inbox, name="inbox"),
    path("desk/", counter.counter, name="counter"),
    path("desk/new/", counter.intake, name="intake"),
    path("desk/new/<str:code>/", counter.entry, name="entry"),
    path("desk/dossiers/<uuid:dossier_id>/", officer.dossier_page, name="officer"),
    path("desk/dossiers/<uuid:dossier_id>/assignment/own/", officer.take, name="take"),
    path("desk/dossiers/<uuid:dossier_id>/consultations/<int:number>/", officer.opinion, name="opinion"),
    path("desk/dossiers/<uuid:dossier_id>/<slug:noun>/", officer.act_page, name="act"),
]
