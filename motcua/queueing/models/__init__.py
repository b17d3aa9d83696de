"""Everything the hall stores."""

from motcua.queueing.models.bookings import Booking, BookingPerson
from motcua.queueing.models.plans import PlanVersion, StoredPlan
from motcua.queueing.models.tickets import Taking, Ticket, TicketCounter

__all__ = ["Booking", "BookingPerson", "PlanVersion", "StoredPlan", "Taking", "Ticket", "TicketCounter"]
