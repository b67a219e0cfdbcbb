from hypothesis import given
from hypothesis import strategies as st

from assistant.settings import Settings
from assistant.web.limits import WINDOW_SECONDS, Limits, RateLimiter


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_client_is_admitted_up_to_its_limit_and_again_a_minute_later() -> None:
    clock = Clock()
    limiter = RateLimiter(3, clock=clock)
    assert [limiter.admit("192.0.2.1") for _ in range(5)] == [True, True, True, False, False]
    clock.now = WINDOW_SECONDS
    assert limiter.admit("192.0.2.1")


def test_the_limit_slides_and_does_not_start_afresh() -> None:
    clock = Clock()
    limiter = RateLimiter(2, clock=clock)
    assert limiter.admit("192.0.2.1")
    clock.now = 50
    assert limiter.admit("192.0.2.1")
    clock.now = 61
    assert [limiter.admit("192.0.2.1") for _ in range(2)] == [True, False]


def test_one_client_does_not_use_up_anothers_limit() -> None:
    limiter = RateLimiter(1)
    assert limiter.admit("192.0.2.1")
    assert limiter.admit("192.0.2.2")
    assert not limiter.admit("192.0.2.1")


def test_no_limit_and_an_unknown_client_are_admitted_always() -> None:
    assert all(RateLimiter(0).admit("192.0.2.1") for _ in range(100))
    assert all(RateLimiter(1).admit("") for _ in range(100))


def test_no_address_is_kept_and_who_has_gone_is_forgotten() -> None:
    clock = Clock()
    limiter = RateLimiter(5, clock=clock)
    for number in range(200):
        limiter.admit(f"192.0.2.{number}")
    assert "192.0.2" not in repr(vars(limiter))
    assert "192.0.2" not in repr(limiter._times)
    clock.now = 2 * WINDOW_SECONDS
    limiter.admit("198.51.100.1")
    assert len(limiter._times) == 1


@given(st.text(max_size=100))
def test_any_name_of_a_client_can_be_counted(client: str) -> None:
    limiter = RateLimiter(1)
    assert limiter.admit(client)
    assert limiter.admit(client) is (client == "")


def test_limits_come_from_the_settings() -> None:
    settings = Settings(max_question_chars=9, questions_per_minute=8, max_waiting=7)
    assert Limits.of(settings) == Limits(max_question_chars=9, questions_per_minute=8, max_waiting=7)
