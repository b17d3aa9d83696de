"""Registration of the app."""

from datetime import timedelta

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    """Outgoing messages: letters, ports, delivery, and the messages a citizen reads on the site."""

    name = "motcua.notices"
    label = "notices"

    def ready(self) -> None:
        """Register the mail port, the delivery job and the pages."""
        from motcua.ledger import follow
        from motcua.notices import delivery, digest, events, policies, ports, queries
        from motcua.notices.gateway import HttpGateway
        from motcua.notices.mail import DjangoMail
        from motcua.ui import slots

        def own(request: HttpRequest) -> bool:
            return policies.can_read_own(request.actor).allowed  # type: ignore[attr-defined]

        def unread(request: HttpRequest) -> int:
            return queries.unread(request.actor)  # type: ignore[attr-defined]

        def watching(request: HttpRequest) -> bool:
            return policies.can_see_deliveries(request.actor).allowed  # type: ignore[attr-defined]

        def rewording(request: HttpRequest) -> bool:
            return policies.can_reword(request.actor).allowed  # type: ignore[attr-defined]

        events.register_types()
        ports.register("mail", DjangoMail())
        ports.register("sms", HttpGateway("SMS_GATEWAY"))
        ports.register("zalo", HttpGateway("ZALO_GATEWAY"))
        follow.timetable("notices.failures", follow.daily(digest.HOUR))(digest.tell_failures)
        follow.timetable("notices.deliver", follow.every(timedelta(seconds=3)))(delivery.deliver_due)
        slots.navigation(
            "citizen", "notices", label=_("Thông báo"), url="notices:own", order=40, allowed=own, count=unread
        )
        slots.navigation(
            "desk", "deliveries", label=_("Nhật ký gửi tin"), url="notices:deliveries", order=90, allowed=watching
        )
        slots.navigation(
            "desk", "letters", label=_("Lời của tin gửi đi"), url="notices:letters", order=91, allowed=rewording
        )
