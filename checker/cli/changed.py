"""Which files have changed, as git knows it.

In: a revision, or what is staged. Out: the real paths of the files.
"""

from __future__ import annotations

import os
import subprocess

from checker.errors import UsageError


def changed_since(revision: str) -> frozenset[str]:
    """The real paths of the files that differ from ``revision`` in the working tree, and of those
    that git does not follow yet.

    Raises :class:`checker.errors.UsageError` outside a repository, for an unknown revision, and
    where there is no git.
    """
    if revision.startswith("-"):
        raise UsageError(f"--changed-since {revision}: no revision begins with a hyphen")
    return _paths(
        "--changed-since",
        ("diff", "--name-only", "-z", "--diff-filter=d", revision, "--"),
        ("ls-files", "--others", "--exclude-standard", "-z"),
    )


def staged() -> frozenset[str]:
    """The real paths of the files that the next commit adds or changes. Under
    ``pre-commit run --from-ref A --to-ref B``, which says so in the environment
    (pre-commit.com/#pre-push), those that B changes.

    Raises :class:`checker.errors.UsageError` outside a repository and where there is no git.
    """
    begin, end = (os.environ.get(f"PRE_COMMIT_{name}_REF", "") for name in ("FROM", "TO"))
    which = (f"{begin}...{end}",) if begin and end and not begin.startswith("-") else ("--cached",)
    return _paths("--staged", ("diff", "--name-only", "-z", "--diff-filter=d", *which, "--"))


def _paths(option: str, *commands: tuple[str, ...]) -> frozenset[str]:
    top = _git(option, "rev-parse", "--show-toplevel").decode().rstrip("\n")
    listed = b"".join(_git(option, "-C", top, *command) for command in commands)
    names = [name for name in listed.split(b"\0") if name]
    return frozenset(os.path.realpath(os.path.join(top, os.fsdecode(name))) for name in names)


def _git(option: str, *args: str) -> bytes:
    try:
        ran = subprocess.run(["git", *args], check=True, capture_output=True)  # noqa: S603, S607
    except FileNotFoundError as error:
        raise UsageError(f"{option}: git is not installed") from error
    except subprocess.CalledProcessError as error:
        told = " ".join(error.stderr.decode("utf-8", "replace").split())
        if told.startswith("usage:"):
            told = f"git takes no {' '.join(args[-2:]).removesuffix(' --')!r}"
        raise UsageError(f"{option}: {told.removeprefix('fatal: ')}") from error
    return ran.stdout
