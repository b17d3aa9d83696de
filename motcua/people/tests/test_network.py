"""A network is counted by, never written down."""

from typing import Any

import pytest
from django.test import RequestFactory, override_settings

from motcua.people.network import network_of


def of(address: str, **headers: Any) -> str:
    return network_of(RequestFactory().get("/", REMOTE_ADDR=address, **headers))


def test_an_address_is_not_in_its_digest() -> None:
    assert of("203.0.113.7") == of("203.0.113.7")
    assert of("203.0.113.7") != of("203.0.113.8")
    assert "203" not in of("203.0.113.7")[:3]
    assert len(of("203.0.113.7")) == 32


def test_one_household_has_one_network_in_ipv6() -> None:
    assert of("2001:db8:1:2::1") == of("2001:db8:1:2:ffff::9")
    assert of("2001:db8:1:2::1") != of("2001:db8:1:3::1")
    assert of("::ffff:203.0.113.7") == of("203.0.113.7")


@pytest.mark.parametrize(("proxies", "same"), [(0, True), (1, False)])
def test_the_proxys_word_counts_only_where_a_proxy_is_trusted(proxies: int, same: bool) -> None:
    with override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=proxies):
        one = of("127.0.0.1", HTTP_X_FORWARDED_FOR="203.0.113.7")
        other = of("127.0.0.1", HTTP_X_FORWARDED_FOR="203.0.113.8")
    assert (one == other) is same
