"""Addresses of the design system: the choice of language and the living style page."""

from django.urls import path

from motcua.ui import views

app_name = "ui"
urlpatterns = [
    path("language/<str:code>", views.language, name="language"),
    path("ui/banners", views.banners, name="banners"),
    path("ui/", views.style, name="style"),
]
