"""The index in a PostgreSQL server with pgvector, for what outgrows one machine (docs/scale.md)."""
