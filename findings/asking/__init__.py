"""Asking: a query becomes a plan, the plan becomes hits."""
