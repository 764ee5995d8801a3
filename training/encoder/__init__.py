"""The training of the encoder: adapters on all-MiniLM-L6-v2 and the projection of its token vectors."""
