"""Alembic's entry: runs revisions on the connection that the program has already opened."""

from alembic import context

from dirigo_tui.store.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transactional_ddl=True,
    render_as_batch=True,
)
# The caller holds the transaction: a kill in mid-migration leaves the old schema whole.
context.run_migrations()
