"""The desk's password: kept as a salted scrypt hash, which the settings hold and a command makes."""

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from typing import Self

MIN_PASSWORD_CHARS = 10
_SCHEME = "scrypt"
_COST, _BLOCK, _PARALLEL = 2**15, 8, 1  # 32 MiB and about a tenth of a second a guess
_MAX_MEMORY_BYTES = 256 * 2**20
_MAX_COST = 2**17


class PasswordError(ValueError):
    """A password that may not be used, or a hash that cannot be read; the message is for whoever sets it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordHash:
    """What is left of a password: ``scrypt:cost:block:parallel:salt:digest``, without characters a shell would eat."""

    cost: int
    block: int
    parallel: int
    salt: bytes
    digest: bytes

    @classmethod
    def of(cls, password: str, *, cost: int = _COST) -> Self:
        """Hash a new password with a salt of its own; PasswordError where it is too short."""
        if len(password.strip()) < MIN_PASSWORD_CHARS:
            raise PasswordError(f"密码至少要有 {MIN_PASSWORD_CHARS} 个字符，请换一个长一些的")
        salt = secrets.token_bytes(16)
        digest = _scrypt(password, salt, cost=cost, block=_BLOCK, parallel=_PARALLEL)
        return cls(cost=cost, block=_BLOCK, parallel=_PARALLEL, salt=salt, digest=digest)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what ``str`` wrote; PasswordError where it is anything else."""
        try:
            scheme, cost, block, parallel, salt, digest = text.strip().split(":")
            parsed = cls(
                cost=int(cost), block=int(block), parallel=int(parallel), salt=_decode(salt), digest=_decode(digest)
            )
        except ValueError as error:
            raise PasswordError(_unreadable()) from error
        known = scheme == _SCHEME and 2 <= parsed.cost <= _MAX_COST and parsed.block == _BLOCK and parsed.parallel == 1
        if not known or len(parsed.salt) < 16 or len(parsed.digest) != 32:
            raise PasswordError(_unreadable())
        return parsed

    def matches(self, password: str) -> bool:
        """Whether this is the password; takes as long whatever the answer is."""
        tried = _scrypt(password, self.salt, cost=self.cost, block=self.block, parallel=self.parallel)
        return hmac.compare_digest(tried, self.digest)

    def __str__(self) -> str:
        return ":".join(
            [_SCHEME, str(self.cost), str(self.block), str(self.parallel), _encode(self.salt), _encode(self.digest)]
        )


def _unreadable() -> str:
    return "POLICY_STAFF_PASSWORD_HASH 不是可用的密码散列，请重新运行 python -m assistant password 生成"


def _scrypt(password: str, salt: bytes, *, cost: int, block: int, parallel: int) -> bytes:
    secret = password.strip().encode("utf-8", "surrogatepass")
    return hashlib.scrypt(secret, salt=salt, n=cost, r=block, p=parallel, maxmem=_MAX_MEMORY_BYTES, dklen=32)


def _encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _decode(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
