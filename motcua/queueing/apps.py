"""Registration of the app."""

from django.apps import AppConfig


class QueueingConfig(AppConfig):
    """The hall of a one-stop shop: numbers, calls, appointments, waiting times."""

    name = "motcua.queueing"
    label = "queueing"

    def ready(self) -> None:
        """Make entry types known, protect published plans, put jobs on the timetable, fill places on pages."""
        from motcua.ledger import triggers
        from motcua.queueing import events, timetable, verifying
        from motcua.queueing.web import slots

        events.register_types()
        verifying.register()
        timetable.register()
        slots.register()
        triggers.PROTECTED["queueing_planversion"] = (("id",), ("plan_id", "number"))
