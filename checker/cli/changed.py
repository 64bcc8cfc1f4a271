"""Which files have changed, as git knows it.

In: a revision. Out: the files that differ from it in the working tree, and those that git does not
follow yet.
"""

from __future__ import annotations

import os
import subprocess

from checker.errors import UsageError


def changed_since(revision: str) -> frozenset[str]:
    """The real paths of the files that were added or changed since ``revision``.

    Raises :class:`checker.errors.UsageError` outside a repository, for an unknown revision, and
    where there is no git.
    """
    if revision.startswith("-"):
        raise UsageError(f"--changed-since {revision}: no revision begins with a hyphen")
    top = _git("rev-parse", "--show-toplevel").decode().rstrip("\n")
    listed = _git("-C", top, "diff", "--name-only", "-z", "--diff-filter=d", revision, "--")
    new = _git("-C", top, "ls-files", "--others", "--exclude-standard", "-z")
    names = [name for name in (listed + new).split(b"\0") if name]
    return frozenset(os.path.realpath(os.path.join(top, os.fsdecode(name))) for name in names)


def _git(*args: str) -> bytes:
    try:
        ran = subprocess.run(["git", *args], check=True, capture_output=True)  # noqa: S603, S607
    except FileNotFoundError as error:
        raise UsageError("--changed-since: git is not installed") from error
    except subprocess.CalledProcessError as error:
        told = " ".join(error.stderr.decode("utf-8", "replace").split())
        raise UsageError(f"--changed-since: {told.removeprefix('fatal: ')}") from error
    return ran.stdout
