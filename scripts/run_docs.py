"""Run what the documents show: commands, Python, files; and fill in what the commands print.

In: Markdown. Out: the same Markdown with the outputs of today, and what went wrong in the snippets.

``python scripts/run_docs.py`` fills in README.md, CONTRIBUTING.md and docs/; a test compares. The
fenced blocks of a document run in their order, in one scratch folder that has ``fixtures`` and
``rules``:

* ``console``: a command on each line that begins with ``$ ``, and below it what it prints;
* ``python``: a doctest where it has ``>>>``, else a program;
* any language and a file's name (``yaml our-rules/x.yml``): that file, with the block in it.

``shell`` is for what a reader's own machine is set up with; it is not run here.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(ROOT.glob("docs/**/*.md")))

_BLOCK = re.compile(r"^(`{3,})(\w+)(?: (\S+))?\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
_END = "\x00"


def run(text: str) -> tuple[str, list[str]]:
    """Run the blocks of ``text``. Returns it with the outputs of its commands in place, and a
    report for each Python snippet that failed and each command that broke."""
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        for name in ("fixtures", "rules"):
            Path(name).symlink_to(ROOT / name, target_is_directory=True)

        def replaced(block: re.Match[str]) -> str:
            _, language, name, body = block.groups()
            if name:
                Path(name).parent.mkdir(parents=True, exist_ok=True)
                Path(name).write_text(body, encoding="utf-8")
            elif language == "console":
                # The scratch folder has a new name each time.
                printed = _console(body).replace(str(Path.cwd()), "/articles")
                if "an error in figcheck itself" in printed or "Traceback" in printed:
                    faults.append(printed)
                return f"```console\n{printed}```"
            elif language == "python":
                faults.extend(_python(body))
            return block[0]

        return _BLOCK.sub(replaced, text), faults


def _console(body: str) -> str:
    """The commands of a block with their outputs, run in one shell so that ``$?`` and variables
    live on."""
    commands = [line[2:] for line in body.splitlines() if line.startswith("$ ")]
    script = "status=0\n" + "".join(
        f"(exit $status)\n{command}\nstatus=$?\nprintf '\\0'\n" for command in commands
    )
    home = Path(sys.executable).parent
    environment = {
        **os.environ,
        "PATH": f"{home}{os.pathsep}{os.environ.get('PATH', '')}",
        "NO_COLOR": "1",
        "XDG_CACHE_HOME": str(Path.cwd() / ".cache"),
    }
    ran = subprocess.run(
        ["bash", "-c", script],
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environment,
    )
    printed = ran.stdout.decode("utf-8").split(_END)
    return "".join(f"$ {c}\n{out}" for c, out in zip(commands, printed, strict=False))


def _python(body: str) -> list[str]:
    out = io.StringIO()
    if ">>>" in body:
        test = doctest.DocTestParser().get_doctest(body, {}, "snippet", None, 0)
        doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=out.write)
        return [out.getvalue()] if out.getvalue() else []
    ran = subprocess.run([sys.executable, "-c", body], check=False, capture_output=True, text=True)
    return [] if ran.returncode == 0 else [f"{body}\n{ran.stderr}"]


def main() -> int:
    """Fill in every document but those where a snippet failed; then the status is 1."""
    status = 0
    for path in DOCUMENTS:
        filled, faults = run(path.read_text(encoding="utf-8"))
        if not faults:
            path.write_text(filled, encoding="utf-8")
        for fault in faults:
            status = 1
            print(f"{path.relative_to(ROOT)}:\n{fault}", file=sys.stderr)
    return status


if __name__ == "__main__":
    raise SystemExit(main())
