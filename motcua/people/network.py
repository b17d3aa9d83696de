"""From which network a request comes, as a keyed digest: enough to count by, useless to find anybody with."""

import hmac
from ipaddress import IPv6Address, ip_address

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

IPV6_NETWORK = 64  # bits: one household or telephone has a whole /64


def network_of(request: HttpRequest) -> str:
    """Return the digest of the caller's address (behind ``TRUSTED_PROXIES`` proxies), of its /64 for IPv6."""
    try:
        text = str(get_adapter().get_client_ip(request))
    except PermissionDenied:
        text = ""
    return hmac.new(settings.SECRET_KEY.encode(), f"network:{_network(text)}".encode(), "sha256").hexdigest()[:32]


def _network(text: str) -> str:
    try:
        address = ip_address(text)
    except ValueError:
        return text
    if isinstance(address, IPv6Address):
        mapped = address.ipv4_mapped
        return str(mapped) if mapped else f"{int(address) >> (128 - IPV6_NETWORK):x}"
    return str(address)
