"""All addresses of dossiers, by audience."""

from django.urls import URLPattern, URLResolver

from motcua.dossiers import urls_citizen, urls_desk

app_name = "dossiers"
urlpatterns: list[URLPattern | URLResolver] = [*urls_citizen.urlpatterns, *urls_desk.urlpatterns]
