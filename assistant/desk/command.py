"""``python -m assistant password``: makes the hash that switches the staff's desk on."""

import argparse
import getpass
import sys

from assistant.desk.passwords import PasswordError, PasswordHash


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the ``password`` command."""
    description = "设置热线工作台的登录密码：输出一行环境变量，启动前设好即可使用 /staff"
    commands.add_parser("password", help=description, description=description).set_defaults(run=_make_hash)


def _make_hash(_: argparse.Namespace) -> int:
    try:
        hashed = PasswordHash.of(_read_password())
    except PasswordError as error:
        print(f"错误：{error}", file=sys.stderr)
        return 2
    print(f"POLICY_STAFF_PASSWORD_HASH={hashed}")
    return 0


def _read_password() -> str:
    """Ask twice at a terminal; from anything else take the first line."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    password = getpass.getpass("工作台密码：")
    if getpass.getpass("再输一遍：") != password:
        raise PasswordError("两次输入的密码不一样，请重新运行")
    return password
