"""Whom an address on the network stands for, where visitors are counted."""

import ipaddress

_IPV6_NETWORK_BITS = 64  # what one subscriber is given whole: millions of addresses


def network_of(address: str) -> str:
    """Return what counts as one client: an IPv4 address, however it is written, or a network under IPv6."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 4:
        return str(parsed)
    if parsed.ipv4_mapped:  # how a socket that listens on :: sees every IPv4 machine
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((parsed, _IPV6_NETWORK_BITS), strict=False))
