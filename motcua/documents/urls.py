"""Addresses of the books of numbers."""

from django.urls import path

from motcua.documents.web.officer import blanks, books, changes

app_name = "documents"
urlpatterns = [
    path("desk/numbers/", books.books, name="books"),
    path("desk/numbers/slips/", blanks.blank_slips, name="blank_slips"),
    path("desk/numbers/reservation/", changes.reservation, name="reservation"),
    path("desk/numbers/<int:number_id>/cancellation/", changes.cancellation, name="cancellation"),
]
