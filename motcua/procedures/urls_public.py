"""Addresses for everybody beside catalogue and procedure: open data, posting sheets, what search engines read."""

from django.urls import path

from motcua.procedures.web.public import changes, engines, open_data, posters, procedure

urlpatterns = [
    path("procedures/<str:code>/poster/", posters.one, name="poster"),
    path("procedures/<str:code>/checklist/", procedure.checklist, name="checklist"),
    path("p/<str:code>", procedure.short, name="short"),
    path("posters/", posters.all_of_unit, name="posters"),
    path("procedures/<str:code>/changes/", changes.changes, name="changes"),
    path("robots.txt", engines.robots, name="robots"),
    path("sitemap.xml", engines.sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", engines.sitemap_part, name="sitemap-part"),
    path("open-data/", open_data.page, name="open-data"),
    path("open-data/procedures.json", open_data.whole, name="open-data-json"),
    path("open-data/<slug:table>.csv", open_data.table, name="open-data-table"),
]
