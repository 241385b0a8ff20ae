"""Parts of screens that call verbs."""
