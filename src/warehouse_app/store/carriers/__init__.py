"""Carriers as rows: whose a service is, and the labels that are bought."""
