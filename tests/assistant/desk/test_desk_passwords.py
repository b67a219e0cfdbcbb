import pytest

from assistant.desk.passwords import PasswordError, PasswordHash

PASSWORD = "接线 staple 2025"


@pytest.fixture(scope="module")
def hashed() -> PasswordHash:
    return PasswordHash.of(PASSWORD)


def test_only_the_password_itself_matches(hashed: PasswordHash) -> None:
    assert hashed.matches(PASSWORD)
    for other in ("", PASSWORD + "1"):
        assert not hashed.matches(other)


def test_what_is_written_down_is_read_back(hashed: PasswordHash) -> None:
    assert PasswordHash.parse(f" {hashed}\n") == hashed


def test_what_is_written_down_needs_no_quoting_in_a_shell(hashed: PasswordHash) -> None:
    assert set(str(hashed)) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:_-")
    assert PASSWORD not in str(hashed)


def test_two_hashes_of_one_password_differ(hashed: PasswordHash) -> None:
    assert str(PasswordHash.of(PASSWORD)) != str(hashed)


@pytest.mark.parametrize("short", ["", "123456789", "   short    "])
def test_a_short_password_is_not_taken(short: str) -> None:
    with pytest.raises(PasswordError, match="至少"):
        PasswordHash.of(short)


@pytest.mark.parametrize(
    "text",
    [
        "secret",
        "scrypt:1:2:3",
        "md5:32768:8:1:AAAAAAAAAAAAAAAAAAAAAA:" + "A" * 43,
        "scrypt:1073741824:8:1:AAAAAAAAAAAAAAAAAAAAAA:" + "A" * 43,  # would take all memory
        "scrypt:32768:8:1:AAAA:" + "A" * 43,
        "scrypt:32768:8:1:AAAAAAAAAAAAAAAAAAAAAA:AAAA",
        "scrypt:x:8:1:AAAAAAAAAAAAAAAAAAAAAA:" + "A" * 43,
    ],
)
def test_what_is_no_hash_is_refused_with_the_remedy(text: str) -> None:
    with pytest.raises(PasswordError, match="python -m assistant password"):
        PasswordHash.parse(text)
