"""A module that is missing half of itself."""

import a_module_that_is_not_there  # noqa: F401
