"""Addresses of the people who receive, handle, decide and return."""

from django.urls import path

from motcua.dossiers.web.desk import (
    carriage,
    cashier,
    counter,
    doing,
    erasing,
    express,
    extra_demands,
    inbox,
    intake,
    issuing,
    mandates,
    officer,
    older,
    opinion,
    pile,
    printing,
    register,
    till,
    viewer,
)

ONE = "desk/dossiers/<uuid:dossier_id>/"

urlpatterns = [
    path("inbox/", inbox.inbox, name="inbox"),
    path("desk/", counter.counter, name="counter"),
    path("desk/issuing/", issuing.issuing_page, name="issuing"),
    path("desk/late/", inbox.late, name="late"),
    path("desk/extra-demands/", extra_demands.demands, name="extra_demands"),
    path("desk/erasures/", erasing.erasures, name="erasures"),
    path("desk/register/", register.register_page, name="register"),
    path("desk/older-versions/", older.older_versions, name="older_versions"),
    path("desk/express/", express.lane, name="express_lane"),
    path("desk/express/<str:code>/", express.express, name="express"),
    path("desk/cashier/", cashier.cashier, name="cashier"),
    path("desk/cashier/<uuid:dossier_id>/", cashier.collection, name="collection"),
    path("desk/till/", till.till, name="till"),
    path("desk/till/<uuid:till_id>/", till.till_sheet, name="till_sheet"),
    path("desk/mandates/", mandates.mandates, name="mandates"),
    path("desk/mandates/<uuid:mandate_id>/revocation/", mandates.revocation, name="mandate_revocation"),
    path("desk/new/", intake.intake, name="intake"),
    path("desk/new/<str:code>/scans/", pile.scans, name="scans"),
    path("desk/new/<str:code>/", intake.entry, name="entry"),
    path(ONE, officer.dossier_page, name="officer"),
    path(f"{ONE}received/", intake.received, name="received"),
    path(f"{ONE}received/printing/", printing.choose_preset, name="printing"),
    path(f"{ONE}label/", printing.label, name="label"),
    path(f"{ONE}assignment/own/", officer.take, name="take"),
    path(f"{ONE}papers/<str:sha256>/", viewer.viewer, name="viewer"),
    path(f"{ONE}consultations/<int:number>/", opinion.opinion, name="opinion"),
    path(f"{ONE}new-version/", carriage.new_version, name="new_version"),
    path(f"{ONE}<slug:noun>/", doing.act_page, name="act"),
]
