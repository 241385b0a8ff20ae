"""Secrets: keyring, key file, recovery code, a person's keys and certificate."""
