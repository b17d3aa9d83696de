"""All addresses, by audience."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", include("motcua.people.web.account_urls")),
    path("", include("motcua.ui.urls")),
]
