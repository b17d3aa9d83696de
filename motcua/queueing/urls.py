"""All addresses of the hall, by audience."""

from django.urls import path

from motcua.queueing.web.desk import calling, waiting
from motcua.queueing.web.public import bookings, halls, kiosk, screen, tickets

app_name = "queueing"
TICKET = "queue/tickets/<uuid:ticket_id>/"
BOOKING = "queue/bookings/<uuid:booking_id>/"
HALL = "queue/<str:unit>/"

urlpatterns = [
    path("queue/", halls.index, name="index"),
    path(TICKET, tickets.ticket, name="ticket"),
    path(f"{TICKET}cancellation/", tickets.cancellation, name="cancellation"),
    path(f"{TICKET}paper/", tickets.paper, name="paper"),
    path("queue/bookings/", bookings.lookup, name="lookup"),
    path(BOOKING, bookings.one, name="booking"),
    path(f"{BOOKING}change/", bookings.change, name="booking-change"),
    path(f"{BOOKING}cancellation/", bookings.cancellation, name="booking-cancellation"),
    path(f"{BOOKING}arrival/", bookings.arrival, name="booking-arrival"),
    path(HALL, halls.hall, name="hall"),
    path(f"{HALL}kiosk/", kiosk.kiosk, name="kiosk"),
    path(f"{HALL}kiosk/<uuid:ticket_id>/", kiosk.given, name="given"),
    path(f"{HALL}arrival/", kiosk.arrival, name="arrival"),
    path(f"{HALL}screen/", screen.screen, name="screen"),
    path(f"{HALL}bookings/new/", bookings.new, name="book"),
    path("desk/queue/", calling.queue, name="queue"),
    path("desk/queue/place/", calling.choose, name="place"),
    path("desk/queue/call/", calling.call, name="call"),
    path("desk/queue/tickets/<uuid:ticket_id>/<slug:noun>/", calling.act, name="act"),
    path("desk/queue/waiting/", waiting.waiting, name="waiting"),
    path("desk/queue/waiting.csv", waiting.table, name="waiting-table"),
]
