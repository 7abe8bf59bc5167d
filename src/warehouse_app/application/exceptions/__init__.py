"""Exceptions: the queue by what waiting costs, and each of them resolved from there by the deeds there are."""

from warehouse_app.application.exceptions.queue import find, queue
from warehouse_app.application.exceptions.resolving import Resolution, resolve, steps
from warehouse_app.application.exceptions.resting import RestCase, WakeCase

__all__ = ["Resolution", "RestCase", "WakeCase", "find", "queue", "resolve", "steps"]
