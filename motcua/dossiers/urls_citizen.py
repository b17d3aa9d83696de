"""Addresses of the people who lodge and follow dossiers, and of the papers of a dossier."""

from django.urls import path, register_converter

from motcua.dossiers.web.citizen import acts, lodging, own, rating, report, sending, tracking, uploading
from motcua.dossiers.web.public import inbound, papers, slips

register_converter(slips.SlipNoun, "slip")

OWN = "dossiers/<uuid:dossier_id>/"
DRAFT = "dossiers/drafts/<uuid:draft_id>/"

urlpatterns = [
    path("sms/inbound/", inbound.inbound, name="sms_inbound"),
    path("dossiers/new/<str:code>/", lodging.new, name="new"),
    path(DRAFT, lodging.draft, name="draft"),
    path(f"{DRAFT}changes/", lodging.changes, name="draft-changes"),
    path(f"{DRAFT}deletion/", lodging.deletion, name="draft-deletion"),
    path(f"{DRAFT}place/", lodging.place, name="draft-place"),
    path(f"{DRAFT}papers/", uploading.papers, name="draft-papers"),
    path(f"{DRAFT}files/<str:sha256>/", uploading.file, name="draft-file"),
    path(f"{DRAFT}answers/", sending.answers, name="draft-answers"),
    path(f"{DRAFT}<slug:page>/", lodging.page, name="draft-page"),
    path("dossiers/", own.mine, name="mine"),
    path(OWN, own.dossier, name="own"),
    path(f"{OWN}confirmation/", sending.confirmation, name="confirmation"),
    path(f"{OWN}viewers/", own.viewers, name="viewers"),
    path(f"{OWN}supplement/", acts.supplement, name="supplement"),
    path(f"{OWN}withdrawal/", acts.withdrawal, name="withdrawal"),
    path(f"{OWN}stop/", acts.stop, name="stop"),
    path(f"{OWN}rating/", rating.rating, name="rating"),
    path(f"{OWN}files/<str:sha256>/", papers.file, name="file"),
    path(f"{OWN}<slip:kind>/", slips.slip, name="slip"),
    path("tracking/", tracking.search, name="tracking"),
    path("t/<str:code>", tracking.track, name="track"),
    path("t/<str:code>/", tracking.track),
    path("t/<str:code>/rating/", rating.by_code, name="rate"),
    path("t/<str:code>/report/", report.report, name="report"),
]
