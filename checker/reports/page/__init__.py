"""What the page of the ``html`` report shows, and how it looks.

In: a ``Judgement``. Out: values that a template has only to set down; the template, the style and
the script lie beside them.
"""

from __future__ import annotations
