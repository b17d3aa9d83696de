"""All addresses, by audience."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", include("motcua.people.web.account_urls")),
    path("admin/", admin.site.urls),
    path("", include("motcua.people.web.urls")),
    path("", include("motcua.notices.urls")),
    path("", include("motcua.procedures.urls")),
    path("", include("motcua.documents.urls")),
    path("", include("motcua.queueing.urls")),
    path("", include("motcua.dossiers.urls")),
    path("", include("motcua.worktime.urls")),
    path("", include("motcua.ui.urls")),
]
