import pytest

from assistant.desk.sessions import MAX_ATTEMPTS, MAX_ATTEMPTS_IN_ALL, WINDOW_SECONDS, Attempts, Sessions


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_a_session_lasts_its_time_and_no_longer(clock: Clock) -> None:
    sessions = Sessions(60, clock)
    token = sessions.open()
    clock.now += 59
    assert sessions.seconds_left(token) == pytest.approx(1)
    clock.now += 1
    assert sessions.seconds_left(token) == 0


def test_a_session_that_was_closed_is_over(clock: Clock) -> None:
    sessions = Sessions(60, clock)
    token, other = sessions.open(), sessions.open()
    sessions.close(token)
    assert sessions.seconds_left(token) == 0
    assert sessions.seconds_left(other) == 60


@pytest.mark.parametrize("token", [None, "", "guess", "\udc80", "x" * 10_000])
def test_what_is_no_token_opens_nothing(clock: Clock, token: str | None) -> None:
    sessions = Sessions(60, clock)
    sessions.open()
    assert sessions.seconds_left(token) == 0
    sessions.close(token)


def test_a_client_has_so_many_attempts_and_then_waits(clock: Clock) -> None:
    attempts = Attempts(clock)
    for _ in range(MAX_ATTEMPTS):
        assert attempts.seconds_to_wait("10.0.0.1") == 0
        clock.now += 10
    assert attempts.seconds_to_wait("10.0.0.1") == WINDOW_SECONDS - MAX_ATTEMPTS * 10
    assert attempts.seconds_to_wait("10.0.0.2") == 0
    clock.now += WINDOW_SECONDS - MAX_ATTEMPTS * 10
    assert attempts.seconds_to_wait("10.0.0.1") == 0


def test_attempts_that_were_turned_away_do_not_lengthen_the_wait(clock: Clock) -> None:
    attempts = Attempts(clock)
    waits = [attempts.seconds_to_wait("10.0.0.1") for _ in range(MAX_ATTEMPTS + 50)]
    assert set(waits[MAX_ATTEMPTS:]) == {float(WINDOW_SECONDS)}


def test_the_right_password_clears_the_count(clock: Clock) -> None:
    attempts = Attempts(clock)
    for _ in range(MAX_ATTEMPTS):
        attempts.seconds_to_wait("10.0.0.1")
    attempts.forgive("10.0.0.1")
    assert attempts.seconds_to_wait("10.0.0.1") == 0


def test_addresses_of_one_network_count_as_one_client(clock: Clock) -> None:
    attempts = Attempts(clock)
    waits = [attempts.seconds_to_wait(f"2001:db8::{number:x}") for number in range(MAX_ATTEMPTS + 1)]
    assert waits[-1] > 0
    assert attempts.seconds_to_wait("2001:db8:0:1::1") == 0


def test_machines_of_ipv4_are_told_apart_on_a_socket_of_ipv6(clock: Clock) -> None:
    attempts = Attempts(clock)
    waits = [attempts.seconds_to_wait("::ffff:192.0.2.1") for _ in range(MAX_ATTEMPTS + 1)]
    assert waits[-1] > 0
    assert attempts.seconds_to_wait("::ffff:192.0.2.2") == 0
    assert attempts.seconds_to_wait("192.0.2.1") > 0


def test_guessing_from_many_places_is_limited_too(clock: Clock) -> None:
    attempts = Attempts(clock)
    waits = [attempts.seconds_to_wait(f"10.0.{n // 250}.{n % 250}") for n in range(MAX_ATTEMPTS_IN_ALL + 1)]
    assert waits[:-1] == [0] * MAX_ATTEMPTS_IN_ALL
    assert waits[-1] > 0
