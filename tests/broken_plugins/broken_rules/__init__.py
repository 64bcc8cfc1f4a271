"""Plugins that are wrong in every way there is."""
